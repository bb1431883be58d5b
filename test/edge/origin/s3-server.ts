import { createHash, createHmac } from 'crypto';
import { IncomingMessage } from 'http';
import { httpServer, OriginServer } from './origin-servers';
import { LOCAL_SIGNING_KEYS } from '../../../src/edge';

/** A server like S3's, with its buckets in its paths: it takes requests alone that are signed for its Region, and checks their signatures. */
export function s3Server(region: string, objects: { readonly [path: string]: string }): Promise<OriginServer> {
  return httpServer((request, response) => {
    const refusal = refusalOf(request, region);
    const object = objects[decodeURIComponent(request.url!.split('?')[0])];
    response.statusCode = refusal !== undefined ? 403 : object === undefined ? 404 : 200;
    response.end(refusal ?? object ?? 'NoSuchKey');
  });
}

/** Why a request is refused, checked by what AWS documents of Signature Version 4. */
function refusalOf({ method, url, headers }: IncomingMessage, region: string): string | undefined {
  const [, key, day, scopeRegion, service, names, signature] = /^AWS4-HMAC-SHA256 Credential=(\w+)\/(\d{8})\/([\w-]+)\/(\w+)\/aws4_request, SignedHeaders=([\w;-]+), Signature=([0-9a-f]{64})$/.exec(headers.authorization ?? '') ?? [];
  if (key === undefined) return 'AccessDenied';
  if (key !== LOCAL_SIGNING_KEYS.accessKeyId) return 'InvalidAccessKeyId';
  if (scopeRegion !== region || service !== 's3') return 'AuthorizationHeaderMalformed';
  const [path, query = ''] = url!.split('?');
  const signed = names.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`).join('');
  const canonical = `${method}\n${path}\n${query}\n${signed}\n${names}\n${headers['x-amz-content-sha256']}`;
  const text = `AWS4-HMAC-SHA256\n${headers['x-amz-date']}\n${day}/${region}/s3/aws4_request\n${createHash('sha256').update(canonical).digest('hex')}`;
  const hmac = (secret: string | Buffer, message: string) => createHmac('sha256', secret).update(message).digest();
  const expected = hmac(hmac(hmac(hmac(hmac(`AWS4${LOCAL_SIGNING_KEYS.secretAccessKey}`, day), region), 's3'), 'aws4_request'), text);
  return expected.toString('hex') === signature ? undefined : 'SignatureDoesNotMatch';
}
