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

/** The keys by whose signatures a behavior grants access, by the id that a URL names. */
export type TrustedKeys = ReadonlyMap<string, KeyObject>;

/**
 * The keys that a behavior, or an RTMP distribution, trusts; undefined for one whose content is public.
 * A signer that is not known has no keys: nobody gets in [PRV-049].
 */
export function trustedKeys(
  { trustedKeyGroups, trustedSigners }: Pick<CacheBehavior, 'trustedKeyGroups' | 'trustedSigners'>, application: Application, keyPairs: readonly AccountKeyPair[],
): TrustedKeys | undefined {
  const isPublic = [trustedKeyGroups, trustedSigners].every((list) => isKnown(list) && list.length === 0);
  if (isPublic) return undefined;
  return new Map([...keysOfGroups(knownItems(trustedKeyGroups), application), ...keysOfAccounts(knownItems(trustedSigners), keyPairs)]);
}

function keysOfGroups(ids: readonly string[], { keyGroups, publicKeys }: Application): [string, KeyObject][] {
  const groups = keyGroups.filter(({ id }) => ids.includes(id));
  return groups.flatMap(({ publicKeyIds }) => knownItems(publicKeyIds)).flatMap((id) => {
    const encoded = publicKeys.find((key) => key.id === id)?.encodedKey;
    return isKnown(encoded) ? withKey(id, encoded) : [];
  });
}

function keysOfAccounts(accounts: readonly string[], keyPairs: readonly AccountKeyPair[]): [string, KeyObject][] {
  return accounts.flatMap((account) => activeKeyPairsOf(account, keyPairs)).flatMap(({ id, publicKey }) => withKey(id, publicKey));
}

/** The active key pairs of an account, whose number may be written with hyphens. */
export function activeKeyPairsOf(account: string, keyPairs: readonly AccountKeyPair[]): readonly AccountKeyPair[] {
  const plain = (number: string) => number.replace(/-/g, '');
  return keyPairs.filter(({ account: owner, active = true }) => active && plain(owner) === plain(account));
}

/** A key that cannot be read verifies nothing; the rules have told about it. Templates may indent its lines. */
function withKey(id: string, pem: string): [string, KeyObject][] {
  try {
    return [[id, createPublicKey(pem.replace(/^[ \t]+/gm, ''))]];
  } catch {
    return [];
  }
}
