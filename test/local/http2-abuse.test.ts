import { Socket } from 'node:net';
import { connect } from 'node:tls';
import { closeAll, recordingOrigin, running } from './running-edge';
import { exchange } from './sockets';

afterEach(closeAll);

const CONFIG = {
  Aliases: ['www.example.com'],
  HttpVersion: 'http2',
  Origins: [{ Id: 'api', DomainName: 'api.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }],
  DefaultCacheBehavior: {
    TargetOriginId: 'api', ViewerProtocolPolicy: 'allow-all', AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'], ForwardedValues: { QueryString: true, Headers: ['X-Keyed', 'Host'] },
  },
};

type Fields = readonly (readonly [name: string, value: string])[];

const DATA = 0;
const HEADERS = 1;
const RST_STREAM = 3;
const SETTINGS = 4;
const PING = 6;
const GOAWAY = 7;
const CONTINUATION = 9;
const [END_STREAM, END_HEADERS] = [1, 4];

function frame(type: number, flags: number, stream: number, payload: Uint8Array = new Uint8Array(0)): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

/** Header fields as HPACK has them at its simplest: literal, and in no table. */
function fields(list: Fields): Buffer {
  return Buffer.concat(list.flatMap(([name, value]) => [Buffer.from([0]), text(name), text(value)]));
}

function text(characters: string): Buffer {
  const bytes = Buffer.from(characters, 'latin1');
  const length: number[] = [Math.min(bytes.length, 127)];
  let rest = bytes.length - 127;
  for (; rest >= 128; rest = Math.floor(rest / 128)) length.push(rest % 128 + 128);
  if (rest >= 0) length.push(rest);
  return Buffer.concat([Buffer.from(length), bytes]);
}

const REQUEST: Fields = [[':method', 'GET'], [':scheme', 'https'], [':authority', 'www.example.com'], [':path', '/a']];

/** The request with other pseudo-headers, those of undefined left out, and with more headers. */
function request(changed: { readonly [pseudo: string]: string | undefined } = {}, ...more: Fields): Fields {
  const pseudo = REQUEST.map(([name, value]) => [name, name in changed ? changed[name] : value] as const);
  return [...pseudo.filter((field): field is [string, string] => field[1] !== undefined), ...more];
}

const asking = (list: Fields, stream = 1) => frame(HEADERS, END_STREAM + END_HEADERS, stream, fields(list));
const posting = (length: string, body: string) => [
  frame(HEADERS, END_HEADERS, 1, fields(request({ ':method': 'POST' }, ['content-length', length]))), frame(DATA, END_STREAM, 1, Buffer.from(body)),
];

interface Frame {
  readonly type: number;
  readonly stream: number;
  readonly payload: Buffer;
}

const isPingBack = ({ type, payload }: Frame) => type === PING && String(payload) === 'question';
const isAnswer = ({ type, stream }: Frame) => type === HEADERS && stream === 1;

/** Sends frames and a ping on a connection of its own, until a frame has come back, or the edge has ended the connection. */
function session(port: number, frames: readonly Buffer[], isLast = isPingBack): Promise<Frame[]> {
  return new Promise((resolve) => {
    const received: Frame[] = [];
    let bytes = Buffer.alloc(0);
    const socket: Socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, servername: 'www.example.com', ALPNProtocols: ['h2'] }, () => {
      socket.write(Buffer.concat([Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), frame(SETTINGS, 0, 0), ...frames, frame(PING, 0, 0, Buffer.from('question'))]));
    });
    socket.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      while (bytes.length >= 9 && bytes.length >= 9 + bytes.readUIntBE(0, 3)) {
        const length = bytes.readUIntBE(0, 3);
        received.push({ type: bytes[3], stream: bytes.readUInt32BE(5), payload: bytes.subarray(9, 9 + length) });
        bytes = bytes.subarray(9 + length);
      }
      if (received.some((one) => one.type === GOAWAY || isLast(one))) socket.destroy();
    });
    socket.on('error', () => {}).on('close', () => resolve(received));
  });
}

