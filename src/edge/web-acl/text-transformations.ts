import { createHash } from 'crypto';
import { TextTransformation } from '../../config';

/** Changes a text of bytes, one to a character. */
export type Transformation = (text: string) => string;

/** The text transformations of AWS WAF. What is no valid encoding stays as it is. */
export const TRANSFORMATIONS: { readonly [name in TextTransformation]: Transformation } = {
  NONE: (text) => text,
  BASE64_DECODE: (text) => (/^[A-Za-z0-9+/]*={0,2}$/.test(text) ? decodedBase64(text) : text),
  BASE64_DECODE_EXT: (text) => decodedBase64(text.replace(/[^A-Za-z0-9+/]/g, '')),
  CMD_LINE: (text) => lowercase(text.replace(/[\\"'^]/g, '').replace(/[\s,;]+/g, spaceUnlessBeforePath)),
  COMPRESS_WHITE_SPACE: (text) => text.replace(/[ \f\t\n\r\v\xa0]+/g, ' '),
  CSS_DECODE: (text) => text.replace(/\\(?:([\da-fA-F]{1,6})\s?|\n|([^]))/g, (_all, digits, other) => (digits === undefined ? other ?? '' : narrowed(parseInt(digits.slice(-4), 16)))),
  ESCAPE_SEQ_DECODE: (text) => text.replace(/\\(?:x([\da-fA-F]{2})|([0-7]{1,3})|([abfnrtv\\?'"]))/g, decodedEscape),
  HEX_DECODE: (text) => (/^(?:[\da-fA-F]{2})*$/.test(text) ? decodedHex(text) : text),
  HTML_ENTITY_DECODE: (text) => text.replace(/&(?:#x([\da-fA-F]+)|#(\d+)|(quot|nbsp|lt|gt|amp));?/gi, decodedEntity),
  JS_DECODE: (text) => text.replace(/\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|([0-7]{1,3})|([^]))/g, decodedJavaScript),
  LOWERCASE: lowercase,
  MD5: (text) => hashed('md5', text),
  NORMALIZE_PATH: normalizedPath,
  NORMALIZE_PATH_WIN: (text) => normalizedPath(text.replace(/\\/g, '/')),
  REMOVE_NULLS: (text) => text.replace(/\0/g, ''),
  REMOVE_WHITESPACE: (text) => text.replace(/[ \f\t\n\r\v\xa0]+/g, ''),
  REPLACE_COMMENTS: replacedComments,
  REPLACE_NULLS: (text) => text.replace(/\0/g, ' '),
  SHA256: (text) => hashed('sha256', text),
  SQL_HEX_DECODE: (text) => text.replace(/0x((?:[\da-fA-F]{2})+)/gi, (_all, digits) => decodedHex(digits)),
  TRIM: (text) => TRANSFORMATIONS.TRIM_LEFT(TRANSFORMATIONS.TRIM_RIGHT(text)),
  TRIM_LEFT: (text) => text.replace(/^[ \f\t\n\r\v\xa0]+/, ''),
  TRIM_RIGHT: trimmedRight,
  UPPERCASE: (text) => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase()),
  URL_DECODE: (text) => decodedUrl(text, /\+|%([\da-fA-F]{2})/g),
  URL_DECODE_UNI: (text) => decodedUrl(text, /\+|%([\da-fA-F]{2})|%u([\da-fA-F]{4})/gi),
  UTF8_TO_UNICODE: (text) => Buffer.from(text, 'latin1').toString('utf8').replace(/[^\0-\x7f]/gu, (character) => `%u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`),
};

function lowercase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function trimmedRight(text: string): string {
  let end = text.length;
  while (end > 0 && ' \f\t\n\r\v\xa0'.includes(text[end - 1])) end--;
  return text.slice(0, end);
}

/** Characters that separate become one space, and blanks before `/` or `(` nothing. */
function spaceUnlessBeforePath(separators: string, at: number, text: string): string {
  const isBeforePath = '/('.includes(text[at + separators.length] ?? ' ');
  return isBeforePath && !/[,;]/.test(separators) ? '' : ' ';
}

function decodedBase64(text: string): string {
  return Buffer.from(text, 'base64').toString('latin1');
}

function decodedHex(text: string): string {
  return Buffer.from(text, 'hex').toString('latin1');
}

function hashed(algorithm: string, text: string): string {
  return createHash(algorithm).update(text, 'latin1').digest().toString('latin1');
}

function decodedUrl(text: string, encodings: RegExp): string {
  return text.replace(encodings, (sign, byte, unicode) => (sign === '+' ? ' ' : byte === undefined ? narrowed(parseInt(unicode, 16)) : String.fromCharCode(parseInt(byte, 16))));
}

/** A character as one byte: its lower one, but full-width ASCII as the ASCII that it looks like. */
function narrowed(code: number): string {
  return String.fromCharCode(code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : code % 256);
}

const ESCAPES: { readonly [letter: string]: string } = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

function decodedEscape(_all: string, hex: string | undefined, octal: string | undefined, letter: string): string {
  if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
  return octal === undefined ? ESCAPES[letter] ?? letter : String.fromCharCode(parseInt(octal, 8) % 256);
}

function decodedJavaScript(_all: string, unicode: string | undefined, hex: string | undefined, octal: string | undefined, letter: string): string {
  return unicode === undefined ? decodedEscape(_all, hex, octal, letter) : narrowed(parseInt(unicode, 16));
}

const ENTITIES: { readonly [name: string]: string } = { quot: '"', nbsp: '\xa0', lt: '<', gt: '>', amp: '&' };

function decodedEntity(all: string, hex: string | undefined, decimal: string | undefined, name: string): string {
  if (name !== undefined) return ENTITIES[name.toLowerCase()];
  const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
  return code > 0x10ffff ? all : narrowed(code);
}

/** Without empty segments, `.`, and what `..` goes back from; leading `..` stay. */
function normalizedPath(text: string): string {
  const kept: string[] = [];
  const segments = text.split('/');
  const isAbsolute = text.startsWith('/');
  for (const segment of segments) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..' && kept.length > 0 && kept[kept.length - 1] !== '..') kept.pop();
    else kept.push(segment);
  }
  const ending = kept.length > 0 && segments[segments.length - 1] !== kept[kept.length - 1] ? '/' : '';
  return `${isAbsolute ? '/' : ''}${kept.join('/')}${ending}`;
}

/** Each comment of C as one space, also one that does not end. */
function replacedComments(text: string): string {
  let replaced = '';
  let at = 0;
  for (let start = text.indexOf('/*'); start >= 0; start = text.indexOf('/*', at)) {
    const end = text.indexOf('*/', start + 2);
    replaced += `${text.slice(at, start)} `;
    if (end < 0) return replaced;
    at = end + 2;
  }
  return replaced + text.slice(at);
}
