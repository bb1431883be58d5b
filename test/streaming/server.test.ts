import { connect } from 'net';
import { film, Scenario, StreamingScenario } from './scenario';
import { FunctionOrigin } from '../../src/edge/origin/function-origin';
import { StreamingServer } from '../../src/streaming';
import { AmfValue } from '../../src/streaming/protocol/amf-value';
import { encodeAmf0 } from '../../src/streaming/protocol/amf0';
import { ChunkWriter } from '../../src/streaming/protocol/chunk-writer';
import { MESSAGE_TYPE } from '../../src/streaming/protocol/message';

const BLOCK = 1536;
const opened: StreamingServer[] = [];
afterEach(() => Promise.all(opened.splice(0).map((server) => server.close())));

async function open(scenario: Scenario = {}) {
  const streaming = new StreamingScenario(scenario);
  const server = await StreamingServer.open(streaming.sessionOptions, '127.0.0.1', 0);
  opened.push(server);
  const post = (path: string, body: Uint8Array = new Uint8Array([0]), headers: { readonly [name: string]: string } = {}) => (
    fetch(`http://127.0.0.1:${server.port}${path}`, { method: 'POST', body, headers: { 'content-type': 'application/x-fcs', ...headers } })
  );
  return { server, streaming, post };
}

/** Sends bytes, and takes as many as are expected, or all until the connection ends. */
function exchange(port: number, sent: Uint8Array | string, length = Infinity): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const socket = connect(port, '127.0.0.1', () => socket.write(sent));
    socket.on('data', (bytes) => {
      received = Buffer.concat([received, bytes]);
      if (received.length >= length) socket.destroy();
    }).on('close', () => resolve(received)).on('error', reject);
  });
}

test('the first byte tells a handshake from a request of HTTP [RTM-015]', async () => {
  const { server } = await open();
  const handshake = await exchange(server.port, Buffer.concat([Buffer.from([3]), Buffer.alloc(BLOCK)]), 1 + 2 * BLOCK);
  expect([handshake[0], handshake.length]).toEqual([3, 1 + 2 * BLOCK]);
  const tunnel = await exchange(server.port, 'POST /open/1 HTTP/1.1\r\nHost: s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  expect(tunnel.toString()).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\n[\da-f]{24}\n$/);
});

test('a tunnel is opened, sent to, asked and closed [RTM-016]', async () => {
  const { post, streaming } = await open();
  expect((await post('/fcs/ident2')).status).toBe(404);
  const opening = await post('/open/1');
  expect([opening.status, opening.headers.get('content-type'), opening.headers.get('set-cookie')]).toEqual([200, 'application/x-fcs', null]);
  const id = (await opening.text()).trim();
  const shaken = Buffer.from(await (await post(`/send/${id}/1`, Buffer.concat([Buffer.from([3]), Buffer.alloc(BLOCK)]))).arrayBuffer());
  expect([shaken[0], shaken[1], shaken.length]).toEqual([1, 3, 1 + 1 + 2 * BLOCK]);
  const intervals: number[] = [];
  for (let i = 2; i < 9; i++) intervals.push(...Buffer.from(await (await post(`/idle/${id}/${i}`)).arrayBuffer()));
  expect(intervals).toEqual([1, 3, 5, 9, 17, 33, 33]);
  expect(Buffer.from(await (await post(`/close/${id}/9`)).arrayBuffer())).toEqual(Buffer.from([0]));
  expect((await post(`/idle/${id}/10`)).status).toBe(404);
  expect(streaming.defects).toEqual([]);
});

test('cookies and other headers of tunnels reach no bucket and tell no objects apart, and cookies of the bucket reach no player [RTM-134] [RTM-135]', async () => {
  const bucket = new FunctionOrigin(() => ({ body: film(3), headers: { 'set-cookie': 'b=2' } }));
  const { post, streaming } = await open({ bucket });
  const command = (streamId: number, name: string, ...values: AmfValue[]) => (
    { type: MESSAGE_TYPE.command, streamId, timestamp: 0, payload: encodeAmf0(name, 1, ...values) }
  );
  for (const agent of ['one', 'two']) {
    const writer = new ChunkWriter();
    const headers = { 'cookie': 'a=1', 'user-agent': agent };
    const id = (await (await post('/open/1', undefined, headers)).text()).trim();
    const sent = [
      Buffer.concat([Buffer.from([3]), Buffer.alloc(2 * BLOCK)]),
      writer.write(command(0, 'connect', { app: 'cfx/st', tcUrl: `rtmp://${streaming.domainName}/cfx/st` })),
      writer.write(command(0, 'createStream', null)),
      writer.write(command(1, 'play', null, 'clip', 0)),
    ];
    const answers: Response[] = [];
    for (const [i, bytes] of sent.entries()) answers.push(await post(`/send/${id}/${i + 1}`, bytes, headers));
    let received = '';
    for (let i = sent.length + 1; !received.includes('NetStream.Play.Start'); i++) received += await (await post(`/idle/${id}/${i}`, undefined, headers)).text();
    expect(answers.map((answer) => [answer.status, answer.headers.get('set-cookie')])).toEqual(answers.map(() => [200, null]));
  }
  expect(streaming.asked.map(({ url }) => url)).toEqual(['/clip.flv']);
  expect(streaming.asked[0].headers.join().toLowerCase()).not.toMatch(/cookie|\b(one|two)\b/);
});

test('a tunnel that is not used ends, and so does one whose player is turned away', async () => {
  const { post, streaming } = await open();
  const id = (await (await post('/open/1')).text()).trim();
  streaming.clock.advance(59_000);
  expect((await post(`/idle/${id}/1`)).status).toBe(200);
  streaming.clock.advance(60_000);
  expect((await post(`/idle/${id}/2`)).status).toBe(404);
  const broken = (await (await post('/open/1')).text()).trim();
  expect((await post(`/send/${broken}/1`, Buffer.from('no handshake'))).status).toBe(200);
  expect((await post(`/idle/${broken}/2`)).status).toBe(404);
});

test.each<[string, RequestInit, number, string]>([
  ['an object', { method: 'GET' }, 404, '/media.flv'],
  ['a path that is none', { method: 'POST' }, 404, '/dance/1/2'],
  ['too much at once', { method: 'POST', body: new Uint8Array(300_000) }, 413, '/send/1/1'],
])('%s cannot be had by HTTP [RTM-007] [RTM-026]', async (_what, init, status, path) => {
  const { server } = await open({ objects: { 'media.flv': film(1) } });
  const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, init);
  expect(answer.status).toBe(status);
  expect(await answer.text()).not.toContain('FLV\x01');
});

