import { ErrorCause } from './error-answers';
import { ResultType } from './message';

/** What access logs say in x-edge-detailed-result-type, beside the result types themselves [DTD-210]. */
export type DetailedResultType =
  | ResultType | 'ClientCommError' | 'ClientGeoBlocked' | 'InvalidRequest' | 'InvalidRequestCertificate' | 'InvalidRequestHeader' | 'InvalidRequestMethod' | 'OriginCommError' | 'OriginConnectError' | 'OriginDnsError'
  | 'OriginHeaderTooBigError' | 'OriginInvalidResponseError' | 'OriginReadError';

/** The detail of each error that the edge makes itself, where it has one [DTD-211]. */
const DETAILS: { readonly [cause in ErrorCause]?: DetailedResultType } = {
  'country blocked': 'ClientGeoBlocked',
  'misdirected': 'InvalidRequestCertificate',
  'method not allowed': 'InvalidRequestMethod',
  'malformed request': 'InvalidRequest',
  'body with GET': 'InvalidRequest',
  'URL too long': 'InvalidRequest',
  'request too large': 'InvalidRequestHeader',
  'body too large': 'InvalidRequest',
  'function failed': 'FunctionExecutionError',
  'function throttled': 'FunctionThrottledError',
  'function result invalid': 'FunctionValidationError',
  'origin rewrite invalid': 'FunctionValidationError',
  'name-not-found': 'OriginDnsError',
  'connection-refused': 'OriginConnectError',
  'tls': 'OriginConnectError',
  'connection-timed-out': 'OriginCommError',
  'response-timed-out': 'OriginCommError',
  'connection-dropped': 'OriginCommError',
  'headers-too-large': 'OriginHeaderTooBigError',
  'malformed-response': 'OriginInvalidResponseError',
};

/** The result type `Error` in detail. An origin's own error, or a cached one, has none. */
export function detailedError(cause: ErrorCause | undefined): DetailedResultType {
  return (cause === undefined ? undefined : DETAILS[cause]) ?? 'Error';
}
