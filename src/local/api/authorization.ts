import { ApiError } from './api-error';
import { SIGNATURE_4_ONLY } from './api-version';

const VERSION_4 = /^AWS4-HMAC-SHA256 (?=.*\bCredential=[^\s,/]+\/\d{8}\/[^\s,/]+\/[^\s,/]+\/aws4_request\b)(?=.*\bSignedHeaders=[^\s,]+)(?=.*\bSignature=[0-9a-f]{64}\b)/;
const VERSION_2 = /^AWS [^\s:]+:[A-Za-z0-9+/]+=*$/;

/** The access key id with which a request is signed. */
export function accessKeyId(authorization: string): string {
  return /Credential=([^\s,/]+)|^AWS ([^\s:]+):/.exec(authorization)?.slice(1).find((id) => id !== undefined) ?? '';
}

/**
 * Requires a request to be signed in the way of its version [DST-162]. Whose signature it is, and whether it is right, is not looked at:
 * any credentials do. The header keeps web pages away, since browsers do not send it to others unasked.
 *
 * @throws ApiError
 */
export function requireAuthorization(authorization: string | undefined, version: string): void {
  if (authorization === undefined) throw new ApiError('MissingAuthenticationToken', 'the request is not signed; any credentials do');
  if (VERSION_4.test(authorization)) return;
  if (version < SIGNATURE_4_ONLY && VERSION_2.test(authorization)) return;
  throw new ApiError('IncompleteSignature', `the Authorization header is not that of AWS Signature Version 4, which the API version ${version} requires`);
}
