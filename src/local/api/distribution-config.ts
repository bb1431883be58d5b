import { countedList, Element, flag, group, items, list, number, part, Properties, text, textsOf, told, uncountedList } from './element';

/** The elements of a web distribution's configuration, in the order in which CloudFront writes them, and what it writes where nothing is stated. */

const ORIGIN: readonly Element[] = [
  text('Id', { required: true }),
  text('DomainName', { required: true }),
  text('OriginPath', { otherwise: '' }),
  list('CustomHeaders', 'OriginCustomHeader', [text('HeaderName', { required: true }), text('HeaderValue', { required: true })], { property: 'OriginCustomHeaders' }),
  part('S3OriginConfig', [text('OriginAccessIdentity', { otherwise: '' }), number('OriginReadTimeout')]),
  part('CustomOriginConfig', [
    number('HTTPPort', { required: true, otherwise: 80 }),
    number('HTTPSPort', { required: true, otherwise: 443 }),
    text('OriginProtocolPolicy', { required: true }),
    list('OriginSslProtocols', 'SslProtocol', 'text', { property: 'OriginSSLProtocols' }),
    number('OriginReadTimeout', { otherwise: 30 }),
    number('OriginKeepaliveTimeout', { otherwise: 5 }),
    text('IpAddressType'),
    part('OriginMtlsConfig', [text('ClientCertificateArn', { required: true })]),
  ]),
  part('VpcOriginConfig', [
    text('VpcOriginId', { required: true }), text('OwnerAccountId'), number('OriginReadTimeout', { otherwise: 30 }), number('OriginKeepaliveTimeout', { otherwise: 5 }),
  ]),
  number('ConnectionAttempts', { otherwise: 3 }),
  number('ConnectionTimeout', { otherwise: 10 }),
  number('ResponseCompletionTimeout'),
  part('OriginShield', [flag('Enabled', { required: true }), text('OriginShieldRegion')], { otherwise: { Enabled: false } }),
  text('OriginAccessControlId', { otherwise: '' }),
];

const ORIGIN_GROUP: readonly Element[] = [
  text('Id', { required: true }),
  part('FailoverCriteria', [countedList('StatusCodes', 'StatusCode', 'number', { required: true })], { required: true }),
  countedList('Members', 'OriginGroupMember', [text('OriginId', { required: true })], { required: true }),
  text('SelectionCriteria'),
];

/** Seconds that hold where a behavior has no cache policy. */
const unlessPolicy = (seconds: number) => ({ CachePolicyId }: Properties) => (CachePolicyId === undefined ? seconds : undefined);

const METHODS = ['HEAD', 'GET'];
const methods = (name: string, more: readonly Element[] = []): Element => {
  const stated = group(name, [items('Method', name), ...more]);
  return { ...stated, write: (properties) => stated.write(textsOf(properties[name]).length === 0 ? { ...properties, [name]: METHODS } : properties) };
};

/** Who may sign: enabled where somebody is listed. */
const signers = (name: string, itemName: string) => group(name, [told('Enabled', (properties) => textsOf(properties[name]).length > 0), items(itemName, name)]);

const FORWARDED_VALUES = part('ForwardedValues', [
  flag('QueryString', { required: true, otherwise: false }),
  part('Cookies', [text('Forward', { required: true, otherwise: 'none' }), list('WhitelistedNames', 'Name')], { required: true, otherwise: { Forward: 'none' } }),
  list('Headers', 'Name'),
  list('QueryStringCacheKeys', 'Name'),
]);

const BEHAVIOR: readonly Element[] = [
  text('TargetOriginId', { required: true }),
  signers('TrustedSigners', 'AwsAccountNumber'),
  signers('TrustedKeyGroups', 'KeyGroup'),
  text('ViewerProtocolPolicy', { required: true }),
  methods('AllowedMethods', [methods('CachedMethods')]),
  flag('SmoothStreaming', { otherwise: false }),
  flag('Compress', { otherwise: false }),
  list('LambdaFunctionAssociations', 'LambdaFunctionAssociation', [text('LambdaFunctionARN', { required: true }), text('EventType', { required: true }), flag('IncludeBody')]),
  list('FunctionAssociations', 'FunctionAssociation', [text('FunctionARN', { required: true }), text('EventType', { required: true })]),
  text('FieldLevelEncryptionId', { otherwise: '' }),
  text('RealtimeLogConfigArn'),
  text('CachePolicyId'),
  text('OriginRequestPolicyId'),
  text('ResponseHeadersPolicyId'),
  part('GrpcConfig', [flag('Enabled', { required: true })], { otherwise: { Enabled: false } }),
  FORWARDED_VALUES,
  number('MinTTL', { otherwise: unlessPolicy(0) }),
  number('DefaultTTL', { otherwise: unlessPolicy(86_400) }),
  number('MaxTTL', { otherwise: unlessPolicy(31_536_000) }),
];

