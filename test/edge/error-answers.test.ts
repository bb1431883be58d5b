import { ok, Scenario, ScenarioEdge, status, Viewer } from './scenario';
import { OriginClient, OriginFailure } from '../../src/edge';
import { ERROR_ANSWERS, errorBody } from '../../src/edge/error-answers';
import { FailureKind } from '../../src/edge/origin/origin-client';

const origin = () => ok('body');
const failing = (kind: FailureKind): OriginClient => ({ ask: () => Promise.reject(new OriginFailure(kind, 'as the test wants')) });
const FAILED_OR_CLOSED = 'CloudFront attempted to establish a connection with the origin, but either the attempt failed or the origin closed the connection.';
const BLOCK_FRANCE = { Restrictions: { GeoRestriction: { RestrictionType: 'blacklist', Locations: ['FR'] } } };

/** What happens, and what the viewer reads. */
const CAUSES: readonly (readonly [cause: string, scenario: Scenario, viewer: Viewer, status: number, message: string])[] = [
  ['a method that the behavior does not allow', { origin }, { method: 'POST' }, 403,
    'This distribution is not configured to allow the HTTP request method that was used for this request. The distribution supports only cachable requests.'],
  ['an unknown host', { origin }, { host: 'other.example.com' }, 403, 'Bad request.'],
  ['a GET with a body', { origin }, { body: 'abc', headers: { 'Content-Length': '3' } }, 403, 'Bad request.'],
  ['a blocked country', { origin, config: BLOCK_FRANCE }, { country: 'FR' }, 403, 'The Amazon CloudFront distribution is configured to block access from your country.'],
  ['HTTP where HTTPS is wanted', { origin, behavior: { ViewerProtocolPolicy: 'https-only' } }, { protocol: 'http' }, 403, 'Bad request.'],
  ['a disabled distribution', { origin, config: { Enabled: false } }, {}, 403, 'The distribution is disabled.'],
  ['a refused connection', { origin: failing('connection-refused') }, {}, 502, 'CloudFront wasn\'t able to connect to the origin.'],
  ['TLS that fails', { origin: failing('tls') }, {}, 502, 'CloudFront wasn\'t able to connect to the origin.'],
  ['an origin that hangs up', { origin: failing('connection-dropped') }, {}, 502, FAILED_OR_CLOSED],
  ['a name that does not resolve', { origin: failing('name-not-found') }, {}, 502, 'CloudFront wasn\'t able to resolve the origin domain name.'],
  ['an origin that cannot be reached in time', { origin: failing('connection-timed-out') }, {}, 504, FAILED_OR_CLOSED],
  ['an origin that does not answer in time', { origin: failing('response-timed-out') }, {}, 504, FAILED_OR_CLOSED],
];

test.each(CAUSES)('%s has its own status and message [DTD-228]', async (_cause, scenario, viewer, code, message) => {
  const answer = await new ScenarioEdge(scenario).get('/', viewer);
  expect(answer.status).toBe(code);
  expect(answer.text).toContain(`<H1>${code} ERROR</H1>`);
  expect(answer.text).toContain(`\n${message}\n`);
});

test('an error of the edge is a page with status, message and request id [DTD-226]', async () => {
  const answer = await new ScenarioEdge({ origin }).get('/', { method: 'POST' });
  expect(answer.text).toBe(Buffer.from(errorBody(403, ERROR_ANSWERS['method not allowed'].message, answer.header('x-amz-cf-id')!)).toString());
  expect(answer.text.startsWith('<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">\n<HTML><HEAD>')).toBe(true);
  expect(answer.text.endsWith('</PRE>\n<ADDRESS>\n</ADDRESS>\n</BODY></HTML>')).toBe(true);
});

test.each([['Bad request.', 915], ['Request blocked.', 919]])('the page of "%s" has %i bytes, as those of CloudFront [DTD-226]', (message, bytes) => {
  expect(errorBody(403, message, `${'x'.repeat(54)}==`)).toHaveLength(bytes);
});

test('an error\'s request id is the header\'s and the record\'s: 54 characters of base64url and == [DTD-218]', async () => {
  const { text, record, header } = await new ScenarioEdge({ origin }).get('/', { method: 'POST' });
  expect(header('x-amz-cf-id')).toMatch(/^[A-Za-z0-9_-]{54}==$/);
  expect(text).toContain(`Request ID: ${header('x-amz-cf-id')}\n`);
  expect(record.requestId).toBe(header('x-amz-cf-id'));
});

