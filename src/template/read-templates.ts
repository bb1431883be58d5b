import {
  Application, BucketReference, cacheBehaviorsOf, ConnectionFunction, EdgeFunction, factsOf, hindrance, isKnown, knownOr, Problem, TemplateFacts, UNKNOWN, Value, WebAcl,
} from '../config';
import { connectedResolvers, isMade } from './connected-resolvers';
import { resourcesByHostName } from './host-names';
import { LOCAL_ACCOUNT, LOCAL_REGION } from './local-values';
import {
  readBucket, readBucketDeployment, readBucketPolicy, readCertificate, readKeyGroup, readOriginAccessControl, readOriginAccessIdentity, readPublicKey,
  readServerCertificate,
} from './readers/access';
import { readAlarm } from './readers/alarms';
import { readContinuousDeploymentPolicy } from './readers/continuous-deployment';
import { readDashboard } from './readers/dashboards';
import { readStreamingDistribution, readWebDistribution, Surroundings } from './readers/distribution';
import { readConnectionGroup, readDistributionTenant } from './readers/distribution-tenants';
import { readRecord, readRecordGroup, withoutTrailingDot } from './readers/dns-records';
import { readConnectionFunction, readFunction, readKeyValueStore, readLambdaFunction, readRole } from './readers/edge-code';
import { readFieldLevelEncryptionConfig, readFieldLevelEncryptionProfile } from './readers/field-level-encryption';
import { IAM_TYPES, readIamPolicies } from './readers/iam-policies';
import { readLiveEncoder } from './readers/live-encoders';
import { readLogDelivery, readLogDeliveryDestination, readLogDeliverySource } from './readers/log-deliveries';
import { readMonitoringSubscription } from './readers/monitoring-subscriptions';
import {
  MANAGED_CACHE, MANAGED_ORIGIN_REQUEST, MANAGED_RESPONSE_HEADERS, readCachePolicy, readOriginRequestPolicy, readResponseHeadersPolicy,
} from './readers/policies';
import { readTrustStore } from './readers/trust-stores';
import { readRuleGroup, readWebAcl } from './readers/web-acls';
import { isUntold, ResolvedResource, resourcesOf } from './resolved-resources';
import { objectOf, property, Resolver } from './resolver';
import { ReadOptions, TemplateSource } from './source';
import { treatmentOf } from './treatment';
import { bucketsByExpression } from './written-names';

/**
 * Reads the templates of one application.
 *
 * Never throws on what a template says: what is malformed is in `problems`, what cannot be known is `UNKNOWN`,
 * and what happens with each property is in `treatment`.
 */
