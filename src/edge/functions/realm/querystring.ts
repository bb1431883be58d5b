import type { Host } from './host';

interface Options {
  readonly maxKeys?: number;
  readonly decodeURIComponent?: (text: string) => string;
  readonly encodeURIComponent?: (text: string) => string;
}

/** The module `querystring` [FUN-080, FUN-081]. Runs inside a realm, and so refers to nothing outside of itself. */
export function querystringModule(host: Host): object {
  const escape = (text: unknown) => encodeURIComponent(String(text));
  /** Bytes that are no UTF-8 become U+FFFD; a percent sign that encodes nothing stays. */
  const unescape = (text: unknown) => String(text).replace(/(?:%[\da-f]{2})+/gi, (encoded) => host.recode(encoded.replace(/%/g, ''), 'hex', 'utf8'));
  const add = (parsed: { [name: string]: string | string[] }, name: string, value: string) => {
    const before = Object.prototype.hasOwnProperty.call(parsed, name) ? parsed[name] : undefined;
    if (before === undefined) parsed[name] = value;
    else if (Array.isArray(before)) before.push(value);
    else parsed[name] = [before, value];
  };
  const parse = (text: unknown, separator?: string, equal?: string, options: Options = {}) => {
    const parsed: { [name: string]: string | string[] } = {};
    const decode = options.decodeURIComponent || unescape;
    const most = options.maxKeys === undefined ? 1000 : options.maxKeys;
    const parts = String(text).split(separator || '&').filter((part) => part !== '');
    const kept = most > 0 ? parts.slice(0, most) : parts;
    kept.forEach((part) => {
      const sign = equal || '=';
      const at = part.indexOf(sign);
      const [name, value] = at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + sign.length)];
      add(parsed, decode(name.replace(/\+/g, ' ')), decode(value.replace(/\+/g, ' ')));
    });
    return parsed;
  };
  const isPrimitive = (value: unknown) => typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && isFinite(value));
  const stringify = (object: unknown, separator?: string, equal?: string, options: Options = {}) => {
    if (typeof object !== 'object' || object === null) return '';
    const encode = options.encodeURIComponent || escape;
    const pair = (name: string, value: unknown) => encode(name) + (equal || '=') + (isPrimitive(value) ? encode(String(value)) : '');
    const pairs: string[] = [];
    Object.keys(object).forEach((name) => {
      const value = (object as { [name: string]: unknown })[name];
      if (Array.isArray(value)) value.forEach((item) => pairs.push(pair(name, item)));
      else pairs.push(pair(name, value));
    });
    return pairs.join(separator || '&');
  };
  return { escape, unescape, parse, stringify, decode: parse, encode: stringify };
}