async function edge() {
  const origin = await recordingOrigin((_head, socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok'));
  return { origin, ...await running(CONFIG, { api: origin.url }) };
}

const typesOf = (received: readonly Frame[]) => new Set(received.map(({ type }) => type));

test.each<[string, readonly Buffer[]]>([
  ['a path with a space', [asking(request({ ':path': '/a b' }))]],
  ['a path with a line end', [asking(request({ ':path': '/a\r\nX: y' }))]],
  ['a path with NUL', [asking(request({ ':path': '/a\0b' }))]],
  ['a path without a slash', [asking(request({ ':path': 'a' }))]],
  ['a path that is a URL', [asking(request({ ':path': 'http://evil.example.com/a' }))]],
  ['an asterisk for a path', [asking(request({ ':path': '*' }))]],
  ['OPTIONS of an asterisk', [asking(request({ ':method': 'OPTIONS', ':path': '*' }))]],
  ['an empty path', [asking(request({ ':path': '' }))]],
  ['no path', [asking(request({ ':path': undefined }))]],
  ['no method', [asking(request({ ':method': undefined }))]],
  ['a method with a path', [asking(request({ ':method': 'GET /smuggled HTTP/1.1' }))]],
  ['a method with a line end', [asking(request({ ':method': 'GET\r\nX: y' }))]],
  ['no scheme', [asking(request({ ':scheme': undefined }))]],
  ['no authority and no Host', [asking(request({ ':authority': undefined }))]],
  ['an authority and another Host', [asking(request({}, ['host', 'evil.example.com']))]],
  ['two Hosts', [asking(request({ ':authority': undefined }, ['host', 'www.example.com'], ['host', 'evil.example.com']))]],
  ['two paths', [asking([...REQUEST, [':path', '/b']])]],
  ['a pseudo-header of its own', [asking([...REQUEST, [':evil', 'x']])]],
  ['a pseudo-header of answers', [asking([...REQUEST, [':status', '200']])]],
  ['a pseudo-header after a header', [asking([[':method', 'GET'], ['x', 'y'], [':scheme', 'https'], [':authority', 'www.example.com'], [':path', '/a']])]],
  ['a header name in capitals', [asking(request({}, ['X-Upper', 'y']))]],
  ['Connection', [asking(request({}, ['connection', 'close']))]],
  ['Transfer-Encoding', [asking(request({}, ['transfer-encoding', 'chunked']))]],
  ['Upgrade', [asking(request({}, ['upgrade', 'h2c']))]],
  ['TE with another value than trailers', [asking(request({}, ['te', 'gzip']))]],
  ['a tunnel', [asking([[':method', 'CONNECT'], [':authority', 'www.example.com:443']])]],
  ['a tunnel for WebSocket', [asking([[':method', 'CONNECT'], [':protocol', 'websocket'], ...REQUEST.slice(1)])]],
  ['a length and no body', [asking(request({}, ['content-length', '5']))]],
  ['a body that is shorter than its length', posting('5', 'hi')],
  ['a body that is longer than its length', posting('1', 'hello')],
  ['a length with a sign', posting('+5', 'hello')],
  ['trailers with a pseudo-header', [...posting('5', 'hello').slice(0, 1), frame(DATA, 0, 1, Buffer.from('hello')), asking([[':path', '/smuggled']])]],
])('%s: the stream is refused, and the connection goes on', async (_title, frames) => {
  const { httpsPort, notices } = await edge();
  const received = await session(httpsPort, [...frames, asking(request(), 3)]);
  expect(received.filter(({ type }) => type === RST_STREAM).map(({ stream }) => stream)).toContain(1);
  expect(received.some(isAnswer)).toBe(false);
  expect(typesOf(received).has(GOAWAY)).toBe(false);
  expect(notices).toEqual([]);
});

test.each<[string, string, Fields]>([
  ['a line end in a value', 'x-keyed', [['x-keyed', 'a\r\nX-Evil: b']]],
  ['NUL in a value', 'x-keyed', [['x-keyed', 'a\0b']]],
  ['a space in a name', 'x y', [['x y', 'b']]],
  ['a colon in a name', 'x:y', [['x:y', 'b']]],
])('a header with %s does not reach the origin', async (_title, name, header) => {
  const { httpsPort, origin } = await edge();
  await session(httpsPort, [asking(request({}, ...header))], isAnswer);
  expect(origin.received).toEqual([expect.stringMatching(/^GET \/a /)]);
  expect(origin.received[0].toLowerCase()).not.toMatch(new RegExp(`evil|${name}`));
});

test.each<[string, readonly Buffer[]]>([
  ['a block of headers that never ends', [frame(HEADERS, END_STREAM, 1, fields(REQUEST)), ...Array<Buffer>(5_000).fill(frame(CONTINUATION, 0, 1, fields([['a', 'b']])))]],
  ['a block of headers that goes on with nothing', [frame(HEADERS, END_STREAM, 1, fields(REQUEST)), ...Array<Buffer>(20_000).fill(frame(CONTINUATION, 0, 1))]],
  ['a block of headers of half a mebibyte', [frame(HEADERS, END_STREAM, 1, fields(REQUEST)), ...Array<Buffer>(32).fill(frame(CONTINUATION, 0, 1, fields([['a', 'x'.repeat(16_000)]])))]],
  ['headers of two streams mixed', [frame(HEADERS, END_STREAM, 1, fields(REQUEST)), frame(CONTINUATION, END_HEADERS, 3)]],
  ['requests that are taken back at once', Array.from({ length: 5_000 }, (_, i) => Buffer.concat([asking(request({ ':authority': 'nobody.example.com' }), 2 * i + 1), frame(RST_STREAM, 0, 2 * i + 1, Buffer.from([0, 0, 0, 8]))]))],
  ['a flood of settings', Array<Buffer>(5_000).fill(frame(SETTINGS, 0, 0))],
  ['settings by the thousand', [frame(SETTINGS, 0, 0, Buffer.alloc(16_380))]],
  ['a window beyond its bounds', [frame(SETTINGS, 0, 0, Buffer.from([0, 4, 255, 255, 255, 255]))]],
  ['half a setting', [frame(SETTINGS, 0, 0, Buffer.alloc(5))]],
  ['a stream that is not the viewer\'s to open', [asking(REQUEST, 2)]],
  ['a body before its headers', [frame(DATA, END_STREAM, 1, Buffer.from('x'))]],
  ['a frame beyond the size agreed on', [frame(HEADERS, END_STREAM + END_HEADERS, 1, Buffer.alloc(20_000))]],
  ['headers that are no HPACK', [frame(HEADERS, END_STREAM + END_HEADERS, 1, Buffer.alloc(5, 255))]],
  ['pings by the ten thousand', Array<Buffer>(20_000).fill(frame(PING, 0, 0, Buffer.alloc(8)))],
])('%s: the connection ends, and others are served', async (_title, frames) => {
  const { port, httpsPort, notices } = await edge();
  const received = await session(httpsPort, frames);
  expect(received.some(isPingBack)).toBe(false);
  expect(await exchange(port, 'GET /after HTTP/1.1\r\nHost: www.example.com\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1.1 200 /);
  expect(notices).toEqual([]);
});

/** The status 200 in the table of HPACK. */
const OK = 0x88;

test.each([
  ['no byte', '', true], ['one byte', 'x', false],
])('a GET whose stream ends after its headers with %s is answered as over HTTP/1', async (_title, body, isServed) => {
  const { httpsPort, origin } = await edge();
  const received = await session(httpsPort, [frame(HEADERS, END_HEADERS, 1, fields(REQUEST)), frame(DATA, END_STREAM, 1, Buffer.from(body))], isAnswer);
  expect([received.find(isAnswer)!.payload[0] === OK, origin.received.length]).toEqual([isServed, isServed ? 1 : 0]);
});
