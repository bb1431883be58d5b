import { checkOrigins, OriginCheck } from '../../../src/edge';
import { closeAll, httpServer } from '../origin/origin-servers';
import { applicationOf, Json } from '../scenario';

afterEach(closeAll);

type Answer = { readonly body?: string; readonly status?: number; readonly headers?: { readonly [name: string]: string } };

/** The URL of a server that answers everything in one way, and the paths and hosts that it was asked for. */
async function server({ body = 'a', status = 200, headers = {} }: Answer = {}) {
  const asked: string[] = [];
  const { url } = await httpServer((request, response) => {
    asked.push(`${request.headers.host}${request.url} ${request.headers['x-secret'] ?? ''}`.trim());
    response.writeHead(status, { 'Content-Length': body.length, ...headers });
    response.end(body);
  });
  return { url, asked };
}

/** What is found about an origin: the rules with what they say, and the failures. */
async function found(urls: readonly string[], { config, ...options }: Partial<OriginCheck> & { readonly config?: Json } = {}) {
  const checked = await checkOrigins({ application: applicationOf({ config }), servers: { origin: urls }, paths: ['/a'], now: Date.now, ...options });
  return { advice: checked.flatMap(({ advice, path }) => advice.map(({ rule, says }) => `${path} ${rule} ${says}`)), failures: checked.flatMap(({ failures }) => failures) };
}

test.each<[string, Answer, Answer, RegExp]>([
  ['status', {}, { status: 404 }, /differ in status: 200 of http:\/\/127\.0\.0\.1:\d+, 404 of http/],
  ['content', {}, { body: 'b' }, /differ in body: SHA-256 ca978112ca1b of http.*, SHA-256 3e23e8160039 of http/],
  ['entity tag', { headers: { ETag: '"1"' } }, { headers: { ETag: '"2"' } }, /differ in ETag: "1" of .*, "2" of /],
  ['last modification', { headers: { 'Last-Modified': 'Wed, 01 Jan 2020 00:00:00 GMT' } }, {}, /differ in Last-Modified: Wed, 01 Jan 2020 00:00:00 GMT of .*, none of /],
])('two servers of one origin with another %s for the same path do not serve the same content [ORG-047]', async (_title, one, other, expected) => {
  const { advice } = await found([(await server(one)).url, (await server(other)).url]);
  expect(advice).toEqual([expect.stringMatching(expected)]);
  expect(advice[0]).toMatch(/^\/a origin-servers-differ /);
});

test('two servers with the same content are one origin, and so is one alone [ORG-047]', async () => {
  const [one, other] = [await server({ headers: { ETag: '"1"' } }), await server({ headers: { ETag: '"1"' } })];
  expect([await found([one.url, other.url]), await found([one.url])]).toEqual([{ advice: [], failures: [] }, { advice: [], failures: [] }]);
});

test('origins are asked as CloudFront asks them: with their path, host name and custom headers', async () => {
  const { url, asked } = await server();
  const OriginCustomHeaders = [{ HeaderName: 'X-Secret', HeaderValue: 'known' }];
  await found([url], { paths: ['/a', '/b?c=d'], config: { Origins: [{ Id: 'origin', DomainName: 'origin.example.com', OriginPath: '/site', OriginCustomHeaders, CustomOriginConfig: {} }] } });
  expect(asked).toEqual(['origin.example.com/site/a known', 'origin.example.com/site/b?c=d known']);
});

test('the behavior that leads a path to the origin counts [REQ-066]', async () => {
  const { url } = await server({ status: 401, headers: { 'WWW-Authenticate': 'Basic' } });
  const Headers = ['Authorization'];
  const CacheBehaviors = [{ PathPattern: '/private/*', TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false, Headers } }];
  const { advice } = await found([url], { paths: ['/a', '/private/a'], config: { CacheBehaviors } });
  expect(advice).toEqual([expect.stringMatching(/^\/a origin-authentication WWW-Authenticate: Basic asks for what CloudFront removes/)]);
});

test('a server that cannot be asked is no server that differs', async () => {
  const { advice, failures } = await found(['http://127.0.0.1:1', (await server()).url]);
  expect([advice, failures]).toEqual([[], [expect.stringMatching(/^http:\/\/127\.0\.0\.1:1 gives no usable answer for \/a \(connection-refused\): /)]]);
});
