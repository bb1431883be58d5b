import { Edition } from '../../config';

/**
 * What is encoded in log files: characters that are no visible ASCII, and those that RFC 1738 calls unsafe.
 * The guide of 2014 leaves DEL out [LOG-043, LOG-044, DTD-181].
 */
const ENCODED: { readonly [edition in Edition]: RegExp } = {
  '2014-10-21': /[^!$&()*+,\-./0-9:;=?@A-Z_a-z\x7f]/gu,
  'current': /[^!$&()*+,\-./0-9:;=?@A-Z_a-z]/gu,
};

/** A value as log files have it; a hyphen for none. What headers have beyond ASCII are the bytes of the wire. */
export function encoded(value: string | undefined, edition: Edition): string {
  return value === undefined || value === '' ? '-' : value.replace(ENCODED[edition], bytesOf);
}

/** The value behind its encoded form, with a character for each byte; undefined for a hyphen. */
export function decoded(text: string): string | undefined {
  return text === '-' ? undefined : text.replace(/%([0-9A-Fa-f]{2})/g, (_encoded, hex) => String.fromCharCode(parseInt(hex, 16)));
}

function bytesOf(character: string): string {
  const bytes = Buffer.from(character, character.charCodeAt(0) < 0x100 ? 'latin1' : 'utf8');
  return [...bytes].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}
