import { createHash, createHmac } from 'crypto';
import { RawHeaders } from '../message';
import { headerValue } from '../raw-headers';

/** Who signs, and for which service of which Region. */
export interface SigningScope {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
  /** Such as `s3` or `lambda`. */
  readonly service: string;
}

/** The keys with which the local edge signs, so that a server which stands for an origin can check its signatures. */
export const LOCAL_SIGNING_KEYS = { accessKeyId: 'CLOUDFRONTEDGELOCAL1', secretAccessKey: 'cloudfront-edge/local/secret/access/key1' } as const;

/** What of a request is signed. */
export interface Signable {
  readonly method: string;
  readonly url: string;
  readonly headers: RawHeaders;
}

/**
 * The Authorization header of Signature Version 4 for a request.
 *
 * @param request  with the headers `Host`, `X-Amz-Date` and `X-Amz-Content-Sha256`
 * @param signed   the names of the headers that the signature covers, in lower case
 * @see OTD-134
 */
export function authorization(request: Signable, signed: readonly string[], scope: SigningScope): string {
  const { method, url, headers } = request;
  const names = [...signed].sort();
  const [path, query = ''] = url.split(/\?(.*)/s);
  const time = headerValue(headers, 'x-amz-date')!;
  const canonical = [
    method,
    canonicalPath(path, scope.service),
    canonicalQuery(query),
    ...names.map((name) => `${name}:${(headerValue(headers, name) ?? '').trim().replace(/ +/g, ' ')}`),
    '',
    names.join(';'),
    headerValue(headers, 'x-amz-content-sha256')!,
  ].join('\n');
  const credential = [time.slice(0, 8), scope.region, scope.service, 'aws4_request'];
  const text = ['AWS4-HMAC-SHA256', time, credential.join('/'), sha256(canonical)].join('\n');
  const key = credential.reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${scope.secretAccessKey}`);
  return `AWS4-HMAC-SHA256 Credential=${[scope.accessKeyId, ...credential].join('/')}, SignedHeaders=${names.join(';')}, Signature=${hmac(key, text).toString('hex')}`;
}

/** SHA-256 in hexadecimal digits. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** A time as `X-Amz-Date` has it. */
export function signingTime(now: number): string {
  return new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** Every part of the path encoded as RFC 3986 has it: once for S3, once more for all others. */
function canonicalPath(path: string, service: string): string {
  return path.split('/').map((part) => encoded(service === 's3' ? decoded(part) : part)).join('/');
}

function canonicalQuery(query: string): string {
  if (query === '') return '';
  const parameters = query.split('&').map((parameter) => {
    const [name, value = ''] = parameter.split(/=(.*)/s);
    return [encoded(decoded(name)), encoded(decoded(value))] as const;
  });
  return parameters.sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0)).map(([name, value]) => `${name}=${value}`).join('&');
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
