import { basename } from 'node:path';
import type { Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { Application, knownOutputs } from '../config';
import { AccountKeyPair, Capacity, dnsLine, Edge, History, KeyPairs, NetworkCountries, NetworkTable, originClients, requireUsable, StoreRefused, viewerCountry } from '../edge';
import { AlarmMessage, AlarmStatus, Asked, LogDelivering, Logs, LogStore, MetricStatistics, Monitoring, reportAsJson } from '../records';
import { checkTemplates, Finding } from '../rules';
import { loadTemplates, readTemplates, TemplateSource } from '../template';
import { EdgeClock, millisecondsOf, TimeSpan } from './edge-clock';
import { EdgeResponse } from './edge-response';
import { byName, TestOrigins } from './origins';
import { TestLogs } from './test-logs';
import { DEFAULT_VIEWER, defaultHost, requestOf, RequestOptions } from './viewer';

/** How a template is run in a test. */
export interface EdgeHarnessOptions {
  /** Where the content of origins comes from. @default - S3 origins have what the stack deploys; other origins cannot be reached */
  readonly origins?: TestOrigins;
  /** The distribution that paths without a host are asked of: logical id, id, or domain name. @default - the only one */
  readonly distribution?: string;
  /** The names of the edge locations, such as `FRA56-P6`; each has its own cache. @default - one in Ashburn, IAD89-P1 */
  readonly edgeLocations?: readonly string[];
  /** The countries of viewers' networks, such as `{ '192.0.2.0/24': 'MC' }`. @default - viewers say their country, or it is not known */
  readonly countries?: NetworkCountries;
  /** How long a changed DNS record takes until all viewers' resolvers know it: up to 72 hours. @default 0 */
  readonly dnsPropagation?: TimeSpan;
  /** How long a bucket still goes by its old policy after a change of it. @default 0 */
  readonly permissionDelay?: TimeSpan;
  /** Whether CloudFront can serve requests at the beginning; where it cannot, it answers 503. @default 'available' */
  readonly capacity?: Capacity;
  /** CloudFront key pairs of the AWS accounts that are trusted signers; keys of key groups are in the template. @default - accounts have no keys */
  readonly keyPairs?: readonly AccountKeyPair[];
  /** How access logs are delivered. @default - five minutes after the first entry of a file */
  readonly logs?: LogDelivering;
  /** How long CloudFront is not aware of a key pair that was made or set inactive. @default 0 */
  readonly keyDelay?: TimeSpan;
  /** When the test begins. @default 2025-01-01T00:00:00Z */
  readonly start?: Date;
}

/**
 * Runs the distributions of a template inside a test: without sockets, and with a clock that the test moves.
 *
 *     const edge = await EdgeHarness.fromStack(stack, { origins: { Api: () => new Response('hello') } });
 *     await edge.get('/api/hello');
 *     expect(await edge.get('/api/hello')).toBeCacheHit();
 */
export class EdgeHarness {
  /** Runs the distributions of a stack and of its nested stacks; its whole app is synthesised, so that references to other stacks resolve. */
  public static async fromStack(stack: Stack, options: EdgeHarnessOptions = {}): Promise<EdgeHarness> {
    const sources = synthesised(stack);
    return new EdgeHarness(sources, options, templatesOf(stack, sources));
  }

  /** Runs the distributions of all stacks of an app, or of a stage. */
  public static async fromApp(app: Stage, options: EdgeHarnessOptions = {}): Promise<EdgeHarness> {
    return new EdgeHarness(synthesised(app), options);
  }

  /** Runs the distributions of a cloud assembly directory, a template file or a directory of templates. @throws UnreadableInput */
  public static async fromAssembly(path: string, options: EdgeHarnessOptions = {}): Promise<EdgeHarness> {
    return new EdgeHarness(loadTemplates(path), options);
  }

  /** Runs the distributions of a template that is an object. */
  public static async fromTemplate(template: object, options: EdgeHarnessOptions = {}): Promise<EdgeHarness> {
    return new EdgeHarness([{ name: 'template', template }], options);
  }

  /** The time of the test. */
  public readonly clock: EdgeClock;
  /** The log files and real-time records that the templates ask for. */
  public readonly logs: TestLogs;
  /** The CloudFront key pairs of the accounts that are trusted signers, which can be made, set inactive and deleted. */
  public readonly keyPairs: KeyPairs;
  private application: Application;
  private readonly allLogs: Logs;
  private readonly permissions: History<Application>;
  private readonly edge: Edge;
  private readonly monitoring: Monitoring;

  private constructor(
    private sources: readonly TemplateSource[], private readonly settings: EdgeHarnessOptions, private readonly templates?: readonly string[],
  ) {
    this.clock = new EdgeClock(settings.start ?? new Date('2025-01-01T00:00:00Z'));
    this.keyPairs = new KeyPairs(this.clock, settings.keyPairs, millisecondsOf(settings.keyDelay ?? 0));
    this.application = readTemplates(sources);
    this.permissions = new History(this.clock, this.application, millisecondsOf(settings.permissionDelay ?? 0));
    const origins = byName(settings.origins ?? {});
    requireUsable(origins, this.application);
    const countries = new NetworkTable(Object.entries(settings.countries ?? {}));
    const countryOf = (ip: string) => countries.countryOf(ip);
    this.monitoring = new Monitoring({
      clock: this.clock,
      countryOf: (request) => viewerCountry(request, countryOf),
      invalidations: (id) => this.edge.invalidations.list(id).map(({ createTime, paths }) => ({ time: Date.parse(createTime), paths: paths.length })),
    });
    this.monitoring.update(this.application);
    const store = new LogStore(origins, () => this.application, () => this.clock.now());
    this.allLogs = new Logs({ application: this.application, clock: this.clock, store, countryOf, ...settings.logs });
    this.logs = new TestLogs(store, this.allLogs);
    this.edge = new Edge({
      application: this.application,
      clock: this.clock,
      keyPairs: () => this.keyPairs.known,
      origins: originClients(origins, () => this.application, { permissions: () => this.permissions.readable }),
      edgeLocations: settings.edgeLocations,
      capacity: settings.capacity,
      dnsPropagation: millisecondsOf(settings.dnsPropagation ?? 0),
      countryOf,
      record: (record) => {
        this.monitoring.count(record);
        this.allLogs.request(record);
      },
    });
  }

  /** What the rules say of the templates. */
  public get findings(): readonly Finding[] {
    return checkTemplates(this.sources);
  }

  /** The outputs of all stacks with their local values. */
  public get outputs(): { readonly [name: string]: string } {
    return knownOutputs(this.application);
  }

  /** Whether CloudFront can serve requests: `available`, `capacity-exceeded` or `limit-exceeded`. */
  public get capacity(): Capacity {
    return this.edge.capacity;
  }

  public set capacity(capacity: Capacity) {
    this.edge.capacity = capacity;
  }

  /** Has CloudFront functions throttled that fail some times in a row, also once they are repaired; undefined, as in the beginning, for never. */
  public set functionThrottling(fault: { readonly failures: number; readonly duration: TimeSpan } | undefined) {
    this.edge.functionThrottling.fault = fault && { failures: fault.failures, duration: millisecondsOf(fault.duration) };
  }

  public get(url: string, options?: RequestOptions): Promise<EdgeResponse> {
    return this.request('GET', url, options);
  }

  public head(url: string, options?: RequestOptions): Promise<EdgeResponse> {
    return this.request('HEAD', url, options);
  }

  public post(url: string, options?: RequestOptions): Promise<EdgeResponse> {
    return this.request('POST', url, options);
  }

  public put(url: string, options?: RequestOptions): Promise<EdgeResponse> {
    return this.request('PUT', url, options);
  }

  public patch(url: string, options?: RequestOptions): Promise<EdgeResponse> {
    return this.request('PATCH', url, options);
  }

  public delete(url: string, options?: RequestOptions): Promise<EdgeResponse> {
    return this.request('DELETE', url, options);
  }

  public options(url: string, options?: RequestOptions): Promise<EdgeResponse> {
    return this.request('OPTIONS', url, options);
  }

  /**
   * Makes a request with any method.
   *
   * @param url  absolute, or a path of the only distribution, which is asked by HTTPS
   * @throws UnusableUrl
   */
  public async request(method: string, url: string, options: RequestOptions = {}): Promise<EdgeResponse> {
    const request = requestOf(method, url, options, () => this.host(this.settings.distribution));
    return EdgeResponse.receive(await this.edge.handle(request));
  }

  /**
   * Removes objects from the cache.
   *
   * @param paths         such as `/index.html` or `/images/*`
   * @param distribution  logical id, id or domain name. @default - the one that paths without a host are asked of
   */
  public async invalidate(paths: string | readonly string[], distribution = this.settings.distribution): Promise<void> {
    const host = this.host(distribution);
    const { id } = this.application.distributions.find(({ domainName }) => domainName === host)!;
    this.edge.invalidate(id, [paths].flat());
  }

  /**
   * Sets and removes keys of a key value store; functions see it at once.
   *
   * @param store   name, logical id or ARN
   * @param values  by key; undefined removes one
   * @throws StoreRefused for what CloudFront does not take
   */
  public setKeys(store: string, values: { readonly [key: string]: string | undefined }): void {
    const found = this.edge.keyValueStores.find(store);
    if (found === undefined) throw new StoreRefused('ResourceNotFoundException', `no key value store is called ${store}`);
    const entries = Object.entries(values);
    const puts = entries.flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }]));
    const deletes = entries.flatMap(([key, value]) => (value === undefined ? [key] : []));
    found.data.update({ puts, deletes }, found.data.etag, this.clock.now());
  }

  /**
   * Deploys another template in the place of what runs. Caches keep what they have.
   *
   * @param template as an object, or where it is: a cloud assembly directory, a template file or a directory of templates
   */
  public async deploy(template: object | string): Promise<void> {
    this.sources = typeof template === 'string' ? loadTemplates(template) : [{ name: this.sources[0].name, template }];
    this.application = readTemplates(this.sources);
    this.permissions.add(this.application);
    this.edge.reload(this.application);
    this.monitoring.update(this.application);
    this.allLogs.reload(this.application);
  }

  /**
   * Where the DNS records of the templates lead a name, as `dig` shows it.
   *
   * @param viewer the address of who asks, whose resolver may not know a change yet. @default 203.0.113.1
   * @returns such as `www.example.com. 300 IN CNAME d111111abcdef8.cloudfront.net.`; undefined for a name without a record
   */
  public lookUp(name: string, viewer = DEFAULT_VIEWER): string | undefined {
    const answer = this.edge.dns.lookUp(name.toLowerCase(), viewer);
    return answer && dnsLine(answer);
  }

  /**
   * A report of CloudFront's console, or of AWS billing, as of now.
   *
   * @param name  such as `cache-statistics`, `popular-objects`, `top-referrers`, `usage`, `usage-report` or `billing`
   * @param asked such as `distribution`, `start`, `end` and `granularity`, as texts
   * @throws UnusableQuery
   */
  public report(name: string, asked?: Asked): any {
    return reportAsJson(this.monitoring.report(name, asked));
  }

  /**
   * A metric of CloudWatch over time, as of now.
   *
   * @param name  such as `Requests` or `4xxErrorRate`
   * @param asked such as `distribution`, `last`, and `period` in seconds, as texts. @default - the last 12 hours by 5 minutes
   * @throws UnusableQuery
   */
  public metric(name: string, asked?: Asked): MetricStatistics {
    return this.monitoring.metrics.statistics(name, asked);
  }

  /** The alarms of the templates that are on metrics of distributions, with the states in which they are. */
  public get alarms(): readonly AlarmStatus[] {
    return this.monitoring.alarms.all;
  }

  /** What alarms have told, the latest last. */
  public get alarmMessages(): readonly AlarmMessage[] {
    return this.monitoring.alarms.messages;
  }

  /** Ends the functions of Lambda@Edge, and cuts connections to origins. A process ends without it, too. */
  public async close(): Promise<void> {
    await this.edge.close();
  }

  private host(distribution: string | undefined): string {
    return defaultHost(this.application, distribution, this.templates);
  }
}

/** Synthesises the app around a construct and reads what came out. */
function synthesised(construct: IConstruct): readonly TemplateSource[] {
  const app = construct.node.root as Stage;
  return loadTemplates(app.synth().directory);
}

/** The names of the templates of a stack, and of those nested in it. */
function templatesOf({ templateFile }: Stack, sources: readonly TemplateSource[]): string[] {
  const names = sources.filter(({ file = '' }) => basename(file) === templateFile).map(({ name }) => name);
  // A nested stack stands behind the one that makes it.
  for (const { name, nestedIn } of sources) if (nestedIn !== undefined && names.includes(nestedIn.template)) names.push(name);
  return names;
}
