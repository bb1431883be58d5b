import { allDistributions, AnyDistribution, at, EncoderOutputGroup, exceeds, isKnown, knownItems, LiveEncoder, MEDIA_SERVERS } from '../config';
import { Rule, RuleSet, Subjects, Violation } from './rule';
import { repetitions } from './values';

const HIGHEST_SAMPLE_RATE = 48_000;
const MORE_THAN_STEREO = /^CODING_MODE_(?!1_|2_)/;

/** Seconds between the key frames of Smooth Streaming. */
const SHORTEST = 1;
const LONGEST = 4;
const RECOMMENDED = 2;

const INGEST = MEDIA_SERVERS.map(({ ingest: { protocol, path } }) => `${protocol}://SERVER${path}`).join(', ');

function* eachGroup({ outputGroups }: LiveEncoder, format: EncoderOutputGroup['format'], check: (group: EncoderOutputGroup) => Iterable<Violation>): Iterable<Violation> {
  for (const group of outputGroups) if (group.format === format) yield* check(group);
}

/** Whether one length is a whole multiple of the other. */
function fit(one: number, other: number): boolean {
  const ratio = Math.max(one, other) / Math.min(one, other);
  return Math.abs(ratio - Math.round(ratio)) < 1e-6;
}

function namesOf({ domainName, aliases }: AnyDistribution): string[] {
  return [domainName, ...knownItems(aliases)].map((name) => name.toLowerCase());
}

const liveEncoder: readonly Rule<LiveEncoder>[] = [
  {
    id: 'encoder-baseline-b-frames',
    level: 'error',
    spec: ['MED-073'],
    says: 'the Baseline profile of H.264, which iPhone and iPod play, has no B-frames',
    *check({ videos }) {
      for (const video of videos) {
        if (video.profile === 'BASELINE' && exceeds(video.bFrames, 0)) yield { at: at(video, 'GopNumBFrames'), got: video.bFrames, limit: '0', fix: 'use 0, or the profile MAIN for iPad' };
      }
    },
  },
  {
    id: 'encoder-hls-audio',
    level: 'warning',
    spec: ['MED-073'],
    says: 'audio of HLS is AAC-LC up to 48 kHz, in mono or stereo',
    check: (encoder) => eachGroup(encoder, 'hls', function* ({ audios }) {
      for (const audio of audios) {
        const { sampleRate, codingMode } = audio;
        if (exceeds(sampleRate, HIGHEST_SAMPLE_RATE)) yield { at: at(audio, 'SampleRate'), got: sampleRate, limit: `${HIGHEST_SAMPLE_RATE}`, fix: 'use 44100 or 48000' };
        if (isKnown(codingMode) && MORE_THAN_STEREO.test(codingMode)) yield { at: at(audio, 'CodingMode'), got: codingMode, fix: 'use CODING_MODE_2_0' };
      }
    }),
  },
  {
    id: 'encoder-smooth-tracks',
    level: 'warning',
    spec: ['MED-074'],
    says: 'a stream of Smooth Streaming has both video and audio',
    check: (encoder) => eachGroup(encoder, 'smooth', function* (group) {
      const { videoNames, audioNames } = group;
      for (const [what, names, others] of [['video', videoNames, audioNames], ['audio', audioNames, videoNames]] as const) {
        if (isKnown(names) && names.length === 0 && isKnown(others) && others.length > 0) yield { at: at(group, 'Outputs'), says: `no output has ${what}`, fix: `add an output with ${what}` };
      }
    }),
  },
  {
    id: 'encoder-smooth-key-frames',
    level: 'warning',
    spec: ['MED-074'],
    says: `videos of Smooth Streaming have a key frame every ${SHORTEST} to ${LONGEST} seconds`,
    check: (encoder) => eachGroup(encoder, 'smooth', function* ({ videos }) {
      for (const video of videos) {
        const { keyFrameInterval: seconds } = video;
        if (exceeds(seconds, LONGEST) || exceeds(SHORTEST, seconds)) yield { at: at(video, 'GopSize'), says: `there is a key frame every ${seconds} s`, limit: `${SHORTEST} to ${LONGEST} s`, fix: `use ${RECOMMENDED} s` };
      }
    }),
  },
  {
    id: 'encoder-smooth-key-frames-advice',
    level: 'info',
    spec: ['MED-074'],
    says: `for Smooth Streaming a key frame every ${RECOMMENDED} seconds is recommended`,
    check: (encoder) => eachGroup(encoder, 'smooth', function* ({ videos }) {
      for (const video of videos) {
        const { keyFrameInterval: seconds } = video;
        const isAllowed = isKnown(seconds) && seconds >= SHORTEST && seconds <= LONGEST;
        if (isAllowed && seconds !== RECOMMENDED) yield { at: at(video, 'GopSize'), says: `there is a key frame every ${seconds} s`, fix: `use ${RECOMMENDED} s` };
      }
    }),
  },
  {
    id: 'encoder-fragment-length',
    level: 'warning',
    spec: ['MED-033'],
    says: 'fragments begin with a key frame, so the length of a fragment and the time between key frames fit each other',
    *check({ outputGroups }) {
      for (const group of outputGroups) {
        const { fragmentLength: length, videos, format } = group;
        const misfit = isKnown(length) ? videos.find(({ keyFrameInterval: interval }) => isKnown(interval) && !fit(length, interval)) : undefined;
        if (misfit === undefined) continue;
        const property = format === 'hls' ? 'HlsGroupSettings.SegmentLength' : 'MsSmoothGroupSettings.FragmentLength';
        const says = `fragments have ${length} s, and key frames come every ${misfit.keyFrameInterval} s`;
        yield { at: at(group, `OutputGroupSettings.${property}`), says, fix: `put key frames every ${length} s, or a multiple of that` };
      }
    },
  },
];

const application: readonly Rule<Subjects['application']>[] = [
  {
    id: 'encoder-publishing-point',
    level: 'info',
    spec: ['MED-060'],
    says: 'of several live sources, one is streamed at a time on a publishing point',
    *check({ liveEncoders }) {
      const all = liveEncoders.flatMap((encoder) => encoder.destinations.map((destination) => ({ encoder, destination })));
      const uses = all.filter(({ destination: { url } }) => isKnown(url));
      for (const { index, first } of repetitions(uses.map(({ destination: { url } }) => url))) {
        const [{ encoder, destination }, { encoder: other }] = [uses[index], uses[first]];
        if (other !== encoder) yield { at: at(destination, 'Url'), got: destination.url, says: `${other.location.logicalId} publishes there, too`, fix: 'run one of them at a time, or give each a publishing point' };
      }
    },
  },
  {
    id: 'encoder-publishes-to-distribution',
    level: 'error',
    spec: ['MED-103'],
    says: 'an encoder publishes by RTMP to the media server, from which CloudFront gets the stream',
    *check(app) {
      const names = allDistributions(app).flatMap(namesOf);
      for (const destination of app.liveEncoders.flatMap(({ destinations }) => destinations)) {
        const { url } = destination;
        const host = isKnown(url) ? /^rtmps?:\/\/([^/:]+)/i.exec(url)?.[1].toLowerCase() : undefined;
        if (host !== undefined && names.includes(host)) yield { at: at(destination, 'Url'), got: url, says: 'CloudFront takes no stream from an encoder', fix: `publish to the server, as in ${INGEST}` };
      }
    },
  },
];

/** Rules about what encodes live streams for distributions. */
export const liveEncoderRules: RuleSet = { liveEncoder, application };
