const SAFE: { readonly [character: string]: string } = { '+': '-', '=': '_', '/': '~' };
const PLAIN: { readonly [character: string]: string } = { '-': '+', '_': '=', '~': '/' };

/** Base64 with the characters that a URL cannot have replaced, as CloudFront has it: no other form of Base64 does the same [SIG-051]. */
export function urlSafeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/[+=/]/g, (character) => SAFE[character]);
}

/** The bytes behind such a text; the padding may be missing [SIG-121]. Undefined where it has a character that none has. */
export function fromUrlSafeBase64(text: string): Buffer | undefined {
  const plain = /^([A-Za-z0-9~-]+)_{0,2}$/.exec(text)?.[1];
  if (plain === undefined || plain.length % 4 === 1) return undefined;
  return Buffer.from(plain.replace(/[-~]/g, (character) => PLAIN[character]), 'base64');
}
