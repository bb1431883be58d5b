import { escapeXml } from '../../config';

/** The errors of S3's REST interface: status and message by code. */
export const S3_ERRORS = {
  AccessDenied: { status: 403, message: 'Access Denied' },
  AuthorizationHeaderMalformed: { status: 400, message: 'The authorization header is malformed' },
  InvalidArgument: { status: 400, message: 'Provided max-keys not an integer or within integer range' },
  InvalidObjectState: { status: 403, message: 'The operation is not valid for the object\'s storage class' },
  InvalidRange: { status: 416, message: 'The requested range is not satisfiable' },
  InvalidURI: { status: 400, message: 'Couldn\'t parse the specified URI.' },
  MalformedACLError: { status: 400, message: 'The XML you provided was not well-formed or did not validate against our published schema' },
  MethodNotAllowed: { status: 405, message: 'The specified method is not allowed against this resource.' },
  NoSuchBucket: { status: 404, message: 'The specified bucket does not exist' },
  NoSuchKey: { status: 404, message: 'The specified key does not exist.' },
  PreconditionFailed: { status: 412, message: 'At least one of the pre-conditions you specified did not hold' },
  AccessForbidden: { status: 403, message: 'CORSResponse: This CORS request is not allowed.' },
} as const;

export type S3ErrorCode = keyof typeof S3_ERRORS;

/** An error document, with the elements that S3 adds for its code. */
export function errorDocument(code: S3ErrorCode, details: { readonly [element: string]: string }, requestId: string): string {
  const elements = Object.entries({ Code: code, Message: S3_ERRORS[code].message, ...details, RequestId: requestId, HostId: `${requestId}/local` });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${elements.map(([name, text]) => `<${name}>${escapeXml(text)}</${name}>`).join('')}</Error>`;
}
