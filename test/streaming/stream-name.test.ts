import fc from 'fast-check';
import { namingAdvice, readStreamName } from '../../src/streaming/stream-name';

test.each<[name: string, container: string, ...keys: string[]]>([
  ['a/b', 'flv', 'a/b.flv'],
  ['flv:a/b', 'flv', 'a/b.flv'],
  ['mediafile.flv', 'flv', 'mediafile.flv.flv', 'mediafile.flv'],
  ['clip.video', 'flv', 'clip.video.flv'],
  ['mp3:s', 'mp3', 's.mp3'],
  ['mp3:audio/song.mp3', 'mp3', 'audio/song.mp3'],
  ['mp4:v', 'mp4', 'v.mp4'],
  ['mp4:v.mp4', 'mp4', 'v.mp4'],
  ['mp4:v.F4V', 'mp4', 'v.F4V'],
  ['mp4:v.1', 'mp4', 'v.1.mp4'],
  ['mp4:mp4:v', 'mp4', 'mp4:v.mp4'],
  ['v.mp4', 'flv', 'v.mp4.flv'],
  ['id3:s', 'mp3', 's.mp3'],
  ['_definst_/a/b', 'flv', 'a/b.flv'],
  ['mp4:_definst_/v', 'mp4', 'v.mp4'],
])('the name %s means an object in %s [RTM-034] [RTM-035]', (name, container, ...keys) => {
  expect(readStreamName(name)).toMatchObject({ container, keys, query: '' });
});

test('a name in logs has neither prefix nor extension, and its parameters apart', () => {
  expect(['mp4:dir/other/myvideo.mp4?p=2&q=4', 'myvideo?a=b?c', 'mp3:song'].map(readStreamName).map(({ name, query }) => [name, query])).toEqual([
    ['dir/other/myvideo', 'p=2&q=4'], ['myvideo', 'a=b?c'], ['song', ''],
  ]);
});

test.each([
  'mp4:example/video.mp4?Policy=P&Signature=S&Key-Pair-Id=K',
  'mp4:example/video.mp4%3FPolicy%3DP%26Signature%3DS%26Key-Pair-Id%3DK',
])('parameters are taken in the form in which a page passes them on, too: %s [RTM-124]', (text) => {
  expect(readStreamName(text)).toMatchObject({ path: 'example/video.mp4', query: 'Policy=P&Signature=S&Key-Pair-Id=K', keys: ['example/video.mp4'] });
});

test('every name has a key, which has an extension of its container and what was asked for', () => {
  fc.assert(fc.property(fc.string(), (text) => {
    const { container, name, keys } = readStreamName(text);
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) expect(key.startsWith(name) && key.includes('.')).toBe(true);
    expect(['flv', 'mp3', 'mp4']).toContain(container);
  }));
});

test.each([
  ['clip.flv', 'Flash Media Server wants the name of FLV without its extension: clip'],
  ['clip.m4v', 'a name without prefix means FLV; this file is mp4:clip.m4v'],
  ['song.MP3', 'a name without prefix means FLV; this file is mp3:song.MP3'],
  ['clip', undefined],
  ['mp4:clip.mp4', undefined],
])('of %s a person is told: %s', (name, advice) => {
  expect(namingAdvice(readStreamName(name))).toBe(advice);
});
