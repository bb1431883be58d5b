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

/** A media server for live streams, by the ready-made stack of the guide of 2014-10-21. */
export interface MediaServer {
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
}

const SPACE = /\s/;
const KEY_PAIR: StackParameter = { name: 'KeyPair', required: true };
const REGIONS = ['us-east-1', 'us-west-2', 'us-west-1', 'eu-west-1', 'ap-southeast-1', 'ap-northeast-1', 'sa-east-1'];

export const MEDIA_SERVERS: readonly MediaServer[] = [
  {
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
  },
  {
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
  },
  {
    name: 'IIS Media Services',
    template: /smooth-?streaming|iis/i,
    parameters: [KEY_PAIR, { name: 'InstanceType', default: 'm1.xlarge' }],
    regions: REGIONS,
    ingest: { protocol: 'http', path: '/LiveSmoothStream.isml' },
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

/** A format in which live streams are delivered over HTTP. */
export interface LiveFormat {
  readonly name: string;
  readonly manifest: RegExp;
  readonly container: string;
  readonly clients: readonly string[];
}

export const LIVE_FORMATS: { readonly [format in 'hls' | 'hds' | 'smooth']: LiveFormat } = {
  hls: {
    name: 'HLS',
    manifest: /\.m3u8$/i,
    container: 'MPEG-2 transport streams',
    clients: ['Safari on Mac OS X 10.6 or later', 'QuickTime Player 10 or later on Mac OS X 10.6 or later', 'Safari on iOS'],
  },
  hds: { name: 'HDS', manifest: /\.(f4m|bootstrap)$/i, container: 'fragments of MPEG-4', clients: ['Flash Player'] },
  smooth: { name: 'Smooth Streaming', manifest: /\.isml?\/manifest$/i, container: 'fragments of MPEG-4', clients: ['Silverlight', 'Windows 8'] },
};
