import { AnyDistribution, Application, Edition, factsOf, WebDistribution } from '../config';
import { invalidatedTags, isTagItem } from './cache/cache-tags';
import { StoredBody } from './cache/cached-object';
import { cacheShare } from './cache/object-cache';
import { Capacity } from './capacity';
import { Configuration, OriginClients } from './configuration';
import { Deployments } from './deployments';
import { DirectBuckets } from './dns/direct-buckets';
import { DnsNames } from './dns/dns-names';
import { EdgeLocation } from './edge-location';
import { EdgeOptions } from './edge-options';
import { Exchange } from './exchange';
import { finishResponse } from './finish-response';
import { FunctionThrottling } from './functions/function-throttling';
import { KeyValueStores } from './functions/key-value-stores';
import { withoutPort } from './hosts';
import { isWildcard, resistsInvalidation } from './invalidation';
import { Invalidation, InvalidationRefused, Invalidations } from './invalidations';
import { CompletedRecord, RawHeaders, RequestRecord, ViewerRequest, ViewerResponse } from './message';
import { DistributionOrigin, isDistribution } from './origin/distribution-origin';
import { OriginShields, shieldRegions } from './origin/origin-shield';
import { UnreachableOrigin } from './origin/unreachable-origin';
import { discard, statedLength } from './origin-body';
import { normalizedPath } from './path-pattern';
import { run } from './pipeline';
import { headerValue, withoutHeaders } from './raw-headers';
import { Latency, latencyByDistance, nearestLocation } from './routing';
import { activeKeyPairsOf } from './signing/trusted-keys';
import { AnswerEnd, countedUpload, transferOf, watched } from './transfer';

/** An object that was asked for. */
export interface OpenedObject {
  readonly record: RequestRecord;
  /** Undefined for an error. */
  readonly content: ObjectContent | undefined;
}

/** The bytes of an object. */
export interface ObjectContent {
  readonly length: number;
  /** The bytes from `start` up to, not including, `end`, as they arrive; throws where the object breaks off before. */
  read(start: number, end: number): AsyncIterable<Uint8Array>;
}

/** Where a viewer gets in. */
export interface Entry {
  readonly edgeLocation: string;
  /** Undefined where no distribution has the host. */
  readonly distribution: WebDistribution | undefined;
  /** Whether it answers viewers: a disabled one does not. */
  readonly isServed: boolean;
}

/** Whether a distribution's configuration has reached all edge locations. */
export type DistributionStatus = 'InProgress' | 'Deployed';

/** The edge locations that answer for the web distributions of an application. */
export class Edge {
  private readonly locations: readonly EdgeLocation[];
  private readonly shields: OriginShields;
  private readonly latency: Latency;
  private readonly edition: Edition;
  private readonly deployments: Deployments;
  /** What functions look up. */
  public readonly keyValueStores: KeyValueStores;
  /** Whether functions are throttled that fail again and again. */
  public readonly functionThrottling: FunctionThrottling;
  /** What was invalidated, and how far that is. */
  public readonly invalidations: Invalidations;
  /** Where DNS leads viewers. */
  public readonly dns: DnsNames;
  private buckets: DirectBuckets;
  private requests = 0;

  public constructor(private readonly options: EdgeOptions) {
    const { clock, cacheSize, largestObject, skipCompression: skipsCompression = false, countryOf = () => undefined, placeOf = () => undefined } = options;
    this.edition = options.edition ?? 'current';
    this.latency = options.latency ?? latencyByDistance(countryOf);
    this.keyValueStores = new KeyValueStores(clock, options.deploymentTime);
    this.functionThrottling = new FunctionThrottling(clock);
    const configuration = this.configurationOf(options.application);
    const names = options.edgeLocations ?? ['IAD89-P1'];
    const share = cacheShare(names.length + shieldRegions(options.application).size);
    const common = { clock, cacheSize, cacheShare: share, largestObject, skipsCompression, countryOf, placeOf };
    this.shields = new OriginShields((region) => new EdgeLocation(region, configuration, common));
    this.locations = names.map((name) => new EdgeLocation(name, configuration, { ...common, shields: this.shields }));
    this.capacity = options.capacity ?? 'available';
    this.invalidations = new Invalidations({
      clock, facts: factsOf(this.edition).invalidations, time: options.invalidationTime ?? 0, strict: options.strictInvalidations ?? false,
    });
    this.deployments = new Deployments(clock, this.locations, options.deploymentTime ?? 0, configuration);
    this.dns = new DnsNames(options.application, clock, options.dnsPropagation ?? 0);
    this.buckets = new DirectBuckets(options.application, options.origins);
  }

