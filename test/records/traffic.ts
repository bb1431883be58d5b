import { Application } from '../../src/config';
import { CompletedRecord, ManualClock, OriginExchange, RawHeaders, ResultType } from '../../src/edge';
import { Asked, InvalidationUse, Monitoring, MonitoringOptions, reportAsCsv, reportAsJson } from '../../src/records';
import { readTemplates } from '../../src/template';

type Json = { readonly [property: string]: unknown };

/** What a test says of a request; all else is that of a hit of 1,000 bytes by HTTPS in Frankfurt. */
export interface Said {
  /** The distribution, by logical id. */
  readonly of?: string;
  readonly method?: string;
  readonly url?: string;
  readonly headers?: RawHeaders;
  readonly protocol?: 'http' | 'https';
  readonly country?: string;
  readonly at?: string;
  readonly status?: number;
  readonly result?: ResultType;
  readonly bytes?: number;
  readonly ttl?: number;
  /** Bytes of the viewer's body. */
  readonly uploaded?: number;
  /** Whether it went to the origin. */
  readonly forwarded?: boolean;
  readonly shielded?: boolean;
  readonly webSocket?: boolean;
  readonly firstByteAfter?: number;
}

/** Distributions of an application, and requests to them as a test says. */
export class Traffic {
  public readonly clock: ManualClock;
  public readonly monitoring: Monitoring;
  public readonly invalidations: (InvalidationUse & { readonly distribution: string })[] = [];
  private application!: Application;

  /**
   * @param resources the template, by logical id; what is a configuration of a web distribution may be written alone
   * @param start     when the test begins
   */
  public constructor(resources: { readonly [logicalId: string]: Json } = { Web: {} }, start = '2014-10-24T10:00:00Z', options: Partial<MonitoringOptions> = {}) {
    this.clock = new ManualClock(Date.parse(start));
    const invalidations = (id: string) => this.invalidations.filter((use) => use.distribution === id);
    this.monitoring = new Monitoring({ clock: this.clock, invalidations, ...options });
    this.deploy(resources);
  }

  public deploy(resources: { readonly [logicalId: string]: Json }): void {
    const template = { Resources: Object.fromEntries(Object.entries(resources).map(([name, resource]) => [name, 'Type' in resource ? resource : distribution(resource)])) };
    this.application = readTemplates([{ name: 'Stack', template }]);
    this.monitoring.update(this.application);
  }

  /** The id of a distribution. */
  public id(logicalId = 'Web'): string {
    const all = [...this.application.distributions, ...this.application.streamingDistributions, ...this.application.distributionTenants];
    return all.find(({ location }) => location.logicalId === logicalId)!.id;
  }

  /** Moves the time to one of ISO 8601. */
  public moveTo(time: string): void {
    this.clock.advance(Date.parse(time) - this.clock.now());
  }

  /** A request that ends now, or several that are the same. */
  public request(said: Said = {}, times = 1): void {
    const record = this.record(said);
    for (let i = 0; i < times; i++) this.monitoring.count(record);
  }

  public report(name: string, asked?: Asked): any {
    return reportAsJson(this.monitoring.report(name, asked));
  }

  public csv(name: string, asked?: Asked): string[] {
    return reportAsCsv(this.monitoring.report(name, asked)).trimEnd().split('\n');
  }

  /** What each usage type was used, by all methods together. */
  public usage(asked?: Asked): { readonly [usageType: string]: number } {
    const sums: { [usageType: string]: number } = {};
    for (const { UsageType, UsageValue } of this.report('usage-report', asked).rows) sums[UsageType] = (sums[UsageType] ?? 0) + UsageValue;
    return sums;
  }

  private record(said: Said): CompletedRecord {
    const { of = 'Web', method = 'GET', url = '/a', headers = [], protocol = 'https', country, at = 'FRA56-P6', status = 200, result: resultType = 'Hit', bytes = 1000, ttl = 86_400 } = said;
    const { uploaded = 0, forwarded = resultType === 'Miss', shielded = false, webSocket = false, firstByteAfter = 0 } = said;
    const originRequests: OriginExchange[] = forwarded ? [{ originId: 'origin', method, url, headers, outcome: 200, firstByteAfter, advice: [] }] : [];
    return {
      time: this.clock.now(),
      requestId: '',
      edgeLocation: at,
      request: { method, url, headers, protocol, httpVersion: '1.1', ip: '192.0.2.1', country, asksForWebSocket: webSocket },
      host: '',
      distribution: of,
      distributionId: this.id(of),
      primaryDistribution: undefined,
      distributionTenant: undefined,
      pathPattern: undefined,
      status,
      protocol,
      resultType,
      ttl,
      detailedResultType: resultType,
      decisions: shielded ? [{ step: 'origin-shield', decided: 'asked' }] : [],
      originRequests,
      functions: [],
      responseHeaders: [],
      firstByteAfter,
      upload: { bytes: uploaded },
      isCounted: true,
      transfer: { end: this.clock.now(), status, resultType, detailedResultType: resultType, bytesSent: bytes, bytesReceived: uploaded },
    };
  }
}

/** A web distribution with one origin. */
export function distribution(config: Json = {}): Json {
  return {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        Origins: [{ Id: 'origin', DomainName: 'myawsbucket.s3.amazonaws.com', S3OriginConfig: {} }],
        DefaultCacheBehavior: { TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
        ...config,
      },
    },
  };
}
