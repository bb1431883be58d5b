import { createHash } from 'crypto';
import { Application, Edition, isKnown, knownItems, Origin, WebDistribution } from '../config';
import { CachedObject } from './cache/cached-object';
import { ObjectCache } from './cache/object-cache';
import { Clock } from './clock';
import { CompiledDistribution, compileDistribution } from './compiled-distribution';
import { EdgeLocation } from './edge-location';
import { Exchange } from './exchange';
import { finishResponse } from './finish-response';
import { Hosts } from './hosts';
import { Invalidation, invalidationMatcher } from './invalidation';
import { RequestRecord, ViewerRequest, ViewerResponse } from './message';
import { OriginClient } from './origin/origin-client';
import { run } from './pipeline';
import { headerValue } from './raw-headers';
import { selectQueryString } from './selection';

/** What an edge runs, and with what. */
export interface EdgeOptions {
  readonly application: Application;
  readonly clock: Clock;
  /** How to ask an origin of a distribution. */
  readonly origins: (origin: Origin, distribution: WebDistribution) => OriginClient;
  /** @default 'current' */
  readonly edition?: Edition;
  /** The name of the edge location. @default 'IAD89-P1' */
  readonly edgeLocation?: string;
  /** Bytes that the cache holds. @default 8 GiB */
  readonly cacheSize?: number;
  /** The country of an address: an ISO 3166-1 alpha-2 code. @default - no address has a known country */
  readonly countryOf?: (ip: string) => string | undefined;
  /** Gets the record of every request. @default - nobody does */
  readonly record?: (record: RequestRecord) => void;
}

/** An edge location that answers for the web distributions of an application. */
export class Edge {
  private readonly location: EdgeLocation;
  private readonly clients = new Map<string, OriginClient>();
  private hosts = new Hosts<CompiledDistribution>();
  private compiled = new Map<string, CompiledDistribution>();
  private requests = 0;
  private invalidations = 0;

  public constructor(private readonly options: EdgeOptions) {
    const name = options.edgeLocation ?? 'IAD89-P1';
    this.load(options.application);
    const edge = this;
    this.location = {
      name,
      via: `${createHash('md5').update(name).digest('hex')}.cloudfront.net (CloudFront)`,
      clock: options.clock,
      cache: new ObjectCache(options.cacheSize),
      pending: new Map(),
      get hosts() { return edge.hosts; },
      countryOf: options.countryOf ?? (() => undefined),
      clientOf: ({ config }, distribution) => edge.clientOf(config, distribution.config),
    };
  }

  /** Answers a viewer. Never rejects for what a viewer, an origin or a template does. */
  public async handle(request: ViewerRequest): Promise<ViewerResponse> {
    const exchange = this.begin(request);
    const waiting = run(exchange);
    if (waiting !== undefined) await waiting;
    const response = finishResponse(exchange);
    this.options.record?.(response.record);
    return response;
  }

  /** Removes objects from the cache of a distribution; paths may end with `*`. */
  public invalidate(distributionId: string, paths: readonly string[]): Invalidation {
    const matchers = paths.map(invalidationMatcher);
    const isMeant = (object: Pick<CachedObject, 'distributionId' | 'path' | 'query'>) => {
      const path = `${object.path}${this.keyedQuery(object)}`;
      return object.distributionId === distributionId && matchers.some((matches) => matches(path));
    };
    const removed = this.location.cache.deleteWhere(isMeant);
    for (const [key, pending] of this.location.pending) {
      if (!isMeant(pending)) continue;
      pending.invalidated = true;
      this.location.pending.delete(key);
    }
    const id = `I${createHash('sha256').update(`${distributionId} ${this.invalidations++}`).digest('hex').slice(0, 13).toUpperCase()}`;
    return { id, distributionId, paths, createTime: new Date(this.options.clock.now()).toISOString(), status: 'Completed', removed };
  }

  /** Runs what the templates say now. The cache keeps what it has, as CloudFront's does. */
  public reload(application: Application): void {
    for (const client of this.clients.values()) void client.close?.();
    this.clients.clear();
    this.load(application);
  }

  private load(application: Application): void {
    const edition = this.options.edition ?? 'current';
    this.hosts = new Hosts();
    this.compiled = new Map(application.distributions.map((config) => [config.id, compileDistribution(config, application, edition)]));
    for (const distribution of this.compiled.values()) {
      this.hosts.add(distribution.config.domainName, distribution);
      for (const alias of knownItems(distribution.config.aliases)) this.hosts.add(alias, distribution);
    }
  }

  private begin(request: ViewerRequest): Exchange {
    const question = request.url.indexOf('?');
    return {
      request,
      location: this.location,
      now: this.options.clock.now(),
      requestId: this.nextRequestId(),
      host: headerValue(request.headers, 'host') ?? '',
      decisions: [],
      originRequests: [],
      path: question < 0 ? request.url : request.url.slice(0, question),
      query: question < 0 ? '' : request.url.slice(question + 1),
      distribution: undefined,
      behavior: undefined,
      key: '',
      expired: undefined,
      answer: undefined,
    };
  }

  /** Ids only have to differ; the same requests get the same ones on every run. */
  private nextRequestId(): string {
    return `${(++this.requests).toString(36).padStart(12, 'A')}bGs0ZmFjZWRnZWxvY2FsZWRnZWxvY2FsZWRnZWxvYw==`;
  }

  private clientOf(origin: Origin, distribution: WebDistribution): OriginClient {
    const key = `${distribution.id} ${isKnown(origin.id) ? origin.id : origin.location.path}`;
    let client = this.clients.get(key);
    if (client === undefined) {
      client = this.options.origins(origin, distribution);
      this.clients.set(key, client);
    }
    return client;
  }

  /** The query string of a cached object, as far as it is in its key. */
  private keyedQuery({ distributionId, path, query }: Pick<CachedObject, 'distributionId' | 'path' | 'query'>): string {
    if (query === '') return '';
    const behavior = this.compiled.get(distributionId)?.behaviors.find(({ matches }) => matches(path));
    const key = behavior?.config.cacheKey;
    const kept = selectQueryString(query, isKnown(key) ? key.queryStrings : { include: 'all' });
    return kept === '' ? '' : `?${kept}`;
  }
}
