import fc from 'fast-check';
import { serverManifest } from './presentation';
import { readServerManifest } from '../../../src/edge/smooth-streaming/server-manifest';
import { readSmoothStreamingPath } from '../../../src/edge/smooth-streaming/smooth-streaming-path';

const TRACKS = [{ kind: 'video', bitrate: 400_000, file: 'a &amp; b.ismv', trackId: 2, name: 'video' }, { kind: 'audio', bitrate: 64_000, file: 'c.isma', trackId: 1 }];

test.each(['utf8', 'utf16le'] as const)('tracks and client manifest are read in %s', (encoding) => {
  const text = serverManifest(TRACKS, 'client.ismc');
  expect(readServerManifest(Buffer.from(`\ufeff${text}`, encoding))).toEqual({
    clientManifest: 'client.ismc',
    tracks: [{ name: 'video', bitrate: 400_000, file: 'a & b.ismv', trackId: 2 }, { name: 'audio', bitrate: 64_000, file: 'c.isma', trackId: 1 }],
  });
});

test('tracks without parameters are the first ones of their files', () => {
  const text = '<smil><body><switch><video src=\'v.ismv\' systemBitrate=\'100\'/><audio src="a.isma" systemBitrate="50"/></switch></body></smil>';
  expect(readServerManifest(Buffer.from(text))).toEqual({
    clientManifest: undefined,
    tracks: [{ name: 'video', bitrate: 100, file: 'v.ismv', trackId: 1 }, { name: 'audio', bitrate: 50, file: 'a.isma', trackId: 1 }],
  });
});

test('any text is read, or has nothing', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[<>/="' a-z]*$/)), (text) => {
    expect(Array.isArray(readServerManifest(Buffer.from(text)).tracks)).toBe(true);
  }));
});

test.each([
  ['/a/b.ism/Manifest', { kind: 'manifest', serverManifest: '/a/b.ism' }],
  ['/a/b.ISM/manifest', { kind: 'manifest', serverManifest: '/a/b.ISM' }],
  ['/b.ism/QualityLevels(1)/Fragments(video=0)', { kind: 'fragment', serverManifest: '/b.ism', bitrate: 1, track: 'video', time: 0 }],
  ['/b.ism/QualityLevels(1,x=y)/Fragments(audio_eng=20000000)', { kind: 'fragment', serverManifest: '/b.ism', bitrate: 1, track: 'audio_eng', time: 20_000_000 }],
])('%s asks for %j', (path, expected) => expect(readSmoothStreamingPath(path)).toEqual(expected));

test.each(['/b.ism', '/b.ismv', '/b.ism/Manifest/x', '/Manifest', '/b.ism/QualityLevels()/Fragments(video=0)', '/b.ism/QualityLevels(1)/Fragments(video)', '/b.ism/QualityLevels(1)'])(
  '%s is an ordinary object', (path) => expect(readSmoothStreamingPath(path)).toBeUndefined());
