import { setTimeout } from 'node:timers/promises';
import { answeringDistributions, Application, factsOf, knownOr } from '../config';
import { AccountKeyPair, Clock, Edge, History, KeyPairs, missingSources, originClients, OriginSources, OriginTrust, Locator, RequestRecord, requireUsable, SystemClock } from '../edge';
import { FunctionActivity, LogDelivering, Logs, LogStore, Monitoring, StreamedBytesCounter } from '../records';
import { StreamingEdgeOptions, withObjectDistributions } from '../streaming';
import { loadTemplates } from '../template';
import { Account, deploymentCalls, RestApi, restOperations } from './api';
import { changeNotices } from './change-notices';
import { ChangedTemplates } from './changed-templates';
import { ControlApi } from './control-api';
import { controlRoutes } from './control-routes';
import { Entrance } from './entrance';
import { functionNotices } from './function-notices';
import { functionRoutes } from './function-routes';
import { FunctionStages } from './function-stages';
import { HostNames } from './host-names';
import { certificateRoutes } from './iam/certificate-routes';
import { certificateUsers } from './iam/certificate-usage';
import { IamApi } from './iam/iam-api';
import { Permissions } from './iam/permissions';
import { DEFAULT_LIMITS, ServerCertificates } from './iam/server-certificates';
import { keyPairRoutes } from './key-pair-routes';
import { LocalStreaming } from './local-streaming';
import { logNotices } from './log-notices';
import { logRoutes } from './log-routes';
import { migrationNotices } from './migration-notices';
import { originNotices } from './origin-notices';
import { ReadyEvent, readyEvent, WebUrls } from './ready-event';
import { rootObjectRoute } from './root-object-route';
import { signerNotices } from './signer-notices';
import { streamingNotices } from './streaming-notices';
import { templateNotices } from './template-notices';
import { missingBundles } from './tls/trust-store-bundle';
import { ViewerEncryption } from './tls/viewer-encryption';
import { TrailKeeper, TrailSettings } from './trail-keeper';
import { trailRoutes } from './trail-routes';

/** What a local edge runs, and where. */
export interface LocalEdgeOptions {
  /** A cloud assembly directory, a template file, or a directory of templates. */
  readonly path: string;
  /** What stands for origins on this machine. @default - S3 origins have what is deployed to their buckets; others cannot be reached */
  readonly origins?: OriginSources;
  /** Whose certificates of HTTPS origins are believed; others make the edge answer 502. @default - every certificate is taken */
  readonly originTrust?: OriginTrust;
  /** The address to listen on. @default 127.0.0.1 */
  readonly host?: string;
  /** @default 0 a free port */
  readonly port?: number;
  /** @default 0 a free port */
  readonly httpsPort?: number;
  /** The port of the first RTMP distribution that stands for CloudFront's 1935. @default 0 a free port */
  readonly rtmpPort?: number;
  /** The one that stands for CloudFront's 80, by which players come that reach no other. @default 0 a free port */
  readonly rtmptPort?: number;
  /** Whether the signature of a stream that goes on after a pause has to be good still, as some players make it [RTM-110]. @default false */
  readonly checksUnpause?: boolean;
  /** The country of every viewer: an ISO 3166-1 alpha-2 code. @default - not known */
  readonly country?: string;
  /** Knows the countries of viewers' addresses, where viewers do not say them. @default - no address has a known country */
  readonly locator?: Locator;
  /** CloudFront key pairs of the AWS accounts that are trusted signers; keys of key groups are in the templates. @default - accounts have no keys */
  readonly keyPairs?: readonly AccountKeyPair[];
  /** Seconds until CloudFront is aware of a key pair that was made or set inactive. @default 0 */
  readonly keyDelay?: number;
  /** A request header by which viewers may say their country. @default - none */
  readonly countryHeader?: string;
  /** The names of the edge locations, such as `FRA56-P6`; each has its own cache. @default - one in Ashburn, IAD89-P1 */
  readonly edgeLocations?: readonly string[];
  /** Seconds until a changed template has reached the last edge location. @default 0 */
  readonly deploymentTime?: number;
  /** Seconds until an invalidation is complete; objects are gone at once. @default 0 */
  readonly invalidationTime?: number;
  /** Seconds until the operations of CloudFront's API that read see what those that write have done. @default 0 */
  readonly controlDelay?: number;
  /** Seconds until changed permissions of a bucket count. @default 0 */
  readonly permissionDelay?: number;
  /**
   * The authorities that sign certificates of viewers: certificates in PEM, by the id, logical id or name of the trust store.
   * @default - those that the application deploys; without any, no certificate is trusted
   */
  readonly trustStores?: { readonly [name: string]: string };
  /**
   * Whether viewers without SNI are dropped where CloudFront drops them: at distributions with a certificate of their own for `sni-only`.
   * Browsers send no SNI to an address such as 127.0.0.1. @default false
   */
  readonly strictTls?: boolean;
  /** How access logs are delivered. @default - five minutes after the first entry of a file, at the latest when the edge is closed */
  readonly logs?: LogDelivering;
  /** How calls of CloudFront's API are recorded, as by CloudTrail. @default - in memory alone */
  readonly trail?: TrailSettings;
  /**
   * The URL of a responder (OCSP) that tells whether certificates of the IAM store are revoked; its answers are stapled to handshakes.
   * @default - the one that a certificate names, if that is on this machine
   */
  readonly ocspResponder?: string;
  /** Told, in one line, of what a person should know. @default - nobody is told */
  readonly onNotice?: (line: string) => void;
}

