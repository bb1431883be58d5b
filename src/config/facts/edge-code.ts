/** Events that a CloudFront Function runs on. */
export const VIEWER_EVENTS = ['viewer-request', 'viewer-response'] as const;

/** Events that a Lambda@Edge function runs on. */
export const EDGE_EVENTS = ['viewer-request', 'origin-request', 'origin-response', 'viewer-response'] as const;

export const FUNCTION_RUNTIMES = ['cloudfront-js-1.0', 'cloudfront-js-2.0'] as const;

/** Headers that no edge function sees, and that none may set [FUN-020]. A final `*` stands for any end. */
export const DISALLOWED_HEADERS = [
  'Connection', 'Expect', 'Keep-Alive', 'Proxy-Authenticate', 'Proxy-Authorization', 'Proxy-Connection', 'Trailer', 'Upgrade', 'X-Accel-Buffering', 'X-Accel-Charset',
  'X-Accel-Limit-Rate', 'X-Accel-Redirect', 'X-Amz-Cf-*', 'X-Amzn-Auth', 'X-Amzn-Cf-Billing', 'X-Amzn-Cf-Id', 'X-Amzn-Cf-Xff', 'X-Amzn-ErrorType', 'X-Amzn-Fle-Profile',
  'X-Amzn-Header-Count', 'X-Amzn-Header-Order', 'X-Amzn-Lambda-Integration-Tag', 'X-Amzn-RequestId', 'X-Cache', 'X-Edge-*', 'X-Forwarded-Proto', 'X-Real-IP',
] as const;

/** Headers that an edge function may read but not change, by event [FUN-022]. */
export const READ_ONLY_HEADERS = {
  'viewer-request': ['CDN-Loop', 'Content-Length', 'Host', 'Transfer-Encoding', 'Via'],
  'origin-request': ['Accept-Encoding', 'CDN-Loop', 'Content-Length', 'If-Modified-Since', 'If-None-Match', 'If-Range', 'If-Unmodified-Since', 'Transfer-Encoding', 'Via'],
  'origin-response': ['Transfer-Encoding', 'Via'],
  'viewer-response': ['Warning', 'Via'],
} as const;

/** The same for Lambda@Edge, which may not change some headers of responses to viewers that CloudFront Functions may. */
export const LAMBDA_READ_ONLY_HEADERS = {
  ...READ_ONLY_HEADERS,
  'viewer-response': [...READ_ONLY_HEADERS['viewer-response'], 'Content-Length', 'Content-Encoding', 'Transfer-Encoding'],
} as const;

/** Runtimes whose functions run on, but can be neither created nor updated [FUN-132]. */
export const DEPRECATED_LAMBDA_RUNTIMES = [
  'nodejs', 'nodejs4.3', 'nodejs4.3-edge', 'nodejs6.10', 'nodejs8.10', 'nodejs10.x', 'nodejs12.x', 'nodejs14.x', 'nodejs16.x', 'nodejs18.x',
  'python2.7', 'python3.6', 'python3.7', 'python3.8', 'python3.9',
] as const;

/** The bounds of edge functions of either kind, and of what they use. */
export const EDGE_CODE_LIMITS = {
  /** Characters of path and query string together, which a function has to stay below [FUN-027]. */
  urlCharacters: 8_192,
  /** Of CloudFront Functions and connection functions. */
  codeBytes: 10_240,
  nameCharacters: 64,
  keyBytes: 512,
  valueBytes: 1_024,
  storeBytes: 5 * 1_024 * 1_024,
  /** Of one update of a key value store. */
  updateKeys: 50,
  /** Of what a connection function puts in the record of a connection. */
  customDataBytes: 800,
  lambdaTimeoutSeconds: 30,
  lambdaViewerMemory: 128,
  /** Bytes of a generated response, and of a request body as far as a function sees it or puts it in the place of the viewer's [FUN-161, FUN-168]. */
  lambdaViewerBytes: 40 * 1_024,
  lambdaOriginBytes: 1_024 * 1_024,
  /** Of any Lambda function, in MB, as is the next. */
  lambdaMemoryLeast: 128,
  lambdaMemoryMost: 10_240,
  /** Compressed. */
  lambdaPackageBytes: 50 * 1_024 * 1_024,
  lambdaStorage: 512,
} as const;
