import { Resource, Treatment } from '../config';
import { FOR_PEOPLE } from './for-people';
import { KNOWN_PROPERTIES } from './known-properties';
import { objectOf } from './resolver';
import { similarName } from './similar-name';
import { webAclTreatmentOf } from './web-acl-treatment';

/** Resource types that the edge runs; the others are accepted as wholes. */
const EMULATED_TYPES: readonly string[] = [
  'AWS::CloudFront::Distribution', 'AWS::CloudFront::CloudFrontOriginAccessIdentity', 'AWS::CloudFront::OriginAccessControl',
  'AWS::CloudFront::CachePolicy', 'AWS::CloudFront::OriginRequestPolicy', 'AWS::CloudFront::ResponseHeadersPolicy',
  'AWS::CloudFront::ContinuousDeploymentPolicy', 'AWS::CloudFront::DistributionTenant', 'AWS::CloudFront::ConnectionGroup', 'AWS::CloudFront::TrustStore',
  'AWS::CloudFront::StreamingDistribution', 'AWS::CloudFront::MonitoringSubscription', 'AWS::CloudFront::Function', 'AWS::CloudFront::ConnectionFunction', 'AWS::CloudFront::KeyValueStore',
  'AWS::CloudFront::RealtimeLogConfig', 'AWS::CloudFront::PublicKey', 'AWS::CloudFront::KeyGroup',
  'AWS::CloudFront::FieldLevelEncryptionConfig', 'AWS::CloudFront::FieldLevelEncryptionProfile',
];

/** Properties without effect on the local edge, with the reason. What stands below one of them has none either. */
const WITHOUT_EFFECT: { readonly [type: string]: { readonly [path: string]: string } } = {
  'AWS::CloudFront::Distribution': {
    'Tags': FOR_PEOPLE.TAGS,
    'DistributionConfig.AnycastIpListId': 'the local edge listens on this machine only',
    'DistributionConfig.Comment': FOR_PEOPLE.COMMENT,
    'DistributionConfig.Origins.VpcOriginConfig.VpcOriginId': 'a VPC origin is reached where --origin says',
    'DistributionConfig.TenantConfig.ParameterDefinitions.Definition.StringSchema.Comment': FOR_PEOPLE.COMMENT,
  },
  'AWS::CloudFront::CachePolicy': { 'CachePolicyConfig.Comment': FOR_PEOPLE.COMMENT },
  'AWS::CloudFront::FieldLevelEncryptionConfig': {
    'CallerReference': FOR_PEOPLE.NAME,
    'Comment': FOR_PEOPLE.COMMENT,
    'ContentTypeProfileConfig.ContentTypeProfiles.Format': 'there is one format',
  },
  'AWS::CloudFront::FieldLevelEncryptionProfile': {
    'FieldLevelEncryptionProfileConfig.CallerReference': FOR_PEOPLE.NAME,
    'FieldLevelEncryptionProfileConfig.Comment': FOR_PEOPLE.COMMENT,
    'FieldLevelEncryptionProfileConfig.Name': FOR_PEOPLE.NAME,
  },
  'AWS::CloudFront::DistributionTenant': {
    'ManagedCertificateRequest.CertificateTransparencyLoggingPreference': 'certificates of the local edge are in no log',
    'ManagedCertificateRequest.PrimaryDomainName': 'the local certificate has all domains of the tenant',
    'ManagedCertificateRequest.ValidationTokenHost': 'the local edge makes the certificate by itself',
    'Name': FOR_PEOPLE.NAME,
    'Tags': FOR_PEOPLE.TAGS,
  },
  'AWS::CloudFront::ConnectionGroup': {
    AnycastIpListId: 'the local edge listens on this machine only',
    Ipv6Enabled: 'tenants are reached by IPv6 where a distribution has it on',
    Name: FOR_PEOPLE.NAME,
    Tags: FOR_PEOPLE.TAGS,
  },
  'AWS::CloudFront::PublicKey': {
    'PublicKeyConfig.CallerReference': FOR_PEOPLE.NAME,
    'PublicKeyConfig.Comment': FOR_PEOPLE.COMMENT,
    'PublicKeyConfig.Name': FOR_PEOPLE.NAME,
  },
  'AWS::CloudFront::KeyGroup': { 'KeyGroupConfig.Comment': FOR_PEOPLE.COMMENT, 'KeyGroupConfig.Name': FOR_PEOPLE.NAME },
  'AWS::CloudFront::RealtimeLogConfig': {
    'EndPoints.KinesisStreamConfig.RoleArn': 'the records of streams are on the control URL',
    'EndPoints.StreamType': 'the records of streams are on the control URL',
    'Name': FOR_PEOPLE.NAME,
  },
  'AWS::CloudFront::TrustStore': {
    'CaCertificatesBundleSource.CaCertificatesBundleS3Location.Region': 'a bucket is where the application deploys to',
    'CaCertificatesBundleSource.CaCertificatesBundleS3Location.Version': 'the bundle is what the application deploys now',
    'Name': FOR_PEOPLE.NAME,
    'Tags': FOR_PEOPLE.TAGS,
    'UseClientCertificateOCSPEndpoint': 'authorities are not asked whether a certificate is revoked',
  },
  'AWS::CloudFront::Function': {
    'FunctionConfig.Comment': FOR_PEOPLE.COMMENT,
    'FunctionMetadata': 'CloudFront says it, not the template',
    'Tags': FOR_PEOPLE.TAGS,
  },
  'AWS::CloudFront::ConnectionFunction': { 'ConnectionFunctionConfig.Comment': FOR_PEOPLE.COMMENT, 'Tags': FOR_PEOPLE.TAGS },
  'AWS::CloudFront::KeyValueStore': { Comment: FOR_PEOPLE.COMMENT, Tags: FOR_PEOPLE.TAGS },
  'AWS::CloudFront::StreamingDistribution': { 'Tags': FOR_PEOPLE.TAGS, 'StreamingDistributionConfig.Comment': FOR_PEOPLE.COMMENT },
  'AWS::CloudFront::OriginRequestPolicy': { 'OriginRequestPolicyConfig.Comment': FOR_PEOPLE.COMMENT },
  'AWS::CloudFront::ResponseHeadersPolicy': { 'ResponseHeadersPolicyConfig.Comment': FOR_PEOPLE.COMMENT },
};

