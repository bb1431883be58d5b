import { flvFile } from './media/flv-file';
import { settled } from './player';
import { film, StreamingScenario } from './scenario';

const OBJECTS = { 'clip.flv': film(2), 'long.flv': film(60), 'videos/clip.flv': film(1) };

test('a player that connects and plays is told what Flash Media Server tells, in its order [RTM-159] [DST-107]', async () => {
  const scenario = new StreamingScenario({ objects: OBJECTS });
  const player = scenario.player();
  const info = await player.connect();
  expect(player.story).toEqual(['WindowAcknowledgementSize', 'SetPeerBandwidth', 'StreamBegin', 'NetConnection.Connect.Success']);
  expect(info).toMatchObject({ level: 'status', code: 'NetConnection.Connect.Success', objectEncoding: 0 });
  const id = await player.createStream();
  expect(id).toBe(1);
  player.forget();
  await player.command(id, 'play', 'clip', 0, -1000);
  await scenario.pass(3);
  const { story } = player;
  const media = story.filter((name) => name === 'audio' || name === 'video');
  expect(story.slice(0, 7)).toEqual(['StreamIsRecorded', 'StreamBegin', 'NetStream.Play.Reset', 'NetStream.Play.Start', '|RtmpSampleAccess', 'NetStream.Data.Start', 'onMetaData']);
  expect(story.slice(7, -3)).toEqual(media);
  expect(media).toHaveLength(42);
  expect(story.slice(-3)).toEqual(['StreamEOF', 'NetStream.Play.Stop', 'NetStream.Play.Complete']);
});

test('the server says that it is Flash Media Server 3.5 [RTM-009]', async () => {
  const player = new StreamingScenario().player();
  await player.connect();
  const [, , properties, info] = player.values()[0];
  expect(properties).toMatchObject({ fmsVer: expect.stringMatching(/^FMS\/3,5,\d/), capabilities: expect.any(Number) });
  expect(info).toMatchObject({ data: { version: expect.stringMatching(/^3,5,/) } });
});

test('media are sent at the speed at which they are shown, ahead by what the player\'s buffer holds', async () => {
  const scenario = new StreamingScenario({ objects: OBJECTS });
  const player = scenario.player();
  await player.connect();
  const id = await player.createStream();
  player.send(bufferLength(id, 5_000));
  await player.command(id, 'play', 'long', 0);
  expect(Math.max(...player.times('video'))).toBe(5_000);
  await scenario.pass(1);
  expect(Math.max(...player.times('video'))).toBe(6_000);
  player.send(bufferLength(id, 20_000));
  await settled();
  expect(Math.max(...player.times('video'))).toBe(21_000);
});

test('the buffer of a player is filled up a tenth at once', async () => {
  const scenario = new StreamingScenario({ objects: OBJECTS });
  const player = scenario.player();
  await player.connect();
  const id = await player.createStream();
  player.send(bufferLength(id, 5_000));
  await player.command(id, 'play', 'long', 0);
  for (const [passed, sent] of [[400, 5_000], [100, 5_500], [499, 5_500], [1, 6_000]]) {
    scenario.clock.advance(passed);
    await settled();
    expect(Math.max(...player.times('video'))).toBe(sent);
  }
});

test('a part of a stream is what was asked for [RTM-049]', async () => {
  const scenario = new StreamingScenario({ objects: OBJECTS });
  const player = scenario.player();
  await player.play('long', 30_000, 10_000);
  await scenario.pass(11);
  const [payloads, times] = [player.payloads('video'), player.times('video')];
  expect([payloads[0], payloads[payloads.length - 1]]).toEqual(['\x12film 30000', '\x22film 39900']);
  expect([times[0], times[times.length - 1]]).toEqual([0, 9_900]);
  expect(player.story.slice(-3)).toEqual(['StreamEOF', 'NetStream.Play.Stop', 'NetStream.Play.Complete']);
});

