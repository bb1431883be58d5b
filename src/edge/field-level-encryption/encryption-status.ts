/** What access logs say in fle-status [DTD-187]. */
export type EncryptionStatus =
  | 'Processed' | 'ForwardedByContentType' | 'ForwardedByQueryArgs' | 'ForwardedDueToNoProfile' | 'MalformedContentTypeClientError' | 'MalformedInputClientError'
  | 'MalformedQueryArgsClientError' | 'RejectedByContentType' | 'RejectedByQueryArgs' | 'ServerError' | 'FieldLengthLimitClientError' | 'FieldNumberLimitClientError'
  | 'RequestLengthLimitClientError';

/** What became of the fields of a request's body. */
export interface EncryptionResult {
  readonly status: EncryptionStatus;
  /** How many fields were encrypted; undefined where the body was not processed. */
  readonly fields?: number;
}

/** Whether a request goes on to the origin. */
export function isForwarded(status: EncryptionStatus): boolean {
  return status === 'Processed' || status.startsWith('Forwarded');
}