/** The distributions of a template, running on this machine: HTTP and HTTPS listeners in front of an edge, and its control API. */
export class LocalEdge {
  /**
   * Reads the templates and opens the ports.
   *
   * @throws UnreadableInput, UnusableOriginSource, or the operating system's error for a port that cannot be opened
   */
  public static async start(options: LocalEdgeOptions): Promise<LocalEdge> {
    const templates = new ChangedTemplates(loadTemplates(options.path));
    const { application } = templates;
    requireUsable(options.origins ?? {}, withObjects(application), isDomainName);
    const local = new LocalEdge(options, templates);
    try {
      await local.open();
      const { origins = {}, keyPairs = [], trustStores = {}, onNotice } = options;
      const notices = [
        ...templateNotices(application), ...signerNotices(application, keyPairs), ...missingSources(origins, withObjects(application)),
        ...missingBundles(application, trustStores), ...logNotices(application, local.logStore),
      ];
      for (const notice of notices) onNotice?.(notice);
    } catch (error) {
      await local.close();
      throw error;
    }
    return local;
  }

  private readonly clock: Clock = new SystemClock();
  private readonly templates: History<ChangedTemplates>;
  /** What is known of buckets when requests are decided. */
  private readonly permissions: History<Application>;
  private readonly edge: Edge;
  private readonly streaming: LocalStreaming;
  private readonly monitoring: Monitoring;
  private readonly functions = new FunctionActivity();
  private readonly logStore: LogStore;
  private readonly logs: Logs;
  private readonly keyPairs: KeyPairs;
  private readonly certificates: ServerCertificates;
  private readonly limits = { ...DEFAULT_LIMITS };
  private readonly trail: TrailKeeper;
  private readonly hostNames: HostNames;
  private readonly encryption: ViewerEncryption;
  private shared: Entrance | undefined;
  /** The entrances of all distributions but the first, which has the shared one, by id. */
  private readonly entrances = new Map<string, Entrance>();
  private control: ControlApi | undefined;
  /** When the ports are those of the last deployment. */
  private deployed = Promise.resolve();

