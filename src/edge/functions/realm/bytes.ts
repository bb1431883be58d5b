import type { Host, TextEncoding } from './host';

/** Bytes and texts of a realm. */
export interface Bytes {
  /** The bytes of a text, a character for each. */
  of(value: unknown, encoding?: unknown): string;
  toArray(latin1: string): Uint8Array;
  fromArray(bytes: ArrayLike<number>): string;
  toText(latin1: string, encoding: TextEncoding): string;
  isEncoding(encoding: unknown): boolean;
}

/** Runs inside a realm, and so refers to nothing outside of itself. */
export function bytesOf(host: Host): Bytes {
  const encodings = ['utf8', 'hex', 'base64', 'base64url'];
  const checked = (encoding: unknown): TextEncoding => {
    const name = encoding === undefined ? 'utf8' : String(encoding).toLowerCase().replace('utf-8', 'utf8');
    if (encodings.indexOf(name) < 0) throw new TypeError(`"${String(encoding)}" encoding is not supported`);
    return name as TextEncoding;
  };
  const fromArray = (bytes: ArrayLike<number>): string => {
    const octets = new Uint8Array(bytes);
    let text = '';
    for (let i = 0; i < octets.length; i++) text += String.fromCharCode(octets[i]);
    return text;
  };
  return {
    of(value, encoding) {
      if (typeof value === 'string') return host.recode(value, checked(encoding), 'latin1');
      if (value instanceof ArrayBuffer) return fromArray(new Uint8Array(value));
      if (ArrayBuffer.isView(value)) return fromArray(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
      throw new TypeError('data is not a string or Buffer-like object');
    },
    toArray(latin1) {
      const bytes = new Uint8Array(latin1.length);
      for (let i = 0; i < latin1.length; i++) bytes[i] = latin1.charCodeAt(i);
      return bytes;
    },
    fromArray,
    toText: (latin1, encoding) => host.recode(latin1, 'latin1', checked(encoding)),
    isEncoding: (encoding) => encodings.indexOf(String(encoding).toLowerCase().replace('utf-8', 'utf8')) >= 0,
  };
}
