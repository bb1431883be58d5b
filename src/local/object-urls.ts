import { Application, CacheBehavior, Edition, isKnown, knownItems, knownOr, Origin, s3HostName, StreamingDistribution, WebDistribution } from '../config';
import { acceptedEncodings, normalizedPath, pathMatcher } from '../edge';

/** Where an object is reached, and where it is looked up in its bucket. */
export interface ObjectUrls {
  /** The logical id of the distribution. */
  readonly distribution: string;
  /** What viewers are given. */
  readonly published: string;
  /** The URL of the bucket that shows whether the object is public; it is not the one to publish. Undefined for what is in no bucket. */
  readonly check: string | undefined;
}

/**
 * The URL of an object for a viewer; that of its compressed form where the viewer takes it, for objects that are stored in both forms, such as
 * `welcome.js` and `welcome.js.gz` [ERR-107].
 *
 * @param base           scheme and host
 * @param acceptEncoding the viewer's Accept-Encoding; undefined for the plain form
 */
export function objectUrl(base: string, objectName: string, acceptEncoding?: string): string {
  const takesGzip = acceptEncoding !== undefined && acceptedEncodings(['Accept-Encoding', acceptEncoding], ['gzip']).length > 0;
  return `${base}/${encodedKey(objectName)}${takesGzip ? '.gz' : ''}`;
}

/**
 * The URL of an object in its bucket [DST-100].
 *
 * @param region of the bucket; today it is part of the host name, in 2014 all buckets were in the path of one host
 */
export function bucketUrl(bucket: string, region: string, key: string, edition: Edition = 'current'): string {
  return edition === 'current' ? `https://${bucket}.s3.${region}.amazonaws.com/${encodedKey(key)}` : `http://s3.amazonaws.com/${bucket}/${encodedKey(key)}`;
}

/** Where an object is reached through each distribution of an application: by HTTP, or, where that is what it speaks, by RTMP [RTM-025]. */
export function objectUrls(application: Application, objectName: string, edition: Edition = 'current', acceptEncoding?: string): ObjectUrls[] {
  const streamed = application.streamingDistributions.map((distribution) => streamUrl(distribution, application, objectName, edition));
  const published = application.distributions.map((distribution) => {
    const alias = knownItems(distribution.aliases).find((name) => !name.startsWith('*'));
    const origin = originOf(distribution, `/${encodedKey(objectName)}`);
    return {
      distribution: distribution.location.logicalId,
      published: objectUrl(`${edition === 'current' ? 'https' : 'http'}://${alias ?? distribution.domainName}`, objectName, acceptEncoding),
      check: origin && checkUrl(origin, application, objectName, edition),
    };
  });
  return [...published, ...streamed];
}

function streamUrl({ location, aliases, domainName, s3DomainName }: StreamingDistribution, application: Application, objectName: string, edition: Edition): ObjectUrls {
  const alias = knownItems(aliases).find((name) => !name.startsWith('*'));
  return {
    distribution: location.logicalId,
    published: `rtmp://${alias ?? domainName}/cfx/st/${objectName.replace(/^\/+/, '')}`,
    check: checkUrl({ domainName: s3DomainName, path: '' }, application, objectName, edition),
  };
}

function checkUrl({ domainName, path }: Pick<Origin, 'domainName' | 'path'>, { buckets }: Application, objectName: string, edition: Edition): string | undefined {
  const host = isKnown(domainName) ? s3HostName(domainName) : undefined;
  if (host === undefined) return undefined;
  const region = host.region ?? knownOr(buckets.find(({ name }) => name === host.bucket)?.region, 'us-east-1');
  return bucketUrl(host.bucket, region, `${knownOr(path, '')}/${objectName}`, edition);
}

/** The origin to which a path leads: of an origin group the first. */
function originOf({ cacheBehaviors, defaultCacheBehavior, originGroups, origins }: WebDistribution, path: string): Origin | undefined {
  const normal = normalizedPath(path);
  const matches = ({ pathPattern }: CacheBehavior) => isKnown(pathPattern) && pathMatcher(pathPattern)(normal);
  const { targetOriginId } = cacheBehaviors.find(matches) ?? defaultCacheBehavior;
  const id = originGroups.find((group) => group.id === targetOriginId)?.members[0] ?? targetOriginId;
  return origins.find((origin) => isKnown(origin.id) && origin.id === id);
}

function encodedKey(key: string): string {
  return key.replace(/^\/+/, '').split('/').map(encodeURIComponent).join('/');
}