test('a length of 0 is one picture', async () => {
  const player = new StreamingScenario({ objects: OBJECTS }).player();
  await player.play('long', 30_000, 0);
  expect(player.payloads('video')).toEqual(['\x12film 30000']);
  expect(player.codes).toContain('NetStream.Play.Stop');
});

test('a player can seek, pause and go on', async () => {
  const scenario = new StreamingScenario({ objects: OBJECTS });
  const player = scenario.player();
  const id = await player.play('long', 0);
  player.forget();
  await player.command(id, 'seek', 20_000);
  expect(player.story.slice(0, 5)).toEqual(['StreamIsRecorded', 'StreamBegin', 'NetStream.Seek.Notify', 'NetStream.Play.Start', 'video']);
  expect([player.times('video')[0], Math.max(...player.times('video'))]).toEqual([20_000, 21_000]);
  await player.command(id, 'pause', true, 20_500);
  await scenario.pass(60);
  expect(Math.max(...player.times('video'))).toBe(21_000);
  await player.command(id, 'pause', false, 20_500);
  await scenario.pass(2);
  expect(Math.max(...player.times('video'))).toBe(23_000);
  expect(player.codes).toEqual(['NetStream.Seek.Notify', 'NetStream.Play.Start', 'NetStream.Pause.Notify', 'NetStream.Unpause.Notify']);
});

test('a seek while paused sends nothing until the player goes on', async () => {
  const scenario = new StreamingScenario({ objects: OBJECTS });
  const player = scenario.player();
  const id = await player.play('long', 0);
  await player.command(id, 'pause', true, 0);
  player.forget();
  await player.command(id, 'seek', 40_000);
  await scenario.pass(10);
  expect(player.times('video')).toEqual([]);
  await player.command(id, 'pause', false, 40_000);
  expect(player.times('video')[0]).toBe(40_000);
});

test.each([[-1], [60_001], [NaN], ['soon']])('a seek to %s is none', async (time) => {
  const scenario = new StreamingScenario({ objects: OBJECTS });
  const player = scenario.player();
  const id = await player.play('long', 0);
  await player.command(id, 'seek', time);
  expect(player.statuses.pop()).toMatchObject({ level: 'error', code: 'NetStream.Seek.InvalidTime' });
  await scenario.pass(1);
  expect(Math.max(...player.times('video'))).toBe(2_000);
});

test('after its end a stream can be sought anew', async () => {
  const scenario = new StreamingScenario({ objects: OBJECTS });
  const player = scenario.player();
  const id = await player.play('clip', 0);
  await scenario.pass(5);
  player.forget();
  await player.command(id, 'seek', 1_000);
  expect(player.times('video')[0]).toBe(1_000);
});

test('streams are played one after the other where a player wants them so', async () => {
  const scenario = new StreamingScenario({ objects: OBJECTS });
  const player = scenario.player();
  const id = await player.play('clip', 0);
  await player.command(id, 'play', 'videos/clip', 0, -1000, false);
  player.forget();
  await scenario.pass(6);
  expect(player.codes).toEqual(['NetStream.Play.Stop', 'NetStream.Play.Start', 'NetStream.Play.Stop']);
  await player.command(id, 'play', 'long', 0, -1000, true);
  expect(player.codes.slice(-2)).toEqual(['NetStream.Play.Reset', 'NetStream.Play.Start']);
});

test('a stream that is to come after one that has ended begins at once', async () => {
  const scenario = new StreamingScenario({ objects: OBJECTS });
  const player = scenario.player();
  const id = await player.play('clip', 0);
  await scenario.pass(3);
  player.forget();
  await player.command(id, 'play', 'long', 0, -1000, false);
  expect(player.codes).toEqual(['NetStream.Play.Start']);
});

test('a length of 0 is nothing where there is no picture', async () => {
  const scenario = new StreamingScenario({ objects: { 'sound.flv': flvFile([0, 500, 1_000, 1_500, 9_000].map((timestamp) => ({ kind: 'audio', timestamp, payload: Buffer.from([0x2f]) }))) } });
  const player = scenario.player();
  await player.play('sound', 0, 0);
  await scenario.pass(1);
  expect(player.times('audio')).toEqual([0, 500, 1_000]);
  expect(player.codes).toContain('NetStream.Play.Stop');
});

