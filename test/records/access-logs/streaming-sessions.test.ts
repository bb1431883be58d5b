import { Logs, LogEntry, LogStore, parseLog } from '../../../src/records';
import { settled } from '../../streaming/player';
import { film, StreamingScenario } from '../../streaming/scenario';

const OBJECTS = { 'a.flv': film(2), 'b.flv': film(2) };

/** A streaming edge whose distribution has access logs, and their entries by now. */
function logged() {
  const scenario = new StreamingScenario({ objects: OBJECTS, config: { Logging: { Enabled: true, Bucket: 'mylogs.s3.amazonaws.com', Prefix: '' } } });
  const { application, clock } = scenario;
  const store = new LogStore({}, () => application, () => clock.now());
  const logs = new Logs({ application, clock, store });
  const entries = async (): Promise<LogEntry[]> => {
    for (const record of scenario.records.splice(0)) logs.event(record);
    await logs.deliver();
    const texts = await Promise.all(store.files('mylogs').map((key) => store.text('mylogs', key)));
    return texts.flatMap((text) => parseLog(text).entries);
  };
  return { scenario, entries };
}

test('a viewing has an entry for each event, with all that was sent by then [LOG-080] [LOG-090] [RTM-148]', async () => {
  const { scenario, entries } = logged();
  const player = scenario.player();
  await player.connect();
  const id = await player.createStream();
  await player.command(id, 'play', 'a', 0, -1000);
  await player.command(id, 'pause', true, 100);
  await player.command(id, 'pause', false, 100);
  await player.command(id, 'seek', 1_000);
  await player.command(id, 'closeStream');
  player.leave();
  const all = await entries();
  expect(all.map((entry) => entry['x-event'])).toEqual(['connect', 'play', 'pause', 'unpause', 'seek', 'stop', 'disconnect']);
  const sent = all.map((entry) => Number(entry['sc-bytes']));
  expect(sent).toEqual([...sent].sort((one, other) => one - other));
  expect(sent[0]).toBeGreaterThan(0);
  expect(sent[6]).toBeGreaterThan(sent[0]);
});

test('the entries of one stream of a connection share its number [LOG-081] [LOG-101] [RTM-148]', async () => {
  const { scenario, entries } = logged();
  const player = scenario.player();
  const id = await player.play('a', 0);
  scenario.clock.advance(5_000);
  await settled();
  await player.command(id, 'play', 'b', 0);
  await player.command(0, 'deleteStream', id);
  const streams = (await entries()).filter((entry) => entry['x-sid'] !== undefined);
  expect(streams.map((entry) => [entry['x-event'], entry['x-sname'], entry['x-sid']])).toEqual([['play', 'a', '1'], ['stop', 'a', '1'], ['play', 'b', '2'], ['stop', 'b', '2']]);
});

test('each connection has its own id, which all its entries have [LOG-092]', async () => {
  const { scenario, entries } = logged();
  const players = [scenario.player(), scenario.player()];
  for (const player of players) await player.play('a', 0);
  for (const player of players) player.leave();
  const ids = (await entries()).map((entry) => entry['x-cf-client-id']!);
  expect(ids).toHaveLength(8);
  expect(new Set(ids).size).toBe(2);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
});

test('the time of an entry is when the player asked, not when the stream began [LOG-086]', async () => {
  const { scenario, entries } = logged();
  const { clock } = scenario;
  const player = scenario.player();
  await player.connect();
  const id = await player.createStream();
  clock.advance(Date.UTC(2025, 4, 23, 1, 42, 39) - clock.now());
  await player.command(id, 'play', 'a', 0);
  clock.advance(2_000);
  await settled();
  expect((await entries()).filter((entry) => entry['x-event'] === 'play')).toMatchObject([{ date: '2025-05-23', time: '01:42:39' }]);
});
