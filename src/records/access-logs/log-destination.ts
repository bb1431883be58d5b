import { encoded } from './encoding';
import { logHeader } from './log-file';
import { STREAMING_FIELDS } from './streaming-fields';
import { LEGACY_FIELDS } from './web-fields';
import { Application, Edition, isKnown, isSameResource, knownItems, knownOr, LogDelivery, Logging, s3HostName, STANDARD_LOG_FIELDS, WebDistribution } from '../../config';
import { CONNECTION_FIELDS } from '../connection-logs/connection-record';

/** Where entries of a distribution's log go, and what is in them. */
export interface LogDestination {
  /** What log files are named after. */
  readonly distributionId: string;
  readonly includesCookies: boolean;
  readonly fields: readonly string[];
  /** What a file begins with. */
  readonly header: string;
  /** The entry with some values, in the order of the fields. */
  readonly line: (values: readonly (string | undefined)[]) => string;
  readonly place: LogPlace;
  /** Whether the ACL of the bucket has to let files be written, rather than its policy. */
  readonly isByAcl: boolean;
}

/** A bucket that gets files, or a stream that gets records: a log group, or one of Firehose. */
export type LogPlace = LogBucketPlace | { readonly stream: string };

export interface LogBucketPlace {
  /** The name of the bucket. */
  readonly bucket: string;
  /** What the key of a file for an hour begins with, in milliseconds since the epoch: all before the name of the file. */
  readonly folder: (hour: number) => string;
}

/** The destinations of an application: of web distributions and tenants by id, and of RTMP distributions by logical id. */
export interface LogDestinations {
  readonly web: ReadonlyMap<string, readonly LogDestination[]>;
  /** Of connections to web distributions. */
  readonly connections: ReadonlyMap<string, readonly LogDestination[]>;
  readonly streaming: ReadonlyMap<string, readonly LogDestination[]>;
}

/** Where an application has its logs delivered. */
export function logDestinations(application: Application, edition: Edition): LogDestinations {
  const { distributions, distributionTenants, streamingDistributions } = application;
  const byDelivery = (distribution: WebDistribution, type: LogType = 'ACCESS_LOGS') => (
    deliveriesOf(distribution, application, type).map((delivery) => delivered(delivery, distribution, application, FIELDS[type]))
  );
  return {
    web: new Map([
      ...distributions.map((one) => [one.id, [...legacy(one.id, one.logging, LEGACY_FIELDS[edition], edition), ...byDelivery(one)]] as const),
      ...distributionTenants.flatMap(({ id, distribution }) => (distribution === undefined ? [] : [[id, byDelivery(distribution)] as const])),
    ]),
    connections: new Map(distributions.map((one) => [one.id, byDelivery(one, 'CONNECTION_LOGS')])),
    streaming: new Map(streamingDistributions.map(({ id, location, logging }) => [location.logicalId, legacy(id, logging, Object.keys(STREAMING_FIELDS), edition)])),
  };
}

/** The names of the buckets that an application has logs delivered to. */
export function logBuckets(application: Application): string[] {
  const places = allDestinations(logDestinations(application, 'current')).map(({ place }) => place);
  return [...new Set(places.flatMap((place) => ('bucket' in place ? [place.bucket] : [])))];
}

/** The destinations of all distributions. */
export function allDestinations({ web, connections, streaming }: LogDestinations): LogDestination[] {
  return [web, connections, streaming].flatMap((some) => [...some.values()]).flat();
}

/** What a distribution says itself: logs that a bucket gets. */
function legacy(distributionId: string, logging: Logging | undefined, fields: readonly string[], edition: Edition): LogDestination[] {
  const bucket = isKnown(logging?.bucket) ? s3HostName(logging.bucket)?.bucket : undefined;
  if (logging?.enabled !== true || bucket === undefined) return [];
  const folder = folderOf(knownOr(logging.prefix, ''));
  return [{
    distributionId,
    includesCookies: logging.includeCookies === true,
    fields,
    header: logHeader(fields),
    line: (values) => values.map((value) => encoded(value, edition)).join('\t'),
    place: { bucket, folder: () => folder },
    isByAcl: true,
  }];
}

/** A prefix with the slash that is appended to one without [LOG-019, LOG-021]. */
function folderOf(prefix: string): string {
  return prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
}

