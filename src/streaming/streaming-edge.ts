import { AnyDistribution, Application, Edition, factsOf, knownItems, StreamingDistribution, WebDistribution } from '../config';
import {
  checkSignature, Clock, Decision, Edge, EdgeOptions, Hosts, isRefusal, ObjectContent, OriginExchange, requestOfStream, signatureParameters, TrustedKeys, trustedKeys,
} from '../edge';
import { ConnectError, readConnectUrl } from './connect-url';
import { MediaBytes, MediaError, MediaStream, openMedia } from './media';
import { objectApplication } from './object-distribution';
import { namingAdvice, StreamName } from './stream-name';

/** What a streaming edge runs, and with what. */
export type StreamingEdgeOptions = Pick<EdgeOptions, 'application' | 'clock' | 'origins' | 'edition' | 'edgeLocations' | 'latency' | 'deploymentTime' | 'keyPairs' | 'cacheSize' | 'countryOf'>;

/** A connection that was let in, or why it was not. */
export interface Admission {
  readonly edgeLocation: string;
  /** Undefined where the connect string leads to none. */
  readonly distribution: StreamingDistribution | undefined;
  /** The connect string as CloudFront would have seen it, without its query string. */
  readonly url: string;
  readonly query: string;
  readonly refusal: { readonly error: ConnectError; readonly reason: string } | undefined;
  readonly decisions: readonly Decision[];
}

/** Who plays. */
export interface Player {
  readonly ip: string;
  readonly distribution: StreamingDistribution;
  /** Aborts when the player does not want the stream any more. */
  readonly signal: AbortSignal;
}

/** A stream that was asked for. */
export interface OpenedStream {
  readonly media: MediaStream | undefined;
  /** The key of the object, where one was found. */
  readonly key: string | undefined;
  /** Why it cannot be played: its name is not signed, nothing has it, or it is no media file. */
  readonly refusal: { readonly kind: 'forbidden' | 'missing' | 'failed'; readonly reason: string } | undefined;
  readonly decisions: readonly Decision[];
  readonly originRequests: readonly OriginExchange[];
}

/** The edge locations that answer for the RTMP distributions of an application: who gets in, and where the objects come from. */
export class StreamingEdge {
  public readonly clock: Clock;
  private readonly edition: Edition;
  /** Fetches and caches the objects. */
  private readonly objects: Edge;
  private hosts = new Hosts<AnyDistribution>();
  /** The keys whose signatures are wanted, by the id of the distribution. */
  private keys: ReadonlyMap<string, TrustedKeys | undefined> = new Map();
  /** The RTMP distribution that each web distribution stands for. */
  private readonly streamedBy = new WeakMap<WebDistribution, StreamingDistribution>();

  public constructor(private readonly options: StreamingEdgeOptions) {
    this.clock = options.clock;
    this.edition = options.edition ?? 'current';
    this.objects = new Edge({ ...options, application: this.read(options.application) });
  }

  /** Sends what the templates say now to the edge locations. Their caches keep what they have. */
  public reload(application: Application): void {
    this.objects.reload(this.read(application));
  }

  /** Cuts the connections to buckets, with all that is under way on them. */
  public close(): Promise<void> {
    return this.objects.close();
  }

  /**
   * Lets a player in, or says why not [RTM-039].
   *
   * @param tcUrl   the connect string of the player
   * @param app     application and instance
   * @param resolve the host that CloudFront would have seen, of one that exists on this machine only
   */
  public admit(tcUrl: string, app: string | undefined, ip: string, resolve: (host: string) => string): Admission {
    const url = readConnectUrl(tcUrl, app);
    if ('error' in url) return refused(this.objects.entry('', { ip }).edgeLocation, undefined, withoutQuery(tcUrl), '', url);
    const host = resolve(url.host);
    const { edgeLocation, distribution: serving, isServed } = this.objects.entry(host, { ip });
    const distribution = serving && this.streamedBy.get(serving);
    const shown = `${url.scheme}://${host}/cfx/st`;
    const refuse = (error: ConnectError, reason: string) => refused(edgeLocation, distribution, shown, url.query, { error, reason });
    if (distribution === undefined) {
      if (this.hosts.find(host) === undefined) return refuse('DistributionNotFound', `no distribution has the domain name or alias ${host}`);
      return refuse('DistributionTypeMismatch', `${host} is a web distribution, which speaks HTTP`);
    }
    if (!isServed) return refuse('DistributionNotFound', `the distribution ${distribution.location.logicalId} is disabled`);
    const accepted: Decision = { step: 'connection', decided: 'accepted', because: { distribution: distribution.location.logicalId } };
    return { edgeLocation, distribution, url: shown, query: url.query, refusal: undefined, decisions: [accepted] };
  }

  /** Whether a signature is wanted, and the name has none that is good now: why it is refused. */
  public refusalOf(name: StreamName, player: Pick<Player, 'ip' | 'distribution'>): Decision | undefined {
    const checked = this.checked(name, player);
    return checked?.decided === 'refused' ? checked : undefined;
  }