export function readTemplates(sources: readonly TemplateSource[], options: ReadOptions = {}): Application {
  const problems: Problem[] = [];
  const resolvers = connectedResolvers(sources, options, problems).filter((resolver, _, all) => isMade(resolver, all));
  const resources = resolvers.flatMap((resolver) => resourcesOf(resolver, problems));
  const ofType = (type: string) => resources.filter((resource) => resource.type === type && !(options.unknownEnvironment && isUntold(resource)));
  const ref = (resource: ResolvedResource) => String(resource.ref);
  const regionOf = ({ resolver }: ResolvedResource): Value<string> => resolver.resolve({ Ref: 'AWS::Region' }) as Value<string>;

  const buckets = ofType('AWS::S3::Bucket').map((resource) => readBucket(resource.properties, ref(resource), regionOf(resource)));
  const byName = new Map<string, BucketReference>(buckets.map(({ name, location: { template, logicalId } }) => [name, { template, logicalId }]));
  const bucketWrittenAs = bucketsByExpression(ofType('AWS::S3::Bucket'));
  const findBucket = (name: string) => byName.get(name);
  const byHostName = resourcesByHostName(resources.map((resource) => ({
    type: resource.type,
    location: resource.location,
    region: knownOr(regionOf(resource), undefined),
    attribute: (name) => resource.resolver.attribute(resource.location.logicalId, name),
  })));
  const cachePolicies = ofType('AWS::CloudFront::CachePolicy').map((resource) => readCachePolicy(resource.properties, ref(resource)));
  const originRequestPolicies = ofType('AWS::CloudFront::OriginRequestPolicy').map((resource) => readOriginRequestPolicy(resource.properties, ref(resource)));
  const responseHeadersPolicies = ofType('AWS::CloudFront::ResponseHeadersPolicy').map((resource) => readResponseHeadersPolicy(resource.properties, ref(resource)));
  const functions = ofType('AWS::CloudFront::Function').map((resource) => readFunction(resource.properties, ref(resource)));
  const roles = ofType('AWS::IAM::Role').map((resource) => readRole(resource.properties, attributeOf(resource, 'Arn')));
  const versions = ofType('AWS::Lambda::Version').map(({ properties }) => properties);
  const lambdaFunctions = ofType('AWS::Lambda::Function').map((resource) => readLambdaFunction(
    resource.properties, attributeOf(resource, 'Arn'), { roles, versions, assets: resource.resolver.source.assets },
  ));
  const certificates = ofType('AWS::CertificateManager::Certificate')
    .map((resource) => ({ arn: ref(resource), certificate: readCertificate(resource.properties, regionOf(resource)) }));
  const zones = new Map(ofType('AWS::Route53::HostedZone').map((resource) => [ref(resource), withoutTrailingDot(resource.properties.text('Name'))]));
  const findZone = (id: string) => zones.get(id);
  const around: Surroundings = {
    defaults: factsOf(options.edition ?? 'current').defaults,
    findBucket,
    findHost: (host) => byHostName.get(host),
    certificates,
    functions,
    lambdaFunctions,
    cachePolicies: [...cachePolicies, ...MANAGED_CACHE],
    originRequestPolicies: [...originRequestPolicies, ...MANAGED_ORIGIN_REQUEST],
    responseHeadersPolicies: [...responseHeadersPolicies, ...MANAGED_RESPONSE_HEADERS],
  };
  const bucketDeployments = ofType('Custom::CDKBucketDeployment')
    .map(({ properties, resolver }) => readBucketDeployment(properties, findBucket, resolver.source.assets));
  const bucketContents = bucketDeployments.flatMap(({ contents }) => contents);
  const identityOf = (resource: ResolvedResource) => ({ id: ref(resource), domainName: attributeOf(resource, 'DomainName') });
  const distributionsReferredBy = ({ dependsOn, location: { template } }: ResolvedResource) => ofType('AWS::CloudFront::Distribution')
    .filter(({ location }) => location.template === template && dependsOn.includes(location.logicalId))
    .map((resource) => ({ id: ref(resource), reference: { template, logicalId: resource.location.logicalId } }));
  const logDeliverySources = ofType('AWS::Logs::DeliverySource')
    .map((resource) => readLogDeliverySource(resource.properties, ref(resource), regionOf(resource), distributionsReferredBy(resource)));
  const logDeliveryDestinations = ofType('AWS::Logs::DeliveryDestination')
    .map((resource) => readLogDeliveryDestination(resource.properties, attributeOf(resource, 'Arn'), findBucket));
  const distributions = ofType('AWS::CloudFront::Distribution').map((resource) => readWebDistribution(resource.properties, identityOf(resource), around));
  const webAcls = webAclsOf(ofType);
  const keyValueStores = ofType('AWS::CloudFront::KeyValueStore')
    .map((resource) => readKeyValueStore(resource.properties, attributeOf(resource, 'Arn'), resource.resolver.source.assets));
  const connectionFunctions = ofType('AWS::CloudFront::ConnectionFunction').map((resource) => readConnectionFunction(resource.properties, ref(resource)));
  const fieldLevelEncryptionConfigs = ofType('AWS::CloudFront::FieldLevelEncryptionConfig').map((resource) => readFieldLevelEncryptionConfig(resource.properties, ref(resource)));
  const known = new Set([
    ...arnsOfRunning({ webAcls, functions, connectionFunctions, distributions, keyValueStores }), ...fieldLevelEncryptionConfigs.map(({ id }) => id),
  ]);

  return {
    distributions,
    streamingDistributions: ofType('AWS::CloudFront::StreamingDistribution').map((resource) => readStreamingDistribution(resource.properties, identityOf(resource), around)),
    cachePolicies,
    originRequestPolicies,
    responseHeadersPolicies,
    originAccessIdentities: ofType('AWS::CloudFront::CloudFrontOriginAccessIdentity')
      .map((resource) => readOriginAccessIdentity(resource.properties, ref(resource), attributeOf(resource, 'S3CanonicalUserId'))),
    originAccessControls: ofType('AWS::CloudFront::OriginAccessControl').map((resource) => readOriginAccessControl(resource.properties, ref(resource))),
    publicKeys: ofType('AWS::CloudFront::PublicKey').map((resource) => readPublicKey(resource.properties, ref(resource))),
    fieldLevelEncryptionConfigs,
    fieldLevelEncryptionProfiles: ofType('AWS::CloudFront::FieldLevelEncryptionProfile')
      .map((resource) => readFieldLevelEncryptionProfile(resource.properties, ref(resource))),
    keyGroups: ofType('AWS::CloudFront::KeyGroup').map((resource) => readKeyGroup(resource.properties, ref(resource))),
    functions,
    connectionFunctions,
    keyValueStores,
    continuousDeploymentPolicies: ofType('AWS::CloudFront::ContinuousDeploymentPolicy')
      .map((resource) => readContinuousDeploymentPolicy(resource.properties, ref(resource))),
    distributionTenants: ofType('AWS::CloudFront::DistributionTenant')
      .map((resource) => readDistributionTenant(resource.properties, ref(resource), { ...around, distributions })),
    connectionGroups: ofType('AWS::CloudFront::ConnectionGroup')
      .map((resource) => readConnectionGroup(resource.properties, { id: ref(resource), routingEndpoint: attributeOf(resource, 'RoutingEndpoint') })),
    buckets,
    bucketPolicies: ofType('AWS::S3::BucketPolicy').map((resource) => readBucketPolicy(resource.properties, findBucket, bucketWrittenAs(resource, 'Bucket'))),
    bucketContents,
    bucketDeployments,
    certificates: certificates.map(({ certificate }) => certificate),
    serverCertificates: ofType('AWS::IAM::ServerCertificate').map((resource) => readServerCertificate(resource.properties)),
    trustStores: ofType('AWS::CloudFront::TrustStore').map((resource) => readTrustStore(resource.properties, ref(resource), { findBucket, bucketContents })),
    dnsRecords: [
      ...ofType('AWS::Route53::RecordSet').map(({ properties }) => readRecord(properties, findZone)),
      ...ofType('AWS::Route53::RecordSetGroup').flatMap(({ properties }) => readRecordGroup(properties, findZone)),
    ],
    iamPolicies: resources.filter(({ type }) => IAM_TYPES.includes(type)).flatMap(({ properties }) => readIamPolicies(properties)),
    alarms: ofType('AWS::CloudWatch::Alarm').map((resource) => readAlarm(resource.properties, regionOf(resource))),
    monitoringSubscriptions: ofType('AWS::CloudFront::MonitoringSubscription').map(({ properties }) => readMonitoringSubscription(properties)),
    dashboards: ofType('AWS::CloudWatch::Dashboard').map(({ properties, resolver, location }) => readDashboard(properties, resolver.locally(location.logicalId, 'DashboardBody'))),
    liveEncoders: ofType('AWS::MediaLive::Channel').map(({ properties }) => readLiveEncoder(properties)),
    logDeliverySources,
    logDeliveryDestinations,
    logDeliveries: ofType('AWS::Logs::Delivery').map(({ properties }) => readLogDelivery(properties, logDeliverySources, logDeliveryDestinations)),
    webAcls,
    resources: resources.map(({ resolver, properties, ...resource }) => resource),
    templates: resolvers.map(templateFacts),
    outputs: outputsOf(resolvers),
    problems,
    treatment: resources.flatMap((resource) => treatmentOf(resource, (arn) => known.has(arn))),
  };
}

