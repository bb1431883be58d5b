import { PassThrough } from 'node:stream';
import { LoggedEdge } from './logged-edge';
import { status } from '../../edge/scenario';

const FIELDS_2014 = 'date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken';
const FIELDS = `${FIELDS_2014} x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start sc-range-end`;

test.each([['2014-10-21', FIELDS_2014, 19], ['current', FIELDS, 33]] as const)(
  'the edition %s begins a file with version and fields, which each entry has in that order between tabs [LOG-040] [LOG-042] [LOG-046] [DTD-179] [DTD-180]',
  async (edition, fields, count) => {
    const edge = new LoggedEdge({ edition });
    await edge.get('/a b?x=1', { headers: { 'User-Agent': 'Mozilla/4.0 (compatible; MSIE 5.0b1; Mac_PowerPC)' } });
    await edge.logs.deliver();
    const [{ text }] = await edge.files();
    const [version, names, entry, ...rest] = text.split('\n');
    expect([version, names, rest]).toEqual(['#Version: 1.0', `#Fields: ${fields}`, ['']]);
    const values = entry.split('\t');
    expect(values).toHaveLength(count);
    expect(entry).not.toContain(' ');
    expect([values[8], values[10], values[18]]).toEqual(['200', 'Mozilla/4.0%20(compatible;%20MSIE%205.0b1;%20Mac_PowerPC)', '0.000']);
  },
);

