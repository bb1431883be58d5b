import { conditionOutcomes } from './condition-outcomes';
import { LOCAL_ACCOUNT } from './local-values';
import { PartReader } from './part-reader';
import { readTemplates } from './read-templates';
import { TemplateSource } from './source';
import { allDistributions, AnyDistribution, Application, cacheBehaviorsOf, DEPLOYMENT_ACTIONS, isKnown, LambdaAssociation, Resource, s3HostName, Value } from '../config';

/** What whoever deploys an application has to be allowed. */
export interface DeploymentPolicy {
  /** A policy for IAM. */
  readonly document: { readonly Version: '2012-10-17'; readonly Statement: readonly AllowingStatement[] };
  /** Types of resources of which it says nothing, since they are not CloudFront's. */
  readonly leftOut: readonly string[];
}

export interface AllowingStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

/** Actions on resources, under the name of the statement that they belong to. */
interface Need {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resource: string;
}

/**
 * The policy that lets somebody deploy, change and delete what templates have of CloudFront, and nothing else: CloudFront's own resources, whose ids come
 * only with them, and what these read or pass on of buckets, functions and roles. A name that only the deployment knows is a wildcard.
 * It holds for every outcome of the templates' conditions.
 */
export function deploymentPolicy(sources: readonly TemplateSource[]): DeploymentPolicy {
  const applications = conditionOutcomes(sources).map((outcome) => readTemplates(sources, { unknownEnvironment: true, ...outcome }));
  const types = applications.flatMap(({ resources }) => resources.map(({ type }) => type));
  return {
    document: { Version: '2012-10-17', Statement: statements(applications.flatMap(needsOf)) },
    leftOut: sorted(types.filter((type) => DEPLOYMENT_ACTIONS[type] === undefined && !type.startsWith('AWS::CDK::'))),
  };
}

function statements(needs: readonly Need[]): AllowingStatement[] {
  return [...new Set(needs.map(({ sid }) => sid))].map((Sid) => {
    const own = needs.filter(({ sid }) => sid === Sid);
    return { Sid, Effect: 'Allow', Action: sorted(own.flatMap(({ actions }) => actions)), Resource: sorted(own.map(({ resource }) => resource)) };
  });
}

function sorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}

function needsOf(application: Application): Need[] {
  const { distributions, keyValueStores, resources } = application;
  const needs = [
    ...resources.flatMap(({ type }) => (DEPLOYMENT_ACTIONS[type] === undefined ? [] : [{ sid: 'CloudFront', actions: DEPLOYMENT_ACTIONS[type], resource: '*' }])),
    ...allDistributions(application).flatMap(logBucket),
    ...distributions.flatMap(cacheBehaviorsOf).flatMap(({ lambdaAssociations }) => lambdaAssociations).flatMap(edgeFunction),
    ...keyValueStores.flatMap(({ importArn }) => (importArn === undefined ? [] : importSource(importArn))),
    ...ofType(resources, 'AWS::CloudFront::RealtimeLogConfig').flatMap(streamRoles),
    ...ofType(resources, 'AWS::CloudFront::TrustStore').flatMap(certificateBundle),
    ...ofType(resources, 'AWS::CloudFront::VpcOrigin').map(() => serviceLinkedRole('vpcorigin.cloudfront.amazonaws.com', 'AWSServiceRoleForCloudFrontVPCOrigin')),
  ];
  const made = madeHere(application);
  return needs.map((need) => ({ ...need, resource: need.resource.split(/([:/])/).map((part) => (made.has(part) ? '*' : part)).join('') }));
}

/** The names and accounts that resources have only on this machine. */
function madeHere({ resources, templates }: Application): ReadonlySet<unknown> {
  const names = resources.filter(({ ref, stated }) => !Object.values(stated).includes(ref)).map(({ ref }) => ref);
  return new Set([...names, ...templates.some(({ account }) => account === LOCAL_ACCOUNT) ? [] : [LOCAL_ACCOUNT]]);
}

function ofType(resources: readonly Resource[], type: string): PartReader[] {
  return resources.filter((resource) => resource.type === type).map(({ stated, location }) => new PartReader(stated, location, []));
}

/** CloudFront lets log files be written by the ACL of the bucket [LOG-011]. */
function logBucket({ logging }: AnyDistribution): Need[] {
  if (logging === undefined || logging.enabled === false) return [];
  const bucket = isKnown(logging.bucket) ? s3HostName(logging.bucket)?.bucket : undefined;
  return [{ sid: 'AccessLogs', actions: ['s3:GetBucketAcl', 's3:PutBucketAcl'], resource: bucketArn(bucket) }];
}

/** Lambda@Edge replicates the version of a function by roles of its own, which come with the first association of an account [FUN-136]. */
function edgeFunction({ functionArn, function: lambda }: LambdaAssociation): Need[] {
  // The version of a function of the application has its number from the deployment.
  const arn = lambda !== undefined ? `${lambda.arn}:*` : isKnown(functionArn) ? functionArn : 'arn:aws:lambda:us-east-1:*:function:*:*';
  return [
    { sid: 'LambdaAtEdge', actions: ['lambda:GetFunction', 'lambda:EnableReplication*', 'lambda:DisableReplication*'], resource: arn },
    serviceLinkedRole('replicator.lambda.amazonaws.com', 'AWSServiceRoleForLambdaReplicator'),
    serviceLinkedRole('logger.cloudfront.amazonaws.com', 'AWSServiceRoleForCloudFrontLogger'),
  ];
}

function serviceLinkedRole(service: string, role: string): Need {
  return { sid: 'ServiceLinkedRoles', actions: ['iam:CreateServiceLinkedRole'], resource: `arn:aws:iam::*:role/aws-service-role/${service}/${role}` };
}

/** A key value store is filled from an object [FUN-118]. */
function importSource(arn: Value<string>): Need[] {
  const object = isKnown(arn) ? arn : 'arn:aws:s3:::*/*';
  return [
    { sid: 'ImportSources', actions: ['s3:GetObject'], resource: object },
    { sid: 'ImportSourceBuckets', actions: ['s3:GetBucketLocation'], resource: object.replace(/\/.*/, '') },
  ];
}

function streamRoles(config: PartReader): Need[] {
  return config.children('EndPoints').map((endPoint) => {
    const role = endPoint.childOrEmpty('KinesisStreamConfig').text('RoleArn');
    return { sid: 'RealtimeLogs', actions: ['iam:PassRole'], resource: isKnown(role) ? role : 'arn:aws:iam::*:role/*' };
  });
}

function certificateBundle(store: PartReader): Need[] {
  const place = store.childOrEmpty('CaCertificatesBundleSource').childOrEmpty('CaCertificatesBundleS3Location');
  const [bucket, key] = [place.text('Bucket'), place.text('Key')].map((text) => (isKnown(text) ? text : undefined));
  return [
    { sid: 'CertificateBundles', actions: ['s3:GetObject', 's3:GetObjectVersion'], resource: `${bucketArn(bucket)}/${key ?? '*'}` },
    { sid: 'CertificateBundleBuckets', actions: ['s3:ListBucket'], resource: bucketArn(bucket) },
  ];
}

function bucketArn(name: string | undefined): string {
  return `arn:aws:s3:::${name ?? '*'}`;
}
