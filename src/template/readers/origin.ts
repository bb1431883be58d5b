import { BucketReference, CustomOriginConfig, Defaults, isKnown, Origin, OriginGroup, ResourceReference, S3OriginConfig, s3HostName, Value, VpcOriginConfig, withValues } from '../../config';
import { PartReader } from '../part-reader';
import { listOf } from './policies';

/** Finds the bucket of the application that has a name. */
export type FindBucket = (name: string) => BucketReference | undefined;

/** Finds the resource of the application that has a host name. */
export type FindHost = (host: string) => ResourceReference | undefined;

/** Finds what the application has under a domain name. */
export interface FindDestination {
  readonly findBucket: FindBucket;
  readonly findHost: FindHost;
}

/** What reading an origin takes beside its own properties. */
interface AroundOrigin extends FindDestination {
  readonly defaults: Defaults;
}

export function readOrigin(part: PartReader, around: AroundOrigin): Origin {
  const { defaults } = around;
  const domainName = part.text('DomainName');
  return {
    id: part.text('Id'),
    ...destination(domainName, around),
    path: part.text('OriginPath') ?? '',
    customHeaders: part.children('OriginCustomHeaders').map((header) => ({ ...header.part, name: header.headerName('HeaderName'), value: header.headerValue('HeaderValue') })),
    s3: s3Config(part.child('S3OriginConfig'), defaults),
    custom: customConfig(part.child('CustomOriginConfig'), defaults),
    vpc: vpcConfig(part.child('VpcOriginConfig'), defaults),
    originAccessControlId: part.text('OriginAccessControlId'),
    connectionAttempts: part.number('ConnectionAttempts') ?? defaults.connectionAttempts,
    connectionTimeout: part.number('ConnectionTimeout') ?? defaults.connectionTimeout,
    responseCompletionTimeout: part.number('ResponseCompletionTimeout'),
    originShield: originShield(part.child('OriginShield')),
    ...part.part,
  };
}

/** An origin with the values that a tenant has for the parameters in its domain name and path. */
export function originOfTenant(origin: Origin, values: ReadonlyMap<string, Value<string>>, find: FindDestination): Origin {
  const domainName = origin.domainName && withValues(origin.domainName, values);
  return { ...origin, ...destination(domainName, find), path: withValues(origin.path, values) };
}

/** The one origin of a template that uses the legacy `S3Origin` or `CustomOrigin` of the distribution. */
export function readLegacyOrigin(config: PartReader, id: Value<string> | undefined, around: AroundOrigin): Origin | undefined {
  const { defaults } = around;
  const s3 = config.child('S3Origin');
  const custom = config.child('CustomOrigin');
  const part = s3 ?? custom;
  if (part === undefined) return undefined;
  const domainName = part.text('DNSName');
  return {
    id: id ?? 'origin',
    ...destination(domainName, around),
    path: '',
    customHeaders: [],
    s3: s3Config(s3, defaults),
    custom: customConfig(custom, defaults),
    vpc: undefined,
    originAccessControlId: undefined,
    connectionAttempts: defaults.connectionAttempts,
    connectionTimeout: defaults.connectionTimeout,
    responseCompletionTimeout: undefined,
    originShield: undefined,
    ...part.part,
  };
}

export function readOriginGroup(part: PartReader): OriginGroup {
  return {
    ...part.part,
    id: part.text('Id'),
    members: (part.child('Members')?.children('Items') ?? []).map((member) => member.text('OriginId') ?? ''),
    failoverStatusCodes: part.child('FailoverCriteria')?.child('StatusCodes')?.numbers('Items') ?? [],
    selectionCriteria: part.text('SelectionCriteria'),
  };
}

function s3Config(part: PartReader | undefined, defaults: Defaults): S3OriginConfig | undefined {
  if (part === undefined) return undefined;
  return {
    ...part.part,
    originAccessIdentity: part.text('OriginAccessIdentity') ?? '',
    readTimeout: part.number('OriginReadTimeout') ?? defaults.originReadTimeout,
  };
}

function customConfig(part: PartReader | undefined, defaults: Defaults): CustomOriginConfig | undefined {
  if (part === undefined) return undefined;
  const protocols = part.texts('OriginSSLProtocols');
  return {
    httpPort: part.number('HTTPPort') ?? 80,
    httpsPort: part.number('HTTPSPort') ?? 443,
    protocolPolicy: part.text('OriginProtocolPolicy'),
    sslProtocols: isKnown(protocols) && listOf(protocols).length === 0 ? ['TLSv1', 'SSLv3'] : protocols,
    readTimeout: part.number('OriginReadTimeout') ?? defaults.originReadTimeout,
    keepaliveTimeout: part.number('OriginKeepaliveTimeout') ?? defaults.originKeepaliveTimeout,
    clientCertificateArn: part.child('OriginMtlsConfig')?.text('ClientCertificateArn'),
    ...part.part,
  };
}

function vpcConfig(part: PartReader | undefined, defaults: Defaults): VpcOriginConfig | undefined {
  if (part === undefined) return undefined;
  return {
    ...part.part,
    vpcOriginId: part.text('VpcOriginId'),
    readTimeout: part.number('OriginReadTimeout') ?? defaults.originReadTimeout,
    keepaliveTimeout: part.number('OriginKeepaliveTimeout') ?? defaults.originKeepaliveTimeout,
  };
}

function originShield(part: PartReader | undefined): Origin['originShield'] {
  return part === undefined ? undefined : { ...part.part, enabled: part.flag('Enabled') ?? false, region: part.text('OriginShieldRegion') };
}

/** A domain name, and what the application has under that name. */
function destination(domainName: Value<string> | undefined, { findBucket, findHost }: FindDestination): Pick<Origin, 'domainName' | 'bucket' | 'resource'> {
  const host = isKnown(domainName) ? s3HostName(domainName) : undefined;
  return { domainName, bucket: host && findBucket(host.bucket), resource: isKnown(domainName) ? findHost(domainName) : undefined };
}