/** What a template states by having it at all: that logs are written. */
const LOGGING: Element = {
  names: ['Logging'],
  read(parent) {
    const { Logging } = LOGGING_PART.read(parent) as { Logging?: Properties };
    const { Enabled, ...stated } = Logging ?? {};
    return Enabled === true ? { Logging: stated } : {};
  },
  write: ({ Logging }) => LOGGING_PART.write({ Logging: Logging === undefined ? { Enabled: false } : { Enabled: true, ...(Logging as Properties) } }),
};
const LOGGING_PART = part('Logging', [
  flag('Enabled'), flag('IncludeCookies', { otherwise: false }), text('Bucket', { otherwise: '' }), text('Prefix', { otherwise: '' }),
]);

/** The certificate as former versions name it, beside its present name. */
const FORMER_CERTIFICATE: Element = {
  names: ['Certificate', 'CertificateSource'],
  read(parent) {
    const property = ({ acm: 'AcmCertificateArn', iam: 'IamCertificateId' } as Properties)[parent.child('CertificateSource')?.text ?? ''];
    const certificate = parent.child('Certificate')?.text ?? '';
    return property === undefined || certificate === '' ? {} : { [property as string]: certificate };
  },
  write({ AcmCertificateArn, IamCertificateId }) {
    const source = AcmCertificateArn !== undefined ? 'acm' : IamCertificateId !== undefined ? 'iam' : 'cloudfront';
    return { Certificate: textsOf(AcmCertificateArn ?? IamCertificateId)[0], CertificateSource: source };
  },
};

const VIEWER_CERTIFICATE = part('ViewerCertificate', [
  flag('CloudFrontDefaultCertificate', { otherwise: false }),
  text('IAMCertificateId', { property: 'IamCertificateId' }),
  text('ACMCertificateArn', { property: 'AcmCertificateArn' }),
  text('SSLSupportMethod', { property: 'SslSupportMethod' }),
  text('MinimumProtocolVersion'),
  FORMER_CERTIFICATE,
], { otherwise: { CloudFrontDefaultCertificate: true, MinimumProtocolVersion: 'TLSv1', CertificateSource: 'cloudfront' } });

const TENANT_PARAMETER: readonly Element[] = [
  text('Name', { required: true }),
  part('Definition', [part('StringSchema', [text('Comment'), text('DefaultValue'), flag('Required', { required: true })])], { required: true }),
];

const CUSTOM_ERROR_RESPONSE: readonly Element[] = [
  number('ErrorCode', { required: true }), text('ResponsePagePath', { otherwise: '' }), number('ResponseCode', { otherwise: '' }), number('ErrorCachingMinTTL', { otherwise: 10 }),
];

export const DISTRIBUTION_CONFIG: readonly Element[] = [
  text('CallerReference', { required: true }),
  list('Aliases', 'CNAME'),
  text('DefaultRootObject', { otherwise: '' }),
  list('Origins', 'Origin', ORIGIN, { required: true }),
  countedList('OriginGroups', 'OriginGroup', ORIGIN_GROUP),
  part('DefaultCacheBehavior', BEHAVIOR, { required: true }),
  list('CacheBehaviors', 'CacheBehavior', [text('PathPattern', { required: true }), ...BEHAVIOR]),
  list('CustomErrorResponses', 'CustomErrorResponse', CUSTOM_ERROR_RESPONSE),
  text('Comment', { required: true, otherwise: '' }),
  LOGGING,
  text('PriceClass', { otherwise: ({ ConnectionMode }) => (ConnectionMode === 'tenant-only' ? undefined : 'PriceClass_All') }),
  flag('Enabled', { required: true }),
  VIEWER_CERTIFICATE,
  part('Restrictions', [part('GeoRestriction', [text('RestrictionType', { required: true, otherwise: 'none' }), items('Location', 'Locations')], { required: true })], {
    otherwise: { GeoRestriction: { RestrictionType: 'none', Quantity: 0 } },
  }),
  text('WebACLId', { otherwise: '' }),
  text('HttpVersion', { otherwise: 'http2' }),
  flag('IsIPV6Enabled', { property: 'IPV6Enabled', otherwise: false }),
  text('ContinuousDeploymentPolicyId', { otherwise: '' }),
  flag('Staging', { otherwise: false }),
  text('AnycastIpListId'),
  part('TenantConfig', [uncountedList('ParameterDefinitions', 'member', TENANT_PARAMETER)]),
  text('ConnectionMode'),
  part('ViewerMtlsConfig', [
    text('Mode'),
    part('TrustStoreConfig', [text('TrustStoreId', { required: true }), flag('AdvertiseTrustStoreCaNames'), flag('IgnoreCertificateExpiry')]),
  ]),
  part('ConnectionFunctionAssociation', [text('Id', { required: true })]),
  part('CacheTagConfig', [text('HeaderName', { required: true })]),
];

/** The parts of a configuration that a list of web distributions tells. */
export const DISTRIBUTION_SUMMARY: readonly Element[] = DISTRIBUTION_CONFIG.filter(({ names: [name] }) => (
  !['CallerReference', 'DefaultRootObject', 'Logging', 'ContinuousDeploymentPolicyId', 'TenantConfig', 'CacheTagConfig'].includes(name)
));
