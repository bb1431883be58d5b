/* eslint-disable no-bitwise -- a cipher works on bits */
/** The stream cipher RC4, which RTMPE uses and node's cryptography has no more. Nothing is secret by it. */
export class Rc4 {
  private readonly state = Uint8Array.from({ length: 256 }, (_, i) => i);
  private i = 0;
  private j = 0;

  public constructor(key: Uint8Array) {
    for (let i = 0, j = 0; i < 256; i++) {
      j = (j + this.state[i] + key[i % key.length]) & 0xff;
      this.swap(i, j);
    }
  }

  /** Encrypts bytes, or decrypts them: both are the same. */
  public apply(bytes: Uint8Array): Uint8Array {
    const { state } = this;
    const result = new Uint8Array(bytes.length);
    for (let at = 0; at < bytes.length; at++) {
      this.i = (this.i + 1) & 0xff;
      this.j = (this.j + state[this.i]) & 0xff;
      this.swap(this.i, this.j);
      result[at] = bytes[at] ^ state[(state[this.i] + state[this.j]) & 0xff];
    }
    return result;
  }

  private swap(i: number, j: number): void {
    const { state } = this;
    const byte = state[i];
    state[i] = state[j];
    state[j] = byte;
  }
}
