import { IConstruct } from 'constructs';

/** Names of props, each with the place where it belongs. */
export type Places = { readonly [prop: string]: string };

const ON_THE_DISTRIBUTION = 'holds for the whole distribution; set it there. Content that needs another needs a distribution of its own';
const ON_A_BEHAVIOR = 'is of a cache behavior; set it in defaultBehavior or in one of behaviors';
const ON_THE_ORIGIN = 'is of an S3 origin; set it in Origins.s3Bucket';
const WEB_ONLY = 'is of web distributions only; an RTMP distribution streams one S3 bucket and has no such setting';

function all(names: string, place: string): Places {
  return Object.fromEntries(names.split(' ').map((name) => [name, place]));
}

const OF_BEHAVIORS = 'viewerProtocolPolicy allowedMethods cachedMethods cachePolicy originRequestPolicy responseHeadersPolicy forwarding minTtl defaultTtl maxTtl compress smoothStreaming'
  + ' trustedKeyGroups functionAssociations edgeLambdas realtimeLogConfig fieldLevelEncryptionId enableGrpc';
const OF_DISTRIBUTIONS = 'domainNames certificate defaultRootObject errorResponses geoRestriction priceClass comment accessLogs enabled httpVersion enableIpv6 webAclId viewerMtls connectionFunction'
  + ' cacheTagHeader anycastIpList staging continuousDeploymentPolicy';

/** What a cache behavior does not have. */
export const NOT_OF_A_BEHAVIOR = all(OF_DISTRIBUTIONS, ON_THE_DISTRIBUTION);

/** What a web distribution does not have by itself. */
export const NOT_OF_A_WEB_DISTRIBUTION: Places = { ...all(`${OF_BEHAVIORS} trustedSigners`, ON_A_BEHAVIOR), originAccessIdentity: ON_THE_ORIGIN, originAccessControl: ON_THE_ORIGIN };

/** What an RTMP distribution does not have, because only web distributions do. */
export const NOT_OF_AN_RTMP_DISTRIBUTION = all(
  `origin origins originAccessControl defaultBehavior behaviors ${OF_BEHAVIORS} certificate defaultRootObject errorResponses geoRestriction httpVersion enableIpv6 webAclId viewerMtls`,
  WEB_ONLY,
);

/** What the access logs of an RTMP distribution do not have. */
export const NOT_OF_RTMP_LOGS = all('includeCookies', WEB_ONLY);

/** Refuses props that belong elsewhere, which a compiler lets through when objects are spread into each other. */
export function refuseMisplaced(scope: IConstruct, props: object, places: Places): void {
  for (const [name, value] of Object.entries(props)) {
    if (value !== undefined && Object.hasOwn(places, name)) throw new Error(`${scope.node.path}: ${name} ${places[name]}.`);
  }
}
