import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Writes a template with one public bucket behind a distribution, and a directory for its objects. They are gone when this process ends. */
export function writeWebsite(): { readonly template: string; readonly objects: string } {
  const directory = mkdtempSync(join(tmpdir(), 'cloudfront-edge-bench-'));
  process.on('exit', () => rmSync(directory, { recursive: true }));
  const [template, objects] = [join(directory, 'template.json'), join(directory, 'objects')];
  mkdirSync(objects);
  writeFileSync(template, JSON.stringify({
    Resources: {
      Bucket: { Type: 'AWS::S3::Bucket', Properties: { AccessControl: 'PublicRead' } },
      Site: {
        Type: 'AWS::CloudFront::Distribution',
        Properties: {
          DistributionConfig: {
            Enabled: true,
            Origins: [{ Id: 'bucket', DomainName: { 'Fn::GetAtt': ['Bucket', 'DomainName'] }, S3OriginConfig: {} }],
            DefaultCacheBehavior: { TargetOriginId: 'bucket', ViewerProtocolPolicy: 'allow-all', CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' },
          },
        },
      },
    },
  }));
  return { template, objects };
}

/** The arguments of node that serve it. */
export function serveArguments({ template, objects }: ReturnType<typeof writeWebsite>): string[] {
  return [join(__dirname, '..', '..', 'bin', 'cloudfront-edge'), 'serve', template, '--bucket', `Bucket=${objects}`, '--json'];
}
