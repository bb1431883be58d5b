import { Bucket, BucketContent, BucketDeployment, BucketPolicy, KeyGroup, OriginAccessControl, OriginAccessIdentity, PublicKey } from './access';
import { Alarm } from './alarm';
import { ContinuousDeploymentPolicy } from './continuous-deployment';
import { Dashboard } from './dashboard';
import { ConnectionGroup, DistributionTenant } from './distribution-tenant';
import { DnsRecord } from './dns-record';
import { ConnectionFunction, EdgeFunction, KeyValueStore } from './edge-code';
import { FieldLevelEncryptionConfig, FieldLevelEncryptionProfile } from './field-level-encryption';
import { IamPolicy } from './iam-policy';
import { LiveEncoder } from './live-encoder';
import { isSameResource, Location, Part, ResourceReference, SourcePlace } from './location';
import { LogDelivery, LogDeliveryDestination, LogDeliverySource } from './log-delivery';
import { MonitoringSubscription } from './monitoring-subscription';
import { Origin } from './origin';
import { CachePolicy, OriginRequestPolicy, ResponseHeadersPolicy } from './policies';
import { ServerCertificate } from './server-certificate';
import { AnyDistribution, StreamingDistribution } from './streaming-distribution';
import { TrustStore } from './trust-store';
import { isKnown, Value } from './unknown';
import { WebAcl } from './web-acl';
import { AcmCertificate, WebDistribution } from './web-distribution';

/** Everything that the templates of one application say about CloudFront. */
export interface Application {
  readonly distributions: readonly WebDistribution[];
  readonly streamingDistributions: readonly StreamingDistribution[];
  readonly cachePolicies: readonly CachePolicy[];
  readonly originRequestPolicies: readonly OriginRequestPolicy[];
  readonly responseHeadersPolicies: readonly ResponseHeadersPolicy[];
  readonly originAccessIdentities: readonly OriginAccessIdentity[];
  readonly originAccessControls: readonly OriginAccessControl[];
  readonly publicKeys: readonly PublicKey[];
  readonly keyGroups: readonly KeyGroup[];
  readonly fieldLevelEncryptionConfigs: readonly FieldLevelEncryptionConfig[];
  readonly fieldLevelEncryptionProfiles: readonly FieldLevelEncryptionProfile[];
  readonly functions: readonly EdgeFunction[];
  readonly connectionFunctions: readonly ConnectionFunction[];
  readonly keyValueStores: readonly KeyValueStore[];
  readonly continuousDeploymentPolicies: readonly ContinuousDeploymentPolicy[];
  readonly distributionTenants: readonly DistributionTenant[];
  readonly connectionGroups: readonly ConnectionGroup[];
  readonly buckets: readonly Bucket[];
  readonly bucketPolicies: readonly BucketPolicy[];
  readonly bucketContents: readonly BucketContent[];
  readonly bucketDeployments: readonly BucketDeployment[];
  readonly certificates: readonly AcmCertificate[];
  readonly serverCertificates: readonly ServerCertificate[];
  readonly trustStores: readonly TrustStore[];
  readonly dnsRecords: readonly DnsRecord[];
  readonly iamPolicies: readonly IamPolicy[];
  readonly alarms: readonly Alarm[];
  readonly monitoringSubscriptions: readonly MonitoringSubscription[];
  readonly dashboards: readonly Dashboard[];
  readonly liveEncoders: readonly LiveEncoder[];
  readonly logDeliverySources: readonly LogDeliverySource[];
  readonly logDeliveryDestinations: readonly LogDeliveryDestination[];
  readonly logDeliveries: readonly LogDelivery[];
  readonly webAcls: readonly WebAcl[];
  /** Every resource of every template, also those that have a list of their own above. */
  readonly resources: readonly Resource[];
  readonly templates: readonly TemplateFacts[];
  /** The outputs of all stacks with their local values. */
  readonly outputs: { readonly [name: string]: Value<string> };
  /** What is malformed: a value of the wrong type, a reference to nothing, a cycle. */
  readonly problems: readonly Problem[];
  /** What the reader did with each property of each CloudFront resource. */
  readonly treatment: readonly Treatment[];
}

