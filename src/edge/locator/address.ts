/* eslint-disable no-bitwise -- addresses and the database's numbers are bits */
import { isIPv4, isIPv6 } from 'net';

/** An address as the bits that it has, in hexadecimal digits; an IPv4 address as the IPv6 one that it maps to. Undefined for anything else. */
export function addressDigits(address: string): string | undefined {
  if (isIPv4(address)) return `${MAPPED}${digitsOfIPv4(address)}`;
  const [plain] = address.split('%');
  if (!isIPv6(plain)) return undefined;
  const embedded = /:(\d+\.\d+\.\d+\.\d+)$/.exec(plain);
  const text = embedded === null ? plain : `${plain.slice(0, -embedded[1].length)}${digitsOfIPv4(embedded[1]).replace(/^.{4}/, '$&:')}`;
  const [left, right] = text.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const groups = right === undefined ? left : [...left, ...Array.from({ length: 8 - left.length - right.length }, () => '0'), ...right];
  return groups.map((group) => group.toLowerCase().padStart(4, '0')).join('');
}

/** A network, as the first bits that its addresses share. */
export interface Network {
  /** The digits of its first address. */
  readonly digits: string;
  /** How many of their 128 bits count. */
  readonly bits: number;
}

/** Reads a network such as `192.0.2.0/24` or `2001:db8::/32`, or one address; undefined for anything else. */
export function readNetwork(text: string): Network | undefined {
  const [address, length, ...rest] = text.trim().split('/');
  const digits = addressDigits(address);
  const offset = isIPv4(address) ? 96 : 0;
  const bits = length === undefined ? 128 : /^\d{1,3}$/.test(length) ? Number(length) + offset : NaN;
  return digits === undefined || rest.length > 0 || !(bits <= 128) ? undefined : { digits: prefix(digits, bits), bits };
}

/** The digits with all bits but the first few cleared. */
export function prefix(digits: string, bits: number): string {
  const whole = Math.floor(bits / 4);
  if (whole === 32) return digits;
  const partial = parseInt(digits[whole], 16) & (0xf << (4 - bits % 4)) & 0xf;
  return `${digits.slice(0, whole)}${partial.toString(16)}`.padEnd(32, '0');
}

/** Whether an address is in a network such as `192.0.2.0/24`, or is that address; false where either is none. */
export function isInNetwork(address: string, network: string): boolean {
  const [digits, wanted] = [addressDigits(address), readNetwork(network)];
  return digits !== undefined && wanted !== undefined && prefix(digits, wanted.bits) === wanted.digits;
}

/** What the digits of IPv4 addresses begin with. */
export const MAPPED = '00000000000000000000ffff';

function digitsOfIPv4(address: string): string {
  return address.split('.').map((byte) => Number(byte).toString(16).padStart(2, '0')).join('');
}
