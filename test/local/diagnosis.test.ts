import { Edge, ManualClock, MemoryObject, originClients, OriginSource, OriginSources } from '../../src/edge';
import { asViewersHaveIt, diagnose, Examined, statusHints } from '../../src/local/diagnosis';
import { checkTemplates } from '../../src/rules';
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
function diagnosed({ config = {}, resources = {}, s3 = {}, run = {}, objects = OBJECT as OriginSource, servers = {} as OriginSources }) {
  const identity = { S3OriginConfig: { OriginAccessIdentity: { 'Fn::Join': ['', ['origin-access-identity/cloudfront/', { Ref: 'Identity' }]] } } };
  const sources = [{
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
  }];
  const application = readTemplates(sources);
  const clock = new ManualClock(Date.UTC(2014, 4, 6));
  const edge = new Edge({ application, clock, origins: originClients({ Bucket: objects, ...servers }, () => application), ...run });
  const [{ domainName, origins: [{ domainName: bucket }] }] = application.distributions;
  const diagnosis = (url: string, more: Partial<Examined> = {}) => diagnose(new URL(url), { application, edge, findings: [], ...more });
  const causes = async (url: string, more?: Partial<Examined>) => (await diagnosis(url, more)).causes;
  const findings = () => checkTemplates(sources);
  return { application, edge, clock, domainName, bucket: String(bucket), rtmp: application.streamingDistributions[0].domainName, diagnosis, causes, findings };
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

test('a second CNAME record of the host in its zone is told, and one alone is well [IAM-026]', async () => {
  const record = (HostedZoneId: string) => ({
    Type: 'AWS::Route53::RecordSet', Properties: { HostedZoneId, Name: 'images.example.com', Type: 'CNAME', TTL: '300', ResourceRecords: [{ 'Fn::GetAtt': ['Web', 'DomainName'] }] },
  });
  const config = { Aliases: ['images.example.com'], ViewerCertificate: { IamCertificateId: 'ASCA', SslSupportMethod: 'sni-only' } };
  const told = ({ causes, findings }: ReturnType<typeof diagnosed>) => causes('http://images.example.com/image.jpg', { findings: findings() });
  expect(await told(diagnosed({ config, resources: { One: record('Z1'), Two: record('Z1'), Policy: POLICY } }))).toEqual([
    expect.stringMatching(/One has a CNAME record of this name already; keep the one that leads to the distribution \(alias-record-duplicate\)$/),
  ]);
  expect(await told(diagnosed({ config, resources: { One: record('Z1'), Policy: POLICY } }))).toEqual([]);
});

test('a bucket whose name is no DNS name is told, and only of the distribution that has it [IAM-031]', async () => {
  const { causes, domainName, rtmp, findings } = diagnosed({ config: { Origins: [{ Id: 'bucket', DomainName: 'My_Bucket.s3.amazonaws.com', S3OriginConfig: {} }] } });
  expect((await causes(`http://${domainName}/image.jpg`, { findings: findings() }))[0]).toMatch(/My_Bucket\.s3\.amazonaws\.com.*; move the content to a bucket with a DNS-compatible name \(s3-bucket-name\)$/);
  expect((await causes(`rtmp://${rtmp}/cfx/st/movie`, { findings: findings() })).join()).not.toMatch(/s3-bucket-name/);
});

test('credentials without access to S3 are told for the buckets of the distribution, web or RTMP [IAM-021]', async () => {
  const { causes, domainName, rtmp, bucket } = diagnosed({ resources: { Policy: POLICY } });
  const refusal = (action: string, resource: string) => `smithj is not authorized to perform s3:${action} on ${resource}`;
  expect(await causes(`http://${domainName}/image.jpg`, { refusal })).toEqual([
    `Amazon S3 is not available to the account as it is to CloudFront: smithj is not authorized to perform s3:ListBucket on arn:aws:s3:::${bucket.split('.')[0]}; sign up for both, and allow both`,
  ]);
  expect(await causes(`rtmp://${rtmp}/cfx/st/movie`, { refusal })).toEqual([expect.stringMatching(/s3:ListBucket on arn:aws:s3:::b; sign up/)]);
  expect(await causes(`http://${domainName}/image.jpg`, { refusal: () => undefined })).toEqual([]);
});

test('a request to a custom origin carries X-Amz-Cf-Id, and when it fails the hints say how an origin logs that [IAM-028]', async () => {
  const asked: (string | null)[] = [];
  const origin: OriginSource = ({ url, headers }) => {
    asked.push(headers.get('x-amz-cf-id'));
    return { status: url === '/well' ? 200 : 500 };
  };
  const config = { Origins: [{ Id: 'bucket', DomainName: 'api.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }] };
  const { diagnosis, domainName } = diagnosed({ config, servers: { 'api.example.com': origin } });
  const { hints } = await diagnosis(`http://${domainName}/broken`);
  expect(asked).toEqual([expect.stringMatching(/^[\w-]{40,}==$/)]);
  expect(hints).toEqual([expect.stringContaining(`the origin bucket got this request with X-Amz-Cf-Id: ${asked[0]}`)]);
  expect(hints[0]).toMatch(/"%\{X-Amz-Cf-Id\}i" in Apache's LogFormat, \$http_x_amz_cf_id in nginx's log_format$/);
  expect((await diagnosis(`http://${domainName}/well`)).hints).toEqual([]);
});
