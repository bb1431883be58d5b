import { LiveStreamName, MEDIA_SERVERS, MediaServer, MediaServerId } from './media-servers';
import { livePlayerEmbed } from '../live-player-embed';

/** The parts of a live event by which the outputs of its stack name them. */
export interface LiveEventParts extends LiveStreamName {
  /** The public DNS name of the media server. */
  readonly server: string;
  readonly instanceId: string;
  /** Scheme and host of the distribution. */
  readonly site: string;
  /** Whether a stream that was stopped may be published anew. */
  readonly isRestartable: boolean;
}

/** An output of the stack of a live event. */
export interface LiveEventOutput {
  readonly key: string;
  readonly description: string;
  /** What people do with it. `verify`: see that the server runs; `play`: give it to players, which `manifest` is, too. */
  readonly use: 'verify' | 'publish' | 'manifest' | 'play' | 'administer';
  readonly value: (event: LiveEventParts) => string;
}

/** Ports that a security group lets some people in to. */
export interface ServerPort {
  readonly port: number;
  readonly protocols: readonly ('tcp' | 'udp')[];
  readonly for: 'publishers' | 'administrators';
}

/** What the guide's stack for a media server makes. */
export interface LiveEventFacts {
  /** The event and the stream that it has unless it is told otherwise. */
  readonly stream: string;
  /** What its manifests and media have in common, as path patterns. */
  readonly paths: (application: string) => readonly string[];
  /** Ports beside 80, on which CloudFront asks. */
  readonly ports: readonly ServerPort[];
  /** The tag Name of the instance. */
  readonly instanceName?: string;
  /** As whom administrators log in to the instance, where the guide tells it. */
  readonly user?: string;
  /** Where the server has the file that lets players of other domains in. */
  readonly policyFile: string;
  /** A volume that stays when the stack is deleted: the guide's server of Adobe has one. */
  readonly keptVolume?: { readonly deviceName: string; readonly gibibytes: number };
  readonly outputs: readonly LiveEventOutput[];
}

const manifestOf = (id: MediaServerId, format: keyof MediaServer['manifests']) =>
  (event: LiveEventParts) => `${event.site}${MEDIA_SERVERS.find((server) => server.id === id)!.manifests[format]!(event)}`;
const rtmpUrl = ({ server, application }: LiveEventParts) => `rtmp://${server}/${application}`;
const serverUrl = ({ server }: LiveEventParts) => `http://${server}`;

export const LIVE_EVENTS: { readonly [server in MediaServerId]: LiveEventFacts } = {
  ams: {
    stream: 'livestream',
    paths: () => ['/hds-live/*', '/hls-live/*'],
    ports: [
      { port: 1935, protocols: ['tcp', 'udp'], for: 'publishers' },
      { port: 1111, protocols: ['tcp'], for: 'administrators' },
    ],
    policyFile: '/mnt/webroot/crossdomain.xml',
    keptVolume: { deviceName: '/dev/sdf', gibibytes: 20 },
    outputs: [
      { key: 'AMSServer', description: 'The page of Adobe Media Server, by which to see that it runs', use: 'verify', value: serverUrl },
      { key: 'AMSURL', description: 'Where an encoder publishes', use: 'publish', value: rtmpUrl },
      { key: 'Stream', description: 'The stream that an encoder publishes', use: 'publish', value: ({ stream, event, isRestartable }) => `${stream}?adbe-live-event=${event}${isRestartable ? '&adbe-record-mode=record' : ''}` },
      { key: 'LiveHDSManifest', description: 'What players of HDS play', use: 'manifest', value: manifestOf('ams', 'hds') },
      { key: 'LiveHLSManifest', description: 'What devices of Apple play', use: 'manifest', value: manifestOf('ams', 'hls') },
      { key: 'AMSServerAdminConsole', description: 'The Administration Console', use: 'administer', value: (event) => `${serverUrl(event)}/ams_adminConsole.htm` },
      { key: 'AMSAdminConsoleServerAddress', description: 'The server address to log in to the Administration Console with', use: 'administer', value: ({ server }) => server },
    ],
  },
  iis: {
    stream: 'LiveSmoothStream',
    paths: () => ['/LiveSmoothStream.isml/*'],
    ports: [],
    instanceName: 'LiveSmoothStreaming',
    user: 'Administrator',
    policyFile: 'C:\\inetpub\\wwwroot\\clientaccesspolicy.xml',
    outputs: [
      { key: 'SmoothStreamingServer', description: 'Smooth Streaming Server', use: 'verify', value: serverUrl },
      { key: 'LivePublishPointLocation', description: 'Live Publishing Point Location', use: 'publish', value: (event) => `${serverUrl(event)}/LiveSmoothStream.isml` },
      { key: 'LiveSmoothStreamingPlayer', description: 'Live Video Player', use: 'play', value: ({ site }) => `${site}/LiveSmoothStreamingPlayer.html` },
      { key: 'LiveSmoothManifest', description: 'Live Smooth Manifest', use: 'manifest', value: manifestOf('iis', 'smooth') },
      { key: 'LiveHLSManifest', description: 'Live HLS Manifest', use: 'manifest', value: manifestOf('iis', 'hls') },
      { key: 'SilverlightEmbedCode', description: 'Silverlight Player Embed Code', use: 'play', value: (event) => livePlayerEmbed('Silverlight', manifestOf('iis', 'smooth')(event), '') },
    ],
  },
  wowza: {
    stream: 'myStream',
    paths: (application) => [`/${application}/*`],
    ports: [
      { port: 1935, protocols: ['tcp'], for: 'publishers' },
      { port: 8088, protocols: ['tcp'], for: 'administrators' },
    ],
    user: 'ec2-user',
    policyFile: '/usr/local/WowzaStreamingEngine/conf/crossdomain.xml',
    outputs: [
      { key: 'WowzaServerLoginInfo', description: 'User name and first password', use: 'administer', value: ({ instanceId }) => `username=wowza, password=${instanceId}` },
      { key: 'WowzaEngineManagerURL', description: 'Wowza Streaming Engine Manager, by which to see that the server runs', use: 'verify', value: (event) => `${serverUrl(event)}:8088/enginemanager` },
      { key: 'WowzaEngineDomainName', description: 'The host for encoders, on port 1935', use: 'publish', value: ({ server }) => server },
      { key: 'PublishRTMPURL', description: 'Where an encoder publishes', use: 'publish', value: rtmpUrl },
      { key: 'PublishStreamName', description: 'The stream that an encoder publishes', use: 'publish', value: ({ stream }) => stream },
      { key: 'PlaybackHDSURL', description: 'What players of HDS play', use: 'manifest', value: manifestOf('wowza', 'hds') },
      { key: 'PlaybackHLSURL', description: 'What devices of Apple play', use: 'manifest', value: manifestOf('wowza', 'hls') },
      { key: 'PlaybackSmoothURL', description: 'What players of Smooth Streaming play', use: 'manifest', value: manifestOf('wowza', 'smooth') },
    ],
  },
};
