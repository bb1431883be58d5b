import {
  AcmCertificate, CustomErrorResponse, Defaults, GeoRestriction, isKnown, Logging, s3HostName, StreamingDistribution, TenantParameterDefinition, Value,
  ViewerCertificate, ViewerMtls, WebDistribution,
} from '../../config';
import { PartReader } from '../part-reader';
import { readCacheBehavior, Referenced } from './cache-behavior';
import { FindHost, FindBucket, readLegacyOrigin, readOrigin, readOriginGroup } from './origin';

/** What a distribution refers to in the rest of the application. */
export interface Surroundings extends Referenced {
  readonly defaults: Defaults;
  readonly findBucket: FindBucket;
  readonly findHost: FindHost;
  readonly certificates: readonly { readonly arn: string; readonly certificate: AcmCertificate }[];
}

export function readWebDistribution(resource: PartReader, identity: { id: string; domainName: string }, around: Surroundings): WebDistribution {
  const config = resource.childOrEmpty('DistributionConfig');
  const behavior = config.childOrEmpty('DefaultCacheBehavior');
  const legacy = readLegacyOrigin(config, behavior.text('TargetOriginId'), around);
  const origins = config.children('Origins').map((origin) => readOrigin(origin, around));
  return {
    ...identity,
    enabled: config.flag('Enabled') ?? true,
    comment: config.text('Comment') ?? '',
    aliases: config.texts(config.has('Aliases') ? 'Aliases' : 'CNAMEs'),
    priceClass: config.text('PriceClass') ?? around.defaults.priceClass,
    httpVersion: config.text('HttpVersion') ?? around.defaults.httpVersion,
    ipv6: config.flag('IPV6Enabled') ?? false,
    defaultRootObject: config.text('DefaultRootObject') ?? '',
    origins: legacy === undefined ? origins : [...origins, legacy],
    originGroups: (config.child('OriginGroups')?.children('Items') ?? []).map(readOriginGroup),
    defaultCacheBehavior: readCacheBehavior(behavior, true, around),
    cacheBehaviors: config.children('CacheBehaviors').map((part) => readCacheBehavior(part, false, around)),
    customErrorResponses: config.children('CustomErrorResponses').map(customErrorResponse),
    geoRestriction: readGeoRestriction(config.childOrEmpty('Restrictions').childOrEmpty('GeoRestriction')),
    viewerCertificate: viewerCertificate(config.child('ViewerCertificate'), around),
    viewerMtls: viewerMtls(config.child('ViewerMtlsConfig')),
    connectionFunctionId: config.child('ConnectionFunctionAssociation')?.text('Id'),
    logging: readLogging(config.child('Logging')),
    webAclId: config.text('WebACLId'),
    connectionMode: config.text('ConnectionMode'),
    cacheTagHeader: config.child('CacheTagConfig')?.text('HeaderName'),
    tenantParameters: (config.child('TenantConfig')?.children('ParameterDefinitions') ?? []).map(tenantParameter),
    staging: config.flag('Staging') ?? false,
    continuousDeploymentPolicyId: config.text('ContinuousDeploymentPolicyId'),
    ...config.part,
  };
}

export function readStreamingDistribution(resource: PartReader, identity: { id: string; domainName: string }, around: Surroundings): StreamingDistribution {
  const config = resource.childOrEmpty('StreamingDistributionConfig');
  const origin = config.childOrEmpty('S3Origin');
  const signers = config.childOrEmpty('TrustedSigners');
  const s3DomainName = origin.text('DomainName');
  const host = isKnown(s3DomainName) ? s3HostName(s3DomainName) : undefined;
  return {
    ...identity,
    enabled: config.flag('Enabled') ?? true,
    comment: config.text('Comment') ?? '',
    aliases: config.texts('Aliases'),
    priceClass: config.text('PriceClass') ?? around.defaults.priceClass,
    s3DomainName,
    bucket: host && around.findBucket(host.bucket),
    originAccessIdentity: origin.text('OriginAccessIdentity') ?? '',
    trustedSigners: signers.flag('Enabled') === false ? [] : withoutHyphens(signers.texts('AwsAccountNumbers')),
    logging: readLogging(config.child('Logging')),
    ...config.part,
  };
}

function withoutHyphens(accounts: Value<readonly Value<string>[]>): Value<readonly Value<string>[]> {
  return isKnown(accounts) ? accounts.map((account) => (isKnown(account) ? account.replace(/^(\d{4})-(\d{4})-(\d{4})$/, '$1$2$3') : account)) : accounts;
}

function customErrorResponse(part: PartReader): CustomErrorResponse {
  return {
    ...part.part,
    errorCode: part.number('ErrorCode'),
    responsePagePath: emptyAsAbsent(part.text('ResponsePagePath')),
    responseCode: part.number('ResponseCode'),
    errorCachingMinTtl: part.number('ErrorCachingMinTTL'),
  };
}

function tenantParameter(part: PartReader): TenantParameterDefinition {
  const schema = part.childOrEmpty('Definition').childOrEmpty('StringSchema');
  return { ...part.part, name: part.text('Name'), required: schema.flag('Required') ?? false, defaultValue: schema.text('DefaultValue') };
}

export function readGeoRestriction(part: PartReader): GeoRestriction {
  return { ...part.part, type: part.text('RestrictionType') ?? 'none', locations: part.texts('Locations') };
}

function viewerCertificate(part: PartReader | undefined, { certificates }: Surroundings): ViewerCertificate | undefined {
  if (part === undefined) return undefined;
  const acmCertificateArn = part.text('AcmCertificateArn');
  return {
    ...part.part,
    cloudFrontDefaultCertificate: part.flag('CloudFrontDefaultCertificate') ?? false,
    acmCertificateArn,
    acmCertificate: certificates.find(({ arn }) => arn === acmCertificateArn)?.certificate,
    iamCertificateId: part.text('IamCertificateId'),
    sslSupportMethod: part.text('SslSupportMethod'),
    minimumProtocolVersion: part.text('MinimumProtocolVersion'),
  };
}

function viewerMtls(part: PartReader | undefined): ViewerMtls | undefined {
  if (part === undefined) return undefined;
  const store = part.childOrEmpty('TrustStoreConfig');
  return {
    ...part.part,
    mode: part.text('Mode') ?? 'required',
    trustStoreId: emptyAsAbsent(store.text('TrustStoreId')),
    advertisesCaNames: store.flag('AdvertiseTrustStoreCaNames') ?? false,
    ignoresExpiry: store.flag('IgnoreCertificateExpiry') ?? false,
  };
}

function readLogging(part: PartReader | undefined): Logging | undefined {
  if (part === undefined) return undefined;
  return { ...part.part, enabled: part.flag('Enabled') ?? true, bucket: part.text('Bucket'), prefix: part.text('Prefix') ?? '', includeCookies: part.flag('IncludeCookies') ?? false };
}

function emptyAsAbsent(text: Value<string> | undefined): Value<string> | undefined {
  return text === '' ? undefined : text;
}
