import { Application, CacheBehavior, Defaults, factsOf, NOTHING, Origin, Part, STREAMING_TTL, StreamingDistribution, WebDistribution } from '../config';

/** An application whose RTMP distributions are seen as web distributions: so their objects are fetched and cached. */
export function objectApplication(application: Application, defaults: Defaults): Application {
  return {
    ...application,
    distributions: application.streamingDistributions.map((distribution) => objectDistribution(distribution, defaults)),
    distributionTenants: [],
    continuousDeploymentPolicies: [],
    webAcls: [],
    // What a name leads to is asked with the viewer's request, not with that for an object.
    dnsRecords: [],
  };
}

/** An application with a web distribution for the objects of each RTMP distribution beside its own: whose buckets have to be somewhere. */
export function withObjectDistributions(application: Application, defaults: Defaults = factsOf('current').defaults): Application {
  return { ...application, distributions: [...application.distributions, ...objectApplication(application, defaults).distributions] };
}

/**
 * The web distribution that fetches and caches objects as an RTMP distribution does: out of one bucket, as its identity, for an hour at least.
 * Query strings, cookies and headers count for nothing [RTM-132, RTM-134, RTM-135].
 */
function objectDistribution(distribution: StreamingDistribution, defaults: Defaults): WebDistribution {
  const { location, stated, id, domainName, enabled, comment, aliases, priceClass } = distribution;
  const part: Part = { location, stated };
  const origin = originOf(distribution, part, defaults);
  return {
    ...part,
    id,
    domainName,
    enabled,
    comment,
    aliases,
    priceClass,
    httpVersion: 'http1.1',
    ipv6: false,
    defaultRootObject: '',
    origins: [origin],
    originGroups: [],
    defaultCacheBehavior: behaviorFor(origin, part, defaults),
    cacheBehaviors: [],
    customErrorResponses: [],
    geoRestriction: { ...part, type: 'none', locations: [] },
    viewerCertificate: undefined,
    viewerMtls: undefined,
    connectionFunctionId: undefined,
    logging: undefined,
    webAclId: undefined,
    connectionMode: undefined,
    tenantParameters: [],
    staging: false,
    continuousDeploymentPolicyId: undefined,
    cacheTagHeader: undefined,
  };
}

/** The bucket. Its origin has no id in the template; here it has that of the distribution. */
function originOf({ s3DomainName, bucket, originAccessIdentity }: StreamingDistribution, part: Part, defaults: Defaults): Origin {
  return {
    ...part,
    id: part.location.logicalId,
    domainName: s3DomainName,
    path: '',
    customHeaders: [],
    s3: { ...part, originAccessIdentity, readTimeout: defaults.originReadTimeout },
    custom: undefined,
    vpc: undefined,
    originAccessControlId: undefined,
    bucket,
    resource: undefined,
    connectionAttempts: defaults.connectionAttempts,
    connectionTimeout: defaults.connectionTimeout,
    responseCompletionTimeout: undefined,
    originShield: undefined,
  };
}

function behaviorFor({ id }: Origin, part: Part, { maxTtl }: Defaults): CacheBehavior {
  const nothing = { headers: NOTHING, cookies: NOTHING, queryStrings: NOTHING };
  return {
    ...part,
    isDefault: true,
    pathPattern: '*',
    targetOriginId: id,
    viewerProtocolPolicy: 'allow-all',
    allowedMethods: ['GET', 'HEAD'],
    cachedMethods: ['GET', 'HEAD'],
    compress: false,
    smoothStreaming: false,
    ttl: { ...part, ...STREAMING_TTL, max: maxTtl },
    cacheKey: { ...nothing, gzip: false, brotli: false },
    forwarding: { ...nothing, addedHeaders: [] },
    forwardedValues: undefined,
    cachePolicyId: undefined,
    cachePolicy: undefined,
    originRequestPolicyId: undefined,
    originRequestPolicy: undefined,
    responseHeadersPolicyId: undefined,
    responseHeadersPolicy: undefined,
    trustedSigners: [],
    trustedKeyGroups: [],
    functionAssociations: [],
    lambdaAssociations: [],
    realtimeLogConfigArn: undefined,
    fieldLevelEncryptionId: undefined,
    grpc: false,
  };
}
