import { STATUS_CODES } from 'node:http';

/** What is sent, in place of an answer of the pipeline, to a viewer whose bytes are no HTTP request; the connection ends with it. */
export function malformedRequestAnswer(code: string | undefined): string {
  const status = STATUS_OF_ERROR[code ?? ''] ?? 400;
  const title = STATUS_CODES[status] ?? 'Request header or cookie too large';
  const body = `<html>\r\n<head><title>${status} ${title}</title></head>\r\n<body>\r\n<h1>${status} ${title}</h1>\r\n<hr/>CloudFront\r\n</body>\r\n</html>\r\n`;
  return [
    `HTTP/1.1 ${status} ${title}`,
    'Server: CloudFront',
    'Content-Type: text/html',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    'X-Cache: Error from cloudfront',
    '',
    body,
  ].join('\r\n');
}

/** By the code of node's parser; everything else is 400. */
const STATUS_OF_ERROR: { readonly [code: string]: number } = {
  HPE_HEADER_OVERFLOW: 494,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};
