import { isIPv4 } from 'net';

/** What the holder of a signed URL or cookie may have, and when. */
export interface AccessPolicy {
  /** The URL, in which `*` and `?` may stand for others; of RTMP the stream's name. Undefined for every object whose behavior trusts the key. */
  readonly resource?: string;
  /** Seconds since the epoch from which access is refused. */
  readonly dateLessThan: number;
  /** Seconds since the epoch until which access is refused. */
  readonly dateGreaterThan?: number;
  /** The only viewers who have access: an IPv4 address, or a range such as `192.0.2.0/24`. */
  readonly ipAddress?: string;
}

/** Why a text is no policy that CloudFront takes. */
export class MalformedPolicy extends Error {}

/** The canned policy: what CloudFront rebuilds from the URL and its expiry, byte for byte [SIG-036]. */
export function cannedPolicy(resource: string, expires: number): string {
  return policyText({ resource, dateLessThan: expires });
}

/** The text of a policy, without white space. */
export function policyText({ resource, dateLessThan, dateGreaterThan, ipAddress }: AccessPolicy): string {
  const time = (seconds: number | undefined) => (seconds === undefined ? undefined : { 'AWS:EpochTime': seconds });
  const Condition = {
    IpAddress: ipAddress === undefined ? undefined : { 'AWS:SourceIp': ipAddress },
    DateGreaterThan: time(dateGreaterThan),
    DateLessThan: time(dateLessThan),
  };
  return JSON.stringify({ Statement: [{ Resource: resource, Condition }] });
}

/**
 * Reads a policy.
 *
 * @param text JSON, with or without white space
 * @throws MalformedPolicy, which says where it is not what CloudFront takes
 */
export function readPolicy(text: string): AccessPolicy {
  const { Statement } = objectWith(json(text), 'the policy', ['Statement']);
  if (!Array.isArray(Statement) || Statement.length !== 1) throw new MalformedPolicy('Statement is a list with one statement');
  const { Resource, Condition } = objectWith(Statement[0], 'the statement', ['Resource', 'Condition']);
  const condition = objectWith(Condition, 'Condition', ['DateLessThan', 'DateGreaterThan', 'IpAddress']);
  const dateLessThan = timeIn(condition, 'DateLessThan');
  if (dateLessThan === undefined) throw new MalformedPolicy('Condition needs DateLessThan: nobody gets access for ever');
  if (Resource !== undefined && typeof Resource !== 'string') throw new MalformedPolicy('Resource is one URL or name');
  return withoutUndefined({ resource: Resource, dateLessThan, dateGreaterThan: timeIn(condition, 'DateGreaterThan'), ipAddress: addressIn(condition) });
}

/** Whether a text is an IPv4 address, or a range of them such as `192.0.2.0/24` [SIG-084]. */
export function isAddressRange(text: string): boolean {
  const [address, length, ...rest] = text.split('/');
  return isIPv4(address) && rest.length === 0 && (length === undefined || (/^\d{1,2}$/.test(length) && Number(length) <= 32));
}

function timeIn(condition: { readonly [name: string]: unknown }, name: string): number | undefined {
  if (condition[name] === undefined) return undefined;
  const time = objectWith(condition[name], name, ['AWS:EpochTime'])['AWS:EpochTime'];
  if (typeof time !== 'number' || !Number.isSafeInteger(time) || time < 0) throw new MalformedPolicy(`AWS:EpochTime of ${name} is a whole number of seconds, without quotation marks`);
  return time;
}

function addressIn({ IpAddress }: { readonly [name: string]: unknown }): string | undefined {
  if (IpAddress === undefined) return undefined;
  const address = objectWith(IpAddress, 'IpAddress', ['AWS:SourceIp'])['AWS:SourceIp'];
  if (typeof address !== 'string' || !isAddressRange(address)) throw new MalformedPolicy('AWS:SourceIp is one IPv4 address or range, such as 192.0.2.0/24');
  return address;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new MalformedPolicy('the policy is not JSON');
  }
}

/** An object that has no other names than those given: CloudFront takes no abbreviations [SIG-066]. */
function objectWith(value: unknown, what: string, names: readonly string[]): { readonly [name: string]: unknown } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new MalformedPolicy(`${what} is an object with ${names.join(', ')}`);
  const other = Object.keys(value).find((name) => !names.includes(name));
  if (other !== undefined) throw new MalformedPolicy(`${what} has ${other}; it takes ${names.join(', ')}`);
  return value as { readonly [name: string]: unknown };
}

function withoutUndefined(policy: AccessPolicy): AccessPolicy {
  return Object.fromEntries(Object.entries(policy).filter(([, value]) => value !== undefined)) as unknown as AccessPolicy;
}
