import {
  Application, at, BucketPolicy, isKnown, isSameResource, LogDelivery, LogDeliveryDestination, LogDeliverySource, s3HostName, STANDARD_LOG_FIELDS, WebDistribution,
} from '../config';
import { policyOf } from './origin-resources';
import { Rule, RuleSet } from './rule';
import { oneOf } from './values';

const LOG_TYPES = ['ACCESS_LOGS', 'CONNECTION_LOGS'];
const FORMATS = ['json', 'plain', 'w3c', 'raw', 'parquet'];
const VARIABLES = ['DistributionId', 'distributionid', 'yyyy', 'MM', 'dd', 'HH', 'accountid'];
const DELIVERY_SERVICE = 'delivery.logs.amazonaws.com';

/** The distribution whose logs a source has; undefined for a source of another service. */
function distributionOf({ distribution }: LogDeliverySource, { distributions }: Application): WebDistribution | undefined {
  return distributions.find(({ location }) => isSameResource(location, distribution));
}

function isOfCloudFront(source: LogDeliverySource | undefined): source is LogDeliverySource {
  return source !== undefined && (source.distribution !== undefined || (isKnown(source.resourceArn) && /^arn:[^:]+:cloudfront:/.test(source.resourceArn)));
}

function isDestination(destination: LogDeliveryDestination, { logDeliveries }: Application): boolean {
  return logDeliveries.some((delivery) => delivery.destination === destination && isOfCloudFront(delivery.source));
}

/** Service, region and the last part of an ARN, where it is one. */
function partsOf(arn: unknown): { readonly service: string; readonly region: string; readonly name: string } | undefined {
  const found = typeof arn === 'string' ? /^arn:[^:]+:([^:]+):([^:]*):[^:]*:(.+)$/.exec(arn) : null;
  return found === null ? undefined : { service: found[1], region: found[2], name: found[3] };
}

/** The bucket and the key prefix in which a delivery puts its files, where both are known. */
function placeOf({ destination, suffixPath }: LogDelivery): { readonly bucket: string; readonly path: string } | undefined {
  const target = partsOf(destination?.resourceArn);
  if (target?.service !== 's3' || (suffixPath !== undefined && !isKnown(suffixPath))) return undefined;
  const [bucket, ...prefix] = target.name.split('/');
  return { bucket, path: [...prefix, ...(suffixPath ?? '').split('/')].filter((part) => part !== '').join('/') };
}

/** The resources that a bucket's policy lets the log service write to; undefined where the policy does not tell. */
function writableBy({ statements }: BucketPolicy): string[] | undefined {
  const own = statements.filter(({ effect, principals }) => effect === 'Allow' && (principals.Service ?? []).includes(DELIVERY_SERVICE));
  const resources = own.flatMap((statement) => statement.resources);
  return resources.length > 0 && resources.every(isKnown) ? resources : undefined;
}

/** Whether an ARN with wildcards and a text with variables agree as far as both are certain. */
function mayMatch(pattern: string, text: string): boolean {
  const [one, other] = [pattern.split(/[*?]/)[0], text.split('{')[0]];
  return one.startsWith(other) || other.startsWith(one);
}