  /** Answers a viewer. Never rejects for what a viewer, an origin or a template does. The answer has ended when its body is read or given up. */
  public async handle(request: ViewerRequest): Promise<ViewerResponse> {
    const response = await this.answer(request);
    return watched(response, (end) => this.complete(response, end));
  }

  /** The same, at once where nothing has to be waited for: a hit, an error of the edge's own. Who sends the answer tells when it has ended. */
  public answer(request: ViewerRequest): ViewerResponse | Promise<ViewerResponse> {
    const host = headerValue(request.headers, 'host') ?? '';
    const direct = this.withoutEdge(request, host);
    if (direct !== undefined) return direct;
    const exchange = this.begin(request, host);
    const waiting = run(exchange);
    return waiting === undefined ? this.finish(exchange) : waiting.then(() => this.finish(exchange));
  }

  /** Takes note that an answer has ended, and how: only now is its record complete. */
  public complete({ record }: ViewerResponse, end: AnswerEnd): void {
    if (this.options.record === undefined || !record.isCounted) return;
    record.transfer = transferOf(record, end, this.options.clock.now());
    this.options.record(record as CompletedRecord);
  }

  /** The object that a viewer asks for, to be read in any order, also while it still arrives. Never rejects, as `handle` does not. */
  public async open(request: ViewerRequest): Promise<OpenedObject> {
    const exchange = this.begin(request, headerValue(request.headers, 'host') ?? '');
    await run(exchange);
    const { status, headers, object } = exchange.answer!;
    const { record, body } = await this.finish(exchange);
    if (status !== 200 || object === undefined) {
      discard(body);
      return { record, content: undefined };
    }
    return { record, content: { length: await lengthOf(object.body, headers), read: (start, end) => object.body.read(start, end) } };
  }

  /** The edge location that serves a viewer of a host, and the distribution of the host as it is there by now. */
  public entry(host: string, { ip }: Pick<ViewerRequest, 'ip'>): Entry {
    const request: ViewerRequest = { method: 'GET', url: '/', headers: [], protocol: 'http', httpVersion: '1.1', ip };
    const location = this.locationFor(request, host);
    const distribution = location.configuration.hosts.find(host);
    return { edgeLocation: location.name, distribution: distribution?.config, isServed: distribution !== undefined && distribution.refusal === undefined };
  }

  /** Whether edge locations can serve requests; where they cannot, each answers 503 [DTD-231]. */
  public get capacity(): Capacity {
    return this.locations[0].capacity;
  }

  public set capacity(capacity: Capacity) {
    for (const location of this.locations) location.capacity = capacity;
  }

  /**
   * Removes objects from the caches of a distribution at all edge locations.
   *
   * @param paths            may end with `*`; the leading slash may be left out; what begins with `#` is a cache tag
   * @param callerReference  what the caller calls it: asking for the same again under that name changes nothing
   * @throws InvalidationRefused
   */
  public invalidate(distributionId: string, paths: readonly string[], callerReference?: string): Invalidation {
    const normalized = paths.map((path) => (path.startsWith('/') || isTagItem(path) ? path : `/${path}`));
    this.refuseSmoothStreaming(distributionId, normalized);
    const { invalidation, isNew } = this.invalidations.create(distributionId, normalized, callerReference);
    const tags = invalidatedTags(normalized, this.deployments.newest.distributions.get(distributionId)?.cacheTagHeader);
    if (isNew) for (const location of [...this.shields.all, ...this.locations]) location.invalidate(invalidation, tags);
    return invalidation;
  }

  /** Sends what the templates say now to the edge locations. Their caches keep what they have, as CloudFront's do. */
  public reload(application: Application): void {
    this.dns.update(application);
    this.buckets.close();
    this.buckets = new DirectBuckets(application, this.options.origins);
    this.deployments.deploy(this.configurationOf(application, this.deployments.newest));
  }

  /** Whether every edge location runs the newest configuration of a distribution [DST-109]. */
  public status(distributionId: string): DistributionStatus {
    return this.deployments.isDeployed(distributionId) ? 'Deployed' : 'InProgress';
  }

  /** The ids of the active key pairs of an account, with which it can sign [WEB-230]. */
  public activeKeyPairs(account: string): readonly string[] {
    return activeKeyPairsOf(account, this.options.keyPairs ?? []).map(({ id }) => id);
  }

  /** The distributions as they run at any edge location, or are on their way there: one that changes is there in both forms. */
  public get running(): readonly AnyDistribution[] {
    const configurations = new Set([...this.locations.map(({ configuration }) => configuration), this.deployments.newest]);
    return [...configurations].flatMap(({ configs }) => [...configs.values()]);
  }

  /** When a distribution was last changed, in milliseconds since the epoch. */
  public lastModified(distributionId: string): number {
    return this.deployments.lastModified(distributionId);
  }

