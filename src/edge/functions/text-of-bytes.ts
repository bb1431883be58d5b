import { isUtf8 } from 'buffer';

/** Anything but ASCII. */
const BEYOND_ASCII = /[^\0-\x7f]/;

/** Raw bytes, a character for each, as functions see them: as UTF-8 where they are, else as ISO-8859-1 [FUN-031]. */
export function textOfBytes(raw: string): string {
  if (!BEYOND_ASCII.test(raw)) return raw;
  const bytes = Buffer.from(raw, 'latin1');
  return isUtf8(bytes) ? bytes.toString() : raw;
}

/** What a function wrote, as the bytes of its UTF-8, a character for each. */
export function bytesOfText(text: string): string {
  return BEYOND_ASCII.test(text) ? Buffer.from(text).toString('latin1') : text;
}
