import { setTimeout } from 'node:timers/promises';
import { answeringDistributions, Application, factsOf, knownOr } from '../config';
import { clientCertificateNotices, Clock, Edge, History, KeyPairs, missingSources, originClients, remembered, RequestRecord, requireUsable, SystemClock, viewerCountry } from '../edge';
import { FunctionActivity, Logs, LogStore, Monitoring, StreamedBytesCounter } from '../records';
import { StreamingEdgeOptions, withObjectDistributions } from '../streaming';
import { loadTemplates } from '../template';
import { deploymentCalls } from './api';
import { changeNotices } from './change-notices';
import { ChangedTemplates } from './changed-templates';
import { Stacks } from './cloudformation/stacks';
import { ControlApi } from './control-api';
import { Entrances } from './entrances';
import { functionNotices } from './function-notices';
import { HostNames } from './host-names';
import { certificateUsers } from './iam/certificate-usage';
import { DEFAULT_LIMITS, ServerCertificates } from './iam/server-certificates';
import { LocalEdgeOptions } from './local-edge-options';
import { LocalStreaming } from './local-streaming';
import { logNotices } from './log-notices';
import { migrationNotices } from './migration-notices';
import { openControl } from './open-control';
import { originNotices } from './origin-notices';
import { ReadyEvent, readyEvent } from './ready-event';
import { signerNotices } from './signer-notices';
import { streamingNotices } from './streaming-notices';
import { templateNotices } from './template-notices';
import { missingBundles } from './tls/trust-store-bundle';
import { ViewerEncryption } from './tls/viewer-encryption';
import { TrailKeeper } from './trail-keeper';

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
      const { origins = {}, originCertificates = {}, keyPairs = [], trustStores = {}, onNotice } = options;
      const notices = [
        ...templateNotices(application), ...signerNotices(application, keyPairs), ...missingSources(origins, withObjects(application)),
        ...clientCertificateNotices(application, originCertificates), ...missingBundles(application, trustStores), ...logNotices(application, local.logStore),
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
  private readonly stacks = new Stacks(this.clock);
  private readonly hostNames: HostNames;
  private readonly encryption: ViewerEncryption;
  private readonly entrances: Entrances;
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
      stores: () => this.edge.keyValueStores,
      now: () => this.clock.now(),
      onNotice,
      onAttempt: (attempt) => this.logs.connection({ ...attempt, time: this.clock.now() }),
    });
    const countryOf = options.locator && remembered((ip) => options.locator!.countryOf(ip));
    this.monitoring = new Monitoring({
      clock: this.clock,
      countryOf: (request) => viewerCountry(request, countryOf),
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
      origins: originClients(options.origins ?? {}, () => this.application, {
        trust: options.originTrust,
        clientCertificates: options.originCertificates,
        permissions: () => this.permissions.readable,
      }),
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
    const { host = DEFAULT_HOST, port, httpsPort, country, countryHeader } = options;
    this.entrances = new Entrances({
      application: () => this.application,
      edge: this.edge,
      viewers: { hostNames: this.hostNames, country, countryHeader: countryHeader?.toLowerCase() },
      encryption: this.encryption,
      host,
      port,
      httpsPort,
      onDefect: (error) => this.tellDefect(error),
    });
  }

  /** The distributions and where they are reached, as of now. */
  public get ready(): ReadyEvent {
    return readyEvent(this.application, (id) => this.entrances.urls(id), (id) => this.streaming.urls(id), this.control!.url);
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
    if (grace > 0) {
      const passed = new AbortController();
      await Promise.race([this.entrances.drain(), setTimeout(grace, undefined, { signal: passed.signal }).catch(() => {})]);
      passed.abort();
    }
    await Promise.all([this.entrances, this.control, this.streaming].map((open) => open?.close()));
    this.monitoring.close();
    this.trail.close();
    await this.edge.close();
    await this.logs.end();
  }

  /** Which keys have opened something, and for how long that is good. */
  private noteGrants({ decisions }: Pick<RequestRecord, 'decisions'>): void {
    for (const { step, decided, because = {} } of decisions) {
      if (step === 'signature' && decided === 'granted') this.keyPairs.noteGrant(String(because.key), Number(because.until));
    }
  }

  private async open(): Promise<void> {
    await this.entrances.open();
    await this.streaming.adapt(this.application);
    const { clock, edge, templates, certificates, limits, keyPairs, functions, logStore, logs, monitoring, stacks, trail } = this;
    this.control = await openControl({
      clock,
      edge,
      templates,
      certificates,
      limits,
      keyPairs,
      functions,
      logStore,
      logs,
      monitoring,
      stacks,
      trail,
      accountNumber: this.accountNumber,
      deploymentTime: (this.options.deploymentTime ?? 0) * 1000,
      identities: this.options.trail?.identities ?? new Map(),
      ready: () => this.ready,
      deploy: () => this.deploy(),
    });
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
    this.deployed = this.deployed.catch(() => {}).then(async () => {
      await this.entrances.adapt();
      await this.streaming.adapt(this.application);
    });
    return this.deployed;
  }

  /** What CloudFormation does to bring templates here. */
  private recordDeployment(before: Application | undefined, after: Application): void {
    for (const call of deploymentCalls(before, after)) this.trail.record(call);
    this.stacks.deploy(before, after, before === undefined ? 0 : (this.options.deploymentTime ?? 0) * 1000);
  }

  private streamingOf(common: StreamingEdgeOptions): LocalStreaming {
    const { host = DEFAULT_HOST, rtmpPort = 0, rtmptPort = 0, checksUnpause, onNotice } = this.options;
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
}

const DEFAULT_HOST = '127.0.0.1';

/** An application with the buckets of its RTMP distributions among its origins. */
function withObjects(application: Application): Application {
  return withObjectDistributions(application, factsOf('current').defaults);
}

/** CloudFront's API may create an origin of any domain name, for which something has to stand from the beginning. */
function isDomainName(name: string): boolean {
  return name.includes('.');
}
