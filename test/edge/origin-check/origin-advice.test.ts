import { explain, FunctionOriginResponse } from '../../../src/edge';
import { closeAll, edgeOf, httpServer } from '../origin/origin-servers';
import { ok, Scenario, ScenarioEdge, START, status, Viewer } from '../scenario';

afterEach(closeAll);

const MINUTE = 60_000;
const at = (milliseconds: number) => new Date(START + milliseconds).toUTCString();

interface Case extends Viewer {
  readonly answer: FunctionOriginResponse;
  readonly behavior?: Scenario['behavior'];
  readonly config?: Scenario['config'];
}

/** The ids of the rules that the origin's answer breaks, and what is said of it. */
async function adviceOn({ answer, behavior, config, ...viewer }: Case) {
  const edge = new ScenarioEdge({ origin: [answer], behavior, config });
  const { record } = await edge.get('/a', viewer);
  return { rules: record.originRequests[0].advice.map(({ rule }) => rule), explanation: explain(record) };
}

const ALL = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];
const challenge = status(401, { 'WWW-Authenticate': 'Basic realm="site"' });
const authorized = { ForwardedValues: { QueryString: false, Headers: ['Authorization'] } };

describe('what an answer shows that its origin should do otherwise', () => {
  test.each<[string, Case, string[]]>([
    ['a clock that is ahead by more than five minutes [ORG-052] [REQ-153]', { answer: ok('a', { Date: at(5 * MINUTE + 1000) }) }, ['origin-clock']],
    ['a clock that is ahead by five minutes [ORG-052]', { answer: ok('a', { Date: at(5 * MINUTE) }) }, []],
    ['a clock that is behind by more than five minutes [ORG-052]', { answer: ok('a', { Date: at(-5 * MINUTE - 1000) }) }, ['origin-clock']],
    ['a date that is none [REQ-153]', { answer: ok('a', { Date: 'today' }) }, ['origin-clock']],
    ['an answer that was cached on the way', { answer: ok('a', { Date: at(-60 * MINUTE), Age: '3600' }) }, []],
    ['an object that will be modified [REQ-153]', { answer: ok('a', { 'Last-Modified': at(1000) }) }, ['origin-last-modified']],
    ['an object that was modified after the answer was made [REQ-153]', { answer: ok('a', { 'Date': at(-2000), 'Last-Modified': at(-1000) }) }, ['origin-last-modified']],
    ['a last modification that is no date [REQ-153]', { answer: ok('a', { 'Last-Modified': 'yesterday' }) }, ['origin-last-modified']],
    ['an object that has just been modified [REQ-153]', { answer: ok('a', { 'Date': at(0), 'Last-Modified': at(0) }) }, []],
    ['a redirect to the origin itself [REQ-177]', { answer: status(302, { Location: 'http://Origin.example.com:8080/new' }) }, ['origin-redirect']],
    ['a redirect to the distribution [REQ-177]', { answer: status(302, { Location: 'http://d1111111abcdef8.cloudfront.net/new' }) }, []],
    ['a redirect to a path [REQ-177]', { answer: status(302, { Location: '/new' }) }, []],
    ['authentication for GET [REQ-066]', { answer: challenge }, ['origin-authentication']],
    ['authentication for HEAD [REQ-066]', { answer: challenge, method: 'HEAD' }, ['origin-authentication']],
    ['authentication for GET where Authorization is forwarded [REQ-066]', { answer: challenge, behavior: authorized }, []],
    ['a refusal that asks for nothing [REQ-066]', { answer: status(401) }, []],
    [
      'authentication for OPTIONS that is cached [REQ-067]',
      { answer: challenge, method: 'OPTIONS', behavior: { ...authorized, AllowedMethods: ALL, CachedMethods: ['GET', 'HEAD', 'OPTIONS'] } },
      ['origin-authentication-options'],
    ],
    ['authentication for OPTIONS without Authorization [REQ-067]', { answer: challenge, method: 'OPTIONS', behavior: { AllowedMethods: ALL } }, ['origin-authentication-options']],
    ['authentication for OPTIONS that is forwarded [REQ-067]', { answer: challenge, method: 'OPTIONS', behavior: { ...authorized, AllowedMethods: ALL } }, []],
    ['authentication for POST [REQ-068]', { answer: challenge, method: 'POST', behavior: { AllowedMethods: ALL } }, ['origin-authentication-writing']],
    ['authentication for POST where Authorization is forwarded [REQ-068]', { answer: challenge, method: 'POST', behavior: { ...authorized, AllowedMethods: ALL } }, []],
    [
      'anything that a website of S3 answers',
      {
        answer: ok('a', { Date: at(-60 * MINUTE) }),
        config: { Origins: [{ Id: 'origin', DomainName: 'site.s3-website-us-east-1.amazonaws.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }] },
      },
      [],
    ],
  ])('%s', async (_title, given, expected) => {
    expect((await adviceOn(given)).rules).toEqual(expected);
  });

  test('the explanation says which header is at fault, and what to do [ORG-052] [REQ-177]', async () => {
    const { explanation } = await adviceOn({ answer: status(302, { Date: at(3 * 60 * MINUTE), Location: 'http://origin.example.com/new' }) });
    expect(explanation).toMatch(/^ {2}origin request +GET \/a of origin: 302$/m);
    expect(explanation).toMatch(/^ {2}advice +Date: Wed, 01 Jan 2025 03:00:00 GMT is 3 hours ahead of the edge's clock; synchronise the clock of the server with UTC {2}\[origin-clock\]$/m);
    expect(explanation).toMatch(/^ {2}advice +Location: http:\/\/origin\.example\.com\/new leads viewers to the origin, past CloudFront; redirect to a path.* {2}\[origin-redirect\]$/m);
  });
});

test.each<[string, { [name: string]: string }, string[]]>([
  ['that ends with the connection', {}, ['origin-length']],
  ['whose length is known', { 'Content-Length': '4' }, []],
  ['that is chunked', { 'Transfer-Encoding': 'chunked' }, []],
])('the answer of a server %s [REQ-163] [REQ-182]', async (_title, headers, expected) => {
  const server = await httpServer((_request, response) => {
    response.sendDate = false;
    response.useChunkedEncodingByDefault = false;
    response.writeHead(200, { Connection: 'close', ...headers });
    response.end('body');
  });
  const { record, text } = await edgeOf(server).get('/a');
  expect([text, record.originRequests[0].advice.map(({ rule }) => rule)]).toEqual(['body', expected]);
});

test('a server says nothing of the length of what has no body', async () => {
  const server = await httpServer((_request, response) => {
    response.sendDate = false;
    response.writeHead(204).end();
  });
  expect((await edgeOf(server).get('/a')).record.originRequests[0].advice).toEqual([]);
});
