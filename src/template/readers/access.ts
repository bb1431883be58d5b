import {
  AcmCertificate, Bucket, BucketDeployment, BucketPolicy, BucketReference, isKnown, KeyGroup, OriginAccessControl, OriginAccessIdentity, PolicyStatement, PublicKey,
  ServerCertificate, UNKNOWN, Value,
} from '../../config';
import { PartReader } from '../part-reader';
import { objectOf } from '../resolver';
import { FindBucket } from './origin';
import { listOf } from './policies';
import { readSourceMarkers } from './source-markers';

export function readOriginAccessIdentity(resource: PartReader, id: string, s3CanonicalUserId: string): OriginAccessIdentity {
  const config = resource.childOrEmpty('CloudFrontOriginAccessIdentityConfig');
  return { ...config.part, id, s3CanonicalUserId, comment: config.text('Comment') };
}

export function readOriginAccessControl(resource: PartReader, id: string): OriginAccessControl {
  const config = resource.childOrEmpty('OriginAccessControlConfig');
  return {
    ...config.part,
    id,
    name: config.text('Name'),
    originType: config.text('OriginAccessControlOriginType'),
    signingBehavior: config.text('SigningBehavior'),
    signingProtocol: config.text('SigningProtocol'),
  };
}

export function readBucket(resource: PartReader, name: string, region: Value<string>): Bucket {
  return {
    ...resource.part,
    name,
    region,
    websiteConfiguration: resource.child('WebsiteConfiguration')?.stated,
    corsConfiguration: resource.child('CorsConfiguration')?.stated,
    publicAccessBlock: resource.child('PublicAccessBlockConfiguration')?.stated,
    accessControl: resource.text('AccessControl'),
    objectOwnership: resource.child('OwnershipControls')?.children('Rules')[0]?.text('ObjectOwnership'),
    encryption: resource.child('BucketEncryption')?.stated,
  };
}

/** @param written the bucket whose name is written like that of the policy's, for names that are not known */
export function readBucketPolicy(resource: PartReader, findBucket: FindBucket, written: BucketReference | undefined): BucketPolicy {
  const bucket = resource.text('Bucket');
  return {
    ...resource.part,
    bucket: isKnown(bucket) ? bucketNamed(bucket, findBucket) : written,
    statements: readStatements(resource.childOrEmpty('PolicyDocument')),
  };
}

function bucketNamed(name: Value<string> | undefined, findBucket: FindBucket): BucketReference | undefined {
  return isKnown(name) ? findBucket(name) : undefined;
}

/** The statements of a policy document. */
export function readStatements(document: PartReader): PolicyStatement[] {
  return document.children('Statement').map(statement);
}

function statement(part: PartReader): PolicyStatement {
  return {
    ...part.part,
    effect: part.text('Effect') ?? 'Deny',
    principals: principals(part),
    actions: listOf(part.texts('Action')),
    notActions: listOf(part.texts('NotAction')),
    resources: listOf(part.texts('Resource')),
    conditions: conditions(part.child('Condition')),
  };
}

function principals(part: PartReader): PolicyStatement['principals'] {
  if (typeof part.stated.Principal === 'string') return { AWS: [part.stated.Principal] };
  const principal = part.child('Principal');
  return principal === undefined ? {} : Object.fromEntries(Object.keys(principal.stated).map((kind) => [kind, listOf(principal.texts(kind))]));
}

function conditions(part: PartReader | undefined): PolicyStatement['conditions'] {
  if (part === undefined) return {};
  return Object.fromEntries(Object.keys(part.stated).map((operator) => {
    const keys = part.childOrEmpty(operator);
    return [operator, Object.fromEntries(Object.keys(keys.stated).map((key) => [key, valuesOf(keys.texts(key))]))];
  }));
}

/** A list that is not known is one value that is not: what has a condition is never taken for unconditional. */
function valuesOf(list: Value<readonly Value<string>[]>): readonly Value<string>[] {
  return isKnown(list) ? list : [UNKNOWN];
}

export function readPublicKey(resource: PartReader, id: string): PublicKey {
  const config = resource.childOrEmpty('PublicKeyConfig');
  return { ...config.part, id, name: config.text('Name'), encodedKey: config.text('EncodedKey') };
}

export function readKeyGroup(resource: PartReader, id: string): KeyGroup {
  const config = resource.childOrEmpty('KeyGroupConfig');
  return { ...config.part, id, name: config.text('Name'), publicKeyIds: config.texts('Items') };
}

export function readCertificate(resource: PartReader, region: Value<string>): AcmCertificate {
  return {
    ...resource.part,
    domainName: resource.text('DomainName'),
    subjectAlternativeNames: resource.texts('SubjectAlternativeNames'),
    keyAlgorithm: resource.text('KeyAlgorithm'),
    region,
  };
}

export function readServerCertificate(resource: PartReader): ServerCertificate {
  return {
    ...resource.part,
    path: resource.text('Path') ?? '/',
    body: resource.text('CertificateBody'),
    chain: resource.text('CertificateChain'),
    privateKey: resource.text('PrivateKey'),
  };
}

/** @param assets directories or files of the application's assets, by hash */
export function readBucketDeployment(resource: PartReader, findBucket: FindBucket, assets: { readonly [hash: string]: string } = {}): BucketDeployment {
  const bucket = bucketNamed(resource.text('DestinationBucketName'), findBucket);
  const prefix = resource.text('DestinationBucketKeyPrefix');
  const metadata = readDeploymentMetadata(resource);
  const sources = listOf(resource.texts('SourceObjectKeys')).map((key) => (isKnown(key) ? assets[key.replace(/\.\w+$/, '')] : undefined));
  return {
    ...resource.part,
    bucket,
    distributionId: resource.text('DistributionId'),
    distributionPaths: resource.texts('DistributionPaths'),
    metadata,
    contents: sources.flatMap((source, i) => (
      source === undefined || bucket === undefined ? [] : [{ bucket, source, keyPrefix: isKnown(prefix) ? prefix : '', metadata, markers: readSourceMarkers(resource, i) }]
    )),
  };
}

/** Metadata that a `BucketDeployment` gives its objects, by header name. */
function readDeploymentMetadata(resource: PartReader): { [header: string]: string } {
  const metadata: { [header: string]: string } = {};
  const collect = (property: string, prefix: string) => {
    const given = objectOf(resource.stated[property]) ?? {};
    for (const key of Object.keys(given)) {
      const value = given[key];
      if (typeof value === 'string') metadata[`${prefix}${key.toLowerCase()}`] = value;
    }
  };
  collect('SystemMetadata', '');
  collect('UserMetadata', 'x-amz-meta-');
  return metadata;
}
