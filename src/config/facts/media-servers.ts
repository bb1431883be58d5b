/** A parameter of the ready-made stack of a media server. */
export interface StackParameter {
  readonly name: string;
  /** Whether it has no default. */
  readonly required?: boolean;
  readonly default?: string;
  readonly shortest?: number;
  /** What it cannot have in it. */
  readonly without?: RegExp;
}

/** The media servers of the guide, as the command line calls them. */
export type MediaServerId = 'ams' | 'wowza' | 'iis';

/** A media server for live streams, by the ready-made stack of the guide of 2014-10-21. */
export interface MediaServer {
  readonly id: MediaServerId;
  readonly name: string;
  /** How its stack is known: by a parameter that only it has, or by the name of its template. */
  readonly parameter?: RegExp;
  readonly template: RegExp;
  /** The address of the template, where the guide tells it. */
  readonly templateUrl?: string;
  readonly parameters: readonly StackParameter[];
  /** Regions in which the stack can be started. */
  readonly regions: readonly string[];
  /** Where encoders publish a stream, below the address of the server. */
  readonly ingest: { readonly protocol: 'rtmp' | 'http'; readonly path: string };
  /** Where players find the manifest of a stream, by its format. */
  readonly manifests: { readonly [format in LiveFormatName]?: (stream: LiveStreamName) => string };
}

/** A format in which live streams are delivered over HTTP. */
export type LiveFormatName = 'hls' | 'hds' | 'smooth';

/** What a live stream is called at its server. */
export interface LiveStreamName {
  /** The application to which it is published, such as `livepkgr`. */
  readonly application: string;
  readonly stream: string;
  /** The event, at Adobe Media Server. */
  readonly event: string;
}

const SPACE = /\s/;
const KEY_PAIR: StackParameter = { name: 'KeyPair', required: true };
const REGIONS = ['us-east-1', 'us-west-2', 'us-west-1', 'eu-west-1', 'ap-southeast-1', 'ap-northeast-1', 'sa-east-1'];

export const MEDIA_SERVERS: readonly MediaServer[] = [
  {
    id: 'ams',
    name: 'Adobe Media Server',
    parameter: /^AMSAdmin/,
    template: /ams|adobe/i,
    templateUrl: 'https://s3.amazonaws.com/cloudfront-live/live-http-streaming-ams-5-0-1-using-cloudfront.txt',
    parameters: [
      { name: 'AMSAdminPassword', required: true, shortest: 8 },
      { name: 'AMSAdminUserName', required: true },
      { name: 'InstanceType' },
      KEY_PAIR,
      { name: 'StreamName', without: SPACE },
    ],
    regions: [...REGIONS, 'ap-southeast-2'],
    ingest: { protocol: 'rtmp', path: '/livepkgr' },
    manifests: {
      hls: ({ application, event, stream }) => `/hls-live/${application}/_definst_/${event}/${stream}.m3u8`,
      hds: ({ application, event, stream }) => `/hds-live/${application}/_definst_/${event}/${stream}.f4m`,
    },
  },
  {
    id: 'wowza',
    name: 'Wowza Streaming Engine',
    parameter: /^(WowzaLicenseKey|StartupPackageURL)$/,
    template: /wowza/i,
    parameters: [
      { name: 'ApplicationName', without: SPACE },
      { name: 'InstanceType' },
      KEY_PAIR,
      { name: 'StartupPackageURL' },
      { name: 'StreamName', without: SPACE },
      { name: 'WowzaLicenseKey', required: true, without: /[\s,;]/ },
    ],
    regions: [...REGIONS, 'ap-southeast-2'],
    ingest: { protocol: 'rtmp', path: '/livecf' },
    manifests: {
      hls: ({ application, stream }) => `/${application}/${stream}/playlist.m3u8`,
      hds: ({ application, stream }) => `/${application}/${stream}/manifest.f4m`,
      smooth: ({ application, stream }) => `/${application}/${stream}/Manifest`,
    },
  },
  {
    id: 'iis',
    name: 'IIS Media Services',
    template: /smooth-?streaming|iis/i,
    parameters: [KEY_PAIR, { name: 'InstanceType', default: 'm1.xlarge' }],
    regions: REGIONS,
    ingest: { protocol: 'http', path: '/LiveSmoothStream.isml' },
    manifests: {
      hls: () => '/LiveSmoothStream.isml/manifest(format=m3u8-aapl).m3u8',
      smooth: () => '/LiveSmoothStream.isml/manifest',
    },
  },
];

/** How long the files of a live stream are good for, as Adobe Media Server says in Cache-Control. */
export interface LiveLifetime {
  /** How the names of the files end. */
  readonly file: string;
  readonly seconds: number;
  readonly isManifest: boolean;
  /** The parameter of the server that changes it, where the guide names one. */
  readonly parameter?: string;
}

export const LIVE_LIFETIMES: readonly LiveLifetime[] = [
  { file: '.f4m', seconds: 2, isManifest: true, parameter: 'HttpStreamingF4MMaxAge' },
  { file: '.bootstrap', seconds: 2, isManifest: true, parameter: 'HttpStreamingBootstrapMaxAge' },
  { file: '.m3u8', seconds: 2, isManifest: true },
  { file: 'Seg1-Frag1', seconds: 60, isManifest: false, parameter: 'HttpStreamingFragMaxAge' },
  { file: '.ts', seconds: 60, isManifest: false },
];

/** What the guide says of a format. */
export interface LiveFormat {
  readonly name: string;
  readonly manifest: RegExp;
  readonly container: string;
  readonly clients: readonly string[];
}

export const LIVE_FORMATS: { readonly [format in LiveFormatName]: LiveFormat } = {
  hls: {
    name: 'HLS',
    manifest: /\.m3u8$/i,
    container: 'MPEG-2 transport streams',
    clients: ['Safari on Mac OS X 10.6 or later', 'QuickTime Player 10 or later on Mac OS X 10.6 or later', 'Safari on iOS'],
  },
  hds: { name: 'HDS', manifest: /\.(f4m|bootstrap)$/i, container: 'fragments of MPEG-4', clients: ['Flash Player'] },
  smooth: { name: 'Smooth Streaming', manifest: /\.isml?\/manifest$/i, container: 'fragments of MPEG-4', clients: ['Silverlight', 'Windows 8'] },
};
