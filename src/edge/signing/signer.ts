import { createPrivateKey, createPublicKey, createSign, KeyObject } from 'crypto';
import { urlSafeBase64 } from './url-safe-base64';

/** The hash that is signed. SHA-256 is known since April 2026 [SIG-049]. */
export type HashAlgorithm = 'SHA1' | 'SHA256';

/** With what policies are signed. */
export interface Signer {
  /** The id of the public key in CloudFront, such as `K2JCJMDEHXQW5F`; of an account's key pair such as `APKA9ONS7QCOWEXAMPLE`. */
  readonly keyPairId: string;
  /** In PEM: RSA, or ECDSA with the curve P-256. */
  readonly privateKey: string;
  /** @default 'SHA1' */
  readonly hashAlgorithm?: HashAlgorithm;
}

/** Why something cannot be signed. */
export class UnusableSigning extends Error {
  public readonly name = 'UnusableSigning';
}

/** The signature of a policy, as URLs carry it. @throws UnusableSigning for a key that CloudFront does not take */
export function signatureOf(policy: string, { keyPairId, privateKey, hashAlgorithm = 'SHA1' }: Signer): string {
  if (!/^[A-Z0-9]+$/.test(keyPairId)) throw new UnusableSigning(`${keyPairId} is not the id of a key in CloudFront, which has capitals and digits alone, such as K2JCJMDEHXQW5F`);
  return urlSafeBase64(createSign(hashAlgorithm).update(policy).sign(usableKey(privateKey)));
}

/**
 * Requires a private key to be the one that its id names, as far as key pairs are known: an id that none has is taken as it is [SIG-120].
 *
 * @throws UnusableSigning
 */
export function requireOwnKey({ keyPairId, privateKey }: Signer, keyPairs: readonly { readonly id: string; readonly publicKey: string }[]): void {
  const own = keyPairs.filter(({ id }) => id === keyPairId);
  const publicKey = createPublicKey(readKey(privateKey));
  const isOf = (pair: { readonly publicKey: string }) => createPublicKey(pair.publicKey).equals(publicKey);
  if (own.length === 0 || own.some(isOf)) return;
  const others = keyPairs.filter(isOf).map(({ id }) => id);
  throw new UnusableSigning(`the private key is not that of ${keyPairId}${others.length === 0 ? '' : `, but of ${others.join(', ')}`}`);
}

function usableKey(pem: string): KeyObject {
  const key = readKey(pem);
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === 'rsa' || (type === 'ec' && details?.namedCurve === 'prime256v1')) return key;
  throw new UnusableSigning(`the private key is ${type} ${details?.namedCurve ?? ''}`.trim() + '; CloudFront takes RSA, and ECDSA with the curve P-256 (prime256v1)');
}

function readKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new UnusableSigning('the private key is not one in PEM form that can be read without a passphrase');
  }
}
