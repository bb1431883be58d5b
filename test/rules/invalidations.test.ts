import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ruleTest } from './rule-test';

const directory = mkdtempSync(join(tmpdir(), 'invalidations-'));
mkdirSync(join(directory, 'images'));
writeFileSync(join(directory, 'images', 'a.jpg'), '');
afterAll(() => rmSync(directory, { recursive: true }));

const ORIGIN = { Id: 'site', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } };
const SITE = {
  Type: 'AWS::CloudFront::Distribution',
  Properties: {
    DistributionConfig: {
      Enabled: true,
      Origins: [ORIGIN],
      Aliases: ['www.example.org'],
      ViewerCertificate: { AcmCertificateArn: { Ref: 'Unknown' }, SslSupportMethod: 'sni-only' },
      DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
    },
  },
};
const RTMP = {
  Type: 'AWS::CloudFront::StreamingDistribution',
  Properties: {
    StreamingDistributionConfig: { Enabled: true, Comment: '', S3Origin: { DomainName: { 'Fn::GetAtt': ['Files', 'RegionalDomainName'] }, OriginAccessIdentity: '' }, TrustedSigners: { Enabled: false } },
  },
};
const deployment = (properties: object) => ({
  Site: SITE,
  Rtmp: RTMP,
  OtherRtmp: RTMP,
  Files: { Type: 'AWS::S3::Bucket' },
  Deployment: { Type: 'Custom::CDKBucketDeployment', Properties: { DestinationBucketName: { Ref: 'Files' }, SourceObjectKeys: ['site.zip'], DistributionId: { Ref: 'Site' }, ...properties } },
});
const paths = (...DistributionPaths: string[]) => deployment({ DistributionPaths });
const numbered = (length: number) => paths(...Array.from({ length }, (_, i) => `/${i}.jpg`));
const PATHS = 'Deployment.DistributionPaths';
const cases = { in: 'resources', at: `${PATHS}[0]` } as const;

ruleTest('invalidation-rtmp [INV-006]', {
  in: 'resources', at: 'Deployment.DistributionId', rejects: [deployment({ DistributionId: { Ref: 'Rtmp' }, DistributionPaths: ['/a.flv'] })], accepts: [deployment({ DistributionPaths: ['/a.flv'] })],
});
const UNSAFE = [' ', '"', '<', '>', '#', '{', '}', '|', '\\', '^', '~', '[', ']', '`', '%', '\u0007'];
ruleTest('invalidation-path-encoding [INV-030]', {
  ...cases, rejects: [paths('/über uns.html'), paths('/a%7Eb'), ...UNSAFE.map((character) => paths(`/a${character}b`))], accepts: [paths('/%C3%BCber%20uns.html'), paths('/a-b_c.d(e)!*')],
});
ruleTest('invalidation-path-encoding [INV-030]', { ...cases, rejects: [paths('/a~b'), paths('/a%7eb')], accepts: [], message: /use a wildcard in the place of ~/i });
ruleTest('invalidation-path-encoding [INV-030]', { ...cases, rejects: [paths('/a b')], accepts: [], message: /write %20 in the place of " "/i });
ruleTest('invalidation-path-encoding [INV-030]', { ...cases, edition: '2014-10-21', rejects: [paths('/über uns.html')], accepts: [paths('/a%7Eb')] });
ruleTest('invalidation-path-needless-encoding [INV-032]', {
  ...cases, rejects: [paths('/images/%69mage.jpg'), paths('/%2Ehidden'), paths('/%30')], accepts: [paths('/my%20image.jpg'), paths('/a%2Fb')], message: /write i in the place of %69|%2E|%30/,
});
ruleTest('invalidation-path-host [INV-034]', {
  ...cases,
  rejects: [
    'http://d1111111abcdef8.cloudfront.net/images/image2.jpg', 'HTTPS://www.example.org/images/image2.jpg', '//www.example.org/images/image2.jpg', 'www.example.org/images/image2.jpg',
    'WWW.EXAMPLE.ORG/images/image2.jpg', 'd1111111abcdef8.cloudfront.net/images/image2.jpg', 'svn+ssh://host/images/image2.jpg',
  ].map((path) => paths(path)),
  accepts: [paths('/images/image2.jpg'), paths('images.v2/image2.jpg'), paths('other.example.org/image2.jpg')],
  message: /write \/images\/image2\.jpg/,
});
ruleTest('invalidation-wildcard [INV-035]', { ...cases, edition: '2014-10-21', rejects: [paths('/images/*')], accepts: [paths('/images/a.jpg')] });
ruleTest('invalidation-wildcard [INV-035]', { ...cases, rejects: [], accepts: [paths('/images/*'), paths('/*')] });
ruleTest('invalidation-directory [INV-036]', {
  ...cases,
  assets: { site: directory },
  rejects: [paths('images'), paths('/images'), paths('/images/')],
  accepts: [paths('images', 'images/'), paths('/images', '/images/'), paths('/images/', '/images'), paths('/images*'), paths('/images/a.jpg')],
});
ruleTest('invalidation-path-length [INV-037]', { ...cases, rejects: [paths('/'.padEnd(4001, 'a'))], accepts: [paths('/'.padEnd(4000, 'a'))], message: /4001 characters/ });
ruleTest('invalidation-signed [INV-039]', {
  ...cases, rejects: [paths('/image.jpg?Policy=x&Signature=y&Key-Pair-Id=z'), paths('/image.jpg?a=b&Expires=1')], accepts: [paths('/image.jpg'), paths('/image.jpg?policyId=1')], message: /write \/image\.jpg/,
});
ruleTest('invalidation-paths-limit [INV-044]', { in: 'resources', at: PATHS, edition: '2014-10-21', rejects: [numbered(3001)], accepts: [numbered(3000)] });
ruleTest('invalidation-paths-rate [INV-044]', { in: 'resources', at: PATHS, rejects: [numbered(151)], accepts: [numbered(150)] });
ruleTest('invalidation-of-everything [INV-008]', { in: 'resources', at: PATHS, rejects: [numbered(1001)], accepts: [numbered(10), numbered(1000)], message: /write \/\*/ });
