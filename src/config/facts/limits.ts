import type { Edition } from '.';

/** Limits that AWS does not raise. */
export const LIMITS = {
  pathPatternCharacters: 255,
  rootObjectCharacters: 255,
  commentCharacters: 128,
  accessControlNameCharacters: 64,
  distributionsPerVpcOrigin: 50,
  publicKeysPerAccount: 10,
  realtimeLogConfigsPerAccount: 150,
  encryptionConfigsPerAccount: 10,
  encryptionProfilesPerAccount: 10,
  distributionsPerEncryptionConfig: 20,
  fieldsPerEncryptionProfile: 10,
  /** Of a body of which fields are encrypted. */
  encryptedBodyBytes: 1_048_576,
  /** Of a body of which fields are encrypted, encrypted or not. */
  fieldsPerEncryptedBody: 10,
  encryptedFieldBytes: 16_384,
  /** Of a configuration for field-level encryption. */
  queryArgumentMappings: 5,
  distributionsPerLambdaFunction: 500,
  distributionsPerTrustStore: 25,
  trustStoreCertificates: 25,
  trustStoreBytes: 1_048_576,
  customHeaderNameCharacters: 256,
  customHeaderValueCharacters: 1_783,
  /** Of all custom headers of an origin or of a response headers policy, names and values together. */
  customHeadersCharacters: 10_240,
  /** Of a value of Access-Control-Allow-Origin. */
  allowedOriginCharacters: 1_783,
  /** Of all headers, cookies and query strings of a policy together. */
  policyNamesCharacters: 1_024,
  /** Of one query string in `ForwardedValues`. */
  queryStringCharacters: 128,
  /** Of all cookies, or all query strings, in `ForwardedValues` together. */
  forwardedNamesBytes: 512,
  invalidationPathCharacters: 4_000,
  /** In the edition of the guide. */
  invalidationPathsInProgress: 3_000,
  /** Today. */
  invalidationPathsPerSecond: 150,
} as const;

/** A character that the name of a default root object cannot have. */
export const NOT_IN_ROOT_OBJECT = /[^A-Za-z0-9_\-.*$/~"';&]/u;

/** What CloudFront takes of viewers and of origins, in bytes. */
export interface SizeLimits {
  /** Of a URL: scheme, host, path and query string. */
  readonly url: number;
  /** Of a request's line and headers. */
  readonly request: number;
  /** Of a request's body; of 2014 none is known. */
  readonly requestBody: number;
  /** Of an object that is cached. */
  readonly cachedObject: number;
}

export const SIZE_LIMITS: { readonly [edition in Edition]: SizeLimits } = {
  '2014-10-21': { url: 8_192, request: 20_480, requestBody: Infinity, cachedObject: 20 * 1024 ** 3 },
  'current': { url: 8_192, request: 32_768, requestBody: 64 * 1024 ** 3, cachedObject: 50 * 1024 ** 3 },
};

/** Ports of a custom origin: these two, or any from the first unprivileged one on. */
export const ORIGIN_PORTS = { wellKnown: [80, 443], from: 1_024, to: 65_535 } as const;

/** Headers that CloudFront does not let an origin's custom headers be. A final `*` stands for any end. */
export const FORBIDDEN_CUSTOM_HEADERS: readonly string[] = [
  'Cache-Control', 'Connection', 'Content-Length', 'Cookie', 'Host', 'If-Match', 'If-Modified-Since', 'If-None-Match', 'If-Range', 'If-Unmodified-Since',
  'Max-Forwards', 'Pragma', 'Proxy-Authenticate', 'Proxy-Authorization', 'Proxy-Connection', 'Range', 'Request-Range', 'TE', 'Trailer', 'Transfer-Encoding',
  'Upgrade', 'Via', 'X-Amz-*', 'X-Edge-*', 'X-Real-Ip',
];
