import { ruleTest } from './rule-test';
import { MEDIA_SERVERS } from '../../src/config';

const SITE = {
  Type: 'AWS::CloudFront::Distribution',
  Properties: {
    DistributionConfig: {
      Enabled: true,
      Aliases: ['live.example.com'],
      ViewerCertificate: { AcmCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1', SslSupportMethod: 'sni-only' },
      Origins: [{ Id: 'live', DomainName: 'media.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }],
      DefaultCacheBehavior: { TargetOriginId: 'live', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
    },
  },
};

interface Channel {
  readonly h264?: object;
  readonly aac?: object;
  readonly format?: object;
  readonly output?: object;
  readonly urls?: unknown[];
  readonly site?: object;
}

const SMOOTH = (FragmentLength: unknown) => ({ MsSmoothGroupSettings: { FragmentLength } });
const HLS = (SegmentLength: unknown) => ({ HlsGroupSettings: { SegmentLength } });
const seconds = (GopSize: unknown) => ({ GopSize, GopSizeUnits: 'SECONDS' });
const frames = (GopSize: number, FramerateNumerator: unknown, FramerateDenominator = 1001) => ({ GopSize, GopSizeUnits: 'FRAMES', FramerateNumerator, FramerateDenominator });

/** A live encoder beside a distribution: a video with a key frame every 2 s, and its sound, in segments of HLS. */
function channel({ h264 = {}, aac = {}, format = HLS(6), output = {}, urls = [], site = SITE }: Channel) {
  return {
    Site: site,
    Channel: {
      Type: 'AWS::MediaLive::Channel',
      Properties: {
        Destinations: [{ Id: 'main', Settings: urls.map((Url) => ({ Url })) }],
        EncoderSettings: {
          VideoDescriptions: [{ Name: 'video', CodecSettings: { H264Settings: { Profile: 'MAIN', ...seconds(2), ...h264 } } }],
          AudioDescriptions: [{ Name: 'audio', CodecSettings: { AacSettings: { CodingMode: 'CODING_MODE_2_0', SampleRate: 44_100, ...aac } } }],
          OutputGroups: [{ OutputGroupSettings: format, Outputs: [{ VideoDescriptionName: 'video', AudioDescriptionNames: ['audio'], ...output }] }],
        },
      },
    },
  };
}

const [VIDEO, AUDIO, GROUP] = ['VideoDescriptions[0].CodecSettings.H264Settings', 'AudioDescriptions[0].CodecSettings.AacSettings', 'OutputGroups[0]'].map((path) => `Channel.EncoderSettings.${path}`);
const cases = { in: 'resources' } as const;

ruleTest('encoder-baseline-b-frames [MED-073]', {
  ...cases,
  at: `${VIDEO}.GopNumBFrames`,
  rejects: [channel({ h264: { Profile: 'BASELINE', GopNumBFrames: 1 } })],
  accepts: [
    channel({ h264: { Profile: 'BASELINE', Level: 'H264_LEVEL_3', GopNumBFrames: 0 }, aac: { Profile: 'LC' } }),
    channel({ h264: { Profile: 'BASELINE' } }),
    channel({ h264: { Profile: 'MAIN', Level: 'H264_LEVEL_3_1', GopNumBFrames: 2 } }),
    channel({ h264: { Profile: 'BASELINE', GopNumBFrames: 1 }, site: { Type: 'AWS::SNS::Topic' } }),
  ],
});
ruleTest('encoder-hls-audio [MED-073]', {
  ...cases,
  at: `${AUDIO}.SampleRate`,
  rejects: [channel({ aac: { SampleRate: 96_000 } }), channel({ aac: { SampleRate: 48_001 } })],
  accepts: [channel({ aac: { SampleRate: 48_000 } }), channel({ aac: { SampleRate: undefined } }), channel({ aac: { SampleRate: 96_000 }, format: SMOOTH(2) }), channel({ aac: { SampleRate: 96_000 }, output: { AudioDescriptionNames: ['other'] } })],
});
ruleTest('encoder-hls-audio [MED-073]', {
  ...cases,
  at: `${AUDIO}.CodingMode`,
  rejects: [channel({ aac: { CodingMode: 'CODING_MODE_5_1' } })],
  accepts: ['CODING_MODE_1_0', 'CODING_MODE_2_0', 'AD_RECEIVER_MIX'].map((CodingMode) => channel({ aac: { CodingMode } })),
});

ruleTest('encoder-smooth-tracks [MED-074]', {
  ...cases,
  at: `${GROUP}.Outputs`,
  rejects: [channel({ format: SMOOTH(2), output: { AudioDescriptionNames: undefined } }), channel({ format: SMOOTH(2), output: { VideoDescriptionName: undefined } })],
  accepts: [
    channel({ format: SMOOTH(2) }),
    channel({ format: HLS(2), output: { AudioDescriptionNames: undefined } }),
    channel({ format: SMOOTH(2), output: { AudioDescriptionNames: { Ref: 'Unknown' } } }),
    channel({ format: SMOOTH(2), output: { AudioDescriptionNames: undefined, VideoDescriptionName: { Ref: 'Unknown' } } }),
  ],
  message: /No output has (audio|video)/,
});
const smooth = (h264: object) => channel({ h264, format: SMOOTH(undefined) });
ruleTest('encoder-smooth-key-frames [MED-074]', {
  ...cases,
  at: `${VIDEO}.GopSize`,
  rejects: [smooth(seconds(5)), smooth(seconds(4.5)), smooth(seconds(0.5)), smooth(frames(150, 30_000))],
  accepts: [smooth(seconds(4)), smooth(seconds(1)), smooth(frames(120, 30_000)), smooth(frames(24, 24_000)), smooth(frames(600, { Ref: 'Unknown' })), smooth({ GopSize: undefined }), channel({ h264: seconds(5), format: HLS(5) })],
  message: /1 to 4 s\. There is a key frame every (5|4\.5|0\.5) s/,
});
ruleTest('encoder-smooth-key-frames-advice [MED-074]', {
  ...cases, at: `${VIDEO}.GopSize`, rejects: [smooth(seconds(4)), smooth(seconds(1))], accepts: [smooth(seconds(2)), smooth(frames(60, 30_000)), smooth(seconds(5)), channel({ h264: seconds(4), format: HLS(4) })], message: /use 2 s/,
});

ruleTest('encoder-fragment-length [MED-033]', {
  ...cases,
  at: `${GROUP}.OutputGroupSettings.MsSmoothGroupSettings.FragmentLength`,
  rejects: [channel({ h264: seconds(3), format: SMOOTH(4) })],
  accepts: [
    ...[4, 8, 2].map((length) => channel({ h264: seconds(length), format: SMOOTH(4) })),
    channel({ h264: frames(120, 30_000), format: SMOOTH(4) }),
    channel({ h264: seconds(3), format: SMOOTH(undefined) }),
  ],
  message: /fragments have 4 s, and key frames come every 3 s.*every 4 s, or a multiple/i,
});
ruleTest('encoder-fragment-length [MED-033]', {
  ...cases, at: `${GROUP}.OutputGroupSettings.HlsGroupSettings.SegmentLength`, rejects: [channel({ h264: seconds(4), format: HLS(6) })], accepts: [channel({ h264: seconds(2), format: HLS(6) }), channel({ h264: { GopSize: { Ref: 'Unknown' } }, format: HLS(6) })],
});

const POINT = 'http://ec2-192-0-2-1.compute-1.amazonaws.com/LiveSmoothStream.isml';
const two = (first: string, second: unknown) => ({ ...channel({ urls: [first] }), Second: channel({ urls: ['http://other.example.com/a.isml', second] }).Channel });
ruleTest('encoder-publishing-point [MED-060]', {
  ...cases,
  at: 'Second.Destinations[0].Settings[1].Url',
  rejects: [two(POINT, POINT)],
  accepts: [two(POINT, `${POINT}2`), channel({ urls: [POINT, POINT] })],
  message: /Channel publishes there, too/,
});

const INGEST = MEDIA_SERVERS.map(({ ingest: { protocol, path } }) => `${protocol}://ec2-192-0-2-1.compute-1.amazonaws.com${path}`);
ruleTest('encoder-publishes-to-distribution [MED-103]', {
  ...cases,
  at: 'Channel.Destinations[0].Settings[0].Url',
  rejects: ['rtmp://live.example.com/livepkgr', 'rtmp://LIVE.example.com:1935/livecf', { 'Fn::Sub': 'rtmp://${Site.DomainName}/livepkgr' }].map((url) => channel({ urls: [url] })),
  accepts: [...INGEST.map((url) => channel({ urls: [url] })), channel({ urls: ['https://live.example.com/upload/index.m3u8'] })],
  message: /rtmp:\/\/SERVER\/livepkgr, rtmp:\/\/SERVER\/livecf, http:\/\/SERVER\/LiveSmoothStream\.isml/,
});

test('an encoder publishes to each server where and how that server takes streams [MED-103]', () => {
  expect(MEDIA_SERVERS.map(({ name, ingest: { protocol, path } }) => [name, protocol, path])).toEqual([
    ['Adobe Media Server', 'rtmp', '/livepkgr'], ['Wowza Streaming Engine', 'rtmp', '/livecf'], ['IIS Media Services', 'http', '/LiveSmoothStream.isml'],
  ]);
});
