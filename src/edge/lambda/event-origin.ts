import { EventHeaders, eventHeaders, returnedHeaders } from './event-headers';
import { invalid, shown } from './lambda-failure';
import { CustomOriginConfig, hasKnownIdentity, isKnown, knownItems, knownOr, Origin, originKind, s3HostName } from '../../config';
import { isObject } from '../functions/fields';
import type { OriginRequest } from '../origin/origin-client';
import { headerNames, headerPairs } from '../raw-headers';

/** What functions see of an origin of either kind. */
interface EventOriginParts {
  readonly customHeaders: EventHeaders;
  readonly domainName: string;
  readonly path: string;
  readonly readTimeout: number;
  readonly responseCompletionTimeout?: number;
}

/** What functions see of a custom origin. */
export interface EventCustomOrigin extends EventOriginParts {
  readonly keepaliveTimeout: number;
  readonly port: number;
  readonly protocol: string;
  readonly sslProtocols: readonly string[];
}

/** What functions see of a bucket. */
export interface EventS3Origin extends EventOriginParts {
  /** `origin-access-identity` or `none`. */
  readonly authMethod: string;
  readonly region: string;
}

/** The origin of an event: one of the two [FUN-155]. */
export interface EventOrigin {
  readonly custom?: EventCustomOrigin;
  readonly s3?: EventS3Origin;
}

/** Values that CloudFront has where the template says nothing. */
const DEFAULT_READ_TIMEOUT = 30;
const DEFAULT_KEEPALIVE_TIMEOUT = 5;

/** The origin of an event, as a request is about to reach it. */
export function eventOrigin(origin: Origin, protocol: OriginRequest['protocol']): EventOrigin {
  const { customHeaders, domainName, path, custom, vpc, s3, responseCompletionTimeout } = origin;
  const parts = {
    customHeaders: eventHeaders(customHeaders.flatMap(({ name, value }) => (isKnown(name) && isKnown(value) ? [name, value] : []))),
    domainName: knownOr(domainName, ''),
    path: knownOr(path, ''),
    readTimeout: knownOr((custom ?? vpc ?? s3)?.readTimeout, DEFAULT_READ_TIMEOUT),
    ...(isKnown(responseCompletionTimeout) ? { responseCompletionTimeout } : {}),
  };
  if (originKind(origin) === 's3') return { s3: { ...parts, authMethod: hasKnownIdentity(origin) ? 'origin-access-identity' : 'none', region: s3HostName(parts.domainName)?.region ?? 'us-east-1' } };
  return {
    custom: {
      ...parts,
      keepaliveTimeout: knownOr((custom ?? vpc)?.keepaliveTimeout, DEFAULT_KEEPALIVE_TIMEOUT),
      port: protocol === 'https' ? knownOr(custom?.httpsPort, 443) : knownOr(custom?.httpPort, 80),
      protocol,
      sslProtocols: knownItems(custom?.sslProtocols),
    },
  };
}

/**
 * The origin that a function sends a request to; the same one where nothing of it has changed.
 *
 * @param seen  the origin in the event
 * @param names of the request's headers, in lower case, as the function returns them
 * @throws LambdaFailure for what CloudFront does not take
 */
export function returnedOrigin(returned: unknown, seen: EventOrigin, origin: Origin, names: ReadonlySet<string>): Origin {
  const { custom, s3 } = isObject(returned) ? returned : {} as { readonly custom?: unknown; readonly s3?: unknown };
  const parts = custom ?? s3;
  if (!isObject(parts) || (custom !== undefined && s3 !== undefined)) throw invalid('request.origin', `is ${shown(returned)}`, 'return exactly one of custom and s3 in it');
  const at = `request.origin.${custom === undefined ? 's3' : 'custom'}`;
  for (const [field, { kind, isValid, fix }] of Object.entries(FIELDS)) {
    const value = parts[field];
    if (kind !== undefined && kind !== (custom === undefined ? 's3' : 'custom')) continue;
    if (!isValid(value, parts)) throw invalid(`${at}.${field}`, `is ${shown(value)}`, fix);
  }
  const headers = returnedHeaders(parts.customHeaders ?? {}, { eventType: 'origin-request', at: `${at}.customHeaders`, before: [] });
  const repeated = headerNames(headers).find((name) => names.has(name.toLowerCase()));
  if (repeated !== undefined) throw invalid(`${at}.customHeaders["${repeated.toLowerCase()}"]`, 'is also in request.headers', 'give it in one of the two');
  const before = custom === undefined ? seen.s3 : seen.custom;
  if (custom === undefined && parts.authMethod === 'origin-access-identity' && seen.s3?.authMethod !== 'origin-access-identity') {
    throw invalid(`${at}.authMethod`, 'is origin-access-identity, and the origin of the cache behavior is no bucket with such an identity', 'use none');
  }
  if (JSON.stringify(parts) === JSON.stringify(before)) return origin;
  return changed(origin, parts as unknown as EventCustomOrigin & EventS3Origin, headers, custom !== undefined);
}

