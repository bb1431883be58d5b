import { generateKeyPairSync, KeyPairKeyObjectResult } from 'crypto';

/** A key pair in PEM. */
export interface KeyPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

export function rsa(modulusLength = 2048): KeyPair {
  return inPem(generateKeyPairSync('rsa', { modulusLength }));
}

export function ecdsa(namedCurve = 'prime256v1'): KeyPair {
  return inPem(generateKeyPairSync('ec', { namedCurve }));
}

function inPem({ publicKey, privateKey }: KeyPairKeyObjectResult): KeyPair {
  return { publicKey: String(publicKey.export({ type: 'spki', format: 'pem' })), privateKey: String(privateKey.export({ type: 'pkcs8', format: 'pem' })) };
}
