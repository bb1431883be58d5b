import { isIP } from 'net';
import { isObject } from './fields';
import { HeaderEntry, isDisallowed } from './headers';
import { FORBIDDEN_CUSTOM_HEADERS, HEADER_NAME, isKnown, NOT_IN_HEADER, ORIGIN_SHIELD_REGIONS, s3HostName } from '../../config';

/** What a function says of the origin of a request is nothing that CloudFront takes [FUN-103]. */
export class InvalidOrigin extends Error {
  public override readonly name = 'InvalidOrigin';
}

/** Properties as a function gives them to `updateRequestOrigin`, once they are checked [FUN-094]. */
export interface OriginProperties {
  readonly domainName?: string;
  readonly hostHeader?: string;
  readonly originPath?: string;
  readonly customHeaders?: { readonly [name: string]: string };
  readonly connectionAttempts?: number;
  readonly originShield?: { readonly enabled: boolean; readonly region?: string };
  readonly originAccessControlConfig?: {
    readonly enabled: boolean; readonly signingBehavior?: string; readonly signingProtocol?: string; readonly originType?: string;
  };
  /** Seconds. */
  readonly timeouts?: {
    readonly readTimeout?: number; readonly responseCompletionTimeout?: number; readonly keepAliveTimeout?: number; readonly connectionTimeout?: number;
  };
  readonly customOriginConfig?: { readonly port: number; readonly protocol: string; readonly sslProtocols: readonly string[]; readonly ipAddressType?: string };
  readonly sni?: string;
  readonly allowedCertificateNames?: readonly string[];
  readonly mTLSConfig?: string;
}

/** Whether a domain name is that of a bucket, and no website. */
export function isBucketName(domainName: string): boolean {
  return s3HostName(domainName)?.website === false;
}

/** What is wrong with a value; undefined where nothing is. */
type Check = (value: unknown) => string | undefined;

const flag: Check = (value) => (typeof value === 'boolean' ? undefined : 'neither true nor false');
const number = (least: number, most: number): Check => (value) => (
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? undefined : `not a whole number from ${least} to ${most}`
);
const oneOf = (...allowed: readonly string[]): Check => (value) => (typeof value === 'string' && allowed.includes(value) ? undefined : `none of ${allowed.join(', ')}`);
const listOf = (most: number, item: Check): Check => (value) => {
  if (!Array.isArray(value) || value.length > most) return `not a list of at most ${most}`;
  return value.map(item).find((wrong) => wrong !== undefined);
};
const object = (checks: { readonly [name: string]: Check }, required: readonly string[] = []): Check => (value) => {
  if (!isObject(value)) return 'not an object';
  const missing = required.find((name) => value[name] === undefined);
  if (missing !== undefined) return `without ${missing}`;
  for (const [name, item] of Object.entries(value)) {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    const wrong = check === undefined ? `no property of an origin; those are ${Object.keys(checks).join(', ')}` : check(item);
    if (wrong !== undefined) return `with a ${name} that is ${wrong}`;
  }
  return undefined;
};

const host: Check = (value) => {
  if (typeof value !== 'string' || value === '') return 'not a text';
  if (value.includes(':')) return 'with a colon';
  if (isIP(value) !== 0) return 'an IP address';
  if (value.length > 253) return `of ${value.length} characters; CloudFront allows 253`;
  return /^[\w.-]+$/.test(value) ? undefined : 'no domain name';
};

const domainName: Check = (value) => {
  const wrong = host(value);
  if (wrong !== undefined || !isBucketName(value as string)) return wrong;
  if ((value as string).length > 128) return 'the name of a bucket of more than 128 characters';
  return value === (value as string).toLowerCase() ? undefined : 'the name of a bucket with capital letters';
};

