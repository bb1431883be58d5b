import { Part } from './location';
import { Value } from './unknown';

/** Which requests for a distribution go to its staging distribution: `AWS::CloudFront::ContinuousDeploymentPolicy`. */
export interface ContinuousDeploymentPolicy extends Part {
  readonly id: string;
  readonly enabled: Value<boolean>;
  /** The domain names of staging distributions: one, as CloudFront wants it. */
  readonly stagingDomainNames: Value<readonly Value<string>[]>;
  /** `SingleWeight` or `SingleHeader`. */
  readonly type: Value<string> | undefined;
  readonly header: StagingHeader | undefined;
  readonly weight: StagingWeight | undefined;
}

/** The request header that leads to the staging distribution. */
export interface StagingHeader extends Part {
  readonly name: Value<string> | undefined;
  readonly value: Value<string> | undefined;
}

/** The share of requests that goes to the staging distribution. */
export interface StagingWeight extends Part {
  /** From 0 to 0.15. */
  readonly weight: Value<number> | undefined;
  /** How long a viewer stays on one side; without it every request is decided anew. */
  readonly stickiness: SessionStickiness | undefined;
}

/** Seconds that a session lasts. */
export interface SessionStickiness extends Part {
  /** Since its last request. */
  readonly idleTtl: Value<number> | undefined;
  /** Since its first request. */
  readonly maximumTtl: Value<number> | undefined;
}
