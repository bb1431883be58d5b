/* eslint-disable no-bitwise -- integers of AMF 3 are bits */
import { AmfObject, AmfValue, ByteCursor, MalformedAmf, MAX_DEPTH } from './amf-value';

/** The markers of AMF 3, as its specification has them. */
const MARKER = {
  undefined: 0x00,
  null: 0x01,
  false: 0x02,
  true: 0x03,
  integer: 0x04,
  double: 0x05,
  string: 0x06,
  xmlDocument: 0x07,
  date: 0x08,
  array: 0x09,
  object: 0x0a,
  xml: 0x0b,
  byteArray: 0x0c,
} as const;

/** Names that objects of a class have. */
interface Traits {
  readonly names: readonly string[];
  readonly isDynamic: boolean;
}

/** Reads one value of AMF 3, to which AMF 0 can switch. @throws MalformedAmf */
export function readAmf3(cursor: ByteCursor, depth: number): AmfValue {
  return new Amf3Reader(cursor).value(depth);
}

class Amf3Reader {
  private readonly strings: string[] = [];
  private readonly complex: AmfValue[] = [];
  private readonly traits: Traits[] = [];

  public constructor(private readonly cursor: ByteCursor) {}

  public value(depth: number): AmfValue {
    if (depth > MAX_DEPTH) throw new MalformedAmf(`values lie more than ${MAX_DEPTH} deep in one another`);
    const marker = this.cursor.byte();
    switch (marker) {
      case MARKER.undefined: return undefined;
      case MARKER.null: return null;
      case MARKER.false: return false;
      case MARKER.true: return true;
      case MARKER.integer: return (this.uint29() << 3) >> 3;
      case MARKER.double: return this.cursor.double();
      case MARKER.string: return this.text();
      case MARKER.xmlDocument: case MARKER.xml: return this.referable((length) => this.cursor.text(length));
      case MARKER.date: return this.referable(() => new Date(this.cursor.double()));
      case MARKER.array: return this.array(depth);
      case MARKER.object: return this.object(depth);
      case MARKER.byteArray: return this.referable((length) => this.cursor.take(length));
      default: throw new MalformedAmf(`${marker} is no marker of AMF 3 that players use`);
    }
  }

  /** An integer of up to 29 bits: seven in each of three bytes, eight in a fourth. */
  private uint29(): number {
    let value = 0;
    for (let i = 0; i < 3; i++) {
      const byte = this.cursor.byte();
      value = (value << 7) | (byte & 0x7f);
      if (byte < 0x80) return value;
    }
    return (value << 8) | this.cursor.byte();
  }

  private text(): string {
    const head = this.uint29();
    if ((head & 1) === 0) return referred(this.strings, head >> 1);
    const text = this.cursor.text(head >> 1);
    if (text !== '') this.strings.push(text);
    return text;
  }

  /** A value that is there, or one that was: the lowest bit tells. */
  private referable(read: (length: number) => AmfValue): AmfValue {
    const head = this.uint29();
    if ((head & 1) === 0) return referred(this.complex, head >> 1);
    const value = read(head >> 1);
    this.complex.push(value);
    return value;
  }

  private array(depth: number): AmfValue {
    const head = this.uint29();
    if ((head & 1) === 0) return referred(this.complex, head >> 1);
    const list: AmfValue[] = [];
    this.complex.push(list);
    const named = this.named(depth);
    for (let left = this.cursor.requireRoomFor(head >> 1); left > 0; left--) list.push(this.value(depth + 1));
    return Object.keys(named).length === 0 ? list : Object.assign(named, list);
  }

  private object(depth: number): AmfValue {
    const head = this.uint29();
    if ((head & 1) === 0) return referred(this.complex, head >> 1);
    const { names, isDynamic } = this.traitsOf(head);
    const object: { [name: string]: AmfValue } = Object.create(null);
    this.complex.push(object);
    for (const name of names) object[name] = this.value(depth + 1);
    return isDynamic ? Object.assign(object, this.named(depth)) : object;
  }

  private traitsOf(head: number): Traits {
    if ((head & 2) === 0) return referred(this.traits, head >> 2);
    if ((head & 4) !== 0) throw new MalformedAmf('an object has a form of its own, which only its class can read');
    // The name of the class.
    this.text();
    const names: string[] = [];
    for (let left = this.cursor.requireRoomFor(head >> 4); left > 0; left--) names.push(this.text());
    const traits = { names, isDynamic: (head & 8) !== 0 };
    this.traits.push(traits);
    return traits;
  }

  /** Names and values up to an empty name. */
  private named(depth: number): AmfObject {
    const object: { [name: string]: AmfValue } = Object.create(null);
    for (let name = this.text(); name !== ''; name = this.text()) object[name] = this.value(depth + 1);
    return object;
  }
}

function referred<T>(table: readonly T[], index: number): T {
  if (index >= table.length) throw new MalformedAmf(`a reference to item ${index} of ${table.length}`);
  return table[index];
}
