import { KEY_GROUP_CONFIG, ORIGIN_ACCESS_CONTROL_CONFIG, ORIGIN_ACCESS_IDENTITY_CONFIG, PUBLIC_KEY_CONFIG, VPC_ORIGIN_ENDPOINT_CONFIG } from './access-configs';
import { Account } from './account';
import { PRIVATE_CONTENT } from './api-version';
import { FIELD_LEVEL_ENCRYPTION_CONFIG, FIELD_LEVEL_ENCRYPTION_PROFILE_CONFIG } from './encryption-configs';
import { configOf, documentOf, Family, Member } from './family';
import { MANAGED_CACHE, MANAGED_ORIGIN_REQUEST, MANAGED_RESPONSE_HEADERS } from './managed-policies';
import { CACHE_POLICY_CONFIG, ORIGIN_REQUEST_POLICY_CONFIG, RESPONSE_HEADERS_POLICY_CONFIG } from './policy-configs';
import { XmlElements } from './xml';
import { isoTime } from '../../edge';

const lastModified = (member: Member, account: Account) => ({ LastModifiedTime: timeOf(member, account) });

function timeOf({ stored }: Member, account: Account): string {
  return isoTime(stored === undefined ? 0 : account.lastModified(stored));
}

function policies(name: string, path: string, elements: Family['elements'], managed: Family['managed']): Family {
  const summary = (member: Member, account: Account) => ({ Type: member.stored === undefined ? 'managed' : 'custom', [name]: documentOf(member, account) });
  return { path, type: `AWS::CloudFront::${name}`, name, config: `${name}Config`, elements, managed, unique: 'Name', facts: lastModified, summary };
}

const canonicalUser = ({ id, templates }: Member) => ({
  S3CanonicalUserId: templates.application.originAccessIdentities.find((identity) => identity.id === id)?.s3CanonicalUserId,
});

const createdTime = (member: Member, account: Account) => ({ CreatedTime: timeOf(member, account) });

/** The parts of a configuration that a list tells, beside the id. */
const told = (member: Member, ...names: string[]): XmlElements => {
  const config = configOf(member);
  return Object.fromEntries(names.map((name) => [name, config[name]]));
};

function vpcOriginFacts(member: Member, account: Account): XmlElements {
  const accountId = account.number;
  const time = timeOf(member, account);
  return {
    Arn: `arn:aws:cloudfront::${accountId}:vpcorigin/${member.id}`,
    AccountId: accountId,
    Status: account.isDeploying(member.stored!) ? 'Deploying' : 'Deployed',
    CreatedTime: time,
    LastModifiedTime: time,
  };
}

export const VPC_ORIGINS: Family = {
  path: 'vpc-origin',
  type: 'AWS::CloudFront::VpcOrigin',
  name: 'VpcOrigin',
  config: 'VpcOriginEndpointConfig',
  elements: VPC_ORIGIN_ENDPOINT_CONFIG,
  unique: 'Name',
  codes: { missing: 'EntityNotFound', exists: 'EntityAlreadyExists', inUse: 'CannotDeleteEntityWhileInUse' },
  updateInUse: 'CannotUpdateEntityWhileInUse',
  request: 'CreateVpcOriginRequest',
  accepted: 202,
  facts: vpcOriginFacts,
  summary: (member, account) => ({ Id: member.id, ...told(member, 'Name'), ...vpcOriginFacts(member, account), OriginEndpointArn: configOf(member).Arn }),
};

/** All families, each with its words. */
export const FAMILIES: readonly Family[] = [
  policies('CachePolicy', 'cache-policy', CACHE_POLICY_CONFIG, MANAGED_CACHE),
  policies('OriginRequestPolicy', 'origin-request-policy', ORIGIN_REQUEST_POLICY_CONFIG, MANAGED_ORIGIN_REQUEST),
  policies('ResponseHeadersPolicy', 'response-headers-policy', RESPONSE_HEADERS_POLICY_CONFIG, MANAGED_RESPONSE_HEADERS),
  {
    path: 'origin-access-identity/cloudfront',
    type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity',
    name: 'CloudFrontOriginAccessIdentity',
    config: 'CloudFrontOriginAccessIdentityConfig',
    elements: ORIGIN_ACCESS_IDENTITY_CONFIG,
    unique: 'CallerReference',
    since: PRIVATE_CONTENT,
    updates: '/config',
    facts: canonicalUser,
    summary: (member) => ({ Id: member.id, ...canonicalUser(member), ...told(member, 'Comment') }),
  },
  {
    path: 'origin-access-control',
    type: 'AWS::CloudFront::OriginAccessControl',
    name: 'OriginAccessControl',
    config: 'OriginAccessControlConfig',
    elements: ORIGIN_ACCESS_CONTROL_CONFIG,
    unique: 'Name',
    updates: '/config',
    facts: () => ({}),
    summary: (member) => ({ Id: member.id, ...told(member, 'Description', 'Name', 'SigningProtocol', 'SigningBehavior', 'OriginAccessControlOriginType') }),
  },
  {
    path: 'public-key',
    type: 'AWS::CloudFront::PublicKey',
    name: 'PublicKey',
    config: 'PublicKeyConfig',
    elements: PUBLIC_KEY_CONFIG,
    statesReference: true,
    unique: 'Name',
    changeable: ['Comment'],
    updates: '/config',
    facts: createdTime,
    summary: (member, account) => ({ Id: member.id, ...told(member, 'Name'), ...createdTime(member, account), ...told(member, 'EncodedKey', 'Comment') }),
  },
  {
    path: 'key-group',
    type: 'AWS::CloudFront::KeyGroup',
    name: 'KeyGroup',
    config: 'KeyGroupConfig',
    elements: KEY_GROUP_CONFIG,
    unique: 'Name',
    codes: { missing: 'NoSuchResource', exists: 'KeyGroupAlreadyExists', inUse: 'ResourceInUse' },
    facts: lastModified,
    summary: (member, account) => ({ KeyGroup: documentOf(member, account) }),
  },
  {
    path: 'field-level-encryption-profile',
    type: 'AWS::CloudFront::FieldLevelEncryptionProfile',
    name: 'FieldLevelEncryptionProfile',
    config: 'FieldLevelEncryptionProfileConfig',
    elements: FIELD_LEVEL_ENCRYPTION_PROFILE_CONFIG,
    statesReference: true,
    unique: 'Name',
    updates: '/config',
    facts: lastModified,
    summary: (member, account) => ({ Id: member.id, ...lastModified(member, account), ...told(member, 'Name', 'EncryptionEntities', 'Comment') }),
  },
  {
    path: 'field-level-encryption',
    type: 'AWS::CloudFront::FieldLevelEncryptionConfig',
    name: 'FieldLevelEncryption',
    actionName: 'FieldLevelEncryptionConfig',
    config: 'FieldLevelEncryptionConfig',
    elements: FIELD_LEVEL_ENCRYPTION_CONFIG,
    isWholeResource: true,
    statesReference: true,
    unique: 'CallerReference',
    codes: { missing: 'NoSuchFieldLevelEncryptionConfig', exists: 'FieldLevelEncryptionConfigAlreadyExists', inUse: 'FieldLevelEncryptionConfigInUse' },
    updates: '/config',
    facts: lastModified,
    summary: (member, account) => ({ Id: member.id, ...lastModified(member, account), ...told(member, 'Comment', 'QueryArgProfileConfig', 'ContentTypeProfileConfig') }),
  },
  VPC_ORIGINS,
];
