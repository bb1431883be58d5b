import { createPublicKey, KeyObject } from 'crypto';
import { Application, CacheBehavior, isKnown, knownItems } from '../../config';

/** A CloudFront key pair of an AWS account, whose keys no template has. */
export interface AccountKeyPair {
  /** The account's number; `self` for the one that has the distribution. */
  readonly account: string;
  /** Such as `APKA9ONS7QCOWEXAMPLE`. */
  readonly id: string;
  /** In PEM. */
  readonly publicKey: string;
  /** An inactive one signs nothing. @default true */
  readonly active?: boolean;
}

/** Key pairs that stay what they are, or those that there are now. */
export type AccountKeyPairs = readonly AccountKeyPair[] | (() => readonly AccountKeyPair[]);

/** The keys by whose signatures a behavior grants access, by the id that a URL names. */
export type TrustedKeys = Pick<ReadonlyMap<string, KeyObject>, 'get'>;

/**
 * The keys that a behavior, or an RTMP distribution, trusts; undefined for one whose content is public.
 * A signer that is not known has no keys: nobody gets in [PRV-049].
 */
export function trustedKeys(
  { trustedKeyGroups, trustedSigners }: Pick<CacheBehavior, 'trustedKeyGroups' | 'trustedSigners'>, application: Application, keyPairs: AccountKeyPairs,
): TrustedKeys | undefined {
  const isPublic = [trustedKeyGroups, trustedSigners].every((list) => isKnown(list) && list.length === 0);
  if (isPublic) return undefined;
  const ofGroups = new Map(keysOfGroups(knownItems(trustedKeyGroups), application));
  const accounts = knownItems(trustedSigners);
  return { get: (id) => ofGroups.get(id) ?? keyOfAccounts(accounts, keyPairs, id) };
}

function keysOfGroups(ids: readonly string[], { keyGroups, publicKeys }: Application): [string, KeyObject][] {
  const groups = keyGroups.filter(({ id }) => ids.includes(id));
  return groups.flatMap(({ publicKeyIds }) => knownItems(publicKeyIds)).flatMap((id): [string, KeyObject][] => {
    const encoded = publicKeys.find((key) => key.id === id)?.encodedKey;
    const key = isKnown(encoded) ? publicKeyIn(encoded) : undefined;
    return key === undefined ? [] : [[id, key]];
  });
}

function keyOfAccounts(accounts: readonly string[], keyPairs: AccountKeyPairs, id: string): KeyObject | undefined {
  const pair = accounts.flatMap((account) => activeKeyPairsOf(account, keyPairs)).find((candidate) => candidate.id === id);
  if (pair === undefined) return undefined;
  if (!READ.has(pair)) READ.set(pair, publicKeyIn(pair.publicKey));
  return READ.get(pair);
}

/** The keys of pairs that have been asked for. */
const READ = new WeakMap<AccountKeyPair, KeyObject | undefined>();

/** The active key pairs of an account, whose number may be written with hyphens. */
export function activeKeyPairsOf(account: string, keyPairs: AccountKeyPairs): readonly AccountKeyPair[] {
  const all = typeof keyPairs === 'function' ? keyPairs() : keyPairs;
  return all.filter(({ account: owner, active = true }) => active && plainAccount(owner) === plainAccount(account));
}

/** The number of an account without hyphens. */
export function plainAccount(number: string): string {
  return number.replace(/-/g, '');
}

/** A key that cannot be read verifies nothing; the rules have told about it. Templates may indent its lines. */
function publicKeyIn(pem: string): KeyObject | undefined {
  try {
    return createPublicKey(pem.replace(/^[ \t]+/gm, ''));
  } catch {
    return undefined;
  }
}
