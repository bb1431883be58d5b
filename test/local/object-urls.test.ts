import { bucketUrl, objectUrl, objectUrls } from '../../src/local';
import { applicationOf } from '../edge/scenario';
import { applicationOf as streamingApplicationOf } from '../streaming/scenario';

const BASE = 'https://d111111abcdef8.cloudfront.net';

test.each([
  ['gzip', 'welcome.js.gz'], ['gzip, deflate, br', 'welcome.js.gz'], ['GZIP;q=0.5', 'welcome.js.gz'],
  ['deflate', 'welcome.js'], ['gzip;q=0', 'welcome.js'], ['', 'welcome.js'], [undefined, 'welcome.js'],
])('a page gives a viewer that accepts %s the link to %s [ERR-107]', (acceptEncoding, name) => {
  expect(objectUrl(BASE, 'welcome.js', acceptEncoding)).toBe(`${BASE}/${name}`);
});

test('a name becomes a path: a slash in front makes no difference, and what a URL cannot have is encoded', () => {
  expect([objectUrl(BASE, '/a/b c?.txt'), objectUrl(BASE, 'a/b.txt')]).toEqual([`${BASE}/a/b%20c%3F.txt`, `${BASE}/a/b.txt`]);
});

test.each([['d1234.cloudfront.net', 'jwplayer-example.html'], ['d1111111abcdef8.cloudfront.net', 'CloudFrontStreaming.html']])('the page of a player at %s is reached by its own name, %s [MED-092] [MED-101]', (domainName, page) => {
  expect(objectUrl(`http://${domainName}`, page)).toBe(`http://${domainName}/${page}`);
});

test('the URL of S3 by which to check whether an object is public [DST-100]', () => {
  expect(bucketUrl('example-myawsbucket', 'us-west-2', 'filename')).toBe('https://example-myawsbucket.s3.us-west-2.amazonaws.com/filename');
  expect(bucketUrl('example-myawsbucket', 'us-west-2', 'filename', '2014-10-21')).toBe('http://s3.amazonaws.com/example-myawsbucket/filename');
});

test('each distribution publishes an object by its own name, and says where the bucket has it [DST-100]', () => {
  const bucket = { Id: 'origin', DomainName: 'example-myawsbucket.s3.amazonaws.com', OriginPath: '/site', S3OriginConfig: {} };
  const api = { Id: 'api', DomainName: 'api.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } };
  const CacheBehaviors = [{ PathPattern: '/api/*', TargetOriginId: 'api', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } }];
  const application = applicationOf({ config: { Origins: [bucket, api], CacheBehaviors } });
  const { domainName } = application.distributions[0];
  expect(objectUrls(application, 'filename', '2014-10-21')).toEqual([
    { distribution: 'Web', published: `http://${domainName}/filename`, check: 'http://s3.amazonaws.com/example-myawsbucket/site/filename' },
  ]);
  expect(objectUrls(application, 'api/a')).toEqual([{ distribution: 'Web', published: `https://${domainName}/api/a`, check: undefined }]);
  const named = applicationOf({ config: { Aliases: ['*.example.com', 'www.example.com'], Origins: [bucket] } });
  expect(objectUrls(named, 'a.js', 'current', 'gzip')).toEqual([
    { distribution: 'Web', published: 'https://www.example.com/a.js.gz', check: 'https://example-myawsbucket.s3.us-east-1.amazonaws.com/site/a.js' },
  ]);
});

test('an RTMP distribution publishes an object by a URL of RTMP, with application and instance in its path [RTM-025]', () => {
  const application = streamingApplicationOf({});
  const { domainName } = application.streamingDistributions[0];
  expect(objectUrls(application, 'videos/film.flv')).toEqual([
    { distribution: 'Rtmp', published: `rtmp://${domainName}/cfx/st/videos/film.flv`, check: 'https://media.s3.us-east-1.amazonaws.com/videos/film.flv' },
  ]);
});