function changed(origin: Origin, parts: EventCustomOrigin & EventS3Origin, headers: readonly string[], isCustom: boolean): Origin {
  const { location, stated } = origin;
  const timeout = parts.responseCompletionTimeout;
  const readTimeout = parts.readTimeout ?? DEFAULT_READ_TIMEOUT;
  const isSameKind = isCustom === (originKind(origin) === 'custom');
  const custom: CustomOriginConfig = {
    location,
    stated,
    httpPort: parts.port,
    httpsPort: parts.port,
    protocolPolicy: `${parts.protocol}-only`,
    sslProtocols: parts.sslProtocols,
    readTimeout,
    keepaliveTimeout: parts.keepaliveTimeout,
    clientCertificateArn: undefined,
  };
  return {
    ...origin,
    domainName: parts.domainName,
    path: parts.path,
    customHeaders: headerPairs(headers).map(([name, value]) => ({ location, stated, name, value })),
    responseCompletionTimeout: timeout === 0 ? undefined : timeout,
    custom: isCustom ? custom : undefined,
    s3: isCustom ? undefined : { location, stated, originAccessIdentity: parts.authMethod === 'origin-access-identity' ? origin.s3!.originAccessIdentity : '', readTimeout },
    vpc: undefined,
    originAccessControlId: isSameKind ? origin.originAccessControlId : undefined,
  };
}

/** A field of the origin in an event: whose it is, and what it may be [FUN-156, FUN-157]. */
interface Field {
  /** @default - of both kinds */
  readonly kind?: 'custom' | 's3';
  readonly fix: string;
  isValid(value: unknown, origin: { readonly [field: string]: unknown }): boolean;
}

const IS_ADDRESS = /^[\d.]+$|:/;
const SSL_PROTOCOLS: readonly unknown[] = ['TLSv1.2', 'TLSv1.1', 'TLSv1', 'SSLv3'];

const isSeconds = (value: unknown) => isWhole(value) && value >= 1 && value <= 120;
const isName = (value: unknown, limit: number): value is string => typeof value === 'string' && value !== '' && value.length <= limit;

function isWhole(value: unknown): value is number {
  return Number.isInteger(value);
}

function isPath(value: unknown, { protocol }: { readonly [field: string]: unknown }): boolean {
  if (typeof value !== 'string') return false;
  if (value === '') return true;
  return value.startsWith('/') && !value.endsWith('/') && (protocol === undefined || (value.length <= 255 && /^[!-~]+$/.test(value)));
}

const FIELDS: { readonly [field: string]: Field } = {
  domainName: {
    isValid: (value, { protocol }) => (protocol === undefined ? isName(value, 128) && value === value.toLowerCase() : isName(value, 253) && !IS_ADDRESS.test(value)),
    fix: 'give a domain name: of a bucket in lower case with at most 128 characters, else with at most 253, without port, and no IP address',
  },
  path: { isValid: isPath, fix: 'begin it with a slash and do not end it with one, or leave it empty; that of a custom origin is encoded and has at most 255 characters' },
  readTimeout: { isValid: (value) => value === undefined || isSeconds(value), fix: 'give 1 to 120 seconds' },
  responseCompletionTimeout: {
    isValid: (value, { readTimeout }) => value === undefined || value === 0 || (isWhole(value) && value >= Number(readTimeout ?? DEFAULT_READ_TIMEOUT)),
    fix: 'give as many seconds as readTimeout has, or more; or 0 for no limit',
  },
  keepaliveTimeout: { kind: 'custom', isValid: isSeconds, fix: 'give 1 to 120 seconds' },
  port: { kind: 'custom', isValid: (value) => value === 80 || value === 443 || (isWhole(value) && value >= 1024 && value <= 65_535), fix: 'use 80, 443 or 1024 to 65535' },
  protocol: { kind: 'custom', isValid: (value) => value === 'http' || value === 'https', fix: 'use http or https' },
  sslProtocols: { kind: 'custom', isValid: (value) => Array.isArray(value) && value.every((item) => SSL_PROTOCOLS.includes(item)), fix: 'list some of TLSv1.2, TLSv1.1, TLSv1 and SSLv3' },
  authMethod: { kind: 's3', isValid: (value) => value === 'none' || value === 'origin-access-identity', fix: 'use none or origin-access-identity' },
  region: {
    kind: 's3',
    isValid: (value, { authMethod }) => (authMethod === 'none' && (value === undefined || value === '')) || isName(value, 64),
    fix: 'give the Region of the bucket, such as eu-west-1',
  },
};