const logDeliverySource: readonly Rule<LogDeliverySource>[] = [
  {
    id: 'log-source-region',
    level: 'error',
    spec: ['DTD-189'],
    editions: ['current'],
    apiError: 'ValidationException',
    says: 'the logs of CloudFront have their source in us-east-1',
    *check(source) {
      if (isOfCloudFront(source) && isKnown(source.region) && source.region !== 'us-east-1') {
        yield { at: source.location, says: `the stack is in ${source.region}; allowed: us-east-1`, fix: 'put the source, its delivery and its destination into a stack for us-east-1' };
      }
    },
  },
  {
    id: 'log-source-type',
    level: 'error',
    spec: ['DTD-189'],
    editions: ['current'],
    apiError: 'ValidationException',
    says: 'CloudFront has logs of requests and logs of connections',
    *check(source) {
      if (isOfCloudFront(source)) yield* oneOf(source, 'LogType', source.logType, LOG_TYPES);
    },
  },
  {
    id: 'log-source-resource',
    level: 'error',
    spec: ['DTD-189'],
    editions: ['current'],
    apiError: 'ValidationException',
    says: 'the source of logs is named by the ARN of a distribution',
    *check(source) {
      const { resourceArn: got } = source;
      if (isOfCloudFront(source) && isKnown(got) && !/^arn:[^:]+:cloudfront::\d*:distribution\/[^/]+$/.test(got)) {
        yield { at: at(source, 'ResourceArn'), got, limit: 'arn:aws:cloudfront::ACCOUNT:distribution/ID', fix: 'give the ARN of the distribution' };
      }
    },
  },
  {
    id: 'log-source-repeated',
    level: 'error',
    spec: ['DTD-190'],
    editions: ['current'],
    apiError: 'ConflictException',
    says: 'a distribution has one source of each kind of log, which several deliveries may use',
    *check(source, { application: { logDeliverySources } }) {
      const first = logDeliverySources.find(({ distribution, logType }) => (
        isKnown(logType) && logType === source.logType && isSameResource(distribution, source.distribution)
      ));
      if (first === undefined || first === source) return;
      yield { at: at(source, 'ResourceArn'), says: `${first.location.logicalId} is a source of the same logs`, fix: `remove it, and let its deliveries use ${first.location.logicalId}` };
    },
  },
  {
    id: 'log-source-connection-logs',
    level: 'warning',
    spec: ['DTD-261'],
    editions: ['current'],
    says: 'logs of connections are of distributions whose viewers show certificates',
    *check(source, { application }) {
      const site = distributionOf(source, application);
      if (source.logType === 'CONNECTION_LOGS' && site !== undefined && site.stated.ViewerMtlsConfig === undefined) {
        yield { at: at(source, 'LogType'), got: 'CONNECTION_LOGS', says: `${site.location.logicalId} has no ViewerMtlsConfig, so the log stays empty`, fix: 'use ACCESS_LOGS, or set ViewerMtlsConfig' };
      }
    },
  },
];

