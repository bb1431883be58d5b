import { STATUS_CODES } from 'node:http';
import { errorBody } from '../edge';

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