const originPath: Check = (value) => {
  if (typeof value !== 'string' || value.length > 255) return 'not a text of at most 255 characters';
  if (value === '') return undefined;
  return /^\/[^\s?#]*[^\s?#/]$/.test(value) ? undefined : 'not one that begins with / and does not end with it, URL-encoded';
};

const customHeaders: Check = (value) => {
  if (!isObject(value)) return 'not an object';
  for (const [name, text] of Object.entries(value)) {
    if (name !== name.toLowerCase()) return `with the header ${name}, which is not in lower case`;
    if (isDisallowed(name) || FORBIDDEN_CUSTOM_HEADERS.some((other) => other.toLowerCase() === name)) return `with the header ${name}, which CloudFront does not let be added`;
    if (!HEADER_NAME.test(name)) return `with ${JSON.stringify(name)}, which is no name of a header`;
    if (typeof text !== 'string' || NOT_IN_HEADER.test(text)) return `with the header ${name}, whose value is not a text in one line`;
  }
  return undefined;
};

const seconds = number(1, 120);

const certificateNames = listOf(20, (name) => (typeof name === 'string' && name.length <= 64 ? undefined : 'with a name of more than 64 characters'));

/** What is wrong with what `selectRequestOriginById` and `createRequestOriginGroup` override; undefined where nothing is. */
export const wrongOverrides = object({ hostHeader: host, sni: host, allowedCertificateNames: certificateNames });

const PROPERTIES: { readonly [name in keyof Required<OriginProperties>]: Check } = {
  domainName,
  hostHeader: host,
  originPath,
  customHeaders,
  connectionAttempts: number(1, 3),
  originShield: object({ enabled: flag, region: oneOf(...ORIGIN_SHIELD_REGIONS) }, ['enabled']),
  originAccessControlConfig: object({
    enabled: flag, signingBehavior: oneOf('always', 'never', 'no-override'), signingProtocol: oneOf('sigv4'), originType: oneOf('s3', 'mediapackagev2', 'mediastore', 'lambda'),
  }, ['enabled']),
  timeouts: object({ readTimeout: seconds, responseCompletionTimeout: number(1, Number.MAX_SAFE_INTEGER), keepAliveTimeout: seconds, connectionTimeout: number(1, 10) }),
  customOriginConfig: object({
    port: number(1, 65_535), protocol: oneOf('http', 'https'), sslProtocols: listOf(4, oneOf('SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2')), ipAddressType: oneOf('ipv4', 'ipv6', 'dualstack'),
  }, ['port', 'protocol', 'sslProtocols']),
  sni: host,
  allowedCertificateNames: certificateNames,
  mTLSConfig: oneOf('inherit', 'off'),
};

const wrongProperties = object(PROPERTIES);

/**
 * The properties that a function gives an origin.
 *
 * @param current the domain name that the origin has without them
 * @throws InvalidOrigin
 */
export function checkedProperties(given: unknown, current: unknown): OriginProperties {
  requireNothingWrong('updateRequestOrigin was given an origin', wrongProperties(given));
  const properties = given as OriginProperties;
  const { originShield: shield, originAccessControlConfig: access, timeouts, customOriginConfig: custom, domainName: name } = properties;
  const isBucket = isBucketName(name ?? (isKnown(current) && typeof current === 'string' ? current : ''));
  const wrong = [
    shield?.enabled === true && shield.region === undefined && 'an originShield that is enabled without region',
    access?.enabled === true && [access.signingBehavior, access.signingProtocol, access.originType].includes(undefined)
      && 'an originAccessControlConfig that is enabled without signingBehavior, signingProtocol or originType',
    timeouts?.responseCompletionTimeout !== undefined && timeouts.responseCompletionTimeout < (timeouts.readTimeout ?? 0) && 'a responseCompletionTimeout below its readTimeout',
    custom?.ipAddressType !== undefined && name === undefined && 'an ipAddressType without domainName',
    isBucket && (properties.hostHeader ?? properties.sni ?? properties.allowedCertificateNames) !== undefined && 'a hostHeader, sni or allowedCertificateNames for a bucket',
  ].find((text) => typeof text === 'string');
  if (wrong !== undefined) throw new InvalidOrigin(`updateRequestOrigin was given ${String(wrong)}`);
  return properties;
}

/**
 * A custom header of the origin takes the place of none of the request's.
 *
 * @throws InvalidOrigin
 */
export function requireNoHeaderTwice({ customHeaders: custom = {} }: OriginProperties, headers: readonly HeaderEntry[]): void {
  const twice = Object.keys(custom).find((header) => headers.some(({ name }) => name === header));
  if (twice !== undefined) throw new InvalidOrigin(`updateRequestOrigin was given the custom header ${twice}, which the request has as well`);
}

function requireNothingWrong(what: string, wrong: string | undefined): void {
  if (wrong !== undefined) throw new InvalidOrigin(`${what} ${wrong}`);
}
