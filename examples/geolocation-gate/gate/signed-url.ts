import { createSign } from 'crypto';

/** With which key URLs are signed. */
export interface Signer {
  /** The id of the public key in CloudFront. */
  readonly keyPairId: string;
  /** In PEM. */
  readonly privateKey: string;
}

/** A URL that works until a time, by a canned policy. */
export function signedUrl(url: string, expires: Date, { keyPairId, privateKey }: Signer): string {
  const seconds = Math.floor(expires.getTime() / 1000);
  const policy = JSON.stringify({ Statement: [{ Resource: url, Condition: { DateLessThan: { 'AWS:EpochTime': seconds } } }] });
  const signature = createSign('RSA-SHA1').update(policy).sign(privateKey, 'base64').replace(/\+/g, '-').replace(/=/g, '_').replace(/\//g, '~');
  return `${url}${url.includes('?') ? '&' : '?'}Expires=${seconds}&Signature=${signature}&Key-Pair-Id=${keyPairId}`;
}