test('a stream may have nothing for weeks', async () => {
  const scenario = new StreamingScenario({ objects: { 'gap.flv': flvFile([0, 4_000_000_000].map((timestamp) => ({ kind: 'audio', timestamp, payload: Buffer.from([0x2f]) }))) } });
  const after = jest.spyOn(scenario.clock, 'after');
  const player = scenario.player();
  await player.play('gap', 0);
  expect(Math.max(...after.mock.calls.map(([milliseconds]) => milliseconds))).toBeLessThan(2 ** 31);
  for (let days = 0; days < 50; days++) {
    scenario.clock.advance(86_400_000);
    await settled();
  }
  expect(player.times('audio')).toEqual([0, 4_000_000_000]);
});

test('a player that wants video again gets it from a key frame on, with a status as after a seek', async () => {
  const scenario = new StreamingScenario({ objects: OBJECTS });
  const player = scenario.player();
  await player.connect();
  const id = await player.createStream();
  await player.command(id, 'receiveVideo', false);
  await player.command(id, 'play', 'long', 0);
  await scenario.pass(3);
  player.forget();
  await player.command(id, 'receiveVideo', true);
  expect(player.codes).toEqual(['NetStream.Seek.Notify', 'NetStream.Play.Start']);
  expect([player.payloads('video')[0], Math.max(...player.times('video'))]).toEqual(['\x12film 3000', 4_000]);
  await player.command(id, 'receiveVideo', true);
  expect(player.codes).toHaveLength(2);
  expect(scenario.records.map(({ event }) => event)).toEqual(['connect', 'play']);
});

test('a player that wants no video gets none', async () => {
  const player = new StreamingScenario({ objects: OBJECTS }).player();
  await player.connect();
  const id = await player.createStream();
  await player.command(id, 'receiveVideo', false);
  await player.command(id, 'play', 'clip', 0);
  expect(player.times('video')).toEqual([]);
  expect(player.times('audio')).not.toEqual([]);
});

test('an RTMP distribution takes no stream [RTM-160]', async () => {
  const player = new StreamingScenario().player();
  await player.connect();
  await player.command(await player.createStream(), 'publish', 'x', 'live');
  expect(player.statuses).toMatchObject([{ level: 'error', code: 'NetStream.Publish.BadName', description: expect.stringContaining('streams what is in its bucket') }]);
});

test('a player can ask how long a stream is, and calls nothing that is not there', async () => {
  const scenario = new StreamingScenario({ objects: OBJECTS });
  const player = scenario.player();
  await player.connect();
  expect(await player.call('getStreamLength', null, 'long')).toBe(60);
  expect(await player.call('getStreamLength', null, 'nothing')).toBe(0);
  for (const name of ['hasOwnProperty', '__proto__', 'launchMissiles']) expect(await player.call(name, null)).toMatchObject({ level: 'error', code: 'NetConnection.Call.Failed' });
  expect(scenario.defects).toEqual([]);
});

test('commands of AMF 3 are understood', async () => {
  const scenario = new StreamingScenario({ objects: OBJECTS });
  const player = scenario.player();
  await player.connect();
  const id = await player.createStream();
  const play = Buffer.from('00 02 0004 706c6179 00 0000000000000000 05 11 06 09 636c6970'.replace(/ /g, ''), 'hex');
  player.send({ type: 17, streamId: id, timestamp: 0, payload: play });
  await settled();
  expect(player.codes).toContain('NetStream.Play.Start');
});

/** A message by which a player says how many milliseconds it takes ahead. */
function bufferLength(streamId: number, milliseconds: number) {
  const payload = Buffer.alloc(10);
  payload.writeUInt16BE(3);
  payload.writeUInt32BE(streamId, 2);
  payload.writeUInt32BE(milliseconds, 6);
  return { type: 4, streamId: 0, timestamp: 0, payload };
}
