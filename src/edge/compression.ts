import { Readable } from 'stream';
import { createBrotliCompress, createGzip } from 'zlib';
import { isKnown } from '../config';
import { acceptedEncodings, keyedEncodings } from './accept-encoding';
import { decide, Exchange } from './exchange';
import { Body, RawHeaders } from './message';
import { statedLength } from './origin-body';
import { cacheControl, headerValue, joinedHeader, removeHeader, setHeader } from './raw-headers';

/** Sizes, in bytes, between which CloudFront compresses. */
const SMALLEST = 1_000;
const LARGEST = 10_000_000;

/** Content types that CloudFront compresses. */
const TYPES: ReadonlySet<string> = new Set([
  'application/dash+xml', 'application/eot', 'application/font', 'application/font-sfnt', 'application/javascript', 'application/json', 'application/opentype',
  'application/otf', 'application/pdf', 'application/pkcs7-mime', 'application/protobuf', 'application/rss+xml', 'application/truetype', 'application/ttf',
  'application/vnd.apple.mpegurl', 'application/vnd.mapbox-vector-tile', 'application/vnd.ms-fontobject', 'application/wasm', 'application/xhtml+xml', 'application/xml',
  'application/x-font-opentype', 'application/x-font-truetype', 'application/x-font-ttf', 'application/x-httpd-cgi', 'application/x-javascript', 'application/x-mpegurl',
  'application/x-opentype', 'application/x-otf', 'application/x-perl', 'application/x-ttf', 'font/eot', 'font/opentype', 'font/otf', 'font/ttf', 'image/svg+xml',
  'text/css', 'text/csv', 'text/html', 'text/javascript', 'text/js', 'text/plain', 'text/richtext', 'text/tab-separated-values', 'text/xml', 'text/x-component',
  'text/x-java-source', 'text/x-script', 'vnd.apple.mpegurl',
]);

/** The encodings in which CloudFront compresses. */
export type Compression = 'gzip' | 'br';

/** Compresses an object on its way into the cache where the behavior wants it and the viewer takes it; leaves it alone otherwise. */
export function compressed(
  exchange: Exchange, status: number, headers: string[], body: Body,
): { readonly headers: string[]; readonly body: Body; readonly compression?: Compression } {
  const compression = encodingFor(exchange, status, headers);
  if (compression === undefined || body === undefined) return { headers, body };
  decide(exchange, 'compression', 'compressed', { encoding: compression }, `${exchange.behavior!.setting}.Compress`);
  const source = Readable.from(body instanceof Uint8Array ? [body] : body);
  const compressor = compression === 'br' ? createBrotliCompress() : createGzip();
  source.on('error', (error) => compressor.destroy(error));
  return { headers: headersOfCompressed(headers, compression), body: source.pipe(compressor), compression };
}

/** The headers of an object as those of its compressed form: it has another length, and no ranges that the origin knows of. */
export function headersOfCompressed(headers: string[], compression: Compression): string[] {
  removeHeader(headers, 'content-length');
  removeHeader(headers, 'accept-ranges');
  setHeader(headers, 'Content-Encoding', compression);
  if (!variesByEncoding(headers)) headers.push('Vary', 'Accept-Encoding');
  weakenETag(headers);
  return headers;
}

/** Whether an answer says that viewers of other encodings would get another one. */
export function variesByEncoding(headers: RawHeaders): boolean {
  return /(?:^|,)\s*accept-encoding\s*(?:,|$)/i.test(joinedHeader(headers, 'vary') ?? '');
}

/** A strong ETag becomes weak, since the bytes are others; one that is none is removed [ERR-093]. */
function weakenETag(headers: string[]): void {
  const etag = headerValue(headers, 'etag');
  if (etag === undefined || /^W\/"[^"]*"$/.test(etag)) return;
  if (/^"[^"]*"$/.test(etag)) setHeader(headers, 'ETag', `W/${etag}`);
  else removeHeader(headers, 'etag');
}

/** The encoding in which an object enters the cache; undefined where it does so as it is. */
export function encodingFor({ behavior, request, location }: Exchange, status: number, headers: readonly string[]): Compression | undefined {
  const key = behavior!.config.cacheKey;
  if (!behavior!.compress || !isKnown(key) || location.skipsCompression || ![200, 403, 404].includes(status)) return undefined;
  const length = statedLength(headers) ?? NaN;
  const type = (headerValue(headers, 'content-type') ?? '').split(';')[0].trim().toLowerCase();
  if (!(length >= SMALLEST && length <= LARGEST) || !TYPES.has(type) || headerValue(headers, 'content-encoding') !== undefined) return undefined;
  if (cacheControl(headers).has('no-transform')) return undefined;
  return acceptedEncodings(request.headers, keyedEncodings(key))[0] as Compression | undefined;
}
