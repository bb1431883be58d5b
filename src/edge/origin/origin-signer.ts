import { Application, awsHostName, bucketOf, hasKnownIdentity, isKnown, Origin, s3HostName } from '../../config';
import { RawHeaders } from '../message';
import { headerNames, headerValue, withoutHeaders } from '../raw-headers';
import { BucketRegion } from './bucket-region';
import { OriginRequest } from './origin-client';
import { authorization, LOCAL_SIGNING_KEYS, sha256, signingTime } from './sign-request';

/** How CloudFront signs requests to an origin, by an origin access control or as an origin access identity. */
export interface OriginSigner {
  /** Whether a viewer's Authorization that is sent on counts more than the signature. */
  readonly yieldsToViewer: boolean;
  /** Such as `s3` or `lambda`. */
  readonly service: string;
  /** The Region in the signature: that of the host name, or for a host name without one, where CloudFront takes the bucket to be. */
  readonly region: string | BucketRegion;
}

/**
 * The signer of an origin; undefined where nothing is signed.
 *
 * @param now    milliseconds since the epoch
 * @param before the signer that the origin had, where its distribution stays as it is
 */
export function signerOf(origin: Origin, application: Application, now: number, before?: OriginSigner): OriginSigner | undefined {
  const control = application.originAccessControls.find(({ id }) => id === origin.originAccessControlId);
  if (control === undefined ? !hasKnownIdentity(origin) : control.signingBehavior === 'never') return undefined;
  const { domainName } = origin;
  const named = isKnown(domainName) ? (s3HostName(domainName) ?? awsHostName(domainName))?.region : undefined;
  const bucket = bucketOf(origin, application);
  const actual = bucket !== undefined && isKnown(bucket.region) ? bucket.region : 'us-east-1';
  return {
    yieldsToViewer: control?.signingBehavior === 'no-override',
    service: control !== undefined && isKnown(control.originType) ? control.originType : 's3',
    region: named ?? new BucketRegion(actual, now, before?.region instanceof BucketRegion ? before.region : undefined),
  };
}

/** Whether a request is signed, given the headers that go to the origin [OTD-136]. */
export function signs(signer: OriginSigner | undefined, headers: RawHeaders): signer is OriginSigner {
  return signer !== undefined && !(signer.yieldsToViewer && headerValue(headers, 'authorization') !== undefined);
}

const SIGNATURE_HEADERS: ReadonlySet<string> = new Set(['authorization', 'x-amz-date', 'x-amz-content-sha256', 'x-amz-security-token']);

/**
 * A request with a signature in the place of the viewer's own.
 *
 * @param basePath    what the server in the place of the origin has in front of every path
 * @param viewerHash  what the viewer says the SHA-256 of the body is, which a function URL wants to have [OTD-139]
 * @param now         milliseconds since the epoch
 */
export function signed({ service, region }: OriginSigner, request: OriginRequest, basePath: string, viewerHash: string | undefined, now: number): OriginRequest {
  const scope = { ...LOCAL_SIGNING_KEYS, service, region: typeof region === 'string' ? region : region.at(now) };
  const hash = request.body === undefined ? sha256('') : service === 'lambda' && viewerHash !== undefined ? viewerHash : 'UNSIGNED-PAYLOAD';
  const headers = withoutHeaders(request.headers, (lower) => SIGNATURE_HEADERS.has(lower));
  headers.push('X-Amz-Date', signingTime(now), 'X-Amz-Content-Sha256', hash);
  const names = headerNames(headers).map((name) => name.toLowerCase()).filter((name) => name === 'host' || name.startsWith('x-amz-'));
  const sent = { method: request.method, url: `${basePath}${request.url}`, headers };
  return { ...request, headers: [...headers, 'Authorization', authorization(sent, [...new Set(names)], scope)] };
}
