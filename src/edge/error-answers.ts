import type { ResultType } from './message';
import { FailureKind } from './origin/origin-client';
import type { SignatureError } from './signing/check-signature';

/** Why the edge answers with an error of its own. */
export type ErrorCause =
  | 'unknown host' | 'misdirected' | 'distribution disabled' | 'staging distribution' | 'tenants only' | 'malformed request' | 'country blocked' | 'request blocked' | 'capacity exceeded'
  | 'limit exceeded' | 'method not allowed' | 'HTTPS required' | 'body with GET' | 'too many distributions' | 'URL too long' | 'request too large' | 'body too large' | 'fields not encrypted'
  | 'function failed' | 'function throttled' | 'function result invalid' | 'origin rewrite invalid'
  | 'no origin' | 'InvalidDefaultRootObject' | SignatureError | FailureKind;

interface ErrorAnswer {
  readonly status: number;
  /** What stands behind the status in HTTP/1. @default - what HTTP has for it */
  readonly statusDescription?: string;
  readonly message: string;
  /** The code of an error that is answered in XML, not with a page. */
  readonly code?: SignatureError;
  /** @default 'Error' */
  readonly resultType?: ResultType;
}

const FAILED_OR_CLOSED = 'CloudFront attempted to establish a connection with the origin, but either the attempt failed or the origin closed the connection.';
const NOT_CONNECTED = 'CloudFront wasn\'t able to connect to the origin.';

const FUNCTION_FAILED = 'The CloudFront function associated with the CloudFront distribution is invalid or doesn\'t have the required permissions.';

/** Errors of signed content [DTD-229, SIG-115]. */
const SIGNATURE_ERROR_ANSWERS: { readonly [cause in SignatureError]: ErrorAnswer } = {
  MissingKey: { status: 403, code: 'MissingKey', message: 'Missing Key-Pair-Id query parameter or cookie value' },
  InvalidKey: { status: 403, code: 'InvalidKey', message: 'Unknown Key' },
  MalformedPolicy: { status: 403, code: 'MalformedPolicy', message: 'Malformed Policy' },
  MalformedSignature: { status: 403, code: 'MalformedSignature', message: 'Could not unencode Signature' },
  AccessDenied: { status: 403, code: 'AccessDenied', message: 'Access denied' },
};

/** Status and message of each cause [DTD-228]. */
export const ERROR_ANSWERS: { readonly [cause in ErrorCause]: ErrorAnswer } = {
  'unknown host': { status: 403, message: 'Bad request.' },
  'misdirected': { status: 421, message: 'Misdirected request.' },
  'distribution disabled': { status: 403, message: 'The distribution is disabled.' },
  'staging distribution': { status: 403, message: 'Bad request.' },
  'tenants only': { status: 403, message: 'Bad request.' },
  'malformed request': { status: 403, message: 'Bad request.' },
  'body with GET': { status: 403, message: 'Bad request.' },
  'country blocked': { status: 403, message: 'The Amazon CloudFront distribution is configured to block access from your country.' },
  'request blocked': { status: 403, message: 'Request blocked.' },
  'method not allowed': {
    status: 403,
    message: 'This distribution is not configured to allow the HTTP request method that was used for this request. The distribution supports only cachable requests.',
  },
  'too many distributions': { status: 403, message: 'Bad request.' },
  'capacity exceeded': { status: 503, message: 'CloudFront doesn\'t have the capacity to serve the request.' },
  'limit exceeded': { status: 503, message: 'A limit of CloudFront has been reached.' },
  'HTTPS required': { status: 403, message: 'Bad request.' },
  'URL too long': { status: 414, message: 'Bad request.' },
  'request too large': { status: 494, statusDescription: 'Request Header Too Large', message: 'Bad request.' },
  'fields not encrypted': { status: 400, message: 'Bad request.' },
  'body too large': { status: 413, message: 'Bad request.' },
  'InvalidDefaultRootObject': { status: 400, message: 'InvalidDefaultRootObject: the default root object of the distribution has a name that is too long, or an invalid character.' },
  ...SIGNATURE_ERROR_ANSWERS,
  'function failed': { status: 503, message: FUNCTION_FAILED, resultType: 'FunctionExecutionError' },
  'function throttled': { status: 503, message: FUNCTION_FAILED, resultType: 'FunctionThrottledError' },
  'function result invalid': { status: 502, message: 'The CloudFront function result failed validation.', resultType: 'FunctionValidationError' },
  'origin rewrite invalid': { status: 502, message: 'The CloudFront function returned an invalid value for origin rewrite.', resultType: 'FunctionValidationError' },
  'no origin': { status: 502, message: NOT_CONNECTED },
  'name-not-found': { status: 502, message: 'CloudFront wasn\'t able to resolve the origin domain name.' },
  'connection-refused': { status: 502, message: NOT_CONNECTED },
  'connection-timed-out': { status: 504, message: FAILED_OR_CLOSED },
  'response-timed-out': { status: 504, message: FAILED_OR_CLOSED },
  'connection-dropped': { status: 502, message: FAILED_OR_CLOSED },
  'tls': { status: 502, message: NOT_CONNECTED },
  'malformed-response': { status: 502, message: 'The origin\'s answer is no valid HTTP response.' },
  'headers-too-large': { status: 502, message: 'The origin\'s answer has too many bytes of headers.' },
  'not-allowed': { status: 502, message: NOT_CONNECTED },
  'LambdaValidationError': { status: 502, message: 'The Lambda function result failed validation: the function returned what CloudFront does not take.', resultType: 'LambdaValidationError' },
  'LambdaExecutionError': { status: 503, message: 'The Lambda function associated with the CloudFront distribution is invalid or doesn\'t have the required permissions.', resultType: 'LambdaExecutionError' },
  'LambdaLimitExceeded': { status: 503, message: 'The Lambda function associated with the CloudFront distribution was throttled or took too long.', resultType: 'LambdaLimitExceeded' },
};

/** The body of an error of signed content. */
export function xmlErrorBody(code: string, message: string): Uint8Array {
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`);
}

/** The body of an error that the edge makes itself [DTD-226]. */
export function errorBody(status: number, message: string, requestId: string): Uint8Array {
  return Buffer.from([
    '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">',
    '<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=iso-8859-1">',
    '<TITLE>ERROR: The request could not be satisfied</TITLE>',
    '</HEAD><BODY>',
    `<H1>${status} ERROR</H1>`,
    '<H2>The request could not be satisfied.</H2>',
    '<HR noshade size="1px">',
    message,
    'We can\'t connect to the server for this app or website at this time. There might be too much traffic or a configuration error. Try again later, or contact the app or website owner.',
    '<BR clear="all">',
    'If you provide content to customers through CloudFront, you can find steps to troubleshoot and help prevent this error by reviewing the CloudFront documentation.',
    '<BR clear="all">',
    '<HR noshade size="1px">',
    '<PRE>',
    'Generated by cloudfront (CloudFront)',
    `Request ID: ${requestId}`,
    '</PRE>',
    '<ADDRESS>',
    '</ADDRESS>',
    '</BODY></HTML>',
  ].join('\n'));
}
