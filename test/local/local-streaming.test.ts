import { closeAll, running } from './running-edge';
import { exchange } from './sockets';
import { PRIVATE_MEDIA } from '../streaming/scenario';

const RTMP = (config: object = {}) => ({
  Type: 'AWS::CloudFront::StreamingDistribution',
  Properties: { StreamingDistributionConfig: { Enabled: true, Comment: '', S3Origin: { DomainName: 'media.s3.amazonaws.com', OriginAccessIdentity: '' }, TrustedSigners: { Enabled: false }, ...config } },
});

const SITE = {
  Origins: [{ Id: 'media', DomainName: 'media.s3.amazonaws.com', S3OriginConfig: {} }],
  DefaultCacheBehavior: { TargetOriginId: 'media', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
};

afterEach(closeAll);

test('each RTMP distribution has ports of its own, beside the web distributions', async () => {
  const { edge, notices } = await running(SITE, {}, { First: RTMP(), Second: RTMP({ S3Origin: { DomainName: 'other.s3.amazonaws.com', OriginAccessIdentity: '' } }) });
  const [site, first, second] = edge.ready.distributions;
  expect(site).toMatchObject({ logicalId: 'Site', rtmp: null });
  for (const distribution of [first, second]) {
    expect(distribution).toMatchObject({
      kind: 'rtmp', http: null, https: null, rtmp: expect.stringMatching(/^rtmp:\/\/127\.0\.0\.1:\d+\/cfx\/st$/), rtmpt: expect.stringMatching(/^rtmpt:\/\/127\.0\.0\.1:\d+\/cfx\/st$/),
    });
    expect(await (await fetch(`${distribution.rtmp!.replace(/^rtmp(.*)\/cfx\/st$/, 'http$1')}/crossdomain.xml`)).text()).toContain('domain="*"');
  }
  expect(new Set([first.rtmp, first.rtmpt, second.rtmp, second.rtmpt]).size).toBe(4);
  expect(notices).toContain('the bucket of the origin Second of Second is empty; say where its objects are with --bucket Second=DIR');
});

test('what an identity may read everybody may read still, as long as the policy of the bucket says so [RTM-074]', async () => {
  const [everybody, identity] = ['*', { CanonicalUser: { 'Fn::GetAtt': ['Identity', 'S3CanonicalUserId'] } }].map((Principal) => (
    { Effect: 'Allow', Principal, Action: 's3:GetObject', Resource: 'arn:aws:s3:::media/*' }
  ));
  const OriginAccessIdentity = { 'Fn::Sub': 'origin-access-identity/cloudfront/${Identity}' };
  const read = async (...Statement: object[]) => {
    const { port } = await running(SITE, { 'media.s3.amazonaws.com': { 'media.flv': 'film' } }, {
      ...PRIVATE_MEDIA,
      Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Media' }, PolicyDocument: { Statement } } },
      Films: RTMP({ S3Origin: { DomainName: 'media.s3.amazonaws.com', OriginAccessIdentity } }),
    });
    return exchange(port, 'GET /media.flv HTTP/1.1\r\nHost: media.s3.amazonaws.com\r\nConnection: close\r\n\r\n');
  };
  expect(await read(everybody, identity)).toMatch(/^HTTP\/1\.1 200 [^]*film$/);
  expect(await read(identity)).toMatch(/^HTTP\/1\.1 403 /);
});

test('the name of an RTMP distribution is none that is reached by HTTP [RTM-007]', async () => {
  const { edge, port } = await running(SITE, { 'media.s3.amazonaws.com': { 'media.flv': 'film' } }, { Films: RTMP() });
  const [, { domainName }] = edge.ready.distributions;
  const ask = (host: string) => exchange(port, `GET /media.flv HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  expect(await ask('site.localhost')).toMatch(/^HTTP\/1\.1 200 [^]*film$/);
  for (const host of [domainName, `${domainName}.localhost`]) expect(await ask(host)).toMatch(/^HTTP\/1\.1 403 /);
});
