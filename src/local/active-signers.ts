import { AnyDistribution, Application, cacheBehaviorsOf, knownItems } from '../config';
import { Edge } from '../edge';

/** Whoever may sign for a distribution, with the ids of the keys that are good now. */
export interface ActiveSigner {
  /** The number of an account or `self`; of a key group the id. */
  readonly signer: string;
  readonly keyPairIds: readonly string[];
}

/** The accounts that a distribution trusts, each with its active key pairs: none where it has no such [DST-060, WEB-230]. */
export function activeTrustedSigners(distribution: AnyDistribution, edge: Pick<Edge, 'activeKeyPairs'>): ActiveSigner[] {
  const accounts = 'origins' in distribution ? cacheBehaviorsOf(distribution).flatMap(({ trustedSigners }) => knownItems(trustedSigners)) : knownItems(distribution.trustedSigners);
  return [...new Set(accounts)].map((signer) => ({ signer, keyPairIds: edge.activeKeyPairs(signer) }));
}

/** The key groups that a distribution trusts, each with its public keys. */
export function activeTrustedKeyGroups(distribution: AnyDistribution, { keyGroups }: Application): ActiveSigner[] {
  if (!('origins' in distribution)) return [];
  const ids = new Set(cacheBehaviorsOf(distribution).flatMap(({ trustedKeyGroups }) => knownItems(trustedKeyGroups)));
  return [...ids].map((signer) => ({ signer, keyPairIds: knownItems(keyGroups.find(({ id }) => id === signer)?.publicKeyIds) }));
}