const logDeliveryDestination: readonly Rule<LogDeliveryDestination>[] = [
  {
    id: 'log-destination-format',
    level: 'error',
    spec: ['DTD-191'],
    editions: ['current'],
    apiError: 'ValidationException',
    says: 'logs are json, plain, w3c or raw, or parquet in a bucket',
    *check(destination, { application }) {
      if (!isDestination(destination, application)) return;
      const { outputFormat: got, resourceArn } = destination;
      yield* oneOf(destination, 'OutputFormat', got, FORMATS);
      const service = partsOf(resourceArn)?.service;
      if (got === 'parquet' && service !== undefined && service !== 's3') yield { at: at(destination, 'OutputFormat'), got, limit: 'json, plain, w3c, raw', fix: 'use one of these, or deliver to a bucket' };
    },
  },
  {
    id: 'log-destination',
    level: 'error',
    spec: ['DTD-192'],
    editions: ['current'],
    apiError: 'ValidationException',
    says: 'logs go to a log group, to a bucket or to a Firehose stream in us-east-1',
    *check(destination, { application }) {
      const target = partsOf(destination.resourceArn);
      if (target === undefined || !isDestination(destination, application)) return;
      const where = { at: at(destination, 'DestinationResourceArn'), got: destination.resourceArn };
      const { service, region, name } = target;
      if (!['logs', 's3', 'firehose'].includes(service)) yield { ...where, fix: 'give the ARN of one of these' };
      if (service === 'firehose' && region !== 'us-east-1') yield { ...where, says: `the stream is in ${region}; allowed: us-east-1`, fix: 'make the stream in us-east-1' };
      const own = service === 's3' ? name.split('/')[0] : service === 'firehose' ? name.replace(/^deliverystream\//, '') : '';
      if (/[^\w-]/.test(own)) yield { ...where, says: `the name ${own} has characters other than letters, digits, _ and -`, fix: `use a ${service === 's3' ? 'bucket' : 'stream'} without them in its name` };
    },
  },
];

const logDelivery: readonly Rule<LogDelivery>[] = [
  {
    id: 'log-delivery-fields',
    level: 'error',
    spec: ['DTD-193'],
    editions: ['current'],
    apiError: 'ValidationException',
    says: 'access logs have the fields of CloudFront\'s standard logs',
    *check(delivery) {
      if (!isOfCloudFront(delivery.source) || delivery.source.logType !== 'ACCESS_LOGS' || !isKnown(delivery.recordFields)) return;
      for (const [i, got] of delivery.recordFields.entries()) {
        if (isKnown(got) && !STANDARD_LOG_FIELDS.includes(got)) yield { at: at(delivery, `RecordFields[${i}]`), got, fix: 'remove it; some fields are in real-time logs only' };
      }
    },
  },
  {
    id: 'log-delivery-suffix-path',
    level: 'error',
    spec: ['DTD-197'],
    editions: ['current'],
    apiError: 'ValidationException',
    says: 'the path of log files has certain variables only',
    *check({ source, suffixPath, ...delivery }) {
      if (!isOfCloudFront(source) || !isKnown(suffixPath)) return;
      const foreign = [...suffixPath.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name).find((name) => !VARIABLES.includes(name));
      if (foreign !== undefined) yield { at: at(delivery, 'S3SuffixPath'), got: suffixPath, limit: VARIABLES.map((name) => `{${name}}`).join(', '), fix: `replace {${foreign}}` };
    },
  },
  {
    id: 'log-delivery-cookies',
    level: 'warning',
    spec: ['DTD-199'],
    editions: ['current'],
    says: 'cookies are logged only when the distribution includes them',
    *check(delivery, { application }) {
      const site = delivery.source && distributionOf(delivery.source, application);
      const index = isKnown(delivery.recordFields) ? delivery.recordFields.indexOf('cs(Cookie)') : -1;
      if (site === undefined || index < 0 || (site.logging?.includeCookies ?? false) !== false) return;
      yield { at: at(delivery, `RecordFields[${index}]`), got: 'cs(Cookie)', says: `${site.location.logicalId} does not include cookies, so the field is always -`, fix: 'set Logging.IncludeCookies of the distribution, or leave the field out' };
    },
  },
  {
    id: 'log-delivery-bucket-policy',
    level: 'warning',
    spec: ['DTD-200'],
    editions: ['current'],
    says: 'the policy of a bucket lets the log service write where the delivery puts its files',
    *check(delivery, { application }) {
      const place = placeOf(delivery);
      const bucket = application.buckets.find(({ name }) => name === place?.bucket);
      const policy = bucket && policyOf(bucket, application);
      const allowed = policy && writableBy(policy);
      if (place === undefined || allowed === undefined || !isOfCloudFront(delivery.source) || !isKnown(delivery.suffixPath)) return;
      const target = `arn:aws:s3:::${place.bucket}/${place.path}`;
      if (allowed.some((pattern) => mayMatch(pattern, target))) return;
      yield { at: at(delivery, 'S3SuffixPath'), got: delivery.suffixPath, says: `the bucket's policy lets ${DELIVERY_SERVICE} write to ${allowed.join(', ')} only`, fix: 'change the policy with the path' };
    },
  },
  {
    id: 'log-delivery-beside-legacy',
    level: 'warning',
    spec: ['DTD-201'],
    editions: ['current'],
    says: 'logs of both kinds of logging go to different places',
    *check(delivery, { application }) {
      const place = placeOf(delivery);
      const logging = delivery.source && distributionOf(delivery.source, application)?.logging;
      if (place === undefined || !isKnown(logging?.bucket) || !isKnown(logging?.prefix)) return;
      if (s3HostName(logging!.bucket as string)?.bucket !== place.bucket || logging!.prefix.replace(/^\/|\/$/g, '') !== place.path) return;
      yield { at: at(delivery, 'DeliveryDestinationArn'), says: 'the distribution\'s legacy logs go to the same bucket with the same prefix', fix: 'use another prefix for one of them, or remove Logging' };
    },
  },
];

/** Rules about standard logging v2, which CloudWatch Logs delivers. */
export const logDeliveryRules: RuleSet = { logDeliverySource, logDeliveryDestination, logDelivery };
