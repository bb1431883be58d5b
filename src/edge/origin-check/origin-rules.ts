import { CacheBehavior, isKnown, knownItems, Origin, s3HostName } from '../../config';
import { httpDate } from '../http-date';
import { RawHeaders } from '../message';
import { headerValue } from '../raw-headers';
import { forwardedHeaders, selectHeader } from '../selection';

/** An answer of an origin, and how it was asked for. */
export interface OriginAnswered {
  readonly origin: Origin;
  /** The cache behavior by which it was asked. */
  readonly behavior: CacheBehavior;
  readonly method: string;
  readonly status: number;
  readonly headers: RawHeaders;
  /** Whether nothing but the end of the connection ends the body. */
  readonly endsWithConnection: boolean;
}

/** Something that an origin should do otherwise when CloudFront is in front of it. */
export interface OriginRule {
  readonly id: string;
  readonly level: 'warning' | 'info';
  readonly spec: readonly string[];
  readonly says: string;
  /** The header of the answer that is at fault. */
  readonly header: string;
  readonly fix: string;
  /** What is wrong with an answer; undefined when nothing is. */
  readonly check: (answered: OriginAnswered, now: number) => string | undefined;
}

/** Milliseconds by which clocks may differ. */
const TOLERANCE = 5 * 60_000;

/** Rules about what custom origins answer. */
export const ORIGIN_RULES: readonly OriginRule[] = [
  {
    id: 'origin-clock',
    level: 'warning',
    spec: ['ORG-052', 'REQ-153'],
    says: 'the clock of an origin agrees with UTC',
    header: 'Date',
    fix: 'synchronise the clock of the server with UTC',
    check({ headers }, now) {
      const text = headerValue(headers, 'date');
      if (text === undefined) return undefined;
      const date = httpDate(text, now);
      if (date === undefined) return 'is no date of HTTP';
      const ahead = date + ageOf(headers) - now;
      return Math.abs(ahead) <= TOLERANCE ? undefined : `is ${duration(Math.abs(ahead))} ${ahead > 0 ? 'ahead of' : 'behind'} the edge's clock`;
    },
  },
  {
    id: 'origin-last-modified',
    level: 'info',
    spec: ['REQ-153'],
    says: 'an origin says when an object was last modified, a time in the past',
    header: 'Last-Modified',
    fix: 'send the time at which the object was last changed, in GMT',
    check({ headers }, now) {
      const text = headerValue(headers, 'last-modified');
      if (text === undefined) return undefined;
      const modified = httpDate(text, now);
      if (modified === undefined) return 'is no date of HTTP';
      return modified > (httpDate(headerValue(headers, 'date'), now) ?? now) ? 'lies in the future' : undefined;
    },
  },
  {
    id: 'origin-length',
    level: 'info',
    spec: ['REQ-163', 'REQ-182'],
    says: 'an origin says where the body of its answer ends, so that CloudFront caches no part of an object for the whole',
    header: 'Content-Length',
    fix: 'send Content-Length, or Transfer-Encoding: chunked where the length is not known in advance',
    check: ({ endsWithConnection }) => (endsWithConnection ? 'is missing, and the body is not chunked: it ends with the connection' : undefined),
  },
  {
    id: 'origin-redirect',
    level: 'warning',
    spec: ['REQ-177'],
    says: 'an origin redirects viewers to the distribution, not to itself',
    header: 'Location',
    fix: 'redirect to a path, or to the domain name of the distribution',
    check({ origin: { domainName }, headers }) {
      const host = /^https?:\/\/([^/?#:]+)/i.exec(headerValue(headers, 'location') ?? '')?.[1].toLowerCase();
      return host !== undefined && isKnown(domainName) && host === domainName.toLowerCase() ? 'leads viewers to the origin, past CloudFront' : undefined;
    },
  },
  {
    id: 'origin-authentication',
    level: 'warning',
    spec: ['REQ-066'],
    says: 'an origin requires no authentication of viewers for GET and HEAD, unless Authorization is in the cache key',
    header: 'WWW-Authenticate',
    fix: 'require none, or have Authorization in the cache policy or the headers of ForwardedValues',
    check: (answered) => (isGet(answered) && asksForAuthentication(answered) && !listsAuthorization(answered) ? 'asks for what CloudFront removes from GET and HEAD' : undefined),
  },
  {
    id: 'origin-authentication-options',
    level: 'warning',
    spec: ['REQ-067'],
    says: 'an origin requires authentication for OPTIONS only where Authorization is forwarded and OPTIONS is not cached',
    header: 'WWW-Authenticate',
    fix: 'require none, or forward Authorization and take OPTIONS out of the cached methods',
    check(answered) {
      const isFine = listsAuthorization(answered) && !knownItems(answered.behavior.cachedMethods).includes('OPTIONS');
      return answered.method === 'OPTIONS' && asksForAuthentication(answered) && !isFine ? 'asks viewers for authentication before OPTIONS' : undefined;
    },
  },
  {
    id: 'origin-authentication-writing',
    level: 'info',
    spec: ['REQ-068'],
    says: 'an origin requires authentication for DELETE, PATCH, POST and PUT where Authorization is forwarded',
    header: 'WWW-Authenticate',
    fix: 'have Authorization in the cache policy or the headers of ForwardedValues',
    check: (answered) => (!isGet(answered) && answered.method !== 'OPTIONS' && asksForAuthentication(answered) && !listsAuthorization(answered)
      ? 'asks for what no setting of the cache behavior forwards' : undefined),
  },
];

/** Whether what an origin answers is its owner's to change: not where it is S3's. */
export function isOwnServer({ s3, domainName }: Origin): boolean {
  return s3 === undefined && !(isKnown(domainName) && s3HostName(domainName) !== undefined);
}

/** The time that an answer has spent in caches before CloudFront, in milliseconds. */
function ageOf(headers: RawHeaders): number {
  const age = headerValue(headers, 'age') ?? '';
  return /^\d{1,9}$/.test(age) ? Number(age) * 1000 : 0;
}

function isGet({ method }: OriginAnswered): boolean {
  return method === 'GET' || method === 'HEAD';
}

function asksForAuthentication({ status, headers }: OriginAnswered): boolean {
  return status === 401 && headerValue(headers, 'www-authenticate') !== undefined;
}

function listsAuthorization({ behavior }: OriginAnswered): boolean {
  return forwardedHeaders(behavior).some((selection) => selectHeader('authorization', selection));
}

const UNITS: readonly (readonly [name: string, milliseconds: number])[] = [['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000]];

function duration(milliseconds: number): string {
  const [name, unit] = UNITS.find(([, length]) => milliseconds >= 2 * length) ?? UNITS[2];
  return `${Math.floor(milliseconds / unit)} ${name}s`;
}