/** Deliveries of standard logging v2 whose source is a distribution, whose logs are of one type, and of whose destination the templates tell. */
function deliveriesOf({ location }: WebDistribution, { logDeliveries }: Application, type: LogType): LogDelivery[] {
  return logDeliveries.filter(({ source, destination }) => (
    isSameResource(source?.distribution, location) && knownOr(source?.logType, 'ACCESS_LOGS') === type && isKnown(destination?.resourceArn)
  ));
}

type LogType = 'ACCESS_LOGS' | 'CONNECTION_LOGS';

/** Fields of which a delivery chooses, and those that are delivered where it chooses none [DTD-194]. */
interface DeliveredFields {
  readonly all: readonly string[];
  readonly unchosen: readonly string[];
}

const FIELDS: { readonly [type in LogType]: DeliveredFields } = {
  ACCESS_LOGS: { all: STANDARD_LOG_FIELDS, unchosen: [...LEGACY_FIELDS.current, 'c-country', 'cache-behavior-path-pattern'] },
  CONNECTION_LOGS: { all: Object.keys(CONNECTION_FIELDS), unchosen: Object.keys(CONNECTION_FIELDS) },
};

/** What a delivery of standard logging v2 says. */
function delivered(delivery: LogDelivery, { id, location, logging }: WebDistribution, { templates }: Application, { all, unchosen }: DeliveredFields): LogDestination {
  const chosen = knownItems(delivery.recordFields);
  const fields = chosen.length === 0 ? unchosen : chosen.filter((field) => all.includes(field));
  const arn = knownOr(delivery.destination?.resourceArn, '');
  const [, bucket, prefix] = /^arn:[^:]+:s3:::([^/]+)\/?(.*)$/.exec(arn) ?? [];
  const format = knownOr(delivery.destination?.outputFormat, bucket === undefined ? 'json' : 'w3c');
  const hasValuesOnly = format === 'w3c' || format === 'plain' || format === 'raw';
  const account = knownOr(templates.find(({ name }) => name === location.template)?.account, '');
  return {
    distributionId: id,
    includesCookies: logging?.includeCookies === true,
    fields,
    header: format === 'w3c' || format === 'plain' ? `#Fields: ${fields.join(' ')}\n` : '',
    line: hasValuesOnly ? valuesBetween(knownOr(delivery.fieldDelimiter, '') || '\t') : jsonOf(fields),
    place: bucket === undefined ? { stream: arn } : { bucket, folder: partitions(prefix, knownOr(delivery.suffixPath, ''), { id, account, isHive: delivery.hivePaths === true }) },
    isByAcl: false,
  };
}

function valuesBetween(delimiter: string): LogDestination['line'] {
  return (values) => values.map((value) => encoded(value, 'current')).join(delimiter);
}

/** Field names with values that are strings [DTD-195]. */
function jsonOf(fields: readonly string[]): LogDestination['line'] {
  return (values) => JSON.stringify(Object.fromEntries(fields.map((field, i) => [field, encoded(values[i], 'current')])));
}

interface Partitioning {
  readonly id: string;
  readonly account: string;
  readonly isHive: boolean;
}

/** The folder of an hour: the prefix of the bucket, or the one that there is without, and the suffix with its variables [DTD-198]. */
function partitions(prefix: string, suffix: string, { id, account, isHive }: Partitioning): LogBucketPlace['folder'] {
  const values = (hour: number): { readonly [variable: string]: string } => {
    const [yyyy, MM, dd, HH] = new Date(hour).toISOString().split(/[-T:]/);
    return { DistributionId: id, distributionid: id, yyyy, MM, dd, HH, accountid: account };
  };
  const own = `AWSLogs/${isHive ? 'aws-account-id=' : ''}${account}/CloudFront`;
  return (hour) => {
    const path = suffix.replace(/\{(\w+)\}/g, (variable, name: string) => {
      const value = values(hour)[name];
      return value === undefined ? variable : `${isHive ? `${HIVE_NAMES[name] ?? name}=` : ''}${value}`;
    });
    return folderOf([prefix || own, ...path.split('/')].filter((part) => part !== '').join('/'));
  };
}

/** What Hive calls the variables, where not as they are. */
const HIVE_NAMES: { readonly [variable: string]: string } = { yyyy: 'year', MM: 'month', dd: 'day', HH: 'hour' };
