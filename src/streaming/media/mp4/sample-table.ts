/* eslint-disable no-bitwise -- numbers of some tables have a sign, and half bytes */
import { Sample, Samples } from './sample';
import { Box, children, MalformedMedia, NumberReader } from '../../../edge';

/** A table of numbers in a box, which stays as it is in the file. */
interface Table {
  readonly length: number;
  at(entry: number, column?: number): number;
}

/** Where a frame is. */
type Place = Pick<Sample, 'offset' | 'size'> & { readonly index: number };

/** The tables that say where the frames of a track are, and when they are decoded and shown. */
export class SampleTable implements Samples {
  public readonly end: number;

  /** Runs of frames, with the duration of each. */
  private readonly durations: Table;
  /** Runs of frames, with what they are shown later. */
  private readonly delays: Table | undefined;
  /** The first chunk of a run of chunks, and the frames in each. */
  private readonly chunkRuns: Table;
  private readonly chunks: Table;
  private readonly sizes: Table;
  /** Numbers of key frames, from 1. Without them every frame is one. */
  private readonly keys: Table | undefined;

  /** @throws MalformedMedia */
  public constructor(bytes: Buffer, stbl: Box) {
    const optional = (type: string, width: number, columns = 1) => {
      const [box] = children(bytes, stbl, type);
      return box && numbers(bytes, box, box.contentStart + 4, width, columns);
    };
    const required = (type: string, width: number, columns?: number) => {
      const found = optional(type, width, columns);
      if (found === undefined) throw new MalformedMedia(`the track has no box ${type}`);
      return found;
    };
    this.durations = required('stts', 4, 2);
    this.delays = optional('ctts', 4, 2);
    this.chunkRuns = required('stsc', 4, 3);
    this.chunks = optional('co64', 8) ?? required('stco', 4);
    this.sizes = sizesOf(bytes, stbl);
    this.keys = optional('stss', 4);
    this.end = new Run(this.durations).moveTo(Infinity).start;
  }

  public *from(time: number): Iterable<Sample> {
    const durations = new Run(this.durations);
    const delays = this.delays && new Run(this.delays);
    for (const { index, offset, size } of this.placesFrom(this.keyBefore(this.indexAt(time)))) {
      const { start, value } = durations.moveTo(index);
      if (value === undefined) throw new MalformedMedia(`the frame ${index + 1} has no duration`);
      yield { offset, size, time: start, delay: (delays?.moveTo(index).value ?? 0) | 0, isKey: this.keyBefore(index) === index };
    }
  }

  /** The last frame that is not behind a time. */
  private indexAt(time: number): number {
    let first = 0;
    let start = 0;
    for (let run = 0; run < this.durations.length; run++) {
      const [count, duration] = [this.durations.at(run), this.durations.at(run, 1)];
      if (time < start + count * duration) return first + Math.max(0, Math.floor((time - start) / duration));
      first += count;
      start += count * duration;
    }
    return Math.max(0, first - 1);
  }

  /** The last key frame up to a frame; -1 where there is none. */
  private keyBefore(index: number): number {
    if (this.keys === undefined) return index;
    let low = 0;
    for (let high = this.keys.length; low < high;) {
      const middle = low + high >>> 1;
      if (this.keys.at(middle) <= index + 1) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? -1 : this.keys.at(low - 1) - 1;
  }

  private *placesFrom(first: number): Iterable<Place> {
    let index = 0;
    for (const { begin, end, inEach } of this.runsOfChunks()) {
      for (let chunk = begin; chunk < end; chunk++) {
        if (index + inEach > first) yield* this.placesInChunk(this.chunks.at(chunk), index, Math.min(index + inEach, this.sizes.length), first);
        index += inEach;
      }
    }
    if (index < this.sizes.length) throw new MalformedMedia(`${this.sizes.length - index} frames are in no chunk`);
  }

  private *runsOfChunks(): Iterable<{ readonly begin: number; readonly end: number; readonly inEach: number }> {
    let begin = 0;
    for (let run = 0; run < this.chunkRuns.length; run++) {
      const end = run + 1 < this.chunkRuns.length ? this.chunkRuns.at(run + 1) - 1 : this.chunks.length;
      if (this.chunkRuns.at(run) !== begin + 1 || end < begin || end > this.chunks.length) throw new MalformedMedia(`the box stsc does not go through ${this.chunks.length} chunks in order`);
      yield { begin, end, inEach: this.chunkRuns.at(run, 1) };
      begin = end;
    }
  }

  private *placesInChunk(start: number, begin: number, end: number, first: number): Iterable<Place> {
    let offset = start;
    for (let index = begin; index < end; index++) {
      const size = this.sizes.at(index);
      if (index >= first) yield { index, offset, size };
      offset += size;
    }
  }
}

/** Goes forward in a table of runs: how many frames, and a number of each. */
class Run {
  private run = 0;
  private first = 0;
  private start = 0;

  public constructor(private readonly table: Table) {}

  /** The number of a frame, and the sum of those before it. */
  public moveTo(index: number): { readonly start: number; readonly value: number | undefined } {
    for (; this.run < this.table.length && index >= this.first + this.table.at(this.run); this.run++) {
      this.first += this.table.at(this.run);
      this.start += this.table.at(this.run) * this.table.at(this.run, 1);
    }
    if (this.run === this.table.length) return { start: this.start, value: undefined };
    const value = this.table.at(this.run, 1);
    return { start: this.start + (index - this.first) * value, value };
  }
}

/** The sizes of frames: one of all, or one of each. @throws MalformedMedia */
function sizesOf(bytes: Buffer, stbl: Box): Table {
  const [box] = children(bytes, stbl, 'stsz');
  if (box === undefined) return compactSizesOf(bytes, stbl);
  const reader = new NumberReader(bytes, box.contentStart + 4, box.end);
  const [size, length] = [reader.number(4), reader.number(4)];
  return size === 0 ? numbers(bytes, box, box.contentStart + 8, 4, 1) : { length, at: () => size };
}

/** Sizes of 4, 8 or 16 bits. */
function compactSizesOf(bytes: Buffer, stbl: Box): Table {
  const [box] = children(bytes, stbl, 'stz2');
  if (box === undefined) throw new MalformedMedia('the track has no box stsz');
  const reader = new NumberReader(bytes, box.contentStart + 7, box.end);
  const [bits, length] = [reader.number(1), reader.number(4)];
  if (bits === 8 || bits === 16) return numbers(bytes, box, box.contentStart + 8, bits / 8, 1);
  const first = box.contentStart + 12;
  if (bits !== 4 || first + length / 2 > box.end) throw new MalformedMedia(`the box stz2 does not have ${length} sizes of ${bits} bits`);
  return { length, at: (entry) => bytes[first + (entry >> 1)] >> (entry % 2 === 0 ? 4 : 0) & 0x0f };
}

/** A table that begins with the number of its entries. */
function numbers(bytes: Buffer, { type, end }: Box, start: number, width: number, columns: number): Table {
  const length = new NumberReader(bytes, start, end).number(4);
  const first = start + 4;
  if (first + length * width * columns > end) throw new MalformedMedia(`the box ${type} ends before its ${length} entries`);
  const read = width === 8 ? (at: number) => Number(bytes.readBigUInt64BE(at)) : (at: number) => bytes.readUIntBE(at, width);
  return { length, at: (entry, column = 0) => read(first + (entry * columns + column) * width) };
}
