/** The parts of DER (ITU-T X.690) that messages of OCSP are made of. */

/** One value: its tag, and the bytes in it. */
export interface DerValue {
  readonly tag: number;
  readonly content: Buffer;
  /** With its tag and length. */
  readonly whole: Buffer;
}

export const INTEGER = 0x02;
export const BIT_STRING = 0x03;
export const OCTET_STRING = 0x04;
export const SEQUENCE = 0x30;

/** The tag of what a structure numbers itself, with other values in it. */
export const numbered = (number: number) => 0xa0 + number;

/** Why bytes are not what they should be. */
export class MalformedDer extends Error {}

/** Writes a value. */
export function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const bytes = length < 0x80 ? [length] : longForm(length);
  return Buffer.concat([Buffer.from([tag, ...bytes]), content]);
}

function longForm(length: number): number[] {
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 + bytes.length, ...bytes];
}

/** The values that follow one another. @throws MalformedDer */
export function derValues(bytes: Buffer): DerValue[] {
  const values: DerValue[] = [];
  for (let at = 0; at < bytes.length;) {
    const value = derValue(bytes, at);
    values.push(value);
    at += value.whole.length;
  }
  return values;
}

function derValue(bytes: Buffer, at: number): DerValue {
  if (at + 2 > bytes.length) throw new MalformedDer('it ends within a value');
  const first = bytes[at + 1];
  const count = first < 0x80 ? 0 : first - 0x80;
  if (count > 4 || at + 2 + count > bytes.length) throw new MalformedDer('a length cannot be read');
  const length = count === 0 ? first : bytes.readUIntBE(at + 2, count);
  const start = at + 2 + count;
  if (first === 0x80 || start + length > bytes.length) throw new MalformedDer('it ends within a value');
  return { tag: bytes[at], content: bytes.subarray(start, start + length), whole: bytes.subarray(at, start + length) };
}