test('a player that says all at once is told that it is turned away', async () => {
  const { server, streaming } = await open();
  const writer = new ChunkWriter();
  const said = [['connect', 1, { app: 'live', tcUrl: 'rtmp://x/live' }], ['createStream', 2, null]].map((values) => (
    writer.write({ type: MESSAGE_TYPE.command, streamId: 0, timestamp: 0, payload: encodeAmf0(...values as AmfValue[]) })
  ));
  const answer = await exchange(server.port, Buffer.concat([Buffer.from([3]), Buffer.alloc(2 * BLOCK), ...said]));
  expect(answer.toString('latin1')).toContain('NetConnection.Connect.InvalidApp');
  expect(streaming.defects).toEqual([]);
});

test('what GET at its domain name does not give, play gives [IAM-034]', async () => {
  const { server, streaming } = await open({ objects: { 'movie.flv': film(1) } });
  const answer = await exchange(server.port, `GET /movie.flv HTTP/1.1\r\nHost: ${streaming.domainName}\r\nConnection: close\r\n\r\n`);
  expect(answer.toString('latin1')).toMatch(/^HTTP\/1\.1 404 (?![^]*film)/);
  const player = streaming.player();
  await player.play('movie', 0);
  expect(player.payloads('video')[0]).toContain('film 0');
});

test('players of all domains have access, whatever the bucket says of it [RTM-051] [RTM-052]', async () => {
  const own = '<cross-domain-policy><allow-access-from domain="www.example.com"/></cross-domain-policy>';
  const { server, streaming } = await open({ objects: { 'crossdomain.xml': own, 'clip.flv': film(3) } });
  const policy = await fetch(`http://127.0.0.1:${server.port}/crossdomain.xml`);
  expect(await policy.text()).toBe('<?xml version="1.0"?>\n<cross-domain-policy>\n  <allow-access-from domain="*"/>\n</cross-domain-policy>\n');
  const player = streaming.player();
  await player.connect({ swfUrl: 'http://other.example.net/player.swf' });
  await player.command(await player.createStream(), 'play', 'clip', 0);
  expect(player.codes).toContain('NetStream.Play.Start');
  expect(streaming.asked.map(({ url }) => url)).toEqual(['/clip.flv']);
});

test('what is neither RTMP nor HTTP ends with its connection, and a silent client after a while', async () => {
  const { server, streaming } = await open();
  expect((await exchange(server.port, Buffer.from('160301', 'hex'), 1)).toString()).toMatch(/^HTTP\/1\.1 400/);
  expect(await exchange(server.port, Buffer.concat([Buffer.from([6]), Buffer.alloc(3_000)]))).toHaveLength(0);
  const silent = new Promise<void>((resolve, reject) => connect(server.port, '127.0.0.1').on('close', () => resolve()).on('error', reject));
  await fetch(`http://127.0.0.1:${server.port}/crossdomain.xml`);
  streaming.clock.advance(30_000);
  await silent;
  expect(streaming.defects).toEqual([]);
});
