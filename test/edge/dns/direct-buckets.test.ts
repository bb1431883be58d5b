import { DirectBuckets } from '../../../src/edge/dns/direct-buckets';
import { readTemplates } from '../../../src/template';
import { EdgeHarness } from '../../../src/testing';
import { ok, ScenarioEdge } from '../scenario';

const Site = {
  Type: 'AWS::CloudFront::Distribution',
  Properties: {
    DistributionConfig: {
      Enabled: true,
      Aliases: ['www.example.com'],
      Origins: [{ Id: 'pages', DomainName: 'www.example.com.s3.eu-central-1.amazonaws.com', S3OriginConfig: {} }],
      DefaultCacheBehavior: { TargetOriginId: 'pages', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
    },
  },
};
const Bucket = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'www.example.com', AccessControl: 'PublicRead', WebsiteConfiguration: { IndexDocument: 'index.html' } } };
const record = (rest: object) => ({ Type: 'AWS::Route53::RecordSet', Properties: { HostedZoneName: 'example.com.', Name: 'www.example.com', ...rest } });
const website = record({ Type: 'A', AliasTarget: { HostedZoneId: 'Z3AQBSTGFYJSTF', DNSName: 's3-website-us-east-1.amazonaws.com.' } });

test('an alias record leads to the website of the bucket of its name', async () => {
  const edge = await EdgeHarness.fromTemplate({ Resources: { Bucket, Website: website } }, { origins: { Bucket: { 'docs/index.html': 'docs' } } });
  const [page, folder] = [await edge.get('http://WWW.example.com:80/docs/'), await edge.get('http://www.example.com/docs')];
  expect([page.status, page.text(), page.headers.get('date')]).toEqual([200, 'docs', 'Wed, 01 Jan 2025 00:00:00 GMT']);
  expect([folder.status, folder.headers.get('location')]).toEqual([302, '/docs/']);
});

test('what stands for the origin that a bucket is, stands for the bucket', async () => {
  const edge = await EdgeHarness.fromTemplate({ Resources: { Site } }, { origins: { pages: { a: 'page' } } });
  const [ranged, same] = [await edge.get('http://www.example.com.s3.amazonaws.com/a', { headers: { Range: 'bytes=1-2' } }), await edge.get('http://s3.amazonaws.com/www.example.com/a')];
  expect([ranged.status, ranged.text(), same.text()]).toEqual([206, 'ag', 'page']);
  expect((await edge.get('/a')).headers.get('x-cache')).toBe('Miss from cloudfront');
});

test('a server that stands for the bucket gets its host name; where it cannot be reached, that is an answer', async () => {
  const edge = await EdgeHarness.fromTemplate({ Resources: { Site } }, { origins: { pages: ({ url, headers }) => `${headers.get('host')}${url}` } });
  expect((await edge.get('http://s3.eu-central-1.amazonaws.com/www.example.com/a?b')).text()).toBe('www.example.com.s3.eu-central-1.amazonaws.com/a?b');
  const broken = await EdgeHarness.fromTemplate({ Resources: { Site } }, { origins: { pages: 'http://127.0.0.1:1' } });
  expect((await broken.get('http://www.example.com.s3.amazonaws.com/a')).status).toBe(503);
});

test('a host name of S3 is one in capitals, too', async () => {
  const { Origins } = Site.Properties.DistributionConfig;
  const edge = new ScenarioEdge({ origin: ({ url, headers }) => ok(`${headers.get('host')}${url}`), config: { Origins }, behavior: { TargetOriginId: 'pages' } });
  expect((await edge.get('/a', { host: 'WWW.Example.com.S3.AmazonAWS.com' })).text).toBe('www.example.com.s3.amazonaws.com/a');
});

test('the connection to what stands for a bucket is let go of, or cut, once', async () => {
  const ended: string[] = [];
  const client = {
    ask: async () => ({ status: 200, headers: [], body: undefined }),
    close: async () => void ended.push('closed'),
    destroy: async () => void ended.push('destroyed'),
  };
  const request = { method: 'GET', url: '/a', headers: [], protocol: 'http', httpVersion: '1.1', ip: '192.0.2.1' } as const;
  const host = 'www.example.com.s3.amazonaws.com';
  const buckets = new DirectBuckets(readTemplates([{ name: 'Stack', template: { Resources: { Site } } }]), () => client);
  for (const end of [() => buckets.close(), () => buckets.destroy()]) {
    await buckets.answer(request, host, buckets.find(request, host, undefined)!, 0);
    await end();
    await end();
  }
  expect(ended).toEqual(['closed', 'destroyed']);
});
