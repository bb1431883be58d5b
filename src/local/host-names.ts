import { isIP } from 'node:net';
import { AnyDistribution, isKnown, knownItems, Value } from '../config';
import { withoutPort } from '../edge';

/** Which distribution the Host of a local request means. */
export class HostNames {
  private byName = new Map<string, string>();
  private first: string | undefined;
  private withoutHttp2: ReadonlySet<string> = new Set();
  /** The last answer of `resolve`, which is mostly the next one as well. */
  private last: { readonly host: string; readonly own: string | undefined; readonly seen: string } | undefined;

  public constructor(distributions: readonly AnyDistribution[]) {
    this.update(distributions);
  }

  /** Takes other distributions from now on. Where two have the same name, the first keeps it. */
  public update(distributions: readonly AnyDistribution[]): void {
    this.byName = new Map([...distributions].reverse().flatMap(localNames));
    this.first = distributions[0]?.domainName;
    this.last = undefined;
    const http1 = distributions.filter((distribution) => 'httpVersion' in distribution && isWithoutHttp2(distribution.httpVersion));
    this.withoutHttp2 = new Set(http1.flatMap(({ domainName, aliases }) => [domainName, ...knownItems(aliases)]).map((name) => name.toLowerCase()));
  }

  /** Whether HTTP/2 is offered to viewers of a host (DTD-020). Takes what `resolve` takes. */
  public speaksHttp2(host: string, own?: string): boolean {
    return !this.withoutHttp2.has(this.resolve(host, own).toLowerCase());
  }

  /**
   * The Host that CloudFront would have seen: without a port, and with the distribution's domain name, or the alias,
   * in the place of a name that exists on this machine only.
   *
   * @param host  as the viewer sent it
   * @param own   the domain name of the distribution whose own port this is: what `localhost` and plain addresses stand for.
   *              Without it they stand for the first distribution.
   */
  public resolve(host: string, own: string | undefined = this.first): string {
    if (this.last?.host !== host || this.last.own !== own) this.last = { host, own, seen: this.lookUp(withoutPort(host), own) };
    return this.last.seen;
  }

  private lookUp(name: string, own: string | undefined): string {
    if (own !== undefined && (name === 'localhost' || isAddress(name))) return own;
    return this.byLocalName(name) ?? name;
  }

  private byLocalName(name: string): string | undefined {
    const lowerCase = name.toLowerCase();
    return lowerCase.endsWith(LOCALHOST) ? this.byName.get(lowerCase.slice(0, -LOCALHOST.length)) : undefined;
  }
}

/** The host names under which a distribution is found on this machine only, such as `www.example.com.localhost`. */
export function localHostNamesOf(distribution: AnyDistribution): string[] {
  return localNames(distribution).map(([name]) => name + LOCALHOST);
}

/** Whether a host name is an IP address. */
export function isAddress(name: string): boolean {
  return name.startsWith('[') || isIP(name) !== 0;
}

function isWithoutHttp2(httpVersion: Value<string>): boolean {
  return isKnown(httpVersion) && !httpVersion.toLowerCase().includes('http2');
}

/** Names below `.localhost` are this machine, whoever is asked (RFC 6761). */
const LOCALHOST = '.localhost';

/** What may stand before `.localhost`, and the host that CloudFront would have seen. */
function localNames(distribution: AnyDistribution): [string, string][] {
  const { location: { logicalId }, id, domainName } = distribution;
  const aliases = knownItems(distribution.aliases).filter((alias) => !alias.startsWith('*'));
  return [
    ...[logicalId, id, domainName.split('.')[0], domainName].map((name): [string, string] => [name.toLowerCase(), domainName]),
    ...aliases.map((alias): [string, string] => [alias.toLowerCase(), alias]),
  ];
}
