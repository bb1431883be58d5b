import { mp4File, trackTables } from './media/mp4/mp4-file';
import { StreamingScenario } from './scenario';
import { streamNameOf } from '../../src/config';

const SONG = Buffer.concat(Array.from({ length: 20 }, () => Buffer.concat([Buffer.from('fffb90c0', 'hex'), Buffer.alloc(413)])));
const FILM = mp4File((offset) => [{ tables: trackTables(6, offset) }, { kind: 'soun', tables: trackTables(6, offset) }], Buffer.alloc(12));
const OBJECTS = { 'audio/song.mp3': SONG, 'video/magicvideo.mp4': FILM, 'my-vacation.mp4': FILM };

/** What a player gets of a stream, and what the bucket was asked for. */
interface Played {
  readonly asked: readonly string[];
  /** The first two messages, as far as they tell the format. */
  readonly first: readonly string[];
  readonly messages: number;
  readonly ended: boolean;
}

/** Plays a stream to its end. */
async function played(name: string): Promise<Played> {
  const scenario = new StreamingScenario({ objects: OBJECTS });
  const player = scenario.player();
  await player.play(name, 0);
  await scenario.pass(2);
  const beginnings = player.story.map((kind, i) => `${kind} ${Buffer.from(player.messages[i].payload.subarray(0, 2)).toString('hex')}`);
  const media = beginnings.filter((message) => /^(audio|video) /.test(message));
  return { asked: scenario.asked.map(({ url }) => url), first: media.slice(0, 2), messages: media.length, ended: player.codes.includes('NetStream.Play.Stop') };
}

const VIDEO = { first: ['video 1700', 'audio af00'], messages: 14, ended: true };

test.each([
  ['mp3:audio/song', '/audio/song.mp3', { first: ['audio 2eff', 'audio 2eff'], messages: 20, ended: true }],
  ['mp4:video/magicvideo.mp4', '/video/magicvideo.mp4', VIDEO],
])('%s plays the object %s [RTM-032] [RTM-037]', async (name, url, stream) => {
  expect(await played(name)).toEqual({ ...stream, asked: [url] });
});

test.each(['mp4:my-vacation', 'mp4:my-vacation.mp4'])('%s plays the same object, with the extension or without [RTM-033]', async (name) => {
  expect(await played(name)).toEqual({ ...VIDEO, asked: ['/my-vacation.mp4'] });
});

test('JW Player is given the key, of which it makes names that play the object, with the extension or without [RTM-031]', async () => {
  const key = streamNameOf('my-vacation.mp4', 'JW Player');
  expect(key).toBe('my-vacation.mp4');
  for (const name of [`mp4:${key}`, `mp4:${key.replace(/\.mp4$/, '')}`]) expect(await played(name)).toMatchObject({ asked: ['/my-vacation.mp4'], ended: true });
});
