import { settled } from './player';
import { film, START, StreamingScenario } from './scenario';
import { encodeAmf0 } from '../../src/streaming/protocol/amf0';

const OBJECTS = { 'myvideo.flv': film(2), 'dir/favs/other.flv': film(3) };
const PLAYER = {
  swfUrl: 'http://player.longtailvideo.com/player.swf', pageUrl: 'http://www.longtailvideo.com/support/jw-player-setup-wizard?example=204', flashVer: 'LNX 10,0,32,18',
};

test('every event leaves one record, with what has been sent by then [RTM-158] [LOG-080]', async () => {
  const scenario = new StreamingScenario({ objects: OBJECTS });
  const player = scenario.player({ ip: '192.0.2.147' });
  await player.connect({ tcUrl: `rtmp://${scenario.domainName}/cfx/st?key=value`, ...PLAYER });
  const id = await player.createStream();
  scenario.clock.advance(1_000);
  await player.command(id, 'play', 'myvideo?p=2&q=4', 0, -1000);
  await player.command(id, 'pause', true, 100);
  await player.command(id, 'pause', false, 100);
  await player.command(id, 'seek', 1_000);
  await player.command(id, 'closeStream');
  player.leave();
  const { records } = scenario;
  expect(records.map(({ event }) => event)).toEqual(['connect', 'play', 'pause', 'unpause', 'seek', 'stop', 'disconnect']);
  expect(records.map(({ time }) => time - START)).toEqual([0, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000]);
  const sizes = records.map(({ bytesSent }) => bytesSent);
  expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
  expect(sizes[0]).toBeGreaterThan(3_072);
  expect(new Set(records.map(({ clientId }) => clientId)).size).toBe(1);
  for (const record of records) {
    expect(record).toMatchObject({
      ip: '192.0.2.147',
      edgeLocation: 'IAD89-P1',
      distribution: 'Rtmp',
      clientId: expect.stringMatching(/^[\da-f]{32}$/),
      connectUrl: `rtmp://${scenario.domainName}/cfx/st`,
      connectQuery: 'key=value',
      referrer: PLAYER.swfUrl,
      pageUrl: PLAYER.pageUrl,
      userAgent: 'LNX 10,0,32,18',
    });
  }
  expect(records.map(({ stream }) => stream?.id)).toEqual([undefined, 1, 1, 1, 1, 1, undefined]);
  expect(records[1].stream).toEqual({ id: 1, name: 'myvideo', query: 'p=2&q=4', extension: 'flv' });
});

test('streams of a connection have numbers, and a stream that ends leaves its stop', async () => {
  const scenario = new StreamingScenario({ objects: OBJECTS });
  const player = scenario.player();
  const id = await player.play('myvideo', 0);
  await scenario.pass(5);
  await player.command(id, 'play', 'flv:dir/favs/other.flv', 0);
  await player.command(0, 'deleteStream', id);
  expect(scenario.records.map(({ event, stream, status }) => [event, stream?.id, stream?.name, status])).toEqual([
    ['connect', undefined, undefined, 'NetConnection.Connect.Success'],
    ['play', 1, 'myvideo', 'NetStream.Play.Start'],
    ['stop', 1, 'myvideo', 'NetStream.Play.Stop'],
    ['play', 2, 'dir/favs/other', 'NetStream.Play.Start'],
    ['stop', 2, 'dir/favs/other', undefined],
  ]);
});

test('a connection that ends leaves the stop of what was played, and its own end', async () => {
  const scenario = new StreamingScenario({ objects: OBJECTS });
  const player = scenario.player();
  await player.play('myvideo', 0);
  player.leave();
  expect(scenario.records.map(({ event }) => event)).toEqual(['connect', 'play', 'stop', 'disconnect']);
  const sent = player.connection.sent.length;
  await scenario.pass(10);
  expect(player.connection.sent.length).toBe(sent);
  expect(scenario.records).toHaveLength(4);
});

test('a player that leaves before its stream is there leaves its records in their order', async () => {
  const scenario = new StreamingScenario({ objects: OBJECTS });
  const player = scenario.player();
  await player.connect();
  const id = await player.createStream();
  player.send({ type: 20, streamId: id, timestamp: 0, payload: encodeAmf0('play', 0, null, 'myvideo', 0) });
  player.leave();
  await settled();
  expect(scenario.records.map(({ event, status }) => [event, status])).toEqual([['connect', 'NetConnection.Connect.Success'], ['play', undefined], ['disconnect', undefined]]);
});

test('a record says why a stream was found, whether it was cached, and what the bucket was asked', async () => {
  const scenario = new StreamingScenario({ objects: OBJECTS });
  for (let i = 0; i < 2; i++) await scenario.player().play('myvideo', 0);
  const [first, second] = scenario.records.filter(({ event }) => event === 'play');
  expect(first.decisions.map(({ step, decided }) => `${step} ${decided}`)).toEqual(['distribution found', 'cache-behavior default', 'cache miss', 'freshness cached', 'stream found']);
  expect(first.originRequests).toMatchObject([{ method: 'GET', url: '/myvideo.flv', outcome: 200 }]);
  expect(second.decisions.map(({ step, decided }) => `${step} ${decided}`)).toContain('cache fresh');
  expect(second.originRequests).toEqual([]);
});
