import type { Edition } from '.';

/** The values that CloudFront knows for properties with a fixed list of them. */
export interface AllowedValues {
  readonly priceClasses: readonly string[];
  readonly httpVersions: readonly string[];
  readonly viewerProtocolPolicies: readonly string[];
  readonly originProtocolPolicies: readonly string[];
  readonly originSslProtocols: readonly string[];
  /** Statuses of the primary origin that can make CloudFront ask the secondary. */
  readonly failoverStatusCodes: readonly number[];
  readonly sslSupportMethods: readonly string[];
  /** From the least to the most secure. */
  readonly minimumProtocolVersions: readonly string[];
  readonly geoRestrictionTypes: readonly string[];
  readonly cookieForwarding: readonly string[];
  /** Statuses of the origin that a custom error response can be for. */
  readonly errorCodes: readonly number[];
  /** Statuses that viewers can get with a custom error page. */
  readonly errorResponseCodes: readonly number[];
}

const GUIDE_ERROR_CODES = [400, 403, 404, 405, 414, 500, 501, 502, 503, 504];
const CURRENT_ERROR_CODES = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

const GUIDE: AllowedValues = {
  priceClasses: ['PriceClass_100', 'PriceClass_200', 'PriceClass_All'],
  httpVersions: ['http1.1'],
  viewerProtocolPolicies: ['allow-all', 'redirect-to-https', 'https-only'],
  originProtocolPolicies: ['http-only', 'match-viewer'],
  originSslProtocols: ['SSLv3', 'TLSv1'],
  failoverStatusCodes: [403, 404, 500, 502, 503, 504],
  sslSupportMethods: ['sni-only', 'vip'],
  minimumProtocolVersions: ['SSLv3', 'TLSv1'],
  geoRestrictionTypes: ['none', 'whitelist', 'blacklist'],
  cookieForwarding: ['none', 'whitelist', 'all'],
  errorCodes: GUIDE_ERROR_CODES,
  errorResponseCodes: [200, ...GUIDE_ERROR_CODES],
};

export const ALLOWED_VALUES: { readonly [edition in Edition]: AllowedValues } = {
  '2014-10-21': GUIDE,
  'current': {
    ...GUIDE,
    httpVersions: ['http1.1', 'http2', 'http3', 'http2and3'],
    originProtocolPolicies: ['http-only', 'match-viewer', 'https-only'],
    originSslProtocols: ['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2'],
    failoverStatusCodes: [400, 403, 404, 416, 429, 500, 502, 503, 504],
    sslSupportMethods: ['sni-only', 'vip', 'static-ip'],
    minimumProtocolVersions: [
      'SSLv3', 'TLSv1', 'TLSv1_2016', 'TLSv1.1_2016', 'TLSv1.2_2018', 'TLSv1.2_2019', 'TLSv1.2_2021', 'TLSv1.2_2025', 'TLSv1.3_2025',
    ],
    errorCodes: CURRENT_ERROR_CODES,
    errorResponseCodes: [200, ...CURRENT_ERROR_CODES],
  },
};
