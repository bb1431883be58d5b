import { LRUCache } from 'lru-cache';
import { Application, knownOr, Origin, WebDistribution } from '../../config';
import type { CompiledOrigin } from '../compiled-distribution';
import { compiledOrigin, MADE_BY_FUNCTIONS } from '../origin/compiled-origin';
import { originIdentity } from '../origin/origin-identity';

/** Origins that functions of Lambda@Edge send requests to, and that no distribution defines. */
export class ChangedOrigins {
  private readonly compiled = new LRUCache<string, CompiledOrigin>({ max: MADE_BY_FUNCTIONS });

  /** @param now milliseconds since the epoch */
  public constructor(private readonly application: Application, private readonly now: number) {}

  /**
   * The origin that answers a request which a function has sent elsewhere. A bucket is found by the Host, as all are behind one service [FUN-158].
   *
   * @param before the origin of the cache behavior
   */
  public find(origin: Origin, before: Origin, distribution: WebDistribution, host: string | undefined): CompiledOrigin {
    const domainName = knownOr(origin.s3 === undefined || host === undefined ? origin.domainName : host, '');
    const isMoved = domainName !== before.domainName;
    // What goes into the request is there already: one connection serves all paths and headers.
    const config = { ...origin, ...(isMoved ? originIdentity(domainName, distribution, this.application) : {}), domainName, path: '', customHeaders: [] };
    const key = JSON.stringify([distribution.id, config]);
    let compiled = this.compiled.get(key);
    if (compiled === undefined) {
      compiled = { ...compiledOrigin(config, distribution, this.application, this.now), isMadeByFunction: true };
      this.compiled.set(key, compiled);
    }
    return compiled;
  }
}
