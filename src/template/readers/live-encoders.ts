import { EncodedAudio, EncodedVideo, EncoderOutputGroup, isKnown, LiveEncoder, UNKNOWN, Value } from '../../config';
import { PartReader } from '../part-reader';

export function readLiveEncoder(channel: PartReader): LiveEncoder {
  const settings = channel.childOrEmpty('EncoderSettings');
  const videos = settings.children('VideoDescriptions').flatMap(video);
  const audios = settings.children('AudioDescriptions').flatMap(audio);
  const destinations = channel.children('Destinations').flatMap((destination) => destination.children('Settings'));
  return {
    ...channel.part,
    videos,
    outputGroups: settings.children('OutputGroups').map((group) => outputGroup(group, videos, audios)),
    destinations: destinations.map((destination) => ({ ...destination.part, url: destination.text('Url') })),
  };
}

function video(description: PartReader): EncodedVideo[] {
  const h264 = description.child('CodecSettings')?.child('H264Settings');
  if (h264 === undefined) return [];
  return [{ ...h264.part, name: description.text('Name'), profile: h264.text('Profile'), bFrames: h264.number('GopNumBFrames'), keyFrameInterval: keyFrameInterval(h264) }];
}

/** Seconds from one key frame to the next. A size in frames needs the frame rate; 29.97 frames a second count as 30. */
function keyFrameInterval(h264: PartReader): Value<number> | undefined {
  const [size, units, frames, per] = [h264.number('GopSize'), h264.text('GopSizeUnits'), h264.number('FramerateNumerator'), h264.number('FramerateDenominator')];
  if (units === 'SECONDS') return size;
  if ((units !== undefined && units !== 'FRAMES') || ![size, frames, per].every(isKnown)) return undefined;
  return Math.round(10 * Number(size) * Number(per) / Number(frames)) / 10;
}

function audio(description: PartReader): EncodedAudio[] {
  const aac = description.child('CodecSettings')?.child('AacSettings');
  return aac === undefined ? [] : [{ ...aac.part, name: description.text('Name'), sampleRate: aac.number('SampleRate'), codingMode: aac.text('CodingMode') }];
}

function outputGroup(group: PartReader, videos: readonly EncodedVideo[], audios: readonly EncodedAudio[]): EncoderOutputGroup {
  const settings = group.childOrEmpty('OutputGroupSettings');
  const outputs = group.children('Outputs');
  const videoNames = namesOf(outputs.flatMap((output) => output.text('VideoDescriptionName') ?? []));
  const audioNames = namesOf(outputs.flatMap((output) => output.texts('AudioDescriptionNames')));
  const isOf = (names: Value<readonly string[]>) => ({ name }: EncodedVideo | EncodedAudio) => isKnown(name) && isKnown(names) && names.includes(name);
  return {
    ...group.part,
    format: settings.has('HlsGroupSettings') ? 'hls' : settings.has('MsSmoothGroupSettings') ? 'smooth' : undefined,
    videoNames,
    audioNames,
    videos: videos.filter(isOf(videoNames)),
    audios: audios.filter(isOf(audioNames)),
    fragmentLength: settings.child('HlsGroupSettings')?.number('SegmentLength') ?? settings.child('MsSmoothGroupSettings')?.number('FragmentLength'),
  };
}

/** The names, where all of them are known. */
function namesOf(names: readonly unknown[]): Value<readonly string[]> {
  return names.every(isKnown) ? names.map(String) : UNKNOWN;
}
