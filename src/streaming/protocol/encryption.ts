import { getDiffieHellman } from 'crypto';
import { BLOCK_LENGTH, hmac, KEY_LENGTH } from './digest';
import { ProtocolViolation } from './message';
import { Rc4 } from './rc4';

/** Both directions of an encrypted connection. */
export interface Encryption {
  readonly incoming: Rc4;
  readonly outgoing: Rc4;
}

/** The keys of one connection of RTMPE: of the two public keys comes a secret, and of that and each public key a key of RC4. */
export class KeyExchange {
  /** The group of 1024 bits that RTMPE uses (RFC 2409, second Oakley group). */
  private readonly group = getDiffieHellman('modp2');
  public readonly publicKey: Buffer;

  public constructor() {
    this.publicKey = padded(this.group.generateKeys());
  }

  /** @throws ProtocolViolation for a key that is none */
  public with(clientKey: Buffer): Encryption {
    const secret = this.secretWith(clientKey);
    return { incoming: cipher(secret, this.publicKey), outgoing: cipher(secret, clientKey) };
  }

  private secretWith(clientKey: Buffer): Buffer {
    try {
      return padded(this.group.computeSecret(clientKey));
    } catch {
      throw new ProtocolViolation('the public key of the client cannot be used');
    }
  }
}

/** RC4 after as many bytes as the last block of the handshake has. */
function cipher(secret: Buffer, publicKey: Buffer): Rc4 {
  const rc4 = new Rc4(hmac(secret, publicKey).subarray(0, 16));
  rc4.apply(new Uint8Array(BLOCK_LENGTH));
  return rc4;
}

function padded(number: Buffer): Buffer {
  return Buffer.concat([Buffer.alloc(KEY_LENGTH - number.length), number]);
}
