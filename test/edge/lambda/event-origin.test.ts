import { eventOrigin, returnedOrigin } from '../../../src/edge/lambda/event-origin';
import { applicationOf, Json } from '../scenario';

const [CUSTOM, S3] = applicationOf({
  config: {
    Origins: [
      { Id: 'custom', DomainName: 'example.com', OriginPath: '/p', ResponseCompletionTimeout: 60, CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginReadTimeout: 20, OriginKeepaliveTimeout: 7, HTTPSPort: 8443 } },
      { Id: 's3', DomainName: 'bucket.s3.eu-west-1.amazonaws.com', S3OriginConfig: { OriginAccessIdentity: 'origin-access-identity/cloudfront/E1' }, OriginCustomHeaders: [{ HeaderName: 'X-Own', HeaderValue: '1' }] },
    ],
  },
}).distributions[0].origins;

const SEEN = { custom: eventOrigin(CUSTOM, 'https'), s3: eventOrigin(S3, 'https') };

const custom = (change: Json, names: readonly string[] = []) => returnedOrigin({ custom: { ...SEEN.custom.custom, ...change } }, SEEN.custom, CUSTOM, new Set(names));
const s3 = (change: Json) => returnedOrigin({ s3: { ...SEEN.s3.s3, ...change } }, SEEN.s3, S3, new Set());

test('an origin shows what it is configured as [FUN-155] [FUN-156]', () => {
  expect(SEEN.custom).toEqual({
    custom: { customHeaders: {}, domainName: 'example.com', keepaliveTimeout: 7, path: '/p', port: 8443, protocol: 'https', readTimeout: 20, responseCompletionTimeout: 60, sslProtocols: ['TLSv1', 'SSLv3'] },
  });
  expect(eventOrigin(CUSTOM, 'http').custom).toMatchObject({ port: 80, protocol: 'http' });
  expect(SEEN.s3).toEqual({
    s3: { authMethod: 'origin-access-identity', customHeaders: { 'x-own': [{ key: 'X-Own', value: '1' }] }, domainName: 'bucket.s3.eu-west-1.amazonaws.com', path: '', readTimeout: 30, region: 'eu-west-1' },
  });
});

test('an origin that is as it was is the same', () => {
  expect([custom({}), s3({})]).toEqual([CUSTOM, S3]);
});

test('what a function changes is what is asked', () => {
  const changed = custom({ domainName: 'new.example.com', port: 8080, protocol: 'http', readTimeout: 120, keepaliveTimeout: 1, responseCompletionTimeout: 0, sslProtocols: ['TLSv1.2'], customHeaders: { 'x-a': [{ value: '1' }] } });
  expect(changed).toMatchObject({
    domainName: 'new.example.com',
    path: '/p',
    responseCompletionTimeout: undefined,
    customHeaders: [{ name: 'X-A', value: '1' }],
    custom: { protocolPolicy: 'http-only', httpPort: 8080, readTimeout: 120, keepaliveTimeout: 1, sslProtocols: ['TLSv1.2'] },
  });
});

const LONG = (length: number) => `${'a'.repeat(60)}.`.repeat(9).slice(0, length);

test.each<[string, Json, Json]>([
  ['port', { port: 81 }, { port: 8080 }],
  ['port', { port: 1023 }, { port: 1024 }],
  ['port', { port: 65536 }, { port: 65535 }],
  ['port', { port: '443' }, { port: 443 }],
  ['protocol', { protocol: 'ftp' }, { protocol: 'http' }],
  ['readTimeout', { readTimeout: 0, responseCompletionTimeout: 0 }, { readTimeout: 1 }],
  ['readTimeout', { readTimeout: 121, responseCompletionTimeout: 0 }, { readTimeout: 120, responseCompletionTimeout: 0 }],
  ['keepaliveTimeout', { keepaliveTimeout: 121 }, { keepaliveTimeout: 120 }],
  ['keepaliveTimeout', { keepaliveTimeout: 1.5 }, { keepaliveTimeout: 1 }],
  ['responseCompletionTimeout', { responseCompletionTimeout: 19 }, { responseCompletionTimeout: 20 }],
  ['domainName', { domainName: '' }, { domainName: 'a' }],
  ['domainName', { domainName: 'example.com:80' }, { domainName: 'EXAMPLE.com' }],
  ['domainName', { domainName: '192.0.2.1' }, { domainName: '192.0.2.1.example.com' }],
  ['domainName', { domainName: LONG(254) }, { domainName: LONG(253) }],
  ['path', { path: 'a' }, { path: '/a' }],
  ['path', { path: '/a/' }, { path: '' }],
  ['path', { path: '/ä' }, { path: '/%C3%A4' }],
  ['path', { path: `/${'a'.repeat(255)}` }, { path: `/${'a'.repeat(254)}` }],
  ['sslProtocols', { sslProtocols: ['TLSv1.3'] }, { sslProtocols: ['TLSv1.2', 'TLSv1.1', 'TLSv1', 'SSLv3'] }],
  ['customHeaders["x-cache"]', { customHeaders: { 'x-cache': [{ value: '1' }] } }, { customHeaders: { 'x-own': [{ value: '1' }] } }],
])('a custom origin has another %s than %j, but such as %j [FUN-156]', (field, refused, taken) => {
  expect(() => custom(refused)).toThrow(`request.origin.custom.${field} is `);
  expect(custom(taken)).toBeDefined();
});

test.each<[string, Json, Json]>([
  ['domainName', { domainName: 'Bucket.s3.amazonaws.com' }, { domainName: 'bucket.s3.amazonaws.com' }],
  ['domainName', { domainName: LONG(129) }, { domainName: LONG(128) }],
  ['path', { path: 'a' }, { path: `/${'ä'.repeat(300)}` }],
  ['readTimeout', { readTimeout: 121 }, { readTimeout: 120 }],
  ['authMethod', { authMethod: 'origin-access-control' }, { authMethod: 'none' }],
  ['region', { region: '' }, { authMethod: 'none', region: '' }],
])('a bucket has another %s than %j, but such as %j [FUN-156]', (field, refused, taken) => {
  expect(() => s3(refused)).toThrow(`request.origin.s3.${field} is `);
  expect(s3(taken)).toBeDefined();
});

test('a custom header is not among the headers of the request, too [FUN-156]', () => {
  const change = { customHeaders: { 'x-own': [{ value: '1' }] } };
  expect(() => custom(change, ['x-own'])).toThrow('request.origin.custom.customHeaders["x-own"] is also in request.headers');
});

test.each([undefined, null, 'x', {}, { custom: 1 }, { s3: [] }])('%j is no origin [FUN-155]', (origin) => {
  expect(() => returnedOrigin(origin, SEEN.custom, CUSTOM, new Set())).toThrow('return exactly one of custom and s3 in it');
});
