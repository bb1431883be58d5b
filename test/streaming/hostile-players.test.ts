import fc from 'fast-check';
import { MemoryConnection, settled, TestPlayer } from './player';
import { film, StreamingScenario } from './scenario';
import { MOST_PENDING } from '../../src/streaming/connection';
import { encodeAmf0 } from '../../src/streaming/protocol/amf0';
import { Session } from '../../src/streaming/session';

const SHAKEN = Buffer.concat([Buffer.from([3]), Buffer.alloc(2 * 1536)]);

function session(scenario = new StreamingScenario()) {
  const connection = new MemoryConnection('192.0.2.1');
  return { connection, scenario, session: new Session(connection, scenario.sessionOptions) };
}

test.each<[string, Buffer]>([
  ['no handshake', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
  ['another version', Buffer.alloc(2_000, 9)],
  ['a message that is too long', Buffer.concat([SHAKEN, Buffer.from('03000000ffffff1400000000', 'hex')])],
  ['a command that is none', Buffer.concat([SHAKEN, Buffer.from('030000000000011400000000ff', 'hex')])],
  ['a command before connect', command('play', 'clip')],
  ['a user control message that breaks off', Buffer.concat([SHAKEN, Buffer.from('020000000000020400000000', 'hex'), Buffer.from([0, 3])])],
])('%s ends the connection, and nothing else', async (_what, bytes) => {
  const { session: opened, connection, scenario } = session();
  opened.receive(bytes);
  expect(connection.isEnded).toBe(true);
  expect(scenario.defects).toEqual([]);
});

test('any bytes behind the handshake are taken or end the connection', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
    const { session: opened, scenario } = session();
    opened.receive(SHAKEN);
    opened.receive(bytes);
    opened.closed();
    expect(scenario.defects).toEqual([]);
  }), { numRuns: 500 });
});

test('any values of any command are taken', async () => {
  const scenario = new StreamingScenario({ objects: { 'clip.flv': film(2) } });
  const value = fc.oneof(fc.double(), fc.string(), fc.boolean(), fc.constant(null), fc.constant(undefined), fc.dictionary(fc.constantFrom('streamName', 'start', 'len', 'transition'), fc.string()));
  const name = fc.constantFrom('play', 'play2', 'seek', 'pause', 'closeStream', 'deleteStream', 'publish', 'receiveAudio', 'receiveVideo', 'connect', 'getStreamLength', 'createStream', 'x');
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(name, fc.array(value, { maxLength: 4 })), { maxLength: 8 }), async (commands) => {
    const player = scenario.player();
    const id = await player.play('clip', 0);
    for (const [called, values] of commands) await player.command(id, called, ...values);
    player.leave();
    expect(scenario.defects).toEqual([]);
  }), { numRuns: 50 });
}, 30_000);

test('a player that takes nothing holds no more memory than it may, and is let go', async () => {
  const scenario = new StreamingScenario({ objects: { 'long.flv': film(8, 'x'.repeat(6_000)) } });
  const player = scenario.player();
  await player.connect();
  const id = await player.createStream();
  player.send({ type: 4, streamId: 0, timestamp: 0, payload: Buffer.from(`0003${id.toString(16).padStart(8, '0')}7fffffff`, 'hex') });
  player.connection.isStuck = true;
  await player.command(id, 'play', 'long', 0);
  expect(player.connection.pending).toBeGreaterThanOrEqual(MOST_PENDING);
  expect(player.connection.pending).toBeLessThan(MOST_PENDING + 10_000);
  player.connection.take();
  await settled();
  expect(player.connection.pending).toBeGreaterThanOrEqual(MOST_PENDING);
  scenario.clock.advance(59_000);
  expect(player.connection.isEnded).toBe(false);
  scenario.clock.advance(1_000);
  expect(player.connection.isEnded).toBe(true);
});

test('a player has no more than 32 streams, and no more than 64 that wait for their turn', async () => {
  const scenario = new StreamingScenario({ objects: { 'clip.flv': film(2) } });
  const player = scenario.player();
  const id = await player.play('clip', 0);
  for (let i = 0; i < 65; i++) await player.command(id, 'play', 'clip', 0, -1000, false);
  expect(player.statuses.filter(({ code }) => code === 'NetStream.Play.Failed')).toHaveLength(1);
  for (let i = 1; i < 32; i++) await player.createStream();
  expect(await player.call('createStream', null)).toMatchObject({ level: 'error', code: 'NetConnection.Call.Failed' });
});

test('a player that leaves while its object is fetched ends the fetch', async () => {
  let aborted = false;
  const bucket = {
    ask: ({ signal }: { readonly signal?: AbortSignal }) => new Promise<never>((_resolve, reject) => signal!.addEventListener('abort', () => {
      aborted = true;
      reject(new Error('aborted'));
    })),
  };
  const scenario = new StreamingScenario({ bucket: bucket as never });
  const player: TestPlayer = scenario.player();
  await player.play('clip', 0);
  player.leave();
  await settled();
  expect(aborted).toBe(true);
});

function command(name: string, ...values: readonly string[]): Buffer {
  const payload = encodeAmf0(name, 1, null, ...values);
  const header = Buffer.from('030000000000001400000000', 'hex');
  header.writeUIntBE(payload.length, 4, 3);
  return Buffer.concat([SHAKEN, header, payload]);
}