/** Properties that have an effect when what they refer to, by ARN or id, is in the templates, with what is said where it is not. */
const REFERRING: { readonly [path: string]: string } = {
  'DistributionConfig.DefaultCacheBehavior.FunctionAssociations.FunctionARN': 'the function is not in the templates, or its code is not, or it is not published',
  'DistributionConfig.CacheBehaviors.FunctionAssociations.FunctionARN': 'the function is not in the templates, or its code is not, or it is not published',
  'DistributionConfig.DefaultCacheBehavior.LambdaFunctionAssociations.LambdaFunctionARN': 'the function, or its code, is not on this machine',
  'DistributionConfig.CacheBehaviors.LambdaFunctionAssociations.LambdaFunctionARN': 'the function, or its code, is not on this machine',
  'DistributionConfig.ConnectionFunctionAssociation.Id': 'the connection function is not in the templates, or its code is not, or it is not published',
  'FunctionConfig.KeyValueStoreAssociations.KeyValueStoreARN': 'the key value store is not in the templates',
  'ConnectionFunctionConfig.KeyValueStoreAssociations.KeyValueStoreARN': 'the key value store is not in the templates',
  'ImportSource.SourceArn': 'the import file is no asset of the application, so that the store begins empty',
  'DistributionConfig.DefaultCacheBehavior.FieldLevelEncryptionId': 'the configuration for field-level encryption is not in the templates',
  'DistributionConfig.CacheBehaviors.FieldLevelEncryptionId': 'the configuration for field-level encryption is not in the templates',
  'DistributionConfig.WebACLId': 'the web ACL is not in the templates',
  'Customizations.WebAcl.Arn': 'the web ACL is not in the templates',
};

/**
 * What happens locally with each property of a resource of CloudFront, or of AWS WAF; nothing is said of other resources.
 *
 * @param isKnownArn whether the templates have what an ARN or id names
 */
export function treatmentOf(resource: Resource, isKnownArn: (arn: string) => boolean): Treatment[] {
  return resource.type.startsWith('AWS::WAFv2::') ? webAclTreatmentOf(resource) : cloudFrontTreatment(resource, isKnownArn);
}

function cloudFrontTreatment({ type, location, stated }: Resource, isKnownArn: (arn: string) => boolean): Treatment[] {
  if (!type.startsWith('AWS::CloudFront::')) return [];
  const listed = KNOWN_PROPERTIES[type];
  if (listed === undefined) return [{ location, as: 'refused', because: `${type} is not known` }];
  const [known, withoutEffect] = [new Set(listed), WITHOUT_EFFECT[type] ?? {}];
  const treatments: Treatment[] = [];

  /** @param shape the path without indexes */
  function visit(value: unknown, path: string, shape: string, isWithoutEffect: boolean): void {
    if (Array.isArray(value)) return value.forEach((item, i) => visit(item, `${path}[${i}]`, shape, isWithoutEffect));
    const object = objectOf(value);
    if (object === undefined || Object.getPrototypeOf(object) !== null) return;
    for (const name of Object.keys(object)) visitProperty(object[name], name, path, shape, isWithoutEffect);
  }

  function visitProperty(value: unknown, name: string, outerPath: string, outerShape: string, isWithoutEffect: boolean): void {
    const [path, shape] = outerPath === '' ? [name, name] : [`${outerPath}.${name}`, `${outerShape}.${name}`];
    const here = { ...location, path };
    if (!known.has(shape)) {
      if (!belowFreeForm(shape, known)) treatments.push({ location: here, as: 'refused', because: `${type} has no property ${name} here${insteadOf(name, outerShape, known)}` });
      return;
    }
    const because = withoutEffect[shape] ?? (EMULATED_TYPES.includes(type) ? undefined : `${type} is not emulated`);
    const reason = because ?? (refersElsewhere(value, isKnownArn) ? REFERRING[shape] : undefined);
    if (!isWithoutEffect) treatments.push(reason === undefined ? { location: here, as: 'emulated' } : { location: here, as: 'accepted', because: reason });
    visit(value, path, shape, isWithoutEffect || because !== undefined);
  }

  visit(stated, '', '', false);
  return treatments;
}

function refersElsewhere(value: unknown, isKnownArn: (arn: string) => boolean): boolean {
  return typeof value !== 'string' || (value !== '' && !isKnownArn(value));
}

/** The property for which a name that nobody knows may be meant, in words; empty where there is none like it. */
function insteadOf(name: string, shape: string, known: ReadonlySet<string>): string {
  const prefix = shape === '' ? '' : `${shape}.`;
  const beside = [...known].filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length)).filter((path) => !path.includes('.'));
  const meant = name.length > LONGEST_NAME ? undefined : similarName(name, beside);
  return meant === undefined ? '' : `, but ${meant}`;
}

/** Characters beyond which a name is none that is mistyped. */
const LONGEST_NAME = 100;

/** Whether a path is below a property whose inner properties are not listed, such as a tag. */
function belowFreeForm(shape: string, known: ReadonlySet<string>): boolean {
  const parent = shape.slice(0, shape.lastIndexOf('.'));
  return known.has(parent) && ![...known].some((path) => path.startsWith(`${parent}.`));
}
