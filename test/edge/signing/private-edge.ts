import { createSign } from 'crypto';
import { KeyPair, rsa } from './keys';
import { AccessPolicy } from '../../../src/edge/signing/policy';
import { signedUrl } from '../../../src/edge/signing/signed-url';
import { Signer } from '../../../src/edge/signing/signer';
import { AccountKeyPair } from '../../../src/edge/signing/trusted-keys';
import { ok, Scenario, ScenarioEdge, START, Viewer } from '../scenario';

/** The key pair of the account, and one that is not its. */
export const OWN = rsa();
export const OTHER = rsa();

/** Seconds since the epoch. */
export const NOW = START / 1000;
export const HOUR = 3600;

export const keyPair = (account: string, id: string, { publicKey }: KeyPair, active?: boolean): AccountKeyPair => ({ account, id, publicKey, active });
export const signer = (keyPairId: string, { privateKey }: KeyPair, hashAlgorithm?: Signer['hashAlgorithm']): Signer => ({ keyPairId, privateKey, hashAlgorithm });
export const APKA = 'APKA9ONS7QCOWEXAMPLE';
export const SIGNER = signer(APKA, OWN);

/** A distribution whose default cache behavior is for signed requests. */
export function privateEdge({ behavior, run, ...scenario }: Partial<Scenario> = {}): ScenarioEdge {
  return new ScenarioEdge({
    origin: ({ url }) => ok(url, { 'cache-control': 'max-age=3600' }),
    ...scenario,
    behavior: { TrustedSigners: ['self'], ...behavior },
    run: { keyPairs: [keyPair('self', APKA, OWN)], ...run },
  });
}

/** The signature of a text, whatever text it is. */
export const signatureBy = ({ privateKey }: KeyPair, text: string, hash = 'SHA1') => createSign(hash).update(text).sign(privateKey);

/** The URL of an edge's distribution. */
export const base = (edge: ScenarioEdge, protocol = 'https') => `${protocol}://${edge.application.distributions[0].domainName}`;

/** What a viewer asks the host of a URL for. */
export const target = (url: string) => url.replace(/^https?:\/\/[^/]+/, '');

interface SigningViewer extends Viewer {
  readonly by?: Signer;
}

/** The status of a request with the path of a signed URL. */
export async function status(edge: ScenarioEdge, path: string, policy: Partial<AccessPolicy> = {}, { by = SIGNER, ...viewer }: SigningViewer = {}): Promise<number> {
  const url = signedUrl(`${base(edge, viewer.protocol)}${path}`, { dateLessThan: NOW + HOUR, ...policy }, by);
  return (await edge.get(target(url), viewer)).status;
}
