/** Methods that a CORS section allows; `ALL` alone stands for every one [POL-116]. */
export const CORS_METHODS = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'] as const;

export const FRAME_OPTIONS = ['DENY', 'SAMEORIGIN'] as const;

export const REFERRER_POLICIES = [
  'no-referrer', 'no-referrer-when-downgrade', 'origin', 'origin-when-cross-origin', 'same-origin', 'strict-origin', 'strict-origin-when-cross-origin', 'unsafe-url',
] as const;

/** What each section of security headers cannot be without [POL-121]. */
export const SECURITY_SECTIONS = {
  ContentSecurityPolicy: ['ContentSecurityPolicy', 'Override'],
  ContentTypeOptions: ['Override'],
  FrameOptions: ['FrameOption', 'Override'],
  ReferrerPolicy: ['ReferrerPolicy', 'Override'],
  StrictTransportSecurity: ['AccessControlMaxAgeSec', 'Override'],
  XSSProtection: ['Protection', 'Override'],
} as const;

/** Headers that a response headers policy sets in a section of their own [POL-127]. A final `*` stands for any end. */
export const SECTION_HEADERS = [
  'Access-Control-Allow-Credentials', 'Access-Control-Allow-Headers', 'Access-Control-Allow-Methods', 'Access-Control-Allow-Origin', 'Access-Control-Expose-Headers',
  'Access-Control-Max-Age', 'Content-Security-Policy', 'Referrer-Policy', 'Server-Timing', 'Strict-Transport-Security', 'X-Content-Type-Options', 'X-Frame-Options',
  'X-XSS-Protection',
] as const;

/** Headers that viewers get whatever a response headers policy says [POL-128]. */
export const KEPT_RESPONSE_HEADERS = [
  'Connection', 'Content-Encoding', 'Content-Length', 'Expect', 'Host', 'Keep-Alive', 'Proxy-Authenticate', 'Proxy-Authorization', 'Proxy-Connection', 'Trailer',
  'Transfer-Encoding', 'Upgrade', 'Via', 'Warning', 'X-Accel-Buffering', 'X-Accel-Charset', 'X-Accel-Limit-Rate', 'X-Accel-Redirect', 'X-Amz-Cf-*', 'X-Amzn-Auth',
  'X-Amzn-Cf-Billing', 'X-Amzn-Cf-Id', 'X-Amzn-Cf-Xff', 'X-Amzn-ErrorType', 'X-Amzn-Fle-Profile', 'X-Amzn-Header-Count', 'X-Amzn-Header-Order',
  'X-Amzn-Lambda-Integration-Tag', 'X-Amzn-RequestId', 'X-Cache', 'X-Edge-*', 'X-Forwarded-Proto', 'X-Real-IP',
] as const;