function webAclsOf(ofType: (type: string) => readonly ResolvedResource[]): WebAcl[] {
  const byArn = <T>(type: string, read: (resource: ResolvedResource) => T) => new Map(ofType(type).map((resource) => [attributeOf(resource, 'Arn'), read(resource)]));
  const identityOf = (resource: ResolvedResource) => ({ arn: attributeOf(resource, 'Arn'), account: resource.resolver.resolve({ Ref: 'AWS::AccountId' }) as Value<string> });
  const sets = {
    ipSets: byArn('AWS::WAFv2::IPSet', ({ properties }) => properties), regexPatternSets: byArn('AWS::WAFv2::RegexPatternSet', ({ properties }) => properties),
  };
  const ruleGroups = byArn('AWS::WAFv2::RuleGroup', (resource) => readRuleGroup(resource.properties, identityOf(resource), { ...sets, ruleGroups: new Map() }));
  return ofType('AWS::WAFv2::WebACL').map((resource) => readWebAcl(resource.properties, identityOf(resource), { ...sets, ruleGroups }));
}

type Running = Pick<Application, 'webAcls' | 'functions' | 'connectionFunctions' | 'distributions' | 'keyValueStores'>;

/** The ARNs, or ids, of what the local edge runs: web ACLs, functions, key value stores and the files that these are imported from. */
function arnsOfRunning({ webAcls, functions, connectionFunctions, distributions, keyValueStores }: Running): ReadonlySet<string> {
  const isRunnable = ({ code, autoPublish }: EdgeFunction | ConnectionFunction) => isKnown(code) && autoPublish !== false;
  const running = distributions.flatMap(cacheBehaviorsOf).flatMap(({ lambdaAssociations }) => lambdaAssociations)
    .filter((association) => hindrance(association.function) === undefined);
  return new Set([
    ...[...webAcls, ...functions.filter(isRunnable), ...keyValueStores].map(({ arn }) => arn),
    ...connectionFunctions.filter(isRunnable).map(({ id }) => id),
    ...running.flatMap(({ functionArn }) => (isKnown(functionArn) ? functionArn : [])),
    ...keyValueStores.flatMap(({ importFile, importArn }) => (importFile !== undefined && isKnown(importArn) ? importArn : [])),
  ]);
}

