import { Application, isKnown, knownOr, Origin, s3HostName, WebDistribution } from '../../config';
import type { CompiledOrigin } from '../compiled-distribution';
import { signerOf } from '../origin/origin-signer';
import { principalOf } from '../origin/principal';

/** Origins that functions send requests to, and that no distribution defines. */
export class ChangedOrigins {
  private readonly compiled = new Map<string, CompiledOrigin>();

  /** @param now milliseconds since the epoch */
  public constructor(private readonly application: Application, private readonly now: number) {}

  /**
   * The origin that answers a request which a function has sent elsewhere. A bucket is found by the Host, as all are behind one service [FUN-158].
   *
   * @param before the origin of the cache behavior
   */
  public find(origin: Origin, before: Origin, distribution: WebDistribution, host: string | undefined): CompiledOrigin {
    const domainName = origin.s3 === undefined || host === undefined ? origin.domainName : host;
    // What goes into the request is there already: one connection serves all paths and headers.
    const asked = this.identified({ ...origin, domainName, path: '', customHeaders: [] }, before, distribution);
    const key = JSON.stringify([distribution.id, asked]);
    let compiled = this.compiled.get(key);
    if (compiled === undefined) {
      compiled = { config: asked, principal: principalOf(asked, distribution, this.application), signer: signerOf(asked, this.application, this.now) };
      this.compiled.set(key, compiled);
    }
    return compiled;
  }

  /** The origin with the names by which the user may have said what stands for it: its own, those of another origin with this domain name, or those of a bucket. */
  private identified(origin: Origin, before: Origin, { origins }: WebDistribution): Origin {
    const { domainName } = origin;
    if (domainName === before.domainName) return origin;
    const others = [...origins, ...this.application.distributions.flatMap((distribution) => distribution.origins)];
    const same = others.find((other) => isKnown(other.domainName) && other.domainName === domainName);
    if (same !== undefined) return { ...origin, id: same.id, bucket: same.bucket, resource: same.resource };
    const name = s3HostName(knownOr(domainName, ''))?.bucket;
    const bucket = this.application.buckets.find((candidate) => candidate.name === name)?.location;
    return { ...origin, id: undefined, bucket: bucket && { template: bucket.template, logicalId: bucket.logicalId }, resource: undefined };
  }
}
