import { createHash } from 'node:crypto';
import { createServer, IncomingMessage } from 'node:http';
import { AddressInfo, connect, Socket } from 'node:net';
import { CompletedRecord, HttpOrigin } from '../../src/edge';
import { HostNames } from '../../src/local/host-names';
import { Listener } from '../../src/local/listener';
import { Logs, LogStore, parseLog } from '../../src/records';
import { MANAGED } from '../edge/policies';
import { applicationOf, ScenarioEdge } from '../edge/scenario';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';
const acceptOf = (key: string) => createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');

/** A server that agrees to WebSocket, and says everything back in capitals; or that answers with a status. */
async function origin(status = 101) {
  const asked: IncomingMessage[] = [];
  const sockets: Socket[] = [];
  let silence = () => {};
  const server = createServer((request, response) => {
    asked.push(request);
    response.writeHead(200, { 'Content-Length': '5' }).end('plain');
  });
  server.on('upgrade', (request, socket: Socket, head: Buffer) => {
    asked.push(request);
    sockets.push(socket);
    if (status !== 101) return socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 2\r\n\r\nno`);
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${acceptOf(request.headers['sec-websocket-key']!)}\r\n\r\nhello;`);
    if (head.length > 0) socket.write(head.toString().toUpperCase());
    const answer = (bytes: Buffer) => void socket.write(bytes.toString().toUpperCase());
    silence = () => socket.off('data', answer);
    return socket.on('data', answer).on('end', () => socket.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => {
    sockets.forEach((socket) => socket.destroy());
    server.close(resolve);
    server.closeAllConnections();
  }));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, sockets, silence: () => silence() };
}

async function listening(url: string, behavior: { readonly [property: string]: unknown } = {}, origins = {}, more = {}) {
  const config = { ...more, Aliases: ['www.example.com'], Origins: [{ Id: 'origin', DomainName: 'origin.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' }, ...origins }] };
  const client = new HttpOrigin(url, applicationOf({ config }).distributions[0].origins[0]);
  const records: CompletedRecord[] = [];
  const edge = new ScenarioEdge({ origin: client, config, behavior, run: { record: (record) => records.push(record) } });
  const viewers = { protocol: 'http', hostNames: new HostNames([]) } as const;
  const listener = await Listener.open({ edge: edge.edge, viewers, onDefect: (error) => { throw error; } }, '127.0.0.1', 0);
  closing.push(() => client.close(), () => listener.close());
  return { port: listener.port, records, listener, clock: edge.clock, application: edge.application };
}

const handshake = (upgrade = 'websocket') => [
  'GET /chat HTTP/1.1', 'Host: www.example.com', `Upgrade: ${upgrade}`, 'Connection: Upgrade', `Sec-WebSocket-Key: ${KEY}`, 'Sec-WebSocket-Version: 13', 'X-Own: 1', '\r\n',
].join('\r\n');

/** Says things in turn, each when the text before has arrived, and ends after the last; tells all that arrived. */
function talk(port: number, opening: string, turns: readonly (readonly [after: string, say: string])[] = []): Promise<string> {
  return new Promise((resolve, reject) => {
    const left = [...turns];
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(opening));
    socket.on('data', (bytes) => {
      text += bytes;
      while (left.length > 0 && text.endsWith(left[0][0])) {
        const [, say] = left.shift()!;
        if (say === '') socket.end();
        else socket.write(say);
      }
    });
    socket.on('error', reject).on('close', () => resolve(text));
  });
}

const CONVERSATION = [['hello;', 'first;'], ['FIRST;', 'second;'], ['SECOND;', '']] as const;

test.each([
  ['ForwardedValues', {}],
  ['a cache policy', { ForwardedValues: undefined, CachePolicyId: MANAGED.CachingOptimized }],
])('a viewer and an origin talk through the edge, without configuration, under %s [DST-072] [DTD-028] [POL-051]', async (_title, behavior) => {
  const { url, asked } = await origin();
  const { port, records } = await listening(url, behavior);
  const said = await talk(port, handshake(), CONVERSATION);
  expect(said).toMatch(new RegExp(`^HTTP/1.1 101 Switching Protocols\r\n[^]*Sec-WebSocket-Accept: ${acceptOf(KEY).replace(/[+/=]/g, '\\$&')}\r\n`));
  expect(said).toMatch(/\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n/);
  expect(said.slice(said.indexOf('\r\n\r\n') + 4)).toBe('hello;FIRST;SECOND;');
  expect(asked[0].headers).toMatchObject({ 'upgrade': 'websocket', 'connection': 'Upgrade', 'sec-websocket-key': KEY, 'sec-websocket-version': '13', 'host': 'origin.example.com' });
  await talk(port, handshake(), CONVERSATION);
  expect(asked).toHaveLength(2);
  expect(records.map(({ resultType, status }) => `${resultType} ${status}`)).toEqual(['Miss 101', 'Miss 101']);
  const [{ transfer }] = records;
  const head = said.slice(0, said.indexOf('\r\n\r\n') + 4);
  expect(transfer).toMatchObject({ status: 101, resultType: 'Miss', bytesSent: head.length + 'hello;FIRST;SECOND;'.length, bytesReceived: handshake().length + 'first;second;'.length });
});

