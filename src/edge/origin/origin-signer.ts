import { Application, awsHostName, isKnown, Origin, s3HostName } from '../../config';
import { RawHeaders } from '../message';
import { headerValue, withoutHeaders } from '../raw-headers';
import { OriginRequest } from './origin-client';
import { authorization, LOCAL_SIGNING_KEYS, sha256, SigningScope, signingTime } from './sign-request';

/** How an origin access control signs requests to an origin. */
export interface OriginSigner {
  /** Whether a viewer's Authorization that is sent on counts more than the signature. */
  readonly yieldsToViewer: boolean;
  readonly scope: SigningScope;
}

/** The signer of an origin; undefined where nothing is signed. */
export function signerOf(origin: Origin, { originAccessControls }: Application): OriginSigner | undefined {
  const control = originAccessControls.find(({ id }) => id === origin.originAccessControlId);
  if (control === undefined || control.signingBehavior === 'never') return undefined;
  const { domainName } = origin;
  const region = isKnown(domainName) ? (s3HostName(domainName) ?? awsHostName(domainName))?.region : undefined;
  const service = isKnown(control.originType) ? control.originType : 's3';
  return { yieldsToViewer: control.signingBehavior === 'no-override', scope: { ...LOCAL_SIGNING_KEYS, region: region ?? 'us-east-1', service } };
}

/** Whether a request is signed, given the headers that go to the origin [OTD-136]. */
export function signs(signer: OriginSigner | undefined, headers: RawHeaders): signer is OriginSigner {
  return signer !== undefined && !(signer.yieldsToViewer && headerValue(headers, 'authorization') !== undefined);
}

const SIGNATURE_HEADERS: ReadonlySet<string> = new Set(['authorization', 'x-amz-date', 'x-amz-content-sha256', 'x-amz-security-token']);

/**
 * A request with a signature in the place of the viewer's own.
 *
 * @param viewerHash  what the viewer says the SHA-256 of the body is, which a function URL wants to have [OTD-139]
 * @param now         milliseconds since the epoch
 */
export function signed({ scope }: OriginSigner, request: OriginRequest, viewerHash: string | undefined, now: number): OriginRequest {
  const hash = request.body === undefined ? sha256('') : scope.service === 'lambda' && viewerHash !== undefined ? viewerHash : 'UNSIGNED-PAYLOAD';
  const headers = withoutHeaders(request.headers, (lower) => SIGNATURE_HEADERS.has(lower));
  headers.push('X-Amz-Date', signingTime(now), 'X-Amz-Content-Sha256', hash);
  const names = headers.filter((_text, i) => i % 2 === 0).map((name) => name.toLowerCase()).filter((name) => name === 'host' || name.startsWith('x-amz-'));
  return { ...request, headers: [...headers, 'Authorization', authorization({ ...request, headers }, [...new Set(names)], scope)] };
}
