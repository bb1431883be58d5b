/** A value of ActionScript as it comes over the wire. What is undefined there is undefined here. */
export type AmfValue = number | boolean | string | null | undefined | Date | Uint8Array | readonly AmfValue[] | AmfObject;

/** An object of ActionScript. Those that are read have no prototype, so that any name is only a name. */
export interface AmfObject {
  readonly [name: string]: AmfValue;
}

/** Why bytes are no values of ActionScript. */
export class MalformedAmf extends Error {
  public readonly name = 'MalformedAmf';
}

/** Objects within objects that are read at most: no player sends more, and recursion ends before memory does. */
export const MAX_DEPTH = 32;

/** Whether a value is an object with names. */
export function isAmfObject(value: AmfValue): value is AmfObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date) && !(value instanceof Uint8Array);
}

/** A text; empty for any other value. */
export function textOf(value: AmfValue): string {
  return typeof value === 'string' ? value : '';
}

/** Reads bytes one after the other; what is not there is malformed. */
export class ByteCursor {
  private position = 0;

  public constructor(private readonly bytes: Buffer) {}

  public get atEnd(): boolean {
    return this.position >= this.bytes.length;
  }

  public byte(): number {
    return this.take(1)[0];
  }

  public uint16(): number {
    return this.take(2).readUInt16BE();
  }

  public uint32(): number {
    return this.take(4).readUInt32BE();
  }

  public double(): number {
    return this.take(8).readDoubleBE();
  }

  public text(length: number): string {
    return this.take(length).toString('utf8');
  }

  public take(length: number): Buffer {
    if (length > this.bytes.length - this.position) throw new MalformedAmf(`${length} bytes are announced at ${this.position}, and ${this.bytes.length - this.position} are there`);
    this.position += length;
    return this.bytes.subarray(this.position - length, this.position);
  }

  /** Refuses a list that says it has more items than there are bytes. */
  public requireRoomFor(items: number): number {
    if (items > this.bytes.length - this.position) throw new MalformedAmf(`a list of ${items} items does not fit into ${this.bytes.length - this.position} bytes`);
    return items;
  }
}
