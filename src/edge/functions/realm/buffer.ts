import type { Bytes } from './bytes';

/** The part of Buffer's constructor that others need. */
export interface BufferMaker {
  from(value: Uint8Array): object;
}

/** Buffer, as runtime 2.0 has it [FUN-075, FUN-080]. Runs inside a realm, and so refers to nothing outside of itself. */
export function bufferModule(bytes: Bytes): BufferMaker {
  type Value = string | number | ArrayLike<number> | ArrayBuffer;

  const order = (a: ArrayLike<number>, b: ArrayLike<number>) => {
    for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
    return a.length === b.length ? 0 : a.length < b.length ? -1 : 1;
  };
  const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array) => new DataView(buffer, byteOffset, byteLength);
  const within = (target: Uint8Array, offset: number, length: number) => {
    if (!(offset >= 0 && offset + length <= target.length)) throw new RangeError('index out of range');
  };
  const swap = (target: Uint8Array, width: number) => {
    if (target.length % width !== 0) throw new RangeError(`Buffer size must be a multiple of ${width * 8}-bits`);
    for (let i = 0; i < target.length; i += width) target.set(target.slice(i, i + width).reverse(), i);
    return target;
  };
  const arrayOf = (value: Value, encoding?: unknown): ArrayLike<number> => {
    if (typeof value === 'number') return new Uint8Array([value]);
    return typeof value === 'string' ? bytes.toArray(bytes.of(value, encoding)) : value as ArrayLike<number>;
  };

  class Buffer extends Uint8Array {
    public static alloc(size: number, fill?: Value, encoding?: unknown): Buffer {
      const buffer = new Buffer(size);
      return fill === undefined ? buffer : buffer.fill(fill as any, encoding as any);
    }

    public static allocUnsafe(size: number): Buffer {
      return new Buffer(size);
    }

    public static byteLength(value: Value, encoding?: unknown): number {
      return bytes.of(value, encoding).length;
    }

    public static compare(one: Uint8Array, other: Uint8Array): number {
      return order(one, other);
    }

    public static concat(list: readonly Uint8Array[], totalLength?: number): Buffer {
      const length = totalLength === undefined ? list.reduce((sum, part) => sum + part.length, 0) : totalLength;
      const whole = new Buffer(length);
      let at = 0;
      for (let i = 0; i < list.length && at < length; i++) {
        whole.set(list[i].subarray(0, length - at), at);
        at += list[i].length;
      }
      return whole;
    }

    public static from(value: any, encodingOrOffset?: any, length?: number): any {
      if (typeof value === 'string') return Buffer.from(bytes.toArray(bytes.of(value, encodingOrOffset)));
      if (value instanceof ArrayBuffer) return new Buffer(value, encodingOrOffset, length);
      if (typeof value !== 'object' || value === null) throw new TypeError('first argument is not a string or Buffer-like object');
      const primitive = value.valueOf();
      if (primitive !== value) return Buffer.from(primitive, encodingOrOffset, length);
      const list = value.type === 'Buffer' && Array.isArray(value.data) ? value.data : value;
      const buffer = new Buffer(list.length);
      for (let i = 0; i < list.length; i++) buffer[i] = list[i];
      return buffer;
    }

    public static isBuffer(value: unknown): boolean {
      return value instanceof Buffer;
    }

    public static isEncoding(encoding: unknown): boolean {
      return bytes.isEncoding(encoding);
    }

    public compare(target: Uint8Array, targetStart = 0, targetEnd = target.length, start = 0, end = this.length): number {
      return order(this.subarray(start, end), target.subarray(targetStart, targetEnd));
    }

    public copy(target: Uint8Array, targetStart = 0, start = 0, end = this.length): number {
      const part = this.subarray(start, Math.min(end, start + target.length - targetStart));
      target.set(part, targetStart);
      return part.length;
    }

    public equals(other: Uint8Array): boolean {
      return order(this, other) === 0;
    }

    public fill(value: any, offset?: any, end?: any, encoding?: unknown): this {
      const [first, last, name] = typeof offset === 'string' ? [0, this.length, offset] : [offset ?? 0, end ?? this.length, encoding];
      const pattern = arrayOf(value, name);
      for (let i = first; i < last; i++) this[i] = pattern.length === 0 ? 0 : pattern[(i - first) % pattern.length];
      return this;
    }

    public includes(value: any, byteOffset?: any, encoding?: unknown): boolean {
      return this.indexOf(value, byteOffset, encoding) >= 0;
    }

    public indexOf(value: any, byteOffset: any = 0, encoding?: unknown): number {
      const pattern = arrayOf(value, encoding);
      const from = byteOffset < 0 ? Math.max(0, this.length + byteOffset) : byteOffset;
      for (let i = from; i + pattern.length <= this.length; i++) if (order(this.subarray(i, i + pattern.length), pattern) === 0) return i;
      return -1;
    }

    public lastIndexOf(value: any, byteOffset: any = this.length, encoding?: unknown): number {
      const pattern = arrayOf(value, encoding);
      const from = byteOffset < 0 ? this.length + byteOffset : byteOffset;
      for (let i = Math.min(from, this.length - pattern.length); i >= 0; i--) if (order(this.subarray(i, i + pattern.length), pattern) === 0) return i;
      return -1;
    }

    public swap16(): this {
      return swap(this, 2) as this;
    }

    public swap32(): this {
      return swap(this, 4) as this;
    }

    public swap64(): this {
      return swap(this, 8) as this;
    }

    public toJSON(): object {
      const data: number[] = [];
      for (let i = 0; i < this.length; i++) data.push(this[i]);
      return { type: 'Buffer', data };
    }

    public toString(encoding?: unknown, start = 0, end = this.length): string {
      return bytes.toText(bytes.fromArray(this.subarray(start, end)), encoding as 'utf8');
    }

    public write(text: string, offset?: any, length?: any, encoding?: unknown): number {
      const [at, most, name] = typeof offset === 'string' ? [0, this.length, offset]
        : typeof length === 'string' ? [offset ?? 0, this.length, length] : [offset ?? 0, length ?? this.length, encoding];
      const part = bytes.toArray(bytes.of(text, name)).subarray(0, Math.min(most, this.length - at));
      this.set(part, at);
      return part.length;
    }
  }

  const define = (name: string, value: unknown) => Object.defineProperty(Buffer.prototype, name, { value, writable: true, configurable: true });

  // Numbers of a fixed width: readInt8, writeUInt16LE, readDoubleBE…
  const fixed: { readonly [name: string]: readonly [type: string, width: number] } = {
    Int8: ['Int8', 1], UInt8: ['Uint8', 1], Int16: ['Int16', 2], UInt16: ['Uint16', 2], Int32: ['Int32', 4], UInt32: ['Uint32', 4], Float: ['Float32', 4], Double: ['Float64', 8],
  };
  for (const name of Object.keys(fixed)) {
    const [type, width] = fixed[name];
    for (const end of width === 1 ? [''] : ['LE', 'BE']) {
      define(`read${name}${end}`, function (this: Uint8Array, offset = 0) {
        within(this, offset, width);
        return (viewOf(this) as any)[`get${type}`](offset, end === 'LE');
      });
      define(`write${name}${end}`, function (this: Uint8Array, value: number, offset = 0) {
        within(this, offset, width);
        (viewOf(this) as any)[`set${type}`](offset, value, end === 'LE');
        return offset + width;
      });
    }
  }

  // Whole numbers of one to six bytes: readIntBE, writeUIntLE…
  for (const end of ['LE', 'BE']) {
    const place = (i: number, length: number) => (end === 'LE' ? i : length - 1 - i);
    const readUnsigned = (target: Uint8Array, offset: number, length: number) => {
      within(target, offset, length);
      let value = 0;
      for (let i = 0; i < length; i++) value += target[offset + place(i, length)] * Math.pow(256, i);
      return value;
    };
    const write = function (this: Uint8Array, value: number, offset: number, length: number) {
      within(this, offset, length);
      let left = value < 0 ? value + Math.pow(256, length) : value;
      for (let i = 0; i < length; i++) {
        this[offset + place(i, length)] = left % 256;
        left = Math.floor(left / 256);
      }
      return offset + length;
    };
    define(`readUInt${end}`, function (this: Uint8Array, offset: number, length: number) {
      return readUnsigned(this, offset, length);
    });
    define(`readInt${end}`, function (this: Uint8Array, offset: number, length: number) {
      const value = readUnsigned(this, offset, length);
      return value >= Math.pow(256, length) / 2 ? value - Math.pow(256, length) : value;
    });
    define(`writeUInt${end}`, write);
    define(`writeInt${end}`, write);
  }
  return Buffer;
}