  /** The stream of a name. Never rejects for what a player, a bucket or a file does. */
  public async open(name: StreamName, player: Player): Promise<OpenedStream> {
    const checked = this.checked(name, player);
    if (checked?.decided === 'refused') return { ...NOTHING_OPENED, refusal: { kind: 'forbidden', reason: String(checked.because!.reason) }, decisions: [checked] };
    const decisions: Decision[] = checked === undefined ? [] : [checked];
    const originRequests: OriginExchange[] = [];
    let status = 404;
    for (const key of name.keys) {
      const { record, content } = await this.objects.open(requestFor(key, player));
      decisions.push(...record.decisions);
      originRequests.push(...record.originRequests);
      if (content !== undefined) return { ...await played(name, key, content, decisions), originRequests };
      status = record.status;
      if (status !== 403 && status !== 404) break;
    }
    const refusal = refusalFor(status, name);
    decisions.push({ step: 'stream', decided: 'not found', because: { reason: refusal.reason, advice: namingAdvice(name) } });
    return { ...NOTHING_OPENED, refusal, decisions, originRequests };
  }

  /** What the signature of a name says; undefined where none is wanted. */
  private checked({ path, name, query }: StreamName, { ip, distribution }: Pick<Player, 'ip' | 'distribution'>): Decision | undefined {
    const keys = this.keys.get(distribution.id);
    if (keys === undefined) return undefined;
    const request = requestOfStream([path, name], { ip, now: this.clock.now() });
    const parameters = signatureParameters(query, []);
    const result = checkSignature(request, parameters, keys, factsOf(this.edition).signedContent.refusesStartSecond);
    const setting = 'StreamingDistributionConfig.TrustedSigners';
    if (isRefusal(result)) return { step: 'signature', decided: 'refused', because: { reason: result.reason }, setting };
    const because = { key: parameters['Key-Pair-Id'], policy: parameters.Policy === undefined ? 'canned' : 'custom', until: result.dateLessThan };
    return { step: 'signature', decided: 'granted', because, setting };
  }

  private read(application: Application): Application {
    const { keyPairs = [] } = this.options;
    const keysOf = ({ trustedSigners }: StreamingDistribution) => trustedKeys({ trustedSigners, trustedKeyGroups: [] }, application, keyPairs);
    this.keys = new Map(application.streamingDistributions.map((distribution) => [distribution.id, keysOf(distribution)]));
    this.hosts = new Hosts();
    for (const distribution of application.distributions) {
      for (const name of [distribution.domainName, ...knownItems(distribution.aliases)]) this.hosts.add(name, distribution);
    }
    const seen = objectApplication(application, factsOf(this.edition).defaults);
    for (const [i, distribution] of seen.distributions.entries()) this.streamedBy.set(distribution, application.streamingDistributions[i]);
    return seen;
  }
}

const NOTHING_OPENED = { media: undefined, key: undefined, originRequests: [] };

function refused(
  edgeLocation: string, distribution: StreamingDistribution | undefined, url: string, query: string, refusal: NonNullable<Admission['refusal']>,
): Admission {
  return { edgeLocation, distribution, url, query, refusal, decisions: [{ step: 'connection', decided: 'refused', because: { ...refusal } }] };
}

/** The request for an object: nothing of the player's takes part in it [RTM-132, RTM-134, RTM-135]. */
function requestFor(key: string, { distribution, ip, signal }: Player) {
  return {
    method: 'GET',
    url: `/${key.split('/').map(encodeURIComponent).join('/')}`,
    headers: ['Host', distribution.domainName],
    protocol: 'http',
    httpVersion: '1.1',
    ip,
    whenGone: (callback: () => void) => signal.addEventListener('abort', callback, { once: true }),
  } as const;
}

async function played(name: StreamName, key: string, content: ObjectContent, decisions: Decision[]): Promise<Omit<OpenedStream, 'originRequests'>> {
  try {
    const media = await openMedia(bytesOf(content), name.container);
    decisions.push({ step: 'stream', decided: 'found', because: { key, name: name.path, advice: namingAdvice(name) } });
    return { media, key, refusal: undefined, decisions };
  } catch (error) {
    const reason = error instanceof MediaError ? `${key}: ${error.message}` : `${key} breaks off: ${(error as Error).message}`;
    decisions.push({ step: 'stream', decided: 'not playable', because: { reason } });
    return { media: undefined, key, refusal: { kind: 'failed', reason }, decisions };
  }
}

/** What of an object has arrived can be read before the rest has [RTM-006]. */
function bytesOf({ length, read }: ObjectContent): MediaBytes {
  return {
    length,
    async read(start, end) {
      const parts: Uint8Array[] = [];
      for await (const part of read(start, end)) parts.push(part);
      return parts.length === 1 ? parts[0] : Buffer.concat(parts);
    },
  };
}

function refusalFor(status: number, { keys }: StreamName): NonNullable<OpenedStream['refusal']> {
  const key = keys[keys.length - 1];
  if (status === 404) return { kind: 'missing', reason: `the bucket has no ${keys.join(' and no ')}` };
  if (status === 403) return { kind: 'missing', reason: `the bucket lets nobody read ${key}, or does not have it` };
  return { kind: 'failed', reason: `the bucket answered ${status} for ${key}` };
}

function withoutQuery(url: string): string {
  return url.split('?', 1)[0];
}