/** A resource of a template, as stated. */
export interface Resource extends Part {
  readonly type: string;
  /** The value of its `Ref`: the id or name that it has locally. */
  readonly ref: Value<string>;
  /** The path of its construct, where the template's metadata tells. */
  readonly constructPath: string | undefined;
  /** Where the program makes its construct, where the assembly tells. */
  readonly createdAt: SourcePlace | undefined;
  /** Logical ids of the same template that it depends on by reference or `DependsOn`. */
  readonly dependsOn: readonly string[];
}

/** What is known of a template and of the stack that it is for. */
export interface TemplateFacts {
  readonly name: string;
  /** The name of the stack in its account and region, where it is known. */
  readonly stackName: string | undefined;
  /** The file that it was read from, where it was. */
  readonly file: string | undefined;
  /** Keys that stand twice in one object of the document, each with its line. */
  readonly repeatedKeys: readonly string[];
  readonly region: Value<string>;
  readonly account: Value<string>;
  /** Whether the account is the stack's own, rather than one that the local edge gives it. */
  readonly hasOwnAccount: boolean;
}

/** What happens locally with something that a template configures. */
export interface Treatment {
  readonly location: Location;
  /** `emulated`; `accepted`: has no effect locally; `refused`: the reader does not know it. */
  readonly as: 'emulated' | 'accepted' | 'refused';
  /** Why, in a sentence, unless it is emulated. */
  readonly because?: string;
}

/** Something in a template that cannot be what its author meant. The reader puts `UNKNOWN` in its place and goes on. */
export interface Problem {
  readonly location: Location;
  /** What is wrong, with the value, in a sentence. */
  readonly says: string;
  readonly fix: string;
}

/** The resource that something refers to, or at whose location it is; undefined where no template has it. */
export function resourceAt(reference: ResourceReference | undefined, { resources }: Pick<Application, 'resources'>): Resource | undefined {
  return resources.find(({ location }) => isSameResource(location, reference));
}

/** The bucket of the application that an origin, or the origin of an RTMP distribution, is. */
export function bucketOf({ bucket }: Pick<Origin, 'bucket'>, { buckets }: Pick<Application, 'buckets'>): Bucket | undefined {
  return buckets.find(({ location }) => isSameResource(location, bucket));
}

/** The web distributions, and behind them those that their tenants make of them, which have the tenants' domains as aliases. */
export function answeringDistributions({ distributions, distributionTenants }: Application): readonly WebDistribution[] {
  return [...distributions, ...distributionTenants.flatMap(({ distribution }) => distribution ?? [])];
}

/** The distributions of either kind. */
export function allDistributions({ distributions, streamingDistributions }: Pick<Application, 'distributions' | 'streamingDistributions'>): readonly AnyDistribution[] {
  return [...distributions, ...streamingDistributions];
}

/** A distribution as people call it: by its logical id, and by its stack where another one has a distribution of that logical id. */
export function titleOf({ location: { logicalId, template } }: AnyDistribution, application: Application): string {
  const hasNamesake = allDistributions(application).some(({ location }) => location.logicalId === logicalId && location.template !== template);
  return hasNamesake ? `${logicalId} of ${template}` : logicalId;
}

/** The outputs whose values are known: by name alone, or by `template.name` where several templates have an output of that name. */
export function knownOutputs({ outputs }: Application): { readonly [name: string]: string } {
  const known = Object.entries(outputs).filter((output): output is [string, string] => isKnown(output[1]));
  const names = Object.keys(outputs).map(nameOfOutput);
  return Object.fromEntries(known.map(([qualified, value]) => {
    const name = nameOfOutput(qualified);
    return [names.indexOf(name) === names.lastIndexOf(name) ? name : qualified, value];
  }));
}

function nameOfOutput(qualified: string): string {
  return qualified.slice(qualified.lastIndexOf('.') + 1);
}
