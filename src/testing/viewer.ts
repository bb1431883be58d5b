import { Application } from '../config';
import { ViewerRequest } from '../edge';

/** The address of a viewer of whom the test says nothing. */
export const DEFAULT_VIEWER = '203.0.113.1';

/** What a test may say of a request beside its method and URL. */
export interface RequestOptions {
  /** A Host among them wins over that of the URL. */
  readonly headers?: { readonly [name: string]: string } | Headers | readonly (readonly [name: string, value: string])[];
  readonly body?: string | Uint8Array;
  /** The viewer's country: an ISO 3166-1 alpha-2 code. @default - not known */
  readonly from?: string;
  /** The viewer's address. @default 203.0.113.1 */
  readonly ip?: string;
  /** The host name that the viewer connected to (SNI), where it is another one than it asks for. */
  readonly serverName?: string;
  /** @default 1.1 */
  readonly httpVersion?: '1.0' | '1.1' | '2.0';
}

/**
 * The request of a viewer of a test.
 *
 * @param url         absolute, or a path
 * @param hostOfPath  the host of a path, which is asked by HTTPS
 */
export function requestOf(method: string, url: string, options: RequestOptions, hostOfPath: () => string): ViewerRequest {
  const target = url.startsWith('/') ? { protocol: 'https' as const, host: hostOfPath(), url } : absolute(url);
  const headers = sentHeaders(options.headers);
  if (!headers.some((name, index) => index % 2 === 0 && name.toLowerCase() === 'host')) headers.unshift('Host', target.host);
  const body = typeof options.body === 'string' ? Buffer.from(options.body) : options.body;
  if (body !== undefined) headers.push('Content-Length', String(body.byteLength));
  return {
    method,
    url: target.url,
    headers,
    protocol: target.protocol,
    httpVersion: options.httpVersion ?? '1.1',
    ip: options.ip ?? DEFAULT_VIEWER,
    serverName: options.serverName,
    body,
    country: options.from,
  };
}

/**
 * The domain name of the distribution that a path without a host means.
 *
 * @param name      logical id, id or domain name. @default - the only distribution
 * @param templates the templates whose distributions are meant. @default - all
 * @throws UnusableUrl when that is not one distribution
 */
export function defaultHost({ distributions }: Application, name?: string, templates?: readonly string[]): string {
  const candidates = distributions.filter(({ location, id, domainName }) =>
    (templates === undefined || templates.includes(location.template)) && (name === undefined || [location.logicalId, id, domainName].includes(name)));
  if (candidates.length === 1) return candidates[0].domainName;
  if (distributions.length === 0) throw new UnusableUrl('the templates have no web distribution');
  const meant = `${name === undefined ? 'a path needs' : `${name} has to be`} exactly one distribution`;
  const all = distributions.map(({ location, domainName }) => `${location.logicalId} of ${location.template} (${domainName})`);
  throw new UnusableUrl(`${meant}, and ${candidates.length === 0 ? 'none' : 'several'} can be meant of ${all.join(', ')}: give a whole URL`);
}

/** A request URL that is neither absolute nor a path. */
export class UnusableUrl extends Error {
  public readonly name = 'UnusableUrl';
}

/** Taken apart by hand, since `URL` would normalise what CloudFront gets to see. */
function absolute(url: string) {
  const parts = /^(https?):\/\/([^/?#]+)([^#]*)/i.exec(url);
  if (parts === null) throw new UnusableUrl(`${url}: expected a path such as /index.html, or a URL that begins with http:// or https://`);
  const [, protocol, host, rest] = parts;
  return { protocol: protocol.toLowerCase() as 'http' | 'https', host, url: rest.startsWith('/') ? rest : `/${rest}` };
}

function sentHeaders(headers: RequestOptions['headers'] = {}): string[] {
  const entries = Symbol.iterator in headers ? [...headers] : Object.entries(headers);
  return entries.flat();
}
