import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { bytesOf, encoded, messagesOf, packetsOf, withFile } from './files';
import { MediaMessage, openMedia } from '../../../src/streaming/media';
import { testFilm, testWith } from '../../local/clients';

const FFMPEG = { ffmpeg: 'ffmpeg', ffprobe: 'ffmpeg' };
const SOURCE = testFilm(3, { size: '64x48', rate: 25 });
const H264 = ['-c:v', 'libx264', '-g', '25', '-keyint_min', '25', '-sc_threshold', '0'];

/** The same media as ffmpeg puts them into an FLV file. */
async function asFlv(content: Buffer, extension: string): Promise<Buffer> {
  return withFile(extension, async (file) => {
    writeFileSync(file, content);
    return encoded('flv', '-i', file, '-c', 'copy', '-flvflags', 'no_sequence_end');
  });
}

const shown = ({ kind, payload, isKeyFrame }: MediaMessage) => `${kind} ${isKeyFrame ? 'key ' : ''}${createHash('md5').update(payload).digest('hex')}`;

testWith(FFMPEG, 'FLV of ffmpeg is played packet by packet', async () => {
  const content = await encoded('flv', ...SOURCE, ...H264, '-c:a', 'aac');
  const packets = await withFile('flv', async (file) => {
    writeFileSync(file, content);
    return packetsOf(file);
  });

  const played = await messagesOf(await openMedia(bytesOf(content), 'flv'));
  const headerOf = { audio: 2, video: 5, data: 0 };
  expect(played.filter(({ payload }) => payload[1] === 1).map(({ kind, timestamp, payload, isKeyFrame }) => ({ kind, dts: timestamp, size: payload.length - headerOf[kind], isKey: kind === 'audio' || isKeyFrame })))
    .toEqual(packets.map(({ kind, dts, size, isKey }) => ({ kind, dts, size, isKey })));
});

const VARIANTS: { readonly [title: string]: readonly [extension: string, ...args: string[]] } = {
  'H.264 with B frames and AAC': ['mp4', ...H264, '-bf', '3', '-c:a', 'aac'],
  'moov in front': ['mp4', ...H264, '-c:a', 'aac', '-movflags', '+faststart'],
  'no edit list': ['mp4', ...H264, '-bf', '0', '-c:a', 'aac', '-use_editlist', '0'],
  'MP3': ['mp4', ...H264, '-c:a', 'libmp3lame'],
  'fragments': ['mp4', ...H264, '-bf', '3', '-c:a', 'aac', '-movflags', '+frag_keyframe+empty_moov'],
  'fragments with places that count from them': ['mp4', ...H264, '-bf', '0', '-c:a', 'aac', '-movflags', '+frag_keyframe+empty_moov+default_base_moof'],
  'QuickTime': ['mov', ...H264, '-c:a', 'aac'],
  'sound alone': ['m4a', '-vn', '-c:a', 'aac'],
  'a picture alone': ['mp4', '-an', ...H264],
};

for (const [title, [extension, ...args]] of Object.entries(VARIANTS)) {
  testWith(FFMPEG, `MP4 is played as ffmpeg puts it into FLV: ${title}`, async () => {
    const content = await encoded(extension, ...SOURCE, ...args);
    const mp4 = await openMedia(bytesOf(content), 'mp4');
    const flv = await openMedia(bytesOf(await asFlv(content, extension)), 'flv');

    const [played, expected] = [await messagesOf(mp4), await messagesOf(flv)];
    expect(played.map(shown)).toEqual(expected.map(shown));
    // ffmpeg rounds before it shifts times, so that they differ by a millisecond.
    expect(Math.max(...played.map(({ timestamp }, i) => Math.abs(timestamp - expected[i].timestamp)))).toBeLessThanOrEqual(1);
    const [first] = (await messagesOf(mp4, 1_990)).filter(({ kind }) => kind === (args.includes('-vn') ? 'audio' : 'video')).slice(1);
    expect(first.isKeyFrame || args.includes('-vn')).toBe(true);
    expect(first.timestamp).toBeGreaterThan(args.includes('-vn') ? 1_960 : 990);
  });
}

const SOUNDS: { readonly [title: string]: readonly string[] } = {
  '44.1 kHz in stereo, with tags': ['-ac', '2', '-id3v2_version', '3', '-write_id3v1', '1', '-metadata', 'title=A tone'],
  '48 kHz with a changing bitrate': ['-ar', '48000', '-q:a', '4'],
  '22.05 kHz': ['-ar', '22050'],
  '11.025 kHz': ['-ar', '11025'],
  'a constant bitrate, without the number of frames': ['-b:a', '128k', '-write_xing', '0'],
};

for (const [title, args] of Object.entries(SOUNDS)) {
  testWith(FFMPEG, `MP3 is played as ffmpeg puts it into FLV: ${title}`, async () => {
    const content = await encoded('mp3', ...SOURCE, '-vn', '-c:a', 'libmp3lame', ...args);
    const mp3 = await openMedia(bytesOf(content), 'mp3');
    const flv = await openMedia(bytesOf(await asFlv(content, 'mp3')), 'flv');

    const played = await messagesOf(mp3);
    expect(played.map(shown)).toEqual((await messagesOf(flv)).map(shown));
    expect(Math.abs(mp3.duration - 3_050)).toBeLessThan(150);
    expect(Math.abs(played[played.length - 1].timestamp - 3_020)).toBeLessThan(150);
  });
}
