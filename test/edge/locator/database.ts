/* eslint-disable no-bitwise -- addresses and the database's numbers are bits */
import { readNetwork } from '../../../src/edge/locator/address';

type Value = string | number | { readonly [name: string]: Value };
type Node = [Node | string | undefined, Node | string | undefined];

/** A database in MaxMind's format with a country for each network; IPv4 networks are below ::/96. */
export function databaseOf(countries: { readonly [network: string]: string }, recordBits: 24 | 28 | 32 = 24): Buffer {
  const root: Node = [undefined, undefined];
  for (const [text, country] of Object.entries(countries)) {
    const { digits, bits } = readNetwork(text)!;
    const path = digits.startsWith('00000000000000000000ffff') ? '0'.repeat(24) + digits.slice(24) : digits;
    insert(root, path.replace(/./g, binary).slice(0, bits), country);
  }
  const nodes: Node[] = [];
  number(root, nodes);
  const names = [...new Set(Object.values(countries))];
  const records = names.map((country) => encoded({ country: { iso_code: country } }));
  const offsetOf = (country: string) => records.slice(0, names.indexOf(country)).reduce((sum, { length }) => sum + length, 0);
  const record = (child: Node[0]) => (child === undefined ? nodes.length : typeof child === 'string' ? nodes.length + 16 + offsetOf(child) : nodes.indexOf(child));
  const tree = nodes.map(([left, right]) => packed(record(left), record(right), recordBits));
  const metadata = encoded({ node_count: nodes.length, record_size: recordBits, ip_version: 6, database_type: 'Test', description: { en: 'x'.repeat(300) } });
  return Buffer.concat([...tree, Buffer.alloc(16), ...records, Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1'), metadata]);
}

function insert(node: Node, path: string, country: string): void {
  const side = Number(path[0]);
  if (path.length === 1) {
    node[side] = country;
    return;
  }
  if (!Array.isArray(node[side])) node[side] = [node[side], node[side]];
  insert(node[side] as Node, path.slice(1), country);
}

function number(node: Node, nodes: Node[]): void {
  nodes.push(node);
  for (const child of node) if (Array.isArray(child)) number(child, nodes);
}

function binary(digit: string): string {
  return parseInt(digit, 16).toString(2).padStart(4, '0');
}

function packed(left: number, right: number, bits: number): Buffer {
  if (bits === 28) return Buffer.from([...bytes(left & 0xffffff, 3), (left >> 24 << 4) | (right >> 24), ...bytes(right & 0xffffff, 3)]);
  return Buffer.from([...bytes(left, bits / 8), ...bytes(right, bits / 8)]);
}

function bytes(value: number, length: number): number[] {
  return Array.from({ length }, (_byte, i) => Math.floor(value / 256 ** (length - 1 - i)) % 256);
}

function encoded(value: Value): Buffer {
  if (typeof value === 'number') return Buffer.from([6 << 5 | 4, ...bytes(value, 4)]);
  if (typeof value === 'string') return Buffer.concat([head(2, Buffer.byteLength(value)), Buffer.from(value)]);
  const entries = Object.entries(value);
  return Buffer.concat([head(7, entries.length), ...entries.flatMap(([name, item]) => [encoded(name), encoded(item)])]);
}

function head(kind: number, size: number): Buffer {
  if (size < 29) return Buffer.from([kind << 5 | size]);
  return size < 285 ? Buffer.from([kind << 5 | 29, size - 29]) : Buffer.from([kind << 5 | 30, ...bytes(size - 285, 2)]);
}