test('a session is one entry of the access log, when it ends and with all that was said [DTD-033] [LOG-048]', async () => {
  const { url } = await origin();
  const { port, records, clock, application } = await listening(url, {}, {}, { Logging: { Bucket: 'mylogs.s3.amazonaws.com' } });
  const viewer = await talking(port);
  expect(records).toEqual([]);
  clock.advance(5_000);
  viewer.socket.end('bye;');
  await new Promise((resolve) => viewer.socket.on('close', resolve));
  const store = new LogStore({}, () => application, () => clock.now());
  const logs = new Logs({ application, clock, store });
  for (const record of records) logs.request(record);
  await logs.deliver();
  const { entries } = parseLog(await store.text('mylogs', store.files('mylogs')[0]));
  expect(entries).toMatchObject([{ 'cs-protocol': 'ws', 'x-edge-result-type': 'Miss', 'sc-status': '101', 'time-taken': '5.000', 'date': '2025-01-01', 'time': '00:00:05' }]);
  expect(Number(entries[0]['cs-bytes'])).toBe(handshake().length + 'bye;'.length);
});

test('an upgrade to another protocol is left aside: the origin gets neither Upgrade nor Connection of it [DTD-030] [REQ-036] [REQ-131]', async () => {
  const { url, asked } = await origin();
  const { port } = await listening(url);
  expect(await talk(port, handshake('h2c'), [['plain', '']])).toMatch(/^HTTP\/1.1 200 OK\r\n[^]*\r\n\r\nplain$/);
  expect([asked[0].headers.upgrade, asked[0].headers.connection]).toEqual([undefined, 'keep-alive']);
});

test.each([['https-only', 403], ['redirect-to-https', 301]])('the viewer protocol policy %s holds for ws: %i [DTD-029]', async (ViewerProtocolPolicy, status) => {
  const { url, asked } = await origin();
  const { port } = await listening(url, { ViewerProtocolPolicy });
  expect(await talk(port, handshake())).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(asked).toHaveLength(0);
});

test('an origin that does not agree answers as to any request', async () => {
  const { url } = await origin(426);
  const { port } = await listening(url);
  expect(await talk(port, handshake())).toMatch(/^HTTP\/1.1 426 [^]*\r\n\r\nno$/);
});

test('an origin that cannot be reached is a 502', async () => {
  const { url } = await origin();
  await closing.pop()!();
  const { port } = await listening(url);
  expect(await talk(port, handshake())).toMatch(/^HTTP\/1.1 502 /);
});

/** A viewer whose connection is one of WebSocket; what it hears, and a way to hear the next text. */
async function talking(port: number) {
  const socket = connect(port, '127.0.0.1');
  closing.push(() => socket.destroy());
  let text = '';
  const heard = (end: string) => new Promise<void>((resolve) => {
    const listen = (bytes: Buffer | '') => {
      text += bytes;
      if (!text.endsWith(end)) return;
      socket.off('data', listen);
      resolve();
    };
    socket.on('data', listen);
    listen('');
  });
  socket.write(handshake());
  await heard('hello;');
  return { socket, heard, closed: new Promise<void>((resolve) => socket.once('close', () => resolve())) };
}

test('a connection on which nothing has come from the origin for 10 minutes is closed; what the viewer says does not count [DTD-031]', async () => {
  const { url, silence, sockets } = await origin();
  const { port, clock } = await listening(url);
  const { socket, heard, closed } = await talking(port);
  clock.advance(599_999);
  socket.write('first;');
  await heard('FIRST;');
  silence();
  const arrived = new Promise((resolve) => sockets[0].once('data', resolve));
  clock.advance(599_999);
  socket.write('second;');
  await arrived;
  expect(socket.destroyed).toBe(false);
  clock.advance(1);
  await closed;
});

test('a connection of WebSocket ends with the edge, which does not wait for it', async () => {
  const { url } = await origin();
  const { port, listener } = await listening(url);
  const { closed } = await talking(port);
  await Promise.all([listener.drain(), closed]);
});

test('once it is agreed on, nothing is compressed, cached, or replaced by an error page; a handshake that is refused is an answer like any other', async () => {
  const settings = { Compress: true, ForwardedValues: undefined, CachePolicyId: MANAGED.CachingOptimized };
  const pages = { CustomErrorResponses: [403, 404, 502, 503, 504].map((ErrorCode) => ({ ErrorCode, ResponseCode: 200, ResponsePagePath: '/page' })) };
  const opening = handshake().replace('X-Own: 1', 'Accept-Encoding: gzip, br');
  const agreed = await origin();
  const { port } = await listening(agreed.url, settings, {}, pages);
  for (let i = 0; i < 2; i++) {
    const said = await talk(port, opening, CONVERSATION);
    expect(said).toMatch(/^HTTP\/1.1 101 [^]*hello;FIRST;SECOND;$/);
    expect(said).not.toMatch(/Content-Encoding|Age:/i);
  }
  expect(agreed.asked.map((request) => request.headers.upgrade)).toEqual(['websocket', 'websocket']);
  const refused = await origin(503);
  const { port: other } = await listening(refused.url, settings, {}, pages);
  expect(await talk(other, opening)).toMatch(/^HTTP\/1.1 200 [^]*plain$/);
});

test('WebSocket works through a VPC origin [OTD-102]', async () => {
  const { url } = await origin();
  const { port } = await listening(url, {}, { CustomOriginConfig: undefined, VpcOriginConfig: { VpcOriginId: 'vo_1' } });
  expect(await talk(port, handshake(), CONVERSATION)).toMatch(/^HTTP\/1.1 101 [^]*hello;FIRST;SECOND;$/);
});
