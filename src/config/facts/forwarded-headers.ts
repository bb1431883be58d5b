import type { Edition } from '.';
import { REQUEST_HEADERS } from './request-headers';

/** Headers that `ForwardedValues` cannot list, since CloudFront cannot cache by them. A final `*` stands for any end. */
export const UNCACHEABLE_HEADERS: { readonly [edition in Edition]: readonly string[] } = {
  '2014-10-21': uncacheable('2014-10-21'),
  'current': uncacheable('current'),
};

/** Headers that an S3 bucket looks at, so that forwarding them to one makes sense. */
export const S3_HEADERS: { readonly [edition in Edition]: readonly string[] } = {
  '2014-10-21': ['Origin'],
  'current': ['Origin', 'Access-Control-Request-Headers', 'Access-Control-Request-Method'],
};

function uncacheable(edition: Edition): string[] {
  return REQUEST_HEADERS[edition].custom.filter(({ cacheable }) => cacheable === 'no').map(({ name }) => name);
}
