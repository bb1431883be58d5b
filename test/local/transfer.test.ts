import * as http2 from 'node:http2';
import { connect } from 'node:net';
import { closeListeners, http2Session, listen } from './listening';
import { AnswerEnd } from '../../src/edge';

afterEach(closeListeners);

/** Bytes that no system takes at once for a viewer that does not read. */
const MUCH = 32 * 1024 * 1024;

async function* pieces(bytes: number, breaksOff = false): AsyncGenerator<Uint8Array> {
  for (let sent = 0; sent < bytes; sent += 65_536) yield Buffer.alloc(65_536);
  if (breaksOff) throw new Error('gone');
}

/** Ends of answers, and a way to wait for the next. */
function ends() {
  const told: AnswerEnd[] = [];
  let tell = () => {};
  const next = new Promise<void>((resolve) => { tell = resolve; });
  return {
    next,
    told,
    complete: (_response: unknown, end: AnswerEnd) => {
      told.push(end);
      tell();
    },
  };
}

const WHOLE = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';

test('an answer that the system takes at once has ended when it is written', async () => {
  const { told, complete } = ends();
  const { port } = await listen(() => ({ headers: ['Content-Length', '2'], body: Buffer.from('ok') }), { complete });
  await fetch(`http://127.0.0.1:${port}/`);
  expect(told).toEqual([{ how: 'complete', sent: 2 }]);
});

test('answers that wait for their turn on a connection end one after the other', async () => {
  const { told, complete } = ends();
  const { port } = await listen(({ url }) => ({ headers: ['Content-Length', '2'], body: Buffer.alloc(2, url) }), { complete });
  const socket = connect(port, '127.0.0.1', () => socket.end(WHOLE + WHOLE + WHOLE));
  await new Promise((resolve) => socket.resume().on('close', resolve));
  expect(told).toEqual(Array(3).fill({ how: 'complete', sent: 2 }));
});

test.each([
  ['in memory', () => ({ headers: [], body: Buffer.alloc(MUCH) })],
  ['streamed', () => ({ headers: [], body: pieces(MUCH) })],
] as const)('a viewer of HTTP/1 that leaves in the midst of an answer %s leaves it', async (_title, answer) => {
  const { told, next, complete } = ends();
  const { port } = await listen(answer, { complete });
  const socket = connect(port, '127.0.0.1', () => socket.write(WHOLE));
  socket.once('data', () => socket.destroy());
  await next;
  expect(told).toEqual([{ how: 'viewer left', sent: expect.any(Number) }]);
});

test('a viewer that leaves before its answer gets nothing of it [LOG-056]', async () => {
  const { told, next, complete } = ends();
  const { port } = await listen((request) => new Promise((resolve) => request.whenGone!(() => resolve({ body: pieces(MUCH) }))), { complete });
  const socket = connect(port, '127.0.0.1', () => socket.write(WHOLE, () => socket.destroy()));
  await next;
  expect(told).toEqual([{ how: 'viewer left', sent: undefined }]);
});

test('an answer that breaks off is told as such', async () => {
  const { told, next, complete } = ends();
  const { port } = await listen(() => ({ headers: ['Content-Length', '200000'], body: pieces(65_536, true) }), { complete });
  await expect(fetch(`http://127.0.0.1:${port}/`).then((response) => response.text())).rejects.toThrow();
  await next;
  expect(told).toEqual([{ how: 'origin broke off', sent: 65_536 }]);
});

describe('over HTTP/2', () => {
  test.each([
    ['in memory', () => ({ headers: [], body: Buffer.alloc(5) }), 5],
    ['streamed', () => ({ headers: [], body: pieces(131_072) }), 131_072],
    ['without a body', () => ({ headers: [], body: undefined }), 0],
  ] as const)('an answer %s is complete when its stream ends', async (_title, answer, sent) => {
    const { told, next, complete } = ends();
    const { ask, session } = await http2Session(answer, { complete });
    await ask({ ':path': '/' });
    await next;
    session.close();
    expect(told).toEqual([{ how: 'complete', sent }]);
  });

  test.each([
    ['resets its stream', (stream: http2.ClientHttp2Stream) => stream.close(http2.constants.NGHTTP2_CANCEL)],
    ['drops the connection', (stream: http2.ClientHttp2Stream) => stream.session!.destroy()],
  ])('a viewer that %s leaves the answer', async (_title, leave) => {
    const { told, next, complete } = ends();
    const { session } = await http2Session(() => ({ headers: [], body: pieces(MUCH) }), { complete });
    const stream = session.request({ ':path': '/' }).on('error', () => {});
    stream.once('data', () => leave(stream));
    await next;
    session.destroy();
    expect(told).toEqual([{ how: 'viewer left', sent: expect.any(Number) }]);
    expect(told[0].sent).toBeGreaterThan(0);
  });

  test('an answer that breaks off is told as such', async () => {
    const { told, next, complete } = ends();
    const { ask, session } = await http2Session(() => ({ headers: [], body: pieces(65_536, true) }), { complete });
    await ask({ ':path': '/' });
    await next;
    session.close();
    expect(told).toEqual([{ how: 'origin broke off', sent: 65_536 }]);
  });
});