function attributeOf({ resolver, location: { logicalId } }: ResolvedResource, name: string): string {
  return String(resolver.attribute(logicalId, name));
}

function templateFacts({ source, options }: Resolver): TemplateFacts {
  const local = !options.unknownEnvironment;
  return {
    name: source.name,
    stackName: source.stackName,
    file: source.file,
    repeatedKeys: source.repeatedKeys ?? [],
    region: source.region ?? (local ? LOCAL_REGION : UNKNOWN),
    account: source.account ?? (local ? LOCAL_ACCOUNT : UNKNOWN),
    hasOwnAccount: source.account !== undefined,
  };
}

function outputsOf(resolvers: readonly Resolver[]): { [name: string]: Value<string> } {
  const outputs: { [name: string]: Value<string> } = Object.create(null);
  for (const resolver of resolvers) {
    const declared = objectOf(property(objectOf(resolver.source.template), 'Outputs')) ?? {};
    for (const name of Object.keys(declared)) {
      const output = objectOf(declared[name]);
      const condition = property(output, 'Condition');
      if (typeof condition === 'string' && !resolver.condition(condition)) continue;
      const value = resolver.resolve(property(output, 'Value'));
      outputs[`${resolver.source.name}.${name}`] = typeof value === 'string' ? value : UNKNOWN;
    }
  }
  return outputs;
}

