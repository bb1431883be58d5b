import { OriginSigner, signerOf } from './origin-signer';
import { principalOf } from './principal';
import { Application, Origin, WebDistribution } from '../../config';
import type { CompiledOrigin } from '../compiled-distribution';

/** How many origins that functions make are kept, with their connections. */
export const MADE_BY_FUNCTIONS = 100;

/**
 * An origin made ready for requests.
 *
 * @param application   has the access that the origin names
 * @param now           milliseconds since the epoch
 * @param signerBefore  the signer that the origin had, where its distribution stays as it is
 */
export function compiledOrigin(config: Origin, distribution: WebDistribution, application: Application, now: number, signerBefore?: OriginSigner): CompiledOrigin {
  return { config, principal: principalOf(config, distribution, application), signer: signerOf(config, application, now, signerBefore) };
}
