import { AmfObject, AmfValue, ByteCursor, isAmfObject, MalformedAmf, MAX_DEPTH } from './amf-value';
import { readAmf3 } from './amf3';

/** The markers of AMF 0, as its specification has them. */
const MARKER = {
  number: 0x00,
  boolean: 0x01,
  string: 0x02,
  object: 0x03,
  null: 0x05,
  undefined: 0x06,
  reference: 0x07,
  ecmaArray: 0x08,
  objectEnd: 0x09,
  strictArray: 0x0a,
  date: 0x0b,
  longString: 0x0c,
  unsupported: 0x0d,
  xmlDocument: 0x0f,
  typedObject: 0x10,
  amf3: 0x11,
} as const;

/** Reads all values of a message. @throws MalformedAmf */
export function decodeAmf0(bytes: Uint8Array): AmfValue[] {
  const reader = new Amf0Reader(new ByteCursor(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)));
  const values: AmfValue[] = [];
  while (!reader.cursor.atEnd) values.push(reader.value(0));
  return values;
}

/** Writes values one after the other. Lists are strict arrays, objects anonymous ones. */
export function encodeAmf0(...values: readonly AmfValue[]): Buffer {
  return Buffer.concat(values.flatMap(encoded));
}

/** Writes an object as an ECMA array, which is the form that metadata have. */
export function encodeEcmaArray(object: AmfObject): Buffer {
  const count = Buffer.alloc(5);
  count[0] = MARKER.ecmaArray;
  count.writeUInt32BE(Object.keys(object).length, 1);
  return Buffer.concat([count, ...properties(object)]);
}

class Amf0Reader {
  /** Objects and arrays in the order in which they began: what references mean. */
  private readonly complex: AmfValue[] = [];

  public constructor(public readonly cursor: ByteCursor) {}

  public value(depth: number): AmfValue {
    if (depth > MAX_DEPTH) throw new MalformedAmf(`values lie more than ${MAX_DEPTH} deep in one another`);
    const { cursor } = this;
    const marker = cursor.byte();
    switch (marker) {
      case MARKER.number: return cursor.double();
      case MARKER.boolean: return cursor.byte() !== 0;
      case MARKER.string: return cursor.text(cursor.uint16());
      case MARKER.object: return this.object(depth);
      case MARKER.null: return null;
      case MARKER.undefined: case MARKER.unsupported: return undefined;
      case MARKER.reference: return this.referred(cursor.uint16());
      case MARKER.ecmaArray: return cursor.uint32(), this.object(depth);
      case MARKER.strictArray: return this.list(depth);
      case MARKER.date: return this.date();
      case MARKER.longString: case MARKER.xmlDocument: return cursor.text(cursor.uint32());
      case MARKER.typedObject: return cursor.text(cursor.uint16()), this.object(depth);
      case MARKER.amf3: return readAmf3(cursor, depth);
      default: throw new MalformedAmf(`${marker} is no marker of AMF 0`);
    }
  }

  private object(depth: number): AmfObject {
    const object: { [name: string]: AmfValue } = Object.create(null);
    this.complex.push(object);
    for (;;) {
      const name = this.cursor.text(this.cursor.uint16());
      if (name !== '') object[name] = this.value(depth + 1);
      else if (this.cursor.byte() === MARKER.objectEnd) return object;
      else throw new MalformedAmf('a property has no name');
    }
  }

  private list(depth: number): AmfValue[] {
    const list: AmfValue[] = [];
    this.complex.push(list);
    for (let left = this.cursor.requireRoomFor(this.cursor.uint32()); left > 0; left--) list.push(this.value(depth + 1));
    return list;
  }

  private date(): Date {
    const date = new Date(this.cursor.double());
    // The time zone, which is reserved.
    this.cursor.take(2);
    return date;
  }

  private referred(index: number): AmfValue {
    if (index >= this.complex.length) throw new MalformedAmf(`a reference to object ${index} of ${this.complex.length}`);
    return this.complex[index];
  }
}

function encoded(value: AmfValue): Buffer[] {
  if (typeof value === 'number') return [number(MARKER.number, value)];
  if (typeof value === 'boolean') return [Buffer.from([MARKER.boolean, value ? 1 : 0])];
  if (typeof value === 'string') return [text(value)];
  if (value === undefined) return [Buffer.from([MARKER.undefined])];
  if (value === null) return [Buffer.from([MARKER.null])];
  if (value instanceof Date) return [number(MARKER.date, value.getTime()), Buffer.alloc(2)];
  if (isAmfObject(value)) return [Buffer.from([MARKER.object]), ...properties(value)];
  if (value instanceof Uint8Array) throw new MalformedAmf('AMF 0 has no bytes');
  const head = Buffer.alloc(5);
  head[0] = MARKER.strictArray;
  head.writeUInt32BE(value.length, 1);
  return [head, ...value.flatMap(encoded)];
}

function number(marker: number, value: number): Buffer {
  const bytes = Buffer.alloc(9);
  bytes[0] = marker;
  bytes.writeDoubleBE(value, 1);
  return bytes;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  if (bytes.length <= 0xffff) return Buffer.concat([Buffer.from([MARKER.string]), counted(bytes)]);
  const head = Buffer.alloc(5);
  head[0] = MARKER.longString;
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

function properties(object: AmfObject): Buffer[] {
  const end = Buffer.from([0, 0, MARKER.objectEnd]);
  return [...Object.entries(object).flatMap(([name, value]) => [counted(Buffer.from(name)), ...encoded(value)]), end];
}

function counted(bytes: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
