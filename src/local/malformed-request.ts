import { STATUS_CODES } from 'node:http';
import { errorBody, headerValue, joinedHeader } from '../edge';
import type { IncomingRequest } from './viewer-request';

/** Whether node's parser has taken for a request of HTTP/1 what two servers could read as two different ones. */
export function isMalformed(request: Pick<IncomingRequest, 'url' | 'httpVersion' | 'rawHeaders'>): boolean {
  const { httpVersion, rawHeaders } = request;
  if (httpVersion !== '1.1' && httpVersion !== '1.0') return true;
  const coding = joinedHeader(rawHeaders, 'transfer-encoding');
  return isAmbiguous(request) || (coding !== undefined && (httpVersion === '1.0' || coding.toLowerCase() !== 'chunked'));
}

/** Whether it is not clear what a request of any version asks for, and of whom. */
export function isAmbiguous({ url, rawHeaders }: Pick<IncomingRequest, 'url' | 'rawHeaders'>): boolean {
  return !TARGET.test(url!) || joinedHeader(rawHeaders, 'host') !== headerValue(rawHeaders, 'host');
}

/** A path or a URL in which nothing has to be encoded (RFC 9112, 3.2). */
const TARGET = /^(?:\/|https?:\/\/)[^\0-\x20\x7f]*$/i;

/**
 * What is sent, in place of an answer of the pipeline, to a viewer whose bytes are no HTTP request; the connection ends with it.
 *
 * @param code of the error of node's parser
 */
export function malformedRequestAnswer(code: string | undefined): Buffer {
  const status = STATUS_OF_ERROR[code ?? ''] ?? 400;
  const body = errorBody(status, 'Bad request.', '-');
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Request Header Too Large'}`,
    'Server: CloudFront',
    'Content-Type: text/html',
    `Content-Length: ${body.byteLength}`,
    'Connection: close',
    'X-Cache: Error from cloudfront',
    '\r\n',
  ];
  return Buffer.concat([Buffer.from(head.join('\r\n')), body]);
}

/** Every other error is answered with 400. */
const STATUS_OF_ERROR: { readonly [code: string]: number } = {
  HPE_HEADER_OVERFLOW: 494,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};
