import { Application, at, cacheBehaviorsOf, knownItems, Location } from '../config';
import { AccountKeyPair, plainAccount } from '../edge';

/** Which trusted signers cannot sign anything here, so that nobody gets at their content [WEB-153]. A line each. */
export function signerNotices(application: Application, keyPairs: readonly AccountKeyPair[]): string[] {
  return application.distributions.flatMap((distribution) => cacheBehaviorsOf(distribution).flatMap((behavior) => [
    ...knownItems(behavior.trustedSigners).filter((account) => !hasKeyPair(account, keyPairs)).map((account) => (
      `${place(at(behavior, 'TrustedSigners'))}: ${account} has no active key pair here, so that no signature of its is good: say --key-pair ${account === 'self' ? '' : `${account}:`}ID=FILE`
    )),
    ...knownItems(behavior.trustedKeyGroups).filter((id) => !hasKey(id, application)).map((id) => (
      `${place(at(behavior, 'TrustedKeyGroups'))}: the key group ${id} has no key in the templates, so that no signature by it is good`
    )),
  ]));
}

function hasKeyPair(account: string, keyPairs: readonly AccountKeyPair[]): boolean {
  return keyPairs.some((pair) => pair.active !== false && plainAccount(pair.account) === plainAccount(account));
}

function hasKey(id: string, { keyGroups, publicKeys }: Application): boolean {
  return keyGroups.some((group) => group.id === id && knownItems(group.publicKeyIds).some((key) => publicKeys.some((known) => known.id === key)));
}

function place({ logicalId, path }: Location): string {
  return `${logicalId} ${path}`;
}
