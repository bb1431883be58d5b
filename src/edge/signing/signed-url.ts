import { AccessPolicy, cannedPolicy, isAddressRange, policyText } from './policy';
import { COOKIE_PREFIX, isParameter, SIGNATURE_PARAMETERS, SignatureParameters } from './signature-parameters';
import { signatureOf, Signer, UnusableSigning } from './signer';
import { urlSafeBase64 } from './url-safe-base64';
import { s3HostName } from '../../config';

/** A URL that works under a policy: canned where it is for this URL until a time, custom otherwise [SIG-002]. @throws UnusableSigning */
export function signedUrl(url: string, policy: AccessPolicy, signer: Signer): string {
  return withParameters(url, parametersFor(url, policy, signer));
}

/** The cookies that do the same, by name. @throws UnusableSigning */
export function signedCookies(url: string, policy: AccessPolicy, signer: Signer): { readonly [name: string]: string } {
  return Object.fromEntries(Object.entries(parametersFor(url, policy, signer)).map(([name, value]) => [`${COOKIE_PREFIX}${name}`, value]));
}

function parametersFor(url: string, policy: AccessPolicy, signer: Signer): SignatureParameters {
  requireUrl(url);
  // A question mark with nothing behind it is no part of the resource [SIG-040].
  const own = url.replace(/\?$/, '');
  const canned = isCanned(policy, own);
  const resource = policy.resource ?? own;
  requireResource(resource, canned);
  return parametersOf({ ...policy, resource }, canned, signer);
}

/**
 * A stream's name that works under a policy at an RTMP distribution. The policy is for the name without its prefix and its parameters [SIG-043, SIG-045].
 *
 * @param name such as `mp4:videos/film.mp4`, with parameters of one's own behind a question mark
 * @throws UnusableSigning
 */
export function signedStreamName(name: string, policy: AccessPolicy, signer: Signer): string {
  if (name.includes('://')) throw new UnusableSigning(`${name} is a URL; a stream has a name such as videos/film`);
  requireOwnParameters(name);
  const stream = name.split('?', 1)[0].replace(/^(mp3|mp4|flv|id3):/, '');
  return withParameters(name, parametersOf({ ...policy, resource: policy.resource ?? stream }, isCanned(policy, stream), signer));
}

/** A stream's name in the form in which some versions of Flash Player take it from a page [SIG-056]. */
export function forFlash(name: string): string {
  return name.replace(/[?=&]/g, encodeURIComponent);
}

/** Whether a policy is one that CloudFront can rebuild from the URL itself. */
function isCanned({ resource, dateGreaterThan, ipAddress }: AccessPolicy, url: string): boolean {
  return (resource === undefined || resource === url) && dateGreaterThan === undefined && ipAddress === undefined;
}

function parametersOf(policy: AccessPolicy & { readonly resource: string }, canned: boolean, signer: Signer): SignatureParameters {
  requireTerms(policy);
  const text = canned ? cannedPolicy(policy.resource, policy.dateLessThan) : policyText(policy);
  return {
    ...canned ? { Expires: String(policy.dateLessThan) } : { Policy: urlSafeBase64(Buffer.from(text)) },
    'Signature': signatureOf(text, signer),
    'Key-Pair-Id': signer.keyPairId,
    // Left out where it is what CloudFront assumes, so that the URL is one of every edition.
    ...signer.hashAlgorithm === 'SHA256' && { 'Hash-Algorithm': signer.hashAlgorithm },
  };
}

function withParameters(url: string, parameters: SignatureParameters): string {
  const added = SIGNATURE_PARAMETERS.flatMap((name) => (parameters[name] === undefined ? [] : [`${name}=${parameters[name]}`]));
  return `${url}${url.includes('?') ? '&' : '?'}${added.join('&')}`.replace('?&', '?');
}

function requireUrl(url: string): void {
  if (/[\s#]/.test(url)) throw new UnusableSigning(`${url} has white space or a fragment, which no request has`);
  const host = /^https?:\/\/([^/?#]+)/i.exec(url)?.[1];
  if (host === undefined) throw new UnusableSigning(`${url} is not a URL that begins with http:// or https://`);
  if (s3HostName(host) !== undefined) throw new UnusableSigning(`${url} is a URL of Amazon S3; sign that of the distribution`);
  requireOwnParameters(url);
}

function requireOwnParameters(url: string): void {
  const taken = (url.split('?')[1] ?? '').split('&').map((pair) => pair.split('=', 1)[0]).find(isParameter);
  if (taken !== undefined) throw new UnusableSigning(`the parameter ${taken} is one of CloudFront's own: rename it`);
}

function requireResource(resource: string, canned: boolean): void {
  if (canned ? /^https?:\/\//.test(resource) : /^(https?:\/\/|http\*:\/\/|\*)/.test(resource)) return;
  throw new UnusableSigning(`the resource ${resource} begins with neither http:// nor https://, nor with a *`);
}

function requireTerms(policy: AccessPolicy): void {
  const { dateLessThan, dateGreaterThan, ipAddress } = policy;
  const other = Object.keys(policy).find((name) => !TERMS.includes(name));
  if (other !== undefined) throw new UnusableSigning(`a policy cannot say ${other}: it has a resource, an end, a start and an address, and nothing else`);
  for (const time of dateGreaterThan === undefined ? [dateLessThan] : [dateLessThan, dateGreaterThan]) {
    if (!Number.isSafeInteger(time) || time < 0) throw new UnusableSigning(`${time} is not a whole number of seconds since 1970`);
    if (time >= MILLISECONDS) throw new UnusableSigning(`${time} is a time in milliseconds; CloudFront takes seconds: ${Math.floor(time / 1000)}`);
  }
  if (dateGreaterThan !== undefined && dateGreaterThan > dateLessThan) throw new UnusableSigning(`the start ${dateGreaterThan} is after the end ${dateLessThan}`);
  if (ipAddress !== undefined && !isAddressRange(ipAddress)) throw new UnusableSigning(`${ipAddress} is not an IPv4 address or range, such as 192.0.2.0/24`);
}

/** All that a policy can say [PRV-003]. */
const TERMS: readonly string[] = ['resource', 'dateLessThan', 'dateGreaterThan', 'ipAddress'] satisfies (keyof AccessPolicy)[];

/** A number of seconds that nobody means: the year 5138. */
const MILLISECONDS = 100_000_000_000;