  private constructor(private readonly options: LocalEdgeOptions, templates: ChangedTemplates) {
    const { application } = templates;
    this.templates = new History(this.clock, templates, (options.controlDelay ?? 0) * 1000);
    this.permissions = new History(this.clock, application, (options.permissionDelay ?? 0) * 1000);
    this.keyPairs = new KeyPairs(this.clock, options.keyPairs, (options.keyDelay ?? 0) * 1000);
    this.hostNames = new HostNames(answeringDistributions(application));
    const { strictTls: isStrict, trustStores, onNotice } = options;
    this.certificates = new ServerCertificates({
      clock: this.clock,
      limits: this.limits,
      ownAccount: () => knownOr(this.application.templates[0]?.account, ''),
      usersOf: (id) => certificateUsers(this.edge.running, id),
      onChange: () => this.encryption.update(this.application),
    });
    this.encryption = new ViewerEncryption(application, {
      hostNames: this.hostNames,
      isStrict,
      trustStores,
      uploaded: (id) => this.certificates.shown(id),
      ocspResponder: options.ocspResponder,
      now: () => this.clock.now(),
      onNotice,
      onAttempt: (attempt) => this.logs.connection({ ...attempt, time: this.clock.now() }),
    });
    const countryOf = options.locator && ((ip: string) => options.locator!.countryOf(ip));
    this.monitoring = new Monitoring({
      clock: this.clock,
      countryOf: ({ country, ip }) => (country ?? countryOf?.(ip))?.toUpperCase(),
      invalidations: (id) => this.edge.invalidations.list(id).map(({ createTime, paths }) => ({ time: Date.parse(createTime), paths: paths.length })),
      onAlarm: ({ alarm, from, to, topics }) => onNotice?.(`the alarm ${alarm} is in the state ${to}, after ${from}; ${topics.join(', ') || 'nobody'} is told`),
    });
    this.monitoring.update(application);
    this.trail = new TrailKeeper(this.clock, this.accountNumber, options.trail ?? {}, onNotice);
    this.recordDeployment(undefined, application);
    const notices = onNotice && [originNotices(onNotice), functionNotices(onNotice)];
    this.logStore = new LogStore(options.origins ?? {}, () => this.application, () => this.clock.now());
    this.logs = new Logs({ application, clock: this.clock, store: this.logStore, countryOf, onNotice, ...options.logs });
    const common = {
      application,
      clock: this.clock,
      keyPairs: () => this.keyPairs.known,
      origins: originClients(options.origins ?? {}, () => this.application, { trust: options.originTrust, permissions: () => this.permissions.readable }),
      edgeLocations: options.edgeLocations,
      countryOf,
      deploymentTime: (options.deploymentTime ?? 0) * 1000,
    };
    this.streaming = this.streamingOf(common);
    this.edge = new Edge({
      ...common,
      invalidationTime: (options.invalidationTime ?? 0) * 1000,
      record: (record) => {
        this.monitoring.count(record);
        this.logs.request(record);
        this.noteGrants(record);
        this.functions.count(record);
        notices?.forEach((notice) => notice(record));
      },
    });
  }

  /** The distributions and where they are reached, as of now. */
  public get ready(): ReadyEvent {
    return readyEvent(this.application, (id) => this.urls(id), (id) => this.streaming.urls(id), this.control!.url);
  }

  /**
   * Reads the templates again and runs what they say now, with what CloudFront's API has made of it. Caches keep what they have.
   * The old ones stay when the new ones cannot be read.
   */
  public async reload(): Promise<void> {
    const before = this.application;
    const templates = this.templates.newest.over(loadTemplates(this.options.path));
    requireUsable(this.options.origins ?? {}, withObjects(templates.application), isDomainName);
    for (const notice of changeNotices(before, templates.application)) this.options.onNotice?.(notice);
    this.templates.add(templates);
    this.recordDeployment(before, templates.application);
    const deployed = this.deploy();
    for (const notice of migrationNotices(this.edge.dns.recentChanges, before, templates.application)) this.options.onNotice?.(notice);
    await deployed;
  }

  /**
   * Closes all ports and connections.
   *
   * @param grace milliseconds that requests have which are under way; connections without one end at once
   */
  public async close(grace = 0): Promise<void> {
    // What a deployment still opens would stay open.
    await this.deployed.catch(() => {});
    const entrances = [this.shared, ...this.entrances.values()];
    if (grace > 0) {
      const passed = new AbortController();
      const drained = Promise.all(entrances.map((entrance) => entrance?.drain()));
      await Promise.race([drained, setTimeout(grace, undefined, { signal: passed.signal }).catch(() => {})]);
      passed.abort();
    }
    await Promise.all([...entrances, this.control, this.streaming].map((open) => open?.close()));
    this.monitoring.close();
    this.trail.close();
    await this.edge.close();
    await this.logs.deliver();
  }

  /** Which keys have opened something, and for how long that is good. */
  private noteGrants({ decisions }: Pick<RequestRecord, 'decisions'>): void {
    for (const { step, decided, because = {} } of decisions) {
      if (step === 'signature' && decided === 'granted') this.keyPairs.noteGrant(String(because.key), Number(because.until));
    }
  }

