import type { Bytes } from './bytes';
import type { Host } from './host';

/**
 * The module `crypto`: hashes and HMACs by md5, sha1 and sha256 [FUN-080]. Runs inside a realm, and so refers to nothing outside of itself.
 *
 * @param result makes what a digest without encoding is out of its bytes
 */
export function cryptoModule(host: Host, bytes: Bytes, result: (latin1: string) => unknown): object {
  const digesting = (algorithm: unknown, key: string | undefined) => {
    if (host.digest(String(algorithm), '', key) === undefined) throw new TypeError(`not supported algorithm: "${String(algorithm)}"`);
    let data = '';
    let isDone = false;
    const digest = {
      update(chunk: unknown, encoding?: unknown) {
        if (isDone) throw new Error('Digest already called');
        data += bytes.of(chunk, encoding);
        return digest;
      },
      digest(encoding?: unknown) {
        if (isDone) throw new Error('Digest already called');
        isDone = true;
        const value = host.digest(String(algorithm), data, key)!;
        return encoding === undefined ? result(value) : bytes.toText(value, encoding as 'hex');
      },
    };
    return digest;
  };
  return {
    createHash: (algorithm: unknown) => digesting(algorithm, undefined),
    createHmac: (algorithm: unknown, key: unknown) => digesting(algorithm, bytes.of(key)),
  };
}