  /** Cuts the connections to origins, with all that is under way on them. */
  public async close(): Promise<void> {
    await Promise.all([this.buckets.destroy(), this.deployments.close()]);
  }

  private refuseSmoothStreaming(distributionId: string, paths: readonly string[]): void {
    const behaviors = this.deployments.newest.distributions.get(distributionId)?.behaviors;
    const media = paths.filter((path) => !isWildcard(path) && !isTagItem(path)).find((item) => {
      const path = item.split('?')[0];
      const normal = normalizedPath(path);
      return resistsInvalidation(path, behaviors?.find(({ matches }) => matches(normal)));
    });
    if (media !== undefined) throw new InvalidationRefused('InvalidArgument', `${media} is Smooth Streaming media, which cannot be invalidated; give the new version another name`);
  }

  private configurationOf(application: Application, before?: Configuration): Configuration {
    const { clock, keyPairs = [], bypassStaging: bypassesStaging = false } = this.options;
    this.keyValueStores.load(application);
    const { edition, keyValueStores: stores, functionThrottling: throttling } = this;
    return new Configuration(application, this.originClients(application), { edition, now: clock.now(), keyPairs, before, bypassesStaging, stores, throttling });
  }

  /** An origin for which nothing stands, and that is a distribution of the application, is asked in this edge. */
  private originClients(application: Application): OriginClients {
    return (origin) => {
      const client = this.options.origins(origin);
      return client instanceof UnreachableOrigin && isDistribution(origin, application) ? new DistributionOrigin(this) : client;
    };
  }

  /** The answer of a bucket to which DNS leads a viewer; undefined where it leads to the edge. */
  private withoutEdge(request: ViewerRequest, host: string): Promise<ViewerResponse> | undefined {
    if (this.dns.isEmpty && !AMAZON.test(host)) return undefined;
    const name = withoutPort(host).toLowerCase();
    const direct = this.buckets.find(request, name, this.dns.lookUp(name, request.ip)?.target);
    return direct && this.buckets.answer(request, name, direct, this.options.clock.now());
  }

  private begin(sent: ViewerRequest, host: string): Exchange {
    const request = withoutEncodingsIfOld(sent);
    const question = request.url.indexOf('?');
    const location = this.locationFor(request, host);
    const { upload, body } = countedUpload(request.body);
    return {
      sent,
      request: body === request.body ? request : { ...request, body },
      upload,
      location,
      now: this.options.clock.now(),
      requestId: this.nextRequestId(),
      host,
      decisions: this.locations.length === 1 ? [] : [{ step: 'edge-location', decided: 'nearest', because: { location: location.name } }],
      originRequests: [],
      functions: undefined,
      path: question < 0 ? request.url : request.url.slice(0, question),
      query: question < 0 ? '' : request.url.slice(question + 1),
      distribution: undefined,
      primary: undefined,
      sessionCookie: undefined,
      behavior: undefined,
      key: '',
      keyOfWhole: undefined,
      lastResort: undefined,
      expired: undefined,
      encryption: undefined,
      isShieldHit: false,
      origin: undefined,
      signal: undefined,
      lastRemoval: 0,
      leastTtl: 0,
      cause: undefined,
      answer: undefined,
    };
  }

  private finish(exchange: Exchange): ViewerResponse | Promise<ViewerResponse> {
    return finishResponse(exchange, this.options.clock.now() - exchange.now);
  }

  private locationFor(request: ViewerRequest, host: string): EdgeLocation {
    if (this.locations.length === 1) return this.locations[0];
    const distribution = this.deployments.newest.hosts.find(host);
    return nearestLocation(this.locations, distribution, request, this.latency, this.edition);
  }

  /** Ids only have to differ; the same requests get the same ones on every run. */
  private nextRequestId(): string {
    return `${(++this.requests).toString(36).padStart(12, 'A')}bGs0ZmFjZWRnZWxvY2FsZWRnZWxvY2FsZWRnZWxvYw==`;
  }
}

/** What may be a host name of Amazon S3. */
const AMAZON = /amazonaws/i;

/** Bytes of an object: known before it has arrived where its origin says it. */
async function lengthOf(body: StoredBody, headers: RawHeaders): Promise<number> {
  const stated = body.complete ? undefined : statedLength(headers);
  if (stated === undefined) await body.settled();
  return stated ?? body.length;
}

/** A viewer of HTTP/1.0 gets nothing that is compressed, whatever it accepts [DTD-007]. */
function withoutEncodingsIfOld(request: ViewerRequest): ViewerRequest {
  return request.httpVersion === '1.0' ? { ...request, headers: withoutHeaders(request.headers, (lower) => lower === 'accept-encoding') } : request;
}
