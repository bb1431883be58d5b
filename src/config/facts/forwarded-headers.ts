import type { Edition } from '.';

const BOTH = [
  'Cache-Control', 'Connection', 'Content-Length', 'Cookie', 'Max-Forwards', 'Pragma', 'Proxy-Authorization', 'Proxy-Connection', 'Request-Range', 'TE',
  'Trailer', 'Transfer-Encoding', 'Upgrade',
];

/** Headers that `ForwardedValues` cannot list, since CloudFront cannot cache by them. A final `*` stands for any end. */
export const UNCACHEABLE_HEADERS: { readonly [edition in Edition]: readonly string[] } = {
  '2014-10-21': ['Accept-Encoding', ...BOTH],
  'current': [...BOTH, 'Proxy-Authenticate', 'X-Amz-Cf-Id', 'X-Edge-*', 'X-Forwarded-Proto', 'X-Real-IP'],
};

/** Headers that an S3 bucket looks at, so that forwarding them to one makes sense. */
export const S3_HEADERS: { readonly [edition in Edition]: readonly string[] } = {
  '2014-10-21': ['Origin'],
  'current': ['Origin', 'Access-Control-Request-Headers', 'Access-Control-Request-Method'],
};
