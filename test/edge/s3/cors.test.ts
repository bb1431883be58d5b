import { corsHeaders } from '../../../src/edge/s3/cors';
import { EdgeHarness } from '../../../src/testing';

const RULES = {
  CorsRules: [
    { AllowedOrigins: ['https://*.example.com', 'https://example.org'], AllowedMethods: ['GET', 'PUT'], AllowedHeaders: ['X-A', 'x-amz-*'], ExposedHeaders: ['ETag', 'X-B'], MaxAge: 300 },
    { AllowedOrigins: ['*'], AllowedMethods: ['GET'] },
  ],
};
const VARY = { Vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method' };
const NAMED = { 'Access-Control-Allow-Methods': 'GET, PUT', 'Access-Control-Expose-Headers': 'ETag, X-B', 'Access-Control-Max-Age': '300', 'Access-Control-Allow-Credentials': 'true', ...VARY };
const EVERYBODY = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Methods': 'GET', ...VARY };

test.each<[string, string, string[], object | undefined]>([
  ['https://www.example.com', 'GET', [], { 'Access-Control-Allow-Origin': 'https://www.example.com', ...NAMED }],
  ['https://example.org', 'PUT', ['x-a', 'X-Amz-Date'], { 'Access-Control-Allow-Origin': 'https://example.org', 'Access-Control-Allow-Headers': 'x-a, X-Amz-Date', ...NAMED }],
  ['https://example.net', 'GET', [], EVERYBODY],
  ['https://example.org', 'GET', ['X-Other'], undefined],
  ['https://example.net', 'PUT', [], undefined],
  ['https://example.net', 'GET', ['X-A'], undefined],
])('the rule for %s with %s and the headers %j', (origin, method, requested, expected) => {
  const headers = corsHeaders(RULES, origin, method, requested);
  expect(headers && Object.fromEntries(headers.flatMap((name, i) => (i % 2 === 0 ? [[name, headers[i + 1]]] : [])))).toEqual(expected);
});

test.each([undefined, {}, { CorsRules: 'none' }, { CorsRules: [{}] }])('%j allows nothing', (configuration) => {
  expect(corsHeaders(configuration, 'https://example.com', 'GET', [])).toBeUndefined();
});

describe('CORS of a bucket', () => {
  const template = {
    Resources: {
      Bucket: {
        Type: 'AWS::S3::Bucket',
        Properties: { CorsConfiguration: { CorsRules: [{ AllowedOrigins: ['http://a.example'], AllowedMethods: ['GET'], AllowedHeaders: ['*'] }] } },
      },
      Web: {
        Type: 'AWS::CloudFront::Distribution',
        Properties: {
          DistributionConfig: {
            Enabled: true,
            Origins: [{ Id: 'bucket', DomainName: { 'Fn::GetAtt': ['Bucket', 'RegionalDomainName'] }, S3OriginConfig: {} }],
            DefaultCacheBehavior: {
              TargetOriginId: 'bucket',
              ViewerProtocolPolicy: 'allow-all',
              AllowedMethods: ['GET', 'HEAD', 'OPTIONS'],
              CachedMethods: ['GET', 'HEAD', 'OPTIONS'],
              ForwardedValues: { QueryString: false, Headers: ['Origin', 'Access-Control-Request-Headers', 'Access-Control-Request-Method'] },
            },
          },
        },
      },
    },
  };
  const edgeOfBucket = () => EdgeHarness.fromTemplate(template, { origins: { Bucket: { 'f.woff': { body: 'font', publicRead: true } } } });

  test('is answered for each site apart when Origin is listed [OBJ-072]', async () => {
    const edge = await edgeOfBucket();
    const asked = [];
    for (const Origin of ['http://a.example', 'http://b.example', 'http://a.example', 'http://b.example']) asked.push(await edge.get('/f.woff', { headers: { Origin } }));
    expect(asked.map(({ headers }) => headers.get('access-control-allow-origin'))).toEqual(['http://a.example', null, 'http://a.example', null]);
    expect(asked.map(({ resultType }) => resultType)).toEqual(['Miss', 'Miss', 'Hit', 'Hit']);
  });

  test('works from preflight to font, also out of the cache [OBJ-076]', async () => {
    const edge = await edgeOfBucket();
    const preflight = { headers: { 'Origin': 'http://a.example', 'Access-Control-Request-Method': 'GET' } };
    const real = { headers: { Origin: 'http://a.example' } };
    const answers = [await edge.options('/f.woff', preflight), await edge.get('/f.woff', real), await edge.options('/f.woff', preflight), await edge.get('/f.woff', real)];
    expect(answers.map((answer) => [answer.status, answer.headers.get('access-control-allow-origin')])).toEqual(Array(4).fill([200, 'http://a.example']));
    expect(answers.map(({ resultType }) => resultType)).toEqual(['Miss', 'Miss', 'Hit', 'Hit']);
    expect(answers[3].text()).toBe('font');
  });
});
