import { EdgeHarness, EdgeHarnessOptions } from '../../src/testing';

const HOUR = 3_600_000;
const URL = 'http://example.com/images/image.jpg';

type Json = { readonly [name: string]: unknown };

/** The files of a bucket that viewers have used by a domain name of their own. */
const origins = { Photos: { 'images/image.jpg': 'the photo' } };
const Photos = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'myawsbucket', AccessControl: 'PublicRead' } };
const recordTo = (target: unknown) => ({ Type: 'AWS::Route53::RecordSet', Properties: { HostedZoneName: 'example.com.', Name: 'example.com.', Type: 'CNAME', TTL: '10800', ResourceRecords: [target] } });
const TO_BUCKET = recordTo({ 'Fn::GetAtt': ['Photos', 'DomainName'] });

const Site = {
  Type: 'AWS::CloudFront::Distribution',
  Properties: {
    DistributionConfig: {
      Enabled: true,
      Aliases: ['example.com'],
      Origins: [{ Id: 'photos', DomainName: { 'Fn::GetAtt': ['Photos', 'DomainName'] }, S3OriginConfig: {} }],
      DefaultCacheBehavior: { TargetOriginId: 'photos', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
    },
  },
};
const TO_SITE = recordTo({ 'Fn::GetAtt': ['Site', 'DomainName'] });

const run = (resources: Json, options: EdgeHarnessOptions = {}) => EdgeHarness.fromTemplate({ Resources: { Photos, ...resources } }, { origins, ...options });
const siteOf = async (edge: EdgeHarness, url = URL, ip?: string) => {
  const { status, headers, receivedBody } = await edge.get(url, { ip });
  return { status, body: Buffer.from(receivedBody).toString(), by: headers.get('x-cache') ?? headers.get('server') };
};
const S3 = { status: 200, body: 'the photo', by: 'AmazonS3' };
const miss = { status: 200, body: 'the photo', by: 'Miss from cloudfront' };
const hit = { status: 200, body: 'the photo', by: 'Hit from cloudfront' };

test('a name whose record leads to a bucket is answered with the bucket\'s objects, without CloudFront [ORG-078] [DST-150]', async () => {
  const edge = await run({ Record: TO_BUCKET });
  const [byName, byBucket] = [await edge.get(URL), await edge.get('http://myawsbucket.s3.amazonaws.com/images/image.jpg')];
  expect([byName.text(), byBucket.text()]).toEqual(['the photo', 'the photo']);
  expect([...byName.headers.keys()].filter((name) => /^(x-cache|via|age|x-amz-cf-.*)$/.test(name))).toEqual([]);
  expect(byName.headers.get('etag')).toBe(byBucket.headers.get('etag'));
  expect(byName.explanation).toMatch(/dns +example\.com leads to myawsbucket\.s3\.amazonaws\.com: S3 answers, without CloudFront\n +answer +200$/);
});

test('a bucket moves behind CloudFront in three steps, and its objects are there at every moment [DST-147] [ORG-072] [ORG-079]', async () => {
  const edge = await run({ Record: TO_BUCKET });
  const before = await siteOf(edge);
  await edge.deploy({ Resources: { Photos, Site, Record: TO_BUCKET }, Outputs: { Domain: { Value: { 'Fn::GetAtt': ['Site', 'DomainName'] } } } });
  expect([before, await siteOf(edge)]).toEqual([S3, S3]);
  expect(await siteOf(edge, `http://${edge.outputs.Domain}/images/image.jpg`)).toEqual(miss);
  await edge.deploy({ Resources: { Photos, Site, Record: TO_SITE } });
  expect([await siteOf(edge), await siteOf(edge)]).toEqual([hit, hit]);
  expect((await edge.get('http://myawsbucket.s3.amazonaws.com/images/image.jpg')).text()).toBe('the photo');
});

test('for 72 hours some resolvers lead to the bucket and others to the distribution, and both serve [DST-149] [ORG-081]', async () => {
  const edge = await run({ Site, Record: TO_BUCKET }, { dnsPropagation: 72 * HOUR });
  const viewers = Array.from({ length: 40 }, (_, i) => `198.51.100.${i}`);
  const answers = async () => {
    const all = await Promise.all(viewers.map((ip) => siteOf(edge, URL, ip)));
    expect(all.every(({ status, body }) => status === 200 && body === 'the photo')).toBe(true);
    return all.filter(({ by }) => by === 'AmazonS3').length;
  };
  await edge.deploy({ Resources: { Photos, Site, Record: TO_SITE } });
  const ofS3 = [await answers()];
  for (const hours of [24, 24, 23]) {
    await edge.clock.advance(hours * HOUR);
    ofS3.push(await answers());
  }
  await edge.clock.advance(HOUR);
  expect(ofS3).toEqual([...ofS3].sort((one, other) => other - one));
  expect([ofS3[0], ofS3[1] < 40, ofS3[2] > 0, await answers()]).toEqual([40, true, true, 0]);
});

test('a bucket that is closed to all but CloudFront too early is lost to those whose resolver is late [ORG-082] [DST-149]', async () => {
  const closed = { ...Photos, Properties: { BucketName: 'myawsbucket' } };
  const edge = await run({ Site, Record: TO_BUCKET }, { dnsPropagation: 72 * HOUR });
  await edge.deploy({ Resources: { Photos: closed, Site, Record: TO_SITE } });
  expect((await siteOf(edge)).status).toBe(403);
});

test('an alternate domain name: added, deployed, its record made, looked up, and used [DST-137]', async () => {
  const www = 'http://images.example.com/images/image.jpg';
  const edge = await run({ Site });
  expect([edge.lookUp('images.example.com'), (await siteOf(edge, www)).status]).toEqual([undefined, 403]);
  const config = { ...Site.Properties.DistributionConfig, Aliases: ['images.example.com'] };
  const named = { Type: Site.Type, Properties: { DistributionConfig: config } };
  const Record = { ...TO_SITE, Properties: { ...TO_SITE.Properties, Name: 'images.example.com.' } };
  await edge.deploy({ Resources: { Photos, Site: named, Record }, Outputs: { Domain: { Value: { 'Fn::GetAtt': ['Site', 'DomainName'] } } } });
  expect(edge.lookUp('images.example.com')).toBe(`images.example.com. 10800 IN CNAME ${edge.outputs.Domain}.`);
  expect(await siteOf(edge, www)).toEqual(miss);
});

test('the bucket may move behind an RTMP distribution just as well [ORG-073]', async () => {
  const Films = {
    Type: 'AWS::CloudFront::StreamingDistribution',
    Properties: {
      StreamingDistributionConfig: {
        Enabled: true, Comment: '', Aliases: ['example.com'], S3Origin: { DomainName: { 'Fn::GetAtt': ['Photos', 'DomainName'] }, OriginAccessIdentity: '' }, TrustedSigners: { Enabled: false, AwsAccountNumbers: [] },
      },
      Tags: [],
    },
  };
  const Outputs = { Domain: { Value: { 'Fn::GetAtt': ['Films', 'DomainName'] } } };
  const edge = await run({ Films, Record: TO_BUCKET });
  expect(await siteOf(edge)).toEqual(S3);
  await edge.deploy({ Resources: { Photos, Films, Record: recordTo({ 'Fn::GetAtt': ['Films', 'DomainName'] }) }, Outputs });
  expect(edge.outputs.Domain).toMatch(/^s\w+\.cloudfront\.net$/);
  expect(edge.lookUp('example.com')).toBe(`example.com. 10800 IN CNAME ${edge.outputs.Domain}.`);
  expect((await edge.get('http://myawsbucket.s3.amazonaws.com/images/image.jpg')).text()).toBe('the photo');
});

test('the URLs of S3 itself tell whether an object is public [DST-100]', async () => {
  const Closed = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'closed' } };
  const edge = await run({ Closed }, { origins: { ...origins, Closed: { filename: 'secret' } } });
  const status = async (url: string) => (await edge.get(url)).status;
  expect(await status('http://s3.amazonaws.com/myawsbucket/images/image.jpg')).toBe(200);
  expect(await status('http://s3.us-east-1.amazonaws.com/closed/filename')).toBe(403);
  expect(await status('http://closed.s3.us-east-1.amazonaws.com/filename')).toBe(403);
  expect(await status('http://unknown.s3.amazonaws.com/filename')).toBe(403);
});