  private async open(): Promise<void> {
    this.shared = await this.openEntrance(this.options.port, this.options.httpsPort);
    await this.openEntrances();
    await this.streaming.adapt(this.application);
    const { clock, edge, templates, certificates, limits } = this;
    const account = new Account({
      clock, edge, templates, certificates, limits, deploymentTime: (this.options.deploymentTime ?? 0) * 1000, deploy: () => this.deploy(),
    });
    const routes = {
      ...controlRoutes(this.edge, () => this.application, () => this.ready, (id) => account.promote(id), this.monitoring),
      ...logRoutes(this.logStore, this.logs),
      ...keyPairRoutes(this.keyPairs),
      ...rootObjectRoute(account),
      ...certificateRoutes({ certificates, limits, application: () => this.application, now: () => clock.now() }),
      ...functionRoutes(() => this.application, this.edge.keyValueStores, this.functions, new FunctionStages(account)),
    };
    const permissions = new Permissions(() => this.application, this.options.trail?.identities ?? new Map());
    const rest = new RestApi(restOperations(account), (call) => this.trail.record(call), (call, resource) => permissions.refusal({
      ...call, ...call.caller, secure: false, time: clock.now(), resource: resource === '' ? '*' : `arn:aws:cloudfront::${this.accountNumber}:${resource}`,
    }));
    this.control = await ControlApi.open({ ...routes, ...trailRoutes(this.trail) }, rest, new IamApi(certificates));
  }

  private get accountNumber(): string {
    return knownOr(this.application.templates[0]?.account, '000000000000');
  }

  private get application(): Application {
    return this.templates.newest.application;
  }

  /** Runs the newest templates. One deployment after the other opens and closes ports. */
  private deploy(): Promise<void> {
    this.permissions.add(this.application);
    this.edge.reload(this.application);
    this.streaming.reload(this.application);
    this.monitoring.update(this.application);
    this.logs.reload(this.application);
    this.hostNames.update(answeringDistributions(this.application));
    this.encryption.update(this.application);
    this.deployed = this.deployed.catch(() => {}).then(() => this.adaptEntrances());
    return this.deployed;
  }

  /** What CloudFormation does to bring templates here. */
  private recordDeployment(before: Application | undefined, after: Application): void {
    for (const call of deploymentCalls(before, after)) this.trail.record(call);
  }

  private async adaptEntrances(): Promise<void> {
    await this.openEntrances();
    await this.streaming.adapt(this.application);
    await this.shared!.useIpv6(this.usesIpv6());
    for (const [id, entrance] of this.entrances) await entrance.useIpv6(this.usesIpv6(id));
    const gone = [...this.entrances].filter(([id]) => !this.application.distributions.some((distribution) => distribution.id === id));
    await Promise.all(gone.map(([id, entrance]) => {
      this.entrances.delete(id);
      return entrance.close();
    }));
  }

  private async openEntrances(): Promise<void> {
    for (const { id, domainName } of this.application.distributions.slice(1)) {
      if (!this.entrances.has(id)) this.entrances.set(id, await this.openEntrance(0, 0, id, domainName));
    }
  }

  private openEntrance(port = 0, httpsPort = 0, id?: string, ownDomainName?: string): Promise<Entrance> {
    const { host = '127.0.0.1', country, countryHeader } = this.options;
    return Entrance.open({
      ipv6: this.usesIpv6(id),
      edge: this.edge,
      viewers: { hostNames: this.hostNames, ownDomainName, country, countryHeader: countryHeader?.toLowerCase() },
      encryption: this.encryption,
      host,
      port,
      httpsPort,
      onDefect: (error) => this.tellDefect(error),
    });
  }

  private streamingOf(common: StreamingEdgeOptions): LocalStreaming {
    const { host = '127.0.0.1', rtmpPort = 0, rtmptPort = 0, checksUnpause, onNotice } = this.options;
    const streamed = new StreamedBytesCounter();
    const notices = onNotice && streamingNotices(onNotice);
    return new LocalStreaming({
      ...common,
      host,
      rtmpPort,
      rtmptPort,
      checksUnpause,
      onDefect: (error) => this.tellDefect(error),
      record: (record) => {
        const bytes = streamed.since(record);
        if (bytes !== undefined) this.monitoring.countStreamed(bytes);
        this.logs.event(record);
        this.noteGrants(record);
        notices?.(record);
      },
    });
  }

  private tellDefect(error: unknown): void {
    this.options.onNotice?.(`internal error: ${error instanceof Error ? error.stack : String(error)}`);
  }

  /** Whether a distribution has IPv6 on; without id, whether any has that the shared ports lead to. */
  private usesIpv6(id?: string): boolean {
    return this.application.distributions.some((distribution) => distribution.ipv6 === true && (id === undefined || distribution.id === id));
  }

  private urls(id: string): WebUrls {
    return (this.entrances.get(id) ?? this.shared!).urls;
  }
}

/** An application with the buckets of its RTMP distributions among its origins. */
function withObjects(application: Application): Application {
  return withObjectDistributions(application, factsOf('current').defaults);
}

/** CloudFront's API may create an origin of any domain name, for which something has to stand from the beginning. */
function isDomainName(name: string): boolean {
  return name.includes('.');
}