test.each([
  [{ origin, config: BLOCK_FRANCE }, { country: 'FR' }, 'ClientGeoBlocked'],
  [{ origin }, { method: 'POST' }, 'InvalidRequestMethod'],
  [{ origin }, { body: 'abc', headers: { 'Content-Length': '3' } }, 'InvalidRequest'],
  [{ origin: failing('connection-refused') }, {}, 'OriginConnectError'],
  [{ origin: failing('connection-timed-out') }, {}, 'OriginCommError'],
  [{ origin: failing('response-timed-out') }, {}, 'OriginCommError'],
  [{ origin: failing('name-not-found') }, {}, 'OriginDnsError'],
  [{ origin: failing('malformed-response') }, {}, 'OriginInvalidResponseError'],
  [{ origin: () => status(404) }, {}, 'Error'],
  [{ origin: () => status(503) }, {}, 'Error'],
] as readonly (readonly [Scenario, Viewer, string])[])('an error is logged with its cause in detail: %#, %j, %s [DTD-210] [DTD-211] [DTD-213]', async (scenario, viewer, detail) => {
  const { record } = await new ScenarioEdge(scenario).get('/', viewer);
  expect([record.resultType, record.detailedResultType]).toEqual(['Error', detail]);
});

test('what is no error repeats its result type in detail, and so does a cached error [DTD-210] [DTD-211]', async () => {
  const edge = new ScenarioEdge({ origin });
  expect([(await edge.get('/')).record.detailedResultType, (await edge.get('/')).record.detailedResultType]).toEqual(['Miss', 'Hit']);
  const failed = new ScenarioEdge({ origin: failing('name-not-found') });
  expect([(await failed.get('/')).record.detailedResultType, (await failed.get('/')).record.detailedResultType]).toEqual(['OriginDnsError', 'Error']);
});

test('the detail stays when an error page is served [DTD-098] [DTD-210]', async () => {
  const CustomErrorResponses = [{ ErrorCode: 403, ResponseCode: 200, ResponsePagePath: '/sorry.html' }];
  const { status: shown, record } = await new ScenarioEdge({ origin, config: { ...BLOCK_FRANCE, CustomErrorResponses } }).get('/', { country: 'FR' });
  expect([shown, record.status, record.resultType, record.detailedResultType]).toEqual([200, 200, 'Error', 'ClientGeoBlocked']);
});

test.each([[32_768, 200], [32_769, 502]])('%i bytes of headers of an origin are answered with %i [DTD-125]', async (bytes, code) => {
  const headers = { 'content-length': '4', 'x-long': '' };
  const used = Object.entries(headers).flat().reduce((sum, text) => sum + text.length + 2, 0);
  const edge = new ScenarioEdge({ origin: () => ok('body', { ...headers, 'x-long': 'x'.repeat(bytes - used) }) });
  const answer = await edge.get('/');
  expect([answer.status, answer.record.detailedResultType]).toEqual([code, code === 200 ? 'Miss' : 'OriginHeaderTooBigError']);
});

test('Age is on hits alone [DTD-219]', async () => {
  const edge = new ScenarioEdge({ origin: () => ok('body', { 'cache-control': 'max-age=100' }) });
  expect((await edge.get('/')).header('age')).toBeUndefined();
  edge.advance(5);
  expect((await edge.get('/')).header('age')).toBe('5');
});

test('the edge makes no 404 of its own [DTD-230]', () => {
  expect(Object.values(ERROR_ANSWERS).map((answer) => answer.status)).not.toContain(404);
});

test.each<[string | undefined, number]>([['abc', 403], [undefined, 200]])('a GET with the body %s is answered with %i [DTD-099]', async (body, code) => {
  const edge = new ScenarioEdge({ origin });
  expect((await edge.get('/', { body })).status).toBe(code);
  expect(edge.asked).toHaveLength(code === 200 ? 1 : 0);
});

test('a refusal by country comes before the cache, has the page for 403, and whose country is unknown is served [DTD-146] [DTD-148]', async () => {
  const page = { CustomErrorResponses: [{ ErrorCode: 403, ResponsePagePath: '/403.html', ResponseCode: 403, ErrorCachingMinTTL: 60 }] };
  const edge = new ScenarioEdge({ origin: ({ path }) => ok(path, { 'cache-control': 'max-age=1' }), config: { ...BLOCK_FRANCE, ...page } });
  expect((await edge.get('/a')).text).toBe('/a');
  const refused = await edge.get('/a', { country: 'FR' });
  expect([refused.status, refused.text]).toEqual([403, '/403.html']);
  edge.clock.advance(59_000);
  await edge.get('/a', { country: 'FR' });
  expect(edge.asked).toHaveLength(2);
  edge.clock.advance(2_000);
  await edge.get('/a', { country: 'FR' });
  expect(edge.asked).toHaveLength(3);
});
