import { film, StreamingScenario } from './scenario';

const OBJECTS = { 'clip_500.flv': film(60, 'low'), 'clip_1000.flv': film(60, 'high'), 'other.flv': film(3, 'other') };

/** A player that has played the worse of two copies for ten seconds. */
async function playing() {
  const scenario = new StreamingScenario({ objects: OBJECTS });
  const player = scenario.player();
  const id = await player.play('clip_500', 0);
  await scenario.pass(10);
  return { scenario, player, id };
}

const names = (payloads: readonly string[]) => payloads.map((payload) => payload.slice(1).split(' ')).map(([name, time]) => ({ name, time: Number(time) }));

test('a player goes on with another copy without a break, from a key frame on [RTM-038]', async () => {
  const { scenario, player, id } = await playing();
  await player.command(id, 'play2', { oldStreamName: 'clip_500', streamName: 'clip_1000', start: 0, len: -1, transition: 'switch' });
  await scenario.pass(5);
  const video = names(player.payloads('video'));
  const first = video.findIndex(({ name }) => name === 'high');
  expect(video[first].time).toBeGreaterThanOrEqual(10_000);
  expect(video[first].time % 1_000).toBe(0);
  expect(video.map(({ time }) => time)).toEqual(video.map((_frame, i) => i * 100));
  expect(video.slice(first).every(({ name }) => name === 'high')).toBe(true);
  expect(player.story).toEqual(expect.arrayContaining(['NetStream.Play.Transition', 'NetStream.Play.TransitionComplete']));
  expect(player.codes.filter((code) => code === 'NetStream.Play.Start')).toHaveLength(1);
  expect(scenario.records.map(({ event, stream }) => `${event} ${stream?.id} ${stream?.name}`).slice(1)).toEqual(['play 1 clip_500', 'play 2 clip_1000', 'stop 1 clip_500']);
});

test('a copy that is not there changes nothing but what the player is told', async () => {
  const { scenario, player, id } = await playing();
  await player.command(id, 'play2', { streamName: 'clip_2000', transition: 'switch' });
  await scenario.pass(2);
  expect(player.codes).toContain('NetStream.Play.StreamNotFound');
  expect(new Set(names(player.payloads('video')).map(({ name }) => name))).toEqual(new Set(['low']));
  expect(Math.max(...player.times('video'))).toBe(13_000);
});

test('a stream can be put at the end of the playlist, in the place of one there, or of all', async () => {
  const { scenario, player, id } = await playing();
  await player.command(id, 'play2', { streamName: 'clip_1000', transition: 'append' });
  await player.command(id, 'play2', { oldStreamName: 'clip_1000', streamName: 'other', transition: 'swap' });
  await scenario.pass(55);
  expect(names(player.payloads('video')).map(({ name }) => name).filter((name, i, all) => name !== all[i - 1])).toEqual(['low', 'other']);
  await player.command(id, 'play2', { streamName: 'clip_1000', transition: 'reset' });
  expect(player.codes.slice(-2)).toEqual(['NetStream.Play.Reset', 'NetStream.Play.Start']);
});

test('where nothing is played, a switch is a beginning', async () => {
  const player = new StreamingScenario({ objects: OBJECTS }).player();
  await player.connect();
  await player.command(await player.createStream(), 'play2', { streamName: 'clip_1000', start: 0, transition: 'switch' });
  expect(player.codes).toEqual(['NetStream.Play.Reset', 'NetStream.Play.Start']);
});

test('a seek before the switch goes to the other copy at once', async () => {
  const { scenario, player, id } = await playing();
  await player.command(id, 'play2', { oldStreamName: 'clip_500', streamName: 'clip_1000', start: 0, len: -1, transition: 'switch' });
  expect(player.codes.at(-1)).toBe('NetStream.Play.Transition');
  player.forget();
  await player.command(id, 'seek', 30_000);
  await scenario.pass(3);
  expect(player.story.filter((name) => name.startsWith('NetStream'))).toEqual(['NetStream.Seek.Notify', 'NetStream.Play.Start', 'NetStream.Play.TransitionComplete']);
  const video = names(player.payloads('video'));
  expect([video[0], new Set(video.map(({ name }) => name))]).toEqual([{ name: 'high', time: 30_000 }, new Set(['high'])]);
  expect(scenario.records.map(({ event }) => event)).toEqual(['connect', 'play', 'play', 'seek', 'stop']);
});
