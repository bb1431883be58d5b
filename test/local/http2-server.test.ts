import * as http2 from 'node:http2';
import { closeListeners, http2Session } from './listening';
import { ViewerRequest } from '../../src/edge/message';

afterEach(closeListeners);

test('over HTTP/2 the connection ends with an answer that says so, once the other requests have theirs [DTD-232]', async () => {
  let [begun, finish] = [() => {}, () => {}];
  const { ask, session } = await http2Session(async ({ url }) => {
    begun();
    if (url === '/large') return { status: 414, headers: ['Connection', 'close'] };
    await new Promise<void>((resolve) => { finish = resolve; });
    return { headers: [], body: Buffer.from('done') };
  });
  const beginning = new Promise<void>((resolve) => { begun = resolve; });
  const other = ask({ ':path': '/other' });
  await beginning;
  const closed = new Promise((resolve) => session.once('close', resolve));
  const { head } = await ask({ ':path': '/large' });
  expect([head[':status'], head.connection]).toEqual([414, undefined]);
  finish();
  expect((await other).body).toBe('done');
  await closed;
});

test('over HTTP/2 an answer before the body has arrived ends the stream, and not the connection', async () => {
  const { session } = await http2Session(async ({ url, body }) => {
    if (url === '/upload') for await (const _chunk of body as AsyncIterable<Uint8Array>) break;
    return { headers: [], body: Buffer.from('answer') };
  });
  for (const path of ['/upload', '/upload']) {
    const stream = session.request({ ':method': 'POST', ':path': path });
    stream.write('beginning');
    let text = '';
    stream.setEncoding('utf8').on('data', (more) => { text += more; });
    await new Promise((resolve) => stream.on('close', resolve));
    expect([text, stream.rstCode]).toEqual(['answer', http2.constants.NGHTTP2_NO_ERROR]);
  }
  session.close();
});

test('over HTTP/2 a viewer that resets its upload has gone, and what has arrived is not taken for the whole', async () => {
  let gone = () => {};
  const leaving = new Promise<void>((resolve) => { gone = resolve; });
  let end: unknown;
  let begun = () => {};
  const beginning = new Promise<void>((resolve) => { begun = resolve; });
  const { session } = await http2Session(async ({ body, whenGone }) => {
    whenGone!(gone);
    try {
      for await (const _chunk of body as AsyncIterable<Uint8Array>) {
        begun();
        // By the time that more is wanted the viewer is gone.
        await leaving;
      }
    } catch (error) {
      end = error;
    }
    return { headers: [] };
  });
  const stream = session.request({ ':method': 'POST', ':path': '/' }).on('error', () => {});
  stream.write('beginning');
  await beginning;
  stream.destroy(new Error('the viewer leaves'));
  await leaving;
  await new Promise((resolve) => setImmediate(resolve));
  expect(end).toMatchObject({ message: expect.any(String) });
  session.close();
});

test('HTTP/2 has header names in lower case, each value of its own, and none about the connection [DTD-027]', async () => {
  let seen: ViewerRequest | undefined;
  const { ask, session } = await http2Session((request) => {
    seen = request;
    return { headers: ['X-Cache', 'Hit', 'Set-Cookie', 'a', 'Set-Cookie', 'b', 'Connection', 'keep-alive'], body: Buffer.from('ok') };
  });
  const { head, body } = await ask({ ':path': '/%7e?q', ':authority': 'www.example.com', 'x-a': '1' });
  session.close();
  expect(seen).toMatchObject({ url: '/%7e?q', httpVersion: '2.0', protocol: 'https', headers: ['Host', 'www.example.com', 'x-a', '1'], body: undefined });
  expect(Object.fromEntries(Object.entries(head))).toEqual({ ':status': 200, 'x-cache': 'Hit', 'set-cookie': ['a', 'b'] });
  expect(body).toBe('ok');
});

test('over HTTP/2 a header may have the name of what JavaScript gives every object', async () => {
  const { ask, session } = await http2Session(() => ({ headers: ['constructor', 'a', '__proto__', 'b', 'toString', 'c', 'toString', 'd'], body: Buffer.from('ok') }));
  const { head, body } = await ask({ ':path': '/' });
  session.close();
  expect([Object.entries(head).slice(1), body]).toEqual([expect.arrayContaining([['constructor', 'a'], ['tostring', 'c, d']]), 'ok']);
});

test('over HTTP/2 bodies go both ways, HEAD has none, and one that breaks off is an error of its stream', async () => {
  const { ask, session } = await http2Session(async ({ method, url, body }) => ({
    headers: [],
    body: url === '/broken' ? (async function* () { throw new Error('origin gone'); })() : method === 'POST' ? body : Buffer.from('never seen'),
  }));
  expect(await ask({ ':method': 'POST', ':path': '/' }, 'hello')).toMatchObject({ body: 'hello', code: 0 });
  expect(await ask({ ':method': 'HEAD', ':path': '/' })).toMatchObject({ head: { ':status': 200 }, body: '', code: 0 });
  expect(await ask({ ':path': '/broken' })).toMatchObject({ body: '', code: http2.constants.NGHTTP2_INTERNAL_ERROR });
  session.close();
});

test('over HTTP/2 the body of a request reaches the edge, after 100 Continue when the viewer waits for it', async () => {
  const { session } = await http2Session(async ({ body }) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
    return { headers: [], body: Buffer.concat(chunks) };
  });
  const stream = session.request({ ':method': 'POST', 'expect': '100-continue' }, { endStream: false });
  let text = '';
  stream.once('continue', () => stream.end('hello')).setEncoding('utf8').on('data', (more) => { text += more; });
  await new Promise((resolve) => stream.on('close', resolve));
  session.close();
  expect(text).toBe('hello');
});

test('over HTTP/2 a viewer that breaks off an answer with a plain reset has gone, also where more of the answer comes later', async () => {
  let [more, gone] = [() => {}, () => {}];
  const leaving = new Promise<void>((resolve) => { gone = resolve; });
  const { session } = await http2Session(async ({ whenGone }) => {
    whenGone!(gone);
    return {
      headers: [],
      body: (async function* () {
        yield Buffer.alloc(64 * 1024);
        await new Promise<void>((resolve) => { more = resolve; });
        yield Buffer.alloc(64 * 1024);
      })(),
    };
  });
  const stream = session.request({ ':path': '/large' });
  stream.once('data', () => stream.close(http2.constants.NGHTTP2_NO_ERROR));
  await new Promise((resolve) => stream.once('close', resolve));
  // The edge has seen the reset by the time that it answers what was sent after it.
  await new Promise((resolve) => session.ping(resolve));
  more();
  await leaving;
  session.close();
});
