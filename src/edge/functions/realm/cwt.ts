import type { BufferMaker } from './buffer';
import type { Bytes } from './bytes';
import type { Host } from './host';

/** The headers and claims of a token, with the keys of CBOR as texts. */
interface CwtObject {
  readonly protectedHeaders?: unknown;
  readonly unprotectedHeaders?: unknown;
  readonly payload?: unknown;
  /** As the guide's own samples have them. */
  readonly protected?: unknown;
  readonly unprotected?: unknown;
}

interface CwtContext {
  readonly key?: unknown;
  readonly cwtTag?: unknown;
  readonly coseTag?: unknown;
}

/**
 * `cf.cwt`: CBOR web tokens (RFC 8392) that are COSE_Mac0 (RFC 8152, 6) with HS256 [FUN-110].
 * Runs inside a realm, and so refers to nothing outside of itself.
 */
export function cwtModule(host: Host, bytes: Bytes, maker: BufferMaker): object {
  const [LONGEST, HS256, ALGORITHM] = [1024, 5, '1'];
  const [COSE_MAC0, CWT] = [17, 61];
  const { defineProperty, keys: keysOf } = Object;
  const { isArray } = Array;
  const invalid = (reason: string) => new Error(`the token is not valid: ${reason}`);
  const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array;
  const mac = (headers: string, payload: string, key: string) => host.digest('sha256', `\x84\x64MAC0${bstr(headers)}\x40${bstr(payload)}`, key)!;
  const keyOf = (context: CwtContext) => {
    if (typeof context !== 'object' || context === null || !(typeof context.key === 'string' || isBytes(context.key))) throw new TypeError('the context has no key, a string or Buffer');
    return bytes.of(context.key);
  };

  /** A type and a number, in as few bytes as it takes (RFC 8949, 3). */
  const head = (type: number, value: number) => {
    const size = value < 24 ? 0 : value < 256 ? 1 : value < 65_536 ? 2 : value < 4_294_967_296 ? 4 : 8;
    let text = String.fromCharCode(type * 32 + (size === 0 ? value : [0, 24, 25, 0, 26, 0, 0, 0, 27][size]));
    for (let i = size - 1; i >= 0; i--) text += String.fromCharCode(Math.floor(value / Math.pow(256, i)) % 256);
    return text;
  };
  const bstr = (latin1: string) => head(2, latin1.length) + latin1;
  const double = (value: number) => {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, value);
    return `\xfb${bytes.fromArray(new Uint8Array(view.buffer))}`;
  };
  const encodedNumber = (value: number) => (!Number.isSafeInteger(value) ? double(value) : value < 0 ? head(1, -1 - value) : head(0, value));
  const encodedKey = (key: string) => (/^(?:0|-?[1-9]\d{0,14})$/.test(key) ? encodedNumber(Number(key)) : encoded(key));
  const encoded = (value: any): string => {
    if (typeof value === 'number') return encodedNumber(value);
    if (typeof value === 'boolean') return value ? '\xf5' : '\xf4';
    if (value === null) return '\xf6';
    if (isBytes(value)) return bstr(bytes.of(value));
    if (isArray(value)) return head(4, value.length) + value.map(encoded).join('');
    if (typeof value === 'object') return head(5, keysOf(value).length) + keysOf(value).map((key) => encodedKey(key) + encoded(value[key])).join('');
    if (typeof value !== 'string') throw new TypeError(`a token cannot have a ${typeof value}`);
    const text = bytes.of(value);
    return head(3, text.length) + text;
  };

  /** Reads one value after another. */
  const reader = (data: string) => {
    let at = 0;
    const take = (count: number) => {
      if (at + count > data.length) throw invalid('it ends within a value');
      at += count;
      return data.slice(at - count, at);
    };
    const big = (text: string) => {
      let value = 0;
      for (let i = 0; i < text.length; i++) value = value * 256 + text.charCodeAt(i);
      return value;
    };
    const nextHead = () => {
      const byte = take(1).charCodeAt(0);
      const [type, info] = [Math.floor(byte / 32), byte % 32];
      const size = info < 24 ? 0 : ({ 24: 1, 25: 2, 26: 4, 27: 8 } as { readonly [info: number]: number })[info];
      if (size === undefined) throw invalid('a length cannot be read');
      return { type, info, size, argument: size === 0 ? info : big(take(size)) };
    };
    const float = (size: number) => {
      const view = new DataView(bytes.toArray(data.slice(at - size, at)).buffer as ArrayBuffer);
      return size === 4 ? view.getFloat32(0) : view.getFloat64(0);
    };
    const simple = (info: number, size: number): unknown => {
      if (size === 4 || size === 8) return float(size);
      if (info < 20 || info > 23) throw invalid('a value cannot be read');
      return [false, true, null, undefined][info - 20];
    };
    const map = (count: number) => {
      const object = {};
      for (let i = 0; i < count; i++) defineProperty(object, String(value()), { value: value(), writable: true, enumerable: true, configurable: true });
      return object;
    };
    const list = (count: number) => {
      const items: unknown[] = [];
      for (let i = 0; i < count; i++) items.push(value());
      return items;
    };
    const value = (): unknown => {
      const { type, info, size, argument } = nextHead();
      if (type < 2) return type === 0 ? argument : -1 - argument;
      if (type === 2) return maker.from(bytes.toArray(take(argument)));
      if (type === 3) return host.recode(take(argument), 'latin1', 'utf8');
      if (type === 4) return list(argument);
      if (type === 5) return map(argument);
      return type === 6 ? value() : simple(info, size);
    };
    const tag = () => {
      const { type, argument } = nextHead();
      if (type !== 6) throw invalid('it has not the tag 17 of COSE_Mac0');
      return argument;
    };
    return { value, tag, isAtEnd: () => at === data.length };
  };
  const mapIn = (latin1: string, what: string): { readonly [key: string]: unknown } => {
    const { value, isAtEnd } = reader(latin1);
    const map = latin1 === '' ? {} : value();
    if (typeof map !== 'object' || map === null || isArray(map) || isBytes(map) || !(latin1 === '' || isAtEnd())) throw invalid(`its ${what} is no map`);
    return map as { readonly [key: string]: unknown };
  };

  const validateToken = (token: unknown, context: CwtContext) => {
    if (!isBytes(token)) throw new TypeError('the token is no Buffer');
    const key = keyOf(context);
    if (token.length > LONGEST) throw invalid(`it has ${token.length} bytes; ${LONGEST} are allowed`);
    const { tag, value, isAtEnd } = reader(bytes.of(token));
    const first = tag();
    if ((first === CWT ? tag() : first) !== COSE_MAC0) throw invalid('it has not the tag 17 of COSE_Mac0');
    const parts = value();
    if (!isArray(parts) || parts.length !== 4 || !isAtEnd()) throw invalid('it is no COSE_Mac0');
    const [headers, unprotectedHeaders, payload, given] = parts;
    if (!isBytes(headers) || !isBytes(payload) || !isBytes(given)) throw invalid('it is no COSE_Mac0');
    const protectedHeaders = mapIn(bytes.of(headers), 'protected header');
    if (protectedHeaders[ALGORITHM] !== HS256) throw invalid(`its algorithm is ${String(protectedHeaders[ALGORITHM])}, not 5 (HS256)`);
    if (mac(bytes.of(headers), bytes.of(payload), key) !== bytes.of(given)) throw invalid('it is not signed with this key');
    return { protectedHeaders, unprotectedHeaders, payload: mapIn(bytes.of(payload), 'payload') };
  };

  /** The context is told by its tag: the guide describes it as the first argument, and gives it as the second. */
  const generateToken = (one: CwtContext & CwtObject, other: CwtContext & CwtObject) => {
    const isFirst = typeof one === 'object' && one !== null && one.coseTag !== undefined;
    const [context, token] = isFirst ? [one, other] : [other, one];
    const key = keyOf(context);
    if (context.coseTag !== 'MAC0') throw new TypeError(`the coseTag is ${String(context.coseTag)}, not MAC0`);
    if (typeof token !== 'object' || token === null || typeof token.payload !== 'object' || token.payload === null) throw new TypeError('the token has no payload');
    const given: { readonly [key: string]: unknown } = Object(token.protectedHeaders || token.protected);
    if (Number(given[ALGORITHM]) !== HS256) throw new TypeError(`the algorithm of the protected headers is ${String(given[ALGORITHM])}, not 5 (HS256)`);
    const headers = encoded({ ...given, [ALGORITHM]: HS256 });
    const payload = encoded(token.payload);
    const parts = `\x84${bstr(headers)}${encoded(token.unprotectedHeaders || token.unprotected || {})}${bstr(payload)}${bstr(mac(headers, payload, key))}`;
    const made = (context.cwtTag === true ? head(6, CWT) : '') + head(6, COSE_MAC0) + parts;
    if (made.length > LONGEST) throw new Error(`the token would have ${made.length} bytes; ${LONGEST} are allowed`);
    return maker.from(bytes.toArray(made));
  };

  return { validateToken, generateToken };
}
