import { Duration } from 'aws-cdk-lib';
import {
  AllowedMethods, CachedMethods, CfnDistribution, EdgeLambda, FunctionAssociation, ICachePolicyRef, IKeyGroupRef, IOrigin, IOriginRequestPolicyRef, IRealtimeLogConfigRef,
  IResponseHeadersPolicyRef, ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { IConstruct } from 'constructs';
import { Forwarding, renderForwarding } from './forwarding';
import { renderTrustedSigners } from './trusted-signers';

/** How CloudFront treats requests: who may send them, what is cached and for how long. */
export interface CacheBehaviorOptions {
  /**
   * Whether viewers may use HTTP.
   * @default ViewerProtocolPolicy.ALLOW_ALL
   */
  readonly viewerProtocolPolicy?: ViewerProtocolPolicy;

  /**
   * The HTTP methods that are sent to the origin.
   * @default AllowedMethods.ALLOW_GET_HEAD
   */
  readonly allowedMethods?: AllowedMethods;

  /**
   * The HTTP methods whose responses are cached.
   * @default CachedMethods.CACHE_GET_HEAD
   */
  readonly cachedMethods?: CachedMethods;

  /**
   * What tells cached objects apart and how long they stay.
   * @default - `forwarding` and the TTLs of this behavior decide
   */
  readonly cachePolicy?: ICachePolicyRef;

  /**
   * What is sent to the origin beside what is in the cache key.
   * @default - nothing more
   */
  readonly originRequestPolicy?: IOriginRequestPolicyRef;

  /**
   * Headers that viewers get, or do not get.
   * @default - the origin's headers
   */
  readonly responseHeadersPolicy?: IResponseHeadersPolicyRef;

  /**
   * What is sent to the origin and tells objects apart, in the older style without policies.
   * @default - nothing is forwarded, when there is no cache policy
   */
  readonly forwarding?: Forwarding;

  /**
   * The least time that objects stay cached, whatever the origin says. Whole seconds; without cache policy only.
   * @default - CloudFront's: 0 seconds
   */
  readonly minTtl?: Duration;

  /**
   * How long objects stay cached of which the origin says nothing. Whole seconds; without cache policy only.
   * @default - CloudFront's: 24 hours
   */
  readonly defaultTtl?: Duration;

  /**
   * The longest time that objects stay cached, whatever the origin says. Whole seconds; without cache policy only.
   * @default - CloudFront's: 365 days
   */
  readonly maxTtl?: Duration;

  /**
   * Whether CloudFront compresses objects for viewers who take it.
   * @default false
   */
  readonly compress?: boolean;

  /**
   * Whether the behavior serves Microsoft Smooth Streaming.
   * @default false
   */
  readonly smoothStreaming?: boolean;

  /**
   * AWS accounts whose CloudFront key pairs may sign URLs and cookies: account ids, with or without hyphens, or `self`, which the id of the stack's own account becomes.
   * Key groups are what AWS recommends.
   * @default - content is not private by trusted signers
   */
  readonly trustedSigners?: string[];

  /**
   * Key groups whose keys may sign URLs and cookies.
   * @default - content is not private by key groups
   */
  readonly trustedKeyGroups?: IKeyGroupRef[];

  /**
   * CloudFront Functions that run on requests or responses.
   * @default - none
   */
  readonly functionAssociations?: FunctionAssociation[];

  /**
   * Lambda@Edge functions that run on requests or responses.
   * @default - none
   */
  readonly edgeLambdas?: EdgeLambda[];

  /**
   * Where real-time logs go.
   * @default - no real-time logs
   */
  readonly realtimeLogConfig?: IRealtimeLogConfigRef;

  /**
   * The id of the configuration of field-level encryption.
   * @default - no field is encrypted
   */
  readonly fieldLevelEncryptionId?: string;

  /**
   * Whether the behavior takes gRPC requests.
   * @default false
   */
  readonly enableGrpc?: boolean;
}

/** How CloudFront treats the requests that no other behavior is for, and where they go. */
export interface DefaultCacheBehaviorProps extends CacheBehaviorOptions {
  /** Where the objects come from: one of `Origins`, or any origin of aws-cdk-lib. */
  readonly origin: IOrigin;
}

/** A cache behavior for the requests whose path matches a pattern. */
export interface CacheBehaviorProps extends DefaultCacheBehaviorProps {
  /** The paths that the behavior is for, such as `/images/*.jpg`: `*` for any characters, `?` for one. Case counts. */
  readonly pathPattern: string;
}

/** The CloudFormation value of the default cache behavior. */
export function renderDefaultBehavior(scope: IConstruct, props: DefaultCacheBehaviorProps, targetOriginId: string): CfnDistribution.DefaultCacheBehaviorProperty {
  const hasCachePolicy = props.cachePolicy !== undefined;
  return {
    targetOriginId,
    viewerProtocolPolicy: props.viewerProtocolPolicy ?? ViewerProtocolPolicy.ALLOW_ALL,
    allowedMethods: props.allowedMethods?.methods,
    cachedMethods: props.cachedMethods?.methods,
    cachePolicyId: props.cachePolicy?.cachePolicyRef.cachePolicyId,
    originRequestPolicyId: props.originRequestPolicy?.originRequestPolicyRef.originRequestPolicyId,
    responseHeadersPolicyId: props.responseHeadersPolicy?.responseHeadersPolicyRef.responseHeadersPolicyId,
    forwardedValues: props.forwarding === undefined && hasCachePolicy ? undefined : renderForwarding(props.forwarding ?? {}),
    minTtl: props.minTtl?.toSeconds(),
    defaultTtl: props.defaultTtl?.toSeconds(),
    maxTtl: props.maxTtl?.toSeconds(),
    compress: props.compress,
    smoothStreaming: props.smoothStreaming,
    trustedSigners: renderTrustedSigners(scope, props.trustedSigners),
    trustedKeyGroups: props.trustedKeyGroups?.map(({ keyGroupRef }) => keyGroupRef.keyGroupId),
    functionAssociations: props.functionAssociations?.map((association) => ({
      eventType: association.eventType.toString(),
      functionArn: association.function.functionRef.functionArn,
    })),
    lambdaFunctionAssociations: props.edgeLambdas?.map(({ eventType, functionVersion, includeBody }) => ({
      eventType: eventType.toString(),
      lambdaFunctionArn: functionVersion.edgeArn,
      includeBody,
    })),
    realtimeLogConfigArn: props.realtimeLogConfig?.realtimeLogConfigRef.realtimeLogConfigArn,
    fieldLevelEncryptionId: props.fieldLevelEncryptionId,
    grpcConfig: props.enableGrpc === undefined ? undefined : { enabled: props.enableGrpc },
  };
}

/** The CloudFormation value of a cache behavior with a path pattern. */
export function renderBehavior(scope: IConstruct, props: CacheBehaviorProps, targetOriginId: string): CfnDistribution.CacheBehaviorProperty {
  return { ...renderDefaultBehavior(scope, props, targetOriginId), pathPattern: props.pathPattern };
}
