import {
  Alarm, Application, Bucket, BucketContent, BucketDeployment, BucketPolicy, CachePolicy, ConnectionFunction, ContinuousDeploymentPolicy,
  Dashboard, DeployedFile, EdgeFunction, Edition, Facts, IamPolicy, KeyGroup, KeyValueStore, LiveEncoder, Location, LogDelivery, LogDeliveryDestination,
  LogDeliverySource, OriginAccessControl, OriginAccessIdentity, OriginRequestPolicy, PublicKey, Quotas, ResponseHeadersPolicy, ServerCertificate, StreamingDistribution,
  Value, WebDistribution,
} from '../config';

/** `error`: CloudFront refuses it, or it can never work. `warning`: it may be wrong. `info`: worth knowing. */
export type Level = 'error' | 'warning' | 'info';

/** One thing that CloudFront's documents say a configuration must, or should, keep to. */
export interface Rule<Subject> {
  /** Lower case with hyphens: what users acknowledge and search for. */
  readonly id: string;
  readonly level: Level;
  /** Rows of docs/spec that it checks. */
  readonly spec: readonly string[];
  /** The rule in one sentence, in the affirmative. */
  readonly says: string;
  /** CloudFront's own error code, where the API refuses this. */
  readonly apiError?: string;
  /** The editions in which it holds. @default - both */
  readonly editions?: readonly Edition[];
  /** Rules that tell the same mistake better: at a place where one of them speaks, this one is silent. @default - none */
  readonly yieldsTo?: readonly string[];
  check(subject: Subject, context: RuleContext): Iterable<Violation>;
}

/** What a rule may look at beside its subject. */
export interface RuleContext {
  readonly application: Application;
  /** The application as it is deployed now, where that is known. */
  readonly deployed: Application | undefined;
  /** When the application is deployed, in milliseconds since the epoch. */
  readonly now: number;
  readonly facts: Facts;
  /** The edition's quotas with those that the user raised. */
  readonly quotas: Quotas;
  /** The files of a deployment; unknown where they are not on this machine. */
  deployedFiles(content: BucketContent): Value<readonly DeployedFile[]>;
  /** The text of such a file; empty where there is none to look at. */
  deployedText(file: DeployedFile): string;
}

/** One place where a rule does not hold. */
export interface Violation {
  readonly at: Location;
  /** The value that is there. */
  readonly got?: unknown;
  /** What is allowed, such as `255 characters`. */
  readonly limit?: string;
  /** What the user should change. */
  readonly fix: string;
  /** What is wrong here, when the rule's own sentence does not tell enough. */
  readonly says?: string;
}

/** What rules are about. */
export interface Subjects {
  readonly distribution: WebDistribution;
  readonly streamingDistribution: StreamingDistribution;
  readonly cachePolicy: CachePolicy;
  readonly originRequestPolicy: OriginRequestPolicy;
  readonly responseHeadersPolicy: ResponseHeadersPolicy;
  readonly originAccessIdentity: OriginAccessIdentity;
  readonly originAccessControl: OriginAccessControl;
  readonly publicKey: PublicKey;
  readonly keyGroup: KeyGroup;
  readonly function: EdgeFunction;
  readonly connectionFunction: ConnectionFunction;
  readonly keyValueStore: KeyValueStore;
  readonly continuousDeploymentPolicy: ContinuousDeploymentPolicy;
  readonly serverCertificate: ServerCertificate;
  readonly bucket: Bucket;
  readonly bucketPolicy: BucketPolicy;
  readonly bucketDeployment: BucketDeployment;
  readonly iamPolicy: IamPolicy;
  readonly alarm: Alarm;
  readonly dashboard: Dashboard;
  /** Of applications that have a distribution. */
  readonly liveEncoder: LiveEncoder;
  readonly logDeliverySource: LogDeliverySource;
  readonly logDeliveryDestination: LogDeliveryDestination;
  readonly logDelivery: LogDelivery;
  /** The application as a whole: for rules that compare several resources. */
  readonly application: Application;
}

/** The rules of one subject file, by what they are about. */
export type RuleSet = { readonly [S in keyof Subjects]?: readonly Rule<Subjects[S]>[] };
