/* eslint-disable no-bitwise -- addresses and the database's numbers are bits */
import { addressDigits, MAPPED } from './address';
import { Locator } from './locator';
import { UnreadableNetworkTable } from './network-table';

const METADATA_MARKER = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');
const DATA_SEPARATOR = 16;

/** The kinds of values in the data section, by number. */
const KIND = { extended: 0, pointer: 1, text: 2, double: 3, uint16: 5, uint32: 6, map: 7, int32: 8, array: 11, boolean: 14, float: 15 } as const;

/** Sizes that are written in following bytes: what to add to them. */
const LARGER_SIZES: readonly number[] = [29, 285, 65_821];

/** Pointers begin to count where the shorter ones end. */
const POINTER_BASES: readonly number[] = [0, 2_048, 526_336, 0];

/** How deep values may contain one another; deeper ones are no database's. */
const MAX_DEPTH = 16;

/** A database of addresses in MaxMind's format, version 2: a tree of address bits whose leaves are records. */
export class MaxMindDatabase implements Locator {
  private readonly nodes: number;
  private readonly recordBits: number;
  private readonly isIPv6: boolean;
  private readonly data: number;

  /** @throws UnreadableNetworkTable */
  public constructor(private readonly content: Buffer) {
    const start = content.lastIndexOf(METADATA_MARKER);
    if (start < 0) throw new UnreadableNetworkTable('not a database of MaxMind\'s format');
    const metadata = this.value({ at: start + METADATA_MARKER.length }, start + METADATA_MARKER.length);
    const number = (name: string) => Number((metadata as { readonly [name: string]: unknown } | undefined)?.[name] ?? NaN);
    this.nodes = number('node_count');
    this.recordBits = number('record_size');
    this.isIPv6 = number('ip_version') === 6;
    this.data = this.nodes * this.recordBits / 4 + DATA_SEPARATOR;
    if (![24, 28, 32].includes(this.recordBits) || !(this.data <= start)) throw new UnreadableNetworkTable('a database of MaxMind\'s format without its tree');
  }

  public countryOf(ip: string): string | undefined {
    const record = this.lookUp(ip) as { readonly country?: { readonly iso_code?: unknown }; readonly registered_country?: { readonly iso_code?: unknown } } | undefined;
    const code = record?.country?.iso_code ?? record?.registered_country?.iso_code;
    return typeof code === 'string' ? code : undefined;
  }

  /** What the database has about an address; undefined when that is nothing. */
  public lookUp(ip: string): unknown {
    const digits = addressDigits(ip);
    if (digits === undefined) return undefined;
    const isIPv4 = digits.startsWith(MAPPED);
    if (!isIPv4 && !this.isIPv6) return undefined;
    // In a tree of IPv6 addresses the IPv4 ones are below ::/96.
    const path = isIPv4 ? `${this.isIPv6 ? '0'.repeat(MAPPED.length) : ''}${digits.slice(MAPPED.length)}` : digits;
    let node = 0;
    for (let bit = 0; bit < path.length * 4 && node < this.nodes; bit++) {
      node = this.record(node, parseInt(path[bit >> 2], 16) >> (3 - bit % 4) & 1);
    }
    return node <= this.nodes ? undefined : this.value({ at: this.data + node - this.nodes - DATA_SEPARATOR }, this.data);
  }

  /** The left or the right record of a node of the tree. */
  private record(node: number, side: number): number {
    const { content, recordBits } = this;
    const at = node * recordBits / 4;
    if (recordBits === 24) return content.readUIntBE(at + side * 3, 3);
    if (recordBits === 32) return content.readUInt32BE(at + side * 4);
    const middle = content[at + 3];
    return side === 0 ? (middle >> 4) * 0x1000000 + content.readUIntBE(at, 3) : (middle & 0xf) * 0x1000000 + content.readUIntBE(at + 4, 3);
  }

  /** The value at a place; pointers count from the beginning of its section. */
  private value(cursor: { at: number }, section: number, depth = 0): unknown {
    if (depth > MAX_DEPTH) throw new UnreadableNetworkTable('a database of MaxMind\'s format whose values contain themselves');
    const [control] = this.take(1, cursor);
    const short = control >> 5;
    if (short === KIND.pointer) return this.value({ at: section + this.pointer(control, cursor) }, section, depth + 1);
    const kind = short === KIND.extended ? this.take(1, cursor)[0] + 7 : short;
    const size = this.size(control & 0x1f, cursor);
    const next = () => this.value(cursor, section, depth + 1);
    switch (kind) {
      case KIND.map: return Object.fromEntries(this.values(size, () => [String(next()), next()] as const));
      case KIND.array: return this.values(size, next);
      case KIND.boolean: return size !== 0;
      default: return this.scalar(kind, this.take(size, cursor));
    }
  }

  private values<T>(count: number, read: () => T): T[] {
    if (count > this.content.length) throw new UnreadableNetworkTable('a database of MaxMind\'s format with more values than bytes');
    return Array.from({ length: count }, read);
  }

  private scalar(kind: number, bytes: Buffer): unknown {
    switch (kind) {
      case KIND.text: return bytes.toString();
      case KIND.double: return bytes.length === 8 ? bytes.readDoubleBE() : undefined;
      case KIND.float: return bytes.length === 4 ? bytes.readFloatBE() : undefined;
      case KIND.int32: return bytes.length === 4 ? bytes.readInt32BE() : unsigned(bytes);
      case KIND.uint16:
      case KIND.uint32: return unsigned(bytes);
      default: return bytes;
    }
  }

  private pointer(control: number, cursor: { at: number }): number {
    const length = (control >> 3 & 0x3) + 1;
    const high = length === 4 ? 0 : control & 0x7;
    return high * 256 ** length + unsigned(this.take(length, cursor)) + POINTER_BASES[length - 1];
  }

  private size(stated: number, cursor: { at: number }): number {
    if (stated < 29) return stated;
    const length = stated - 28;
    return unsigned(this.take(length, cursor)) + LARGER_SIZES[length - 1];
  }

  private take(length: number, cursor: { at: number }): Buffer {
    if (cursor.at < 0 || cursor.at + length > this.content.length) throw new UnreadableNetworkTable('a database of MaxMind\'s format that breaks off');
    cursor.at += length;
    return this.content.subarray(cursor.at - length, cursor.at);
  }
}

function unsigned(bytes: Buffer): number {
  return bytes.reduce((number, byte) => number * 256 + byte, 0);
}
