import { connect } from 'node:net';
import { Application } from '../config';
import { originClients, OriginSources, SystemClock, withoutPort } from '../edge';
import { namingAdvice, readStreamName, StreamingEdge } from '../streaming';
import { HostNames, isAddress } from './host-names';
import { namedIn } from './local-streaming';

/** What does not play. */
export interface AskedStream {
  /** Of the stream, such as `rtmp://s5678.cloudfront.net/cfx/st/mp4:film`, or of the streamer alone. */
  readonly url: string;
  /** Of the player. @default - nothing is said of it */
  readonly playerUrl?: string;
  /** The call by which ActionScript plays it, such as `play("film", 0, -1)`. @default - nothing is said of it */
  readonly playCall?: string;
}

/** What keeps a stream from playing, and what helps. */
export interface StreamProblem {
  readonly says: string;
  readonly fix: string;
}

const STREAM_URL = /^([a-z]+):\/\/([^/?]+)(.*)$/i;
const SCHEMES: readonly string[] = ['rtmp', 'rtmpt', 'rtmpe', 'rtmpte'];
const STREAM_PATH = /^\/cfx\/st(?:\?.*|\/(.+))?$/;

/** The port that players use where a URL has none. */
const RTMP_PORT = 1935;

/** Milliseconds within which a port of this machine answers. */
const TIME_TO_ANSWER = 2_000;

/** Goes through what the guide says to look at where media do not play [RTM-045]. */
export async function streamProblems(application: Application, sources: OriginSources, { url, playerUrl, playCall }: AskedStream): Promise<StreamProblem[]> {
  const [, scheme, host, path] = STREAM_URL.exec(url) ?? [];
  if (scheme === undefined) return [{ says: `${url} is no URL`, fix: 'write it as rtmp://DOMAIN/cfx/st/STREAM' }];
  const edge = new StreamingEdge({ application, clock: new SystemClock(), origins: originClients(sources, () => application) });
  try {
    return [
      ...schemeProblems(scheme),
      ...pathProblems(path),
      ...playerProblems(application, host, playerUrl),
      ...await distributionProblems(edge, application, host, path),
      ...await portProblems(host),
      ...playCallProblems(playCall),
    ];
  } finally {
    await edge.close();
  }
}

function schemeProblems(scheme: string): StreamProblem[] {
  return SCHEMES.includes(scheme.toLowerCase()) ? [] : [{ says: `media are not streamed by ${scheme}`, fix: `use an RTMP scheme: ${SCHEMES.join(', ')}` }];
}

function pathProblems(path: string): StreamProblem[] {
  return STREAM_PATH.test(path) ? [] : [{ says: `the path ${path || '/'} lacks /cfx/st`, fix: 'put /cfx/st between the domain name and the stream; the key in the bucket has it not' }];
}

function playerProblems({ streamingDistributions }: Application, host: string, playerUrl: string | undefined): StreamProblem[] {
  const playerHost = withoutPort(STREAM_URL.exec(playerUrl ?? '')?.[2] ?? '');
  const streams = streamingDistributions.some(({ domainName }) => domainName === playerHost);
  if (!streams && playerHost !== withoutPort(host)) return [];
  return [{ says: `the player comes from ${playerHost}, which streams the media`, fix: 'serve the player by a web distribution, and the media by an RTMP distribution' }];
}

/** Whether a distribution lets a player in, and has what it plays. */
async function distributionProblems(edge: StreamingEdge, application: Application, host: string, path: string): Promise<StreamProblem[]> {
  const hostNames = new HostNames(namedIn(application));
  const { distribution, refusal } = edge.admit(`rtmp://${host}/cfx/st`, undefined, OWN_ADDRESS, (name) => hostNames.resolve(name));
  if (refusal !== undefined) return [{ says: `${refusal.error}: ${refusal.reason}`, fix: 'connect to the domain name or an alias of an RTMP distribution that is enabled' }];
  const stream = STREAM_PATH.exec(path)?.[1];
  if (stream === undefined) return [];
  const name = readStreamName(stream);
  const opened = await edge.open(name, { ip: OWN_ADDRESS, distribution: distribution!, signal: new AbortController().signal });
  if (opened.refusal === undefined) return [];
  const prefix = 'name MP4 with mp4: and MP3 with mp3: in front; in the bucket every name has its extension';
  return [{ says: opened.refusal.reason, fix: namingAdvice(name) ?? prefix }];
}

const OWN_ADDRESS = '127.0.0.1';

/** Whether the port answers, where that is on this machine: others are not contacted [RTM-046]. */
async function portProblems(host: string): Promise<StreamProblem[]> {
  const name = withoutPort(host);
  if (name !== 'localhost' && !(isAddress(name) && /^(127\.|\[::1\])/.test(name))) return [];
  const port = Number(/:(\d+)$/.exec(host)?.[1] ?? RTMP_PORT);
  if (await isOpen(name.replace(/[[\]]/g, ''), port)) return [];
  return [{ says: `the port ${port} is closed, where players typically show "Unable to play video."`, fix: `open it in the firewall, or use rtmpt://${name}/cfx/st, which goes through port 80` }];
}

function isOpen(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: TIME_TO_ANSWER });
    const end = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.on('connect', () => end(true)).on('error', () => end(false)).on('timeout', () => end(false));
  });
}

function playCallProblems(playCall: string | undefined): StreamProblem[] {
  const [, name] = /play\(\s*([^,()]+?)\s*\)/.exec(playCall ?? '') ?? [];
  return name === undefined ? [] : [{ says: `a file that is missing is not reported to ${playCall}`, fix: `use play(${name}, 0, -1)` }];
}
