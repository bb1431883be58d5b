import { Application, cacheBehaviorsOf, isKnown, knownOr, REALTIME_LOG_FIELDS, Resource, WebDistribution } from '../../config';
import { CompletedRecord } from '../../edge';
import { encoded } from '../access-logs/encoding';
import { LogStore } from '../access-logs/log-store';
import { LoggedRequest } from '../logged-requests';
import { REALTIME_FIELDS } from './realtime-fields';

/** What a cache behavior has of its requests recorded in real time: `AWS::CloudFront::RealtimeLogConfig`. */
interface RealtimeLog {
  /** The ARN of the Kinesis stream, or the logical id of the configuration where that is not known. */
  readonly stream: string;
  /** In the order in which a record has them, which is CloudFront's, whatever that of the configuration is [DTD-202]. */
  readonly fields: readonly string[];
  /** Of a hundred requests, how many are recorded. */
  readonly rate: number;
  /** Requests of which some are recorded. */
  requests: number;
}

/** The real-time logs of an application: a record for requests to the cache behaviors that name a configuration, at once. */
export class RealtimeLogs {
  /** By the ids of distributions and of tenants, then by the path pattern of the behavior. */
  private byDistribution: ReadonlyMap<string, ReadonlyMap<string, RealtimeLog>>;

  public constructor(application: Application, private readonly store: LogStore) {
    this.byDistribution = realtimeLogs(application);
  }

  public reload(application: Application): void {
    this.byDistribution = realtimeLogs(application);
  }

  /** Whether a request may have a record. */
  public has({ distributionId = '' }: CompletedRecord): boolean {
    return this.byDistribution.has(distributionId);
  }

  /** Records a request whose answer has ended, if it is one of those that are chosen. */
  public request(request: LoggedRequest): void {
    const { record } = request;
    const log = this.byDistribution.get(record.distributionId ?? '')?.get(record.pathPattern ?? '');
    if (log === undefined || !isChosen(log)) return;
    this.store.append(log.stream, log.fields.map((field) => encoded(REALTIME_FIELDS[field](request), 'current')).join('\t'));
  }
}

/** Whether the next request is one of those that the rate chooses, which are spread evenly, and the same on every run. */
function isChosen(log: RealtimeLog): boolean {
  const before = Math.floor(log.requests * log.rate / 100);
  return Math.floor(++log.requests * log.rate / 100) > before;
}

function realtimeLogs({ distributions, distributionTenants, resources }: Application): Map<string, Map<string, RealtimeLog>> {
  const configs = new Map(resources.filter(({ type }) => type === 'AWS::CloudFront::RealtimeLogConfig').flatMap((config) => (isKnown(config.ref) ? [[config.ref, logOf(config)]] : [])));
  const ofBehaviors = (distribution: WebDistribution) => new Map(cacheBehaviorsOf(distribution).flatMap(({ realtimeLogConfigArn: arn, pathPattern }) => {
    const log = isKnown(arn) ? configs.get(arn) : undefined;
    return log === undefined ? [] : [[knownOr(pathPattern, ''), log] as const];
  }));
  const all = [
    ...distributions.map((distribution) => [distribution.id, ofBehaviors(distribution)] as const),
    ...distributionTenants.flatMap(({ id, distribution }) => (distribution === undefined ? [] : [[id, ofBehaviors(distribution)] as const])),
  ];
  return new Map(all.filter(([, logs]) => logs.size > 0));
}

function logOf({ stated, location }: Resource): RealtimeLog {
  const { Fields: fields, SamplingRate: rate, EndPoints: endPoints } = stated;
  const chosen: readonly unknown[] = Array.isArray(fields) ? fields : [];
  const [endPoint] = (Array.isArray(endPoints) ? endPoints : []) as readonly { readonly KinesisStreamConfig?: { readonly StreamArn?: unknown } }[];
  const arn = endPoint?.KinesisStreamConfig?.StreamArn;
  return {
    stream: typeof arn === 'string' ? arn : location.logicalId,
    fields: REALTIME_LOG_FIELDS.filter((field) => chosen.includes(field)),
    rate: Number(rate) || 0,
    requests: 0,
  };
}
