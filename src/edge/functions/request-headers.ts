import { CacheBehavior } from '../../config';
import { CloudFrontHeaderValue, cloudFrontHeadersFor } from '../cloudfront-headers';
import type { Exchange } from '../exchange';
import { withoutPort } from '../hosts';
import type { ViewerRequest } from '../message';
import { HeaderEntry, headerEntries } from './headers';

/** Headers about a viewer's certificate that functions do not see [DTD-257]. */
const NOT_SHOWN: ReadonlySet<string> = new Set(['client-cert', 'client-cert-chain', 'cloudfront-viewer-cert-pem']);

/** The headers of a viewer's request as CloudFront functions see them. */
export class RequestHeaders {
  /** CloudFront's own headers that the policies of the behavior name, by name in lower case [POL-112]. */
  private readonly own: ReadonlyMap<string, readonly [name: string, value: CloudFrontHeaderValue]>;

  public constructor(behavior: CacheBehavior) {
    this.own = new Map([...cloudFrontHeadersFor(behavior)].filter(([lower]) => !NOT_SHOWN.has(lower)));
  }

  /** The viewer's, and behind them those of CloudFront's own. */
  public given({ request, location }: Pick<Exchange, 'request' | 'location'>): HeaderEntry[] {
    const entries = headerEntries(request.headers, (lower) => lower === 'cookie' || NOT_SHOWN.has(lower) || this.own.has(lower))
      .map((entry) => (entry.name === 'host' ? { ...entry, value: canonicalHost(entry.value) } : entry));
    for (const [lower, [name, valueOf]] of this.own) {
      const value = valueOf(request, location);
      if (value !== undefined) entries.push({ name: lower, value, raw: [name, value] });
    }
    return entries;
  }

  /** What a function left, as the viewer's headers and what it made of CloudFront's own. */
  public split(entries: readonly HeaderEntry[], given: readonly HeaderEntry[]): { readonly headers: readonly HeaderEntry[]; readonly changed: ViewerRequest['changedHeaders'] } {
    const isOwn = ({ name, isHidden }: HeaderEntry) => isHidden !== true && this.own.has(name);
    const valueIn = (some: readonly HeaderEntry[], name: string) => some.find((entry) => isOwn(entry) && entry.name === name)?.value;
    const changed = [...this.own.keys()].filter((name) => valueIn(entries, name) !== valueIn(given, name));
    return {
      headers: entries.filter((entry) => !isOwn(entry)),
      changed: changed.length === 0 ? undefined : new Map(changed.map((name) => [name, valueIn(entries, name)])),
    };
  }
}

/** In lower case, without port and final dot [FUN-054]. */
function canonicalHost(host: string): string {
  return withoutPort(host).toLowerCase().replace(/\.$/, '');
}
