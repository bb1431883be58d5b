import type { Bytes } from './bytes';
import type { Host } from './host';

/** `atob`, `btoa`, TextEncoder and TextDecoder, which runtime 2.0 has [FUN-075]. Runs inside a realm, and so refers to nothing outside of itself. */
export function textCodecs(host: Host, bytes: Bytes): { readonly [name: string]: unknown } {
  class TextEncoder {
    public get encoding(): string {
      return 'utf-8';
    }

    public encode(text: unknown = ''): Uint8Array {
      return bytes.toArray(bytes.of(String(text)));
    }

    public encodeInto(text: unknown, target: Uint8Array): object {
      let read = 0;
      let written = 0;
      const characters = String(text).match(/[\ud800-\udbff][\udc00-\udfff]|[^]/g) || [];
      for (let i = 0; i < characters.length; i++) {
        const encoded = bytes.toArray(bytes.of(characters[i]));
        if (written + encoded.length > target.length) break;
        target.set(encoded, written);
        read += characters[i].length;
        written += encoded.length;
      }
      return { read, written };
    }
  }

  class TextDecoder {
    public readonly encoding: string = 'utf-8';
    public readonly fatal: boolean;
    public readonly ignoreBOM: boolean;

    public constructor(label: unknown = 'utf-8', options: { readonly fatal?: boolean; readonly ignoreBOM?: boolean } = {}) {
      if (!/^utf-?8$/i.test(String(label))) throw new RangeError(`The "${String(label)}" encoding is not supported`);
      this.fatal = options.fatal === true;
      this.ignoreBOM = options.ignoreBOM === true;
    }

    public decode(data?: unknown): string {
      const encoded = data === undefined ? '' : bytes.of(data);
      const text = host.recode(encoded, 'latin1', 'utf8');
      if (this.fatal && host.recode(text, 'utf8', 'latin1') !== encoded) throw new TypeError('The encoded data was not valid');
      return !this.ignoreBOM && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
    }
  }

  const btoa = (text: unknown) => {
    if (!/^[\0-\xff]*$/.test(String(text))) throw new RangeError('invalid character (>= U+00FF)');
    return host.recode(String(text), 'latin1', 'base64');
  };
  const atob = (text: unknown) => {
    const packed = String(text).replace(/[\t\n\f\r ]/g, '').replace(/={1,2}$/, '');
    if (/[^\w+/]|_/.test(packed) || packed.length % 4 === 1) throw new RangeError('the string to be decoded is not correctly encoded');
    return host.recode(packed, 'base64', 'latin1');
  };
  return { TextEncoder, TextDecoder, btoa, atob };
}
