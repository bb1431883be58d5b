/** How a text is written: `latin1` has a character for each byte. */
export type TextEncoding = 'utf8' | 'latin1' | 'hex' | 'base64' | 'base64url';

/**
 * What the realm of a function asks of the edge. Only primitive values pass, so that no object of this process gets into the realm,
 * by which a function could reach the process itself. Nothing here throws.
 */
export interface Host {
  /** A text in another encoding. What is no text of the first is left out, as Buffer does. */
  recode(text: string, from: TextEncoding, to: TextEncoding): string;
  /** A hash, or with a key an HMAC, of bytes, as bytes; undefined for an algorithm that functions do not have. */
  digest(algorithm: string, data: string, key: string | undefined): string | undefined;
  /** The value of a key of the function's key value store. */
  lookUp(key: string): string | undefined;
  /** What `meta()` tells of the store, as JSON; undefined where the function has no store. */
  store(): string | undefined;
}