test.each<[string, string, Parameters<LoggedEdge['get']>, object]>([
  ['the address of a viewer of IPv4 [LOG-051]', 'c-ip', ['/', { ip: '192.0.2.183' }], { 'c-ip': '192.0.2.183' }],
  ['the address of a viewer of IPv6 [LOG-051]', 'c-ip', ['/', { ip: '2001:db8::1' }], { 'c-ip': '2001:db8::1' }],
  ['the method [LOG-052]', 'cs-method', ['/', { method: 'HEAD' }], { 'cs-method': 'HEAD' }],
  ['the path without the query string [LOG-054] [LOG-078]', 'cs-uri-stem', ['/images/daily-ad.jpg?size=2'], { 'cs-uri-stem': '/images/daily-ad.jpg', 'cs-uri-query': 'size=2' }],
  ['the query string without question mark, though it is not forwarded [LOG-059] [LOG-060] [LOG-078] [OBJ-025]', 'cs-uri-query', ['/a?a=b&c=d'], { 'cs-uri-query': 'a=b&c=d' }],
  ['a hyphen for no query string [LOG-059]', 'cs-uri-query', ['/a'], { 'cs-uri-query': undefined }],
  ['the referrer [LOG-057]', 'cs(Referer)', ['/', { headers: { Referer: 'www.displaymyfiles.com' } }], { 'cs(Referer)': 'www.displaymyfiles.com' }],
  ['a hyphen for no referrer [LOG-057]', 'cs(Referer)', ['/'], { 'cs(Referer)': undefined }],
  ['the user agent [LOG-058]', 'cs(User-Agent)', ['/', { headers: { 'User-Agent': 'Mozilla/4.0 (compatible)' } }], { 'cs(User-Agent)': 'Mozilla/4.0 (compatible)' }],
  ['HTTP [LOG-075]', 'cs-protocol', ['/', { protocol: 'http' }], { 'cs-protocol': 'http' }],
  ['HTTPS [LOG-075]', 'cs-protocol', ['/', { protocol: 'https' }], { 'cs-protocol': 'https' }],
  ['HTTP/2 [DTD-026]', 'cs-protocol-version', ['/', { httpVersion: '2.0' }], { 'cs-protocol-version': 'HTTP/2.0' }],
  ['HTTP/1.0 [DTD-026]', 'cs-protocol-version', ['/', { httpVersion: '1.0' }], { 'cs-protocol-version': 'HTTP/1.0' }],
  ['other addresses that the viewer names', 'x-forwarded-for', ['/', { headers: { 'X-Forwarded-For': '192.0.2.1, 192.0.2.2' } }], { 'x-forwarded-for': '192.0.2.1, 192.0.2.2' }],
  ['the encryption', 'ssl-cipher', ['/', { tls: { protocol: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256', handshake: 'fullHandshake' } }], { 'ssl-protocol': 'TLSv1.3', 'ssl-cipher': 'TLS_AES_128_GCM_SHA256' }],
  ['no encryption', 'ssl-cipher', ['/', { protocol: 'http' }], { 'ssl-protocol': undefined, 'ssl-cipher': undefined }],
])('an entry has %s in %s', async (_title, _field, request, expected) => {
  const edge = new LoggedEdge();
  await edge.get(...request);
  expect(await edge.entries()).toMatchObject([expected]);
});

test('the distribution\'s own name stands beside the one by which it was asked [LOG-053] [LOG-074] [DTD-188]', async () => {
  const edge = new LoggedEdge();
  const [{ domainName }] = edge.application.distributions;
  for (const host of ['www.example.com', domainName]) await edge.get('/logo.png', { host });
  expect(await edge.entries()).toMatchObject([{ 'cs(Host)': domainName, 'x-host-header': 'www.example.com' }, { 'cs(Host)': domainName, 'x-host-header': domainName }]);
});

test('time is that of the end in UTC, though the zone of the machine is another [LOG-047] [LOG-048] [LOG-077] [ORG-054]', async () => {
  expect(new Date(2025, 4, 22).getTimezoneOffset()).not.toBe(0);
  const edge: LoggedEdge = new LoggedEdge({
    origin: () => {
      edge.clock.advance(2_002);
      return status(200);
    },
  });
  edge.clock.advance(Date.UTC(2025, 4, 23, 1, 13, 9) - edge.clock.now());
  await edge.get('/');
  expect(await edge.entries()).toMatchObject([{ 'date': '2025-05-23', 'time': '01:13:11', 'time-taken': '2.002', 'time-to-first-byte': '2.002' }]);
});

test('the edge location is three letters and a number, with what follows [LOG-049] [LOG-030]', async () => {
  const edge = new LoggedEdge({ run: { edgeLocations: ['FRA56-P6', 'LAX50-C1'] } });
  for (const country of ['DE', 'US']) await edge.get('/', { country });
  const entries = await edge.entries();
  expect(entries.map((entry) => entry['x-edge-location']).sort()).toEqual(['FRA56-P6', 'LAX50-C1']);
  expect(await edge.files()).toHaveLength(1);
});

test('bytes in both directions count with the heads [LOG-050] [LOG-076]', async () => {
  const edge = new LoggedEdge({ origin: [status(200, {}, 'x'.repeat(1_000))], behavior: { AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'] } });
  const { headers } = await edge.get('/upload', { method: 'POST', host: 'www.example.com', body: 'y'.repeat(200) });
  const head = `HTTP/1.1 200 OK\r\n${Array.from({ length: headers.length / 2 }, (_, i) => `${headers[2 * i]}: ${headers[2 * i + 1]}\r\n`).join('')}\r\n`;
  const request = 'POST /upload HTTP/1.1\r\nHost: www.example.com\r\n\r\n';
  expect(await edge.entries()).toMatchObject([{ 'sc-bytes': String(head.length + 1_000), 'cs-bytes': String(request.length + 200) }]);
});

describe('cookies', () => {
  const cookies = async (IncludeCookies: boolean, headers: { readonly [name: string]: string }, forward: object = {}) => {
    const edge = new LoggedEdge({ logging: { IncludeCookies }, behavior: { ForwardedValues: { QueryString: false, Cookies: { Forward: 'none', ...forward } } } });
    await edge.get('/', { headers });
    const values = await edge.values();
    expect(values).toHaveLength(FIELDS.split(' ').length);
    return values[12];
  };

  test.each([['none', {}], ['all', { Forward: 'all' }], ['a whitelist', { Forward: 'whitelist', WhitelistedNames: ['other'] }]])(
    'all are logged where %s is forwarded, with attributes [LOG-061] [WEB-203] [OBJ-059]', async (_title, forward) => {
      expect(await cookies(true, { Cookie: 'country=ata; $Path=; zip=98101' }, forward)).toBe('country=ata;%20$Path=;%20zip=98101');
    },
  );

  test('a request without cookies has a hyphen [LOG-062]', async () => expect(await cookies(true, {})).toBe('-'));

  test('none are logged where the distribution does not include them [LOG-063] [WEB-204]', async () => expect(await cookies(false, { Cookie: 'zip=98101' })).toBe('-'));
});

test('what is sent of the body, and which range, stands in an entry as the response says it', async () => {
  const edge = new LoggedEdge({ origin: [status(200, { 'content-type': 'text/css; charset=utf-8', 'content-length': '10' }, '0123456789')] });
  await edge.get('/');
  await edge.get('/', { headers: { Range: 'bytes=2-5' } });
  expect((await edge.entries()).slice(1)).toMatchObject([{ 'sc-status': '206', 'sc-content-type': 'text/css; charset=utf-8', 'sc-content-len': '4', 'sc-range-start': '2', 'sc-range-end': '5' }]);
});

test('each request has its own id, which its viewer and the origin have seen [LOG-073]', async () => {
  const edge = new LoggedEdge({ origin: () => status(200, { 'cache-control': 'no-store' }) });
  const shown = [];
  for (let i = 0; i < 50; i++) shown.push((await edge.get(`/${i}`)).header('x-amz-cf-id'));
  const ids = (await edge.entries()).map((entry) => entry['x-edge-request-id']);
  expect(new Set(ids).size).toBe(50);
  expect(ids).toEqual(shown);
});

test('a call of gRPC has grpcs and Miss [DTD-041]', async () => {
  const behavior = { GrpcConfig: { Enabled: true }, AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'] };
  const edge = new LoggedEdge({ behavior, config: { HttpVersion: 'http2' } });
  await edge.get('/test.Greeter/unary', { method: 'POST', httpVersion: '2.0', headers: { 'Content-Type': 'application/grpc' }, body: 'x' });
  expect(await edge.entries()).toMatchObject([{ 'cs-protocol': 'grpcs', 'x-edge-result-type': 'Miss', 'cs-protocol-version': 'HTTP/2.0' }]);
});

test.each([['http', 'ws'], ['https', 'wss']] as const)('WebSocket over %s is %s [LOG-075] [DTD-033]', async (protocol, name) => {
  const origin = { ask: async () => ({ status: 101, headers: ['Upgrade', 'websocket'], body: undefined, connection: new PassThrough() }) };
  const edge = new LoggedEdge({ origin });
  const [{ domainName }] = edge.application.distributions;
  const answer = await edge.edge.answer({ method: 'GET', url: '/chat', headers: ['Host', domainName], protocol, httpVersion: '1.1', ip: '192.0.2.1', asksForWebSocket: true });
  edge.edge.complete(answer, { how: 'complete', sent: 10, received: 20 });
  expect(await edge.entries()).toMatchObject([{ 'cs-protocol': name, 'x-edge-result-type': 'Miss', 'sc-status': '101' }]);
});
