import type { Bytes } from './bytes';
import type { Host } from './host';

/** Methods of strings that runtime 1.0 alone has [FUN-082]. Runs inside a realm, and so refers to nothing outside of itself. */
export function addByteStrings(host: Host, bytes: Bytes): void {
  const define = (target: object, name: string, value: unknown) => Object.defineProperty(target, name, { value, writable: true, configurable: true });
  const isBytes = (text: string) => /^[\0-\xff]*$/.test(text);
  define(String, 'bytesFrom', (source: unknown, encoding?: unknown) => {
    if (Array.isArray(source)) return bytes.fromArray(source);
    if (['hex', 'base64', 'base64url'].indexOf(String(encoding)) < 0) throw new TypeError(`"${String(encoding)}" encoding is not supported`);
    return bytes.of(String(source), encoding);
  });
  const methods: { readonly [name: string]: (text: string) => string | null } = {
    fromBytes: (text) => text,
    fromUTF8: (text) => {
      const decoded = host.recode(text, 'latin1', 'utf8');
      return isBytes(text) && host.recode(decoded, 'utf8', 'latin1') === text ? decoded : null;
    },
    toBytes: (text) => (isBytes(text) ? text : null),
    toUTF8: (text) => host.recode(text, 'utf8', 'latin1'),
  };
  Object.keys(methods).forEach((name) => {
    define(String.prototype, name, function (this: unknown, start?: number, end?: number) {
      return methods[name](String(this).slice(start, end));
    });
  });
}
