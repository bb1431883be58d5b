import { Edge, ManualClock, MemoryObject, originClients, OriginSource } from '../../src/edge';
import { asViewersHaveIt, diagnose, statusHints } from '../../src/local/diagnosis';
import { readTemplates } from '../../src/template';

const IDENTITY = { Type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity', Properties: { CloudFrontOriginAccessIdentityConfig: { Comment: '' } } };
const POLICY = {
  Type: 'AWS::S3::BucketPolicy',
  Properties: {
    Bucket: { Ref: 'Bucket' },
    PolicyDocument: { Statement: [{ Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource: '*', Principal: { CanonicalUser: { 'Fn::GetAtt': ['Identity', 'S3CanonicalUserId'] } } }] },
  },
};
const RTMP = {
  Type: 'AWS::CloudFront::StreamingDistribution',
  Properties: { StreamingDistributionConfig: { Enabled: true, Comment: '', S3Origin: { DomainName: 'b.s3.amazonaws.com', OriginAccessIdentity: '' }, TrustedSigners: { Enabled: false } } },
};
const OBJECT: { readonly [key: string]: MemoryObject } = { 'image.jpg': 'image' };

/** What keeps URLs of a distribution with a bucket from showing their objects. */
function diagnosed({ config = {}, resources = {}, s3 = {}, run = {}, objects = OBJECT as OriginSource }) {
  const identity = { S3OriginConfig: { OriginAccessIdentity: { 'Fn::Join': ['', ['origin-access-identity/cloudfront/', { Ref: 'Identity' }]] } } };
  const application = readTemplates([{
    name: 'Site',
    template: {
      Resources: {
        Identity: IDENTITY,
        Bucket: { Type: 'AWS::S3::Bucket', Properties: s3 },
        Web: {
          Type: 'AWS::CloudFront::Distribution',
          Properties: {
            DistributionConfig: {
              Enabled: true,
              Origins: [{ Id: 'bucket', DomainName: { 'Fn::GetAtt': ['Bucket', 'RegionalDomainName'] }, ...identity }],
              DefaultCacheBehavior: { TargetOriginId: 'bucket', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
              ...config,
            },
          },
        },
        RTMP,
        ...resources,
      },
    },
  }]);
  const clock = new ManualClock(Date.UTC(2014, 4, 6));
  const edge = new Edge({ application, clock, origins: originClients({ Bucket: objects }, () => application), ...run });
  const [{ domainName, origins: [{ domainName: bucket }] }] = application.distributions;
  const causes = async (url: string) => (await diagnose(new URL(url), application, edge)).causes;
  return { application, edge, clock, domainName, bucket: String(bucket), rtmp: application.streamingDistributions[0].domainName, causes };
}

test.each([
  ['http://127.0.0.1:8080/a?b=1', 'http://d1.cloudfront.net/a?b=1'],
  ['https://localhost:8443/a', 'https://d1.cloudfront.net/a'],
  ['http://127.0.0.1:9/a', 'http://127.0.0.1:9/a'],
  ['http://www.example.com:8080/a', 'http://www.example.com:8080/a'],
])('%s on this machine stands for %s', (local, seen) => {
  const distribution = { logicalId: 'Web', id: 'E1', kind: 'web', domainName: 'd1.cloudfront.net', aliases: [], http: 'http://127.0.0.1:8080', https: 'https://127.0.0.1:8443', rtmp: null } as const;
  expect(asViewersHaveIt(new URL(local), { distributions: [distribution] }).href).toBe(seen);
});

test('an object that is neither public nor granted to an identity is told; with either all is well [IAM-022]', async () => {
  const [closed, granted, open] = [diagnosed({}), diagnosed({ resources: { Policy: POLICY } }), diagnosed({ s3: { AccessControl: 'PublicRead' } })];
  expect(await closed.causes(`http://${closed.domainName}/image.jpg`)).toEqual([expect.stringMatching(/^the object is neither public nor granted to an origin access control or identity/)]);
  for (const { causes, domainName } of [granted, open]) expect(await causes(`http://${domainName}/image.jpg`)).toEqual([]);
});

test('a DNS record that leads elsewhere than to the distribution is told with both names [IAM-025]', async () => {
  const to = (target: unknown) => ({ Record: { Type: 'AWS::Route53::RecordSet', Properties: { Name: 'images.example.com', Type: 'CNAME', TTL: '300', ResourceRecords: [target] } }, Policy: POLICY });
  const config = { Aliases: ['images.example.com'] };
  const [wrong, right] = [diagnosed({ config, resources: to('myawsbucket.s3.amazonaws.com') }), diagnosed({ config, resources: to({ 'Fn::GetAtt': ['Web', 'DomainName'] }) })];
  expect(await wrong.causes('http://images.example.com/image.jpg')).toEqual([`the CNAME record of images.example.com leads to myawsbucket.s3.amazonaws.com; it is to lead to ${wrong.domainName}`]);
  expect(await right.causes('http://images.example.com/image.jpg')).toEqual([]);
});

test('a URL with the name of an origin goes past CloudFront, and another one is proposed [IAM-027]', async () => {
  const { causes, bucket } = diagnosed({ config: { Aliases: ['www.example.com'] } });
  expect(await causes(`http://${bucket}/a.jpg`)).toEqual([`${bucket} is the name of an origin, so that the URL goes past CloudFront; use http://www.example.com/a.jpg`]);
  expect(await causes('http://other.example.com/a.jpg')).toEqual(['other.example.com is no domain name or alternate domain name of a distribution']);
});

test('what is not yet deployed, or is disabled, is the first cause that is told [IAM-030]', async () => {
  const deploying = diagnosed({ run: { deploymentTime: 60_000 } });
  deploying.edge.reload(diagnosed({ config: { Comment: 'changed' } }).application);
  expect((await deploying.causes(`http://${deploying.domainName}/image.jpg`))[0]).toMatch(/is not yet deployed everywhere; wait until its status is Deployed$/);
  const disabled = diagnosed({ config: { Enabled: false } });
  expect((await disabled.causes(`http://${disabled.domainName}/image.jpg`))[0]).toMatch(/is disabled; enable it$/);
});

test('statuses hint at geo restriction, certificates and capacity [IAM-032]', () => {
  const [restricted, open] = [{ geoRestriction: { type: 'whitelist' } }, { geoRestriction: { type: 'none' } }] as never[];
  expect(statusHints(403, restricted)).toEqual([expect.stringContaining('geo restriction')]);
  expect(statusHints(502, open, 'https-only')).toEqual([expect.stringContaining('certificate')]);
  expect(statusHints(503, open)).toEqual([expect.stringContaining('capacity')]);
  expect([statusHints(403, open), statusHints(502, open, 'http-only')].flat()).toEqual([expect.stringContaining('answered with 403'), expect.stringContaining('answered with 502')]);
});

test('files of an RTMP distribution are not there by HTTP, and the stream is proposed [IAM-033]', async () => {
  const { causes, rtmp } = diagnosed({});
  expect(await causes(`http://${rtmp}/movie.flv`)).toEqual([`${rtmp} is that of an RTMP distribution, which serves no files by http; play the stream movie of rtmp://${rtmp}/cfx/st`]);
  expect(await causes(`rtmp://${rtmp}/cfx/st/movie`)).toEqual([]);
});
