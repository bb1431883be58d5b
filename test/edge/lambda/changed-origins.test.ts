import { OriginFunction } from '../../../src/edge';
import { EdgeHarness, EdgeHarnessOptions } from '../../../src/testing';
import { originRequestPolicy } from '../policies';
import { Json, ok } from '../scenario';
import { endLambdas, lambdaEdge, lambdaParts } from './lambda-scenario';

afterEach(endLambdas);

const BUCKET_HOST = 'bucket.s3.eu-west-1.amazonaws.com';
const OTHER_HOST = 'other.s3.eu-west-1.amazonaws.com';
const CUSTOM = { domainName: 'new.example.com', port: 443, protocol: 'https', path: '', sslProtocols: ['TLSv1.2'], readTimeout: 5, keepaliveTimeout: 5, customHeaders: {} };
const S3 = { domainName: OTHER_HOST, region: 'eu-west-1', authMethod: 'none', path: '', customHeaders: {} };

const echo: OriginFunction = ({ url, headers }) => ({ body: `${headers.get('host')} ${url} ${headers.get('x-own') ?? ''}`, headers: { 'cache-control': 'max-age=60' } });

/** A site with a bucket and a server, whose origin-request function does what is said. */
function harness(code: string, { kind = 'custom', identity = false, origins = {} }: { readonly kind?: 'custom' | 's3'; readonly identity?: boolean; readonly origins?: Json } = {}): Promise<EdgeHarness> {
  const { behavior, resources } = lambdaParts({ functions: { 'origin-request': code } });
  const s3 = { OriginAccessIdentity: identity ? { 'Fn::Join': ['', ['origin-access-identity/cloudfront/', { Ref: 'Identity' }]] } : '' };
  const template = {
    Resources: {
      ...resources,
      Identity: { Type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity', Properties: { CloudFrontOriginAccessIdentityConfig: { Comment: '' } } },
      Web: {
        Type: 'AWS::CloudFront::Distribution',
        Properties: {
          DistributionConfig: {
            Enabled: true,
            Origins: [
              { Id: 'custom', DomainName: 'old.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } },
              { Id: 's3', DomainName: BUCKET_HOST, S3OriginConfig: s3 },
            ],
            DefaultCacheBehavior: { ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: true, Headers: ['X-Country'] }, ...behavior, TargetOriginId: kind },
          },
        },
      },
    },
  };
  const sources = { 'custom': echo, 'new.example.com': echo, 's3': { a: 'of the bucket' }, [OTHER_HOST]: { 'a': 'of the other', 'p/a': 'of the other, below p' }, ...origins } as EdgeHarnessOptions['origins'];
  return EdgeHarness.fromTemplate(template, { origins: sources });
}

const to = (origin: object, host?: string) => `request.origin = ${JSON.stringify(origin)}; ${host === undefined ? '' : `request.headers.host = [{ value: "${host}" }];`} return request;`;

async function text(code: string, options?: Parameters<typeof harness>[1]): Promise<string> {
  const answer = await (await harness(code, options)).get('/a?x=1');
  return answer.status === 200 ? answer.text().trim() : `${answer.status} ${answer.headers.get('x-cache')}`;
}

test('a function replaces one kind of origin by the other, also by one that no distribution defines [FUN-155] [FUN-025]', async () => {
  expect(await text(to({ s3: S3 }, OTHER_HOST))).toBe('of the other');
  expect(await text(to({ custom: CUSTOM }, 'new.example.com'), { kind: 's3' })).toBe('new.example.com /a?x=1');
  expect(await text(to({ s3: { ...S3, path: '/p', customHeaders: { 'x-own': [{ value: '1' }] } } }, OTHER_HOST))).toBe('of the other, below p');
  expect(await text(to({ custom: { ...CUSTOM, path: '/p', customHeaders: { 'x-own': [{ value: '1' }] } } }))).toBe('old.example.com /p/a?x=1 1');
  expect(await text(to({ custom: CUSTOM, s3: S3 }))).toBe('502 LambdaValidationError from cloudfront');
});

test('what stands for an origin of the distribution is found by its domain name, too', async () => {
  expect(await text(to({ s3: { ...S3, domainName: BUCKET_HOST } }, BUCKET_HOST))).toBe('of the bucket');
});

test('the Host stays as it was unless the function sets it; S3 answers for the bucket of the Host [FUN-158]', async () => {
  expect(await text(to({ custom: CUSTOM }))).toBe('old.example.com /a?x=1');
  expect(await text(to({ s3: S3 }), { kind: 's3' })).toBe('of the bucket');
  expect(await text(to({ s3: S3 }, OTHER_HOST), { kind: 's3' })).toBe('of the other');
});

test.each([
  ['without the country in the key the first one fills the cache for all', [], ['de.example.com', 'de.example.com']],
  ['with it each has its own', ['CloudFront-Viewer-Country'], ['de.example.com', 'fr.example.com']],
])('another origin is no other object: %s [FUN-159]', async (_what, headers, expected) => {
  const code = 'const [{ value }] = request.headers["cloudfront-viewer-country"]; const domainName = `${value.toLowerCase()}.example.com`; request.origin.custom.domainName = domainName; request.headers.host = [{ value: domainName }]; return request;';
  const request = originRequestPolicy({ headers: ['CloudFront-Viewer-Country'] });
  const edge = lambdaEdge({ functions: { 'origin-request': code }, policies: { cache: { headers }, request }, origin: ({ headers: sent }) => ok(sent.get('host')!) });
  const answers = [await edge.get('/a', { country: 'DE' }), await edge.get('/a', { country: 'FR' })];
  expect(answers.map((answer) => answer.text)).toEqual(expected);
});

test('nobody is asked but who the user has named: another machine never', async () => {
  const edge = await harness(to({ custom: { ...CUSTOM, domainName: 'elsewhere.example.net' } }, 'elsewhere.example.net'));
  const answer = await edge.get('/a');
  expect([answer.status, answer.originRequests.map(({ originId, outcome }) => [originId, outcome])]).toEqual([502, [['elsewhere.example.net', 'not-allowed']]]);
  expect(answer.explanation).toContain('the origin elsewhere.example.net is on another machine, which the local edge never contacts: say where it is with --origin elsewhere.example.net=URL');
});

const IDENTITY = { ...S3, authMethod: 'origin-access-identity' };

test.each<[string, object, 'custom' | 's3', boolean, string]>([
  ['with the identity of the origin', { s3: IDENTITY }, 's3', true, '200'],
  ['without its Region', { s3: { ...IDENTITY, region: '' } }, 's3', true, '502'],
  ['where the origin has no identity', { s3: IDENTITY }, 's3', false, '502'],
  ['where the origin was no bucket', { s3: IDENTITY }, 'custom', true, '502'],
])('origin-access-identity %s [FUN-157]', async (_how, origin, kind, identity, expected) => {
  const edge = await harness(to(origin, OTHER_HOST), { kind, identity });
  expect(String((await edge.get('/a')).status)).toBe(expected);
});
