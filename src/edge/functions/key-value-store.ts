import { createHash } from 'crypto';
import { EDGE_CODE_LIMITS, KeyValuePair } from '../../config';
import { isoTime } from '../iso-time';
import { Store } from './function-runtime';
import { StoreData } from './worker/worker-main';

/** A change of a key value store that CloudFront does not make. */
export class StoreRefused extends Error {
  /** @param code as CloudFront's API has it */
  public constructor(public readonly code: 'ValidationException' | 'ServiceQuotaExceededException' | 'ConflictException' | 'ResourceNotFoundException', message: string) {
    super(message);
    this.name = 'StoreRefused';
  }
}

/** What is changed at once. */
export interface StoreUpdate {
  readonly puts: readonly KeyValuePair[];
  /** Keys. */
  readonly deletes: readonly string[];
}

/** The data of a key value store, which functions look up as it is now. */
export class KeyValueStoreData implements Store {
  private pairs: ReadonlyMap<string, string>;
  private changes = 0;
  private lastUpdated: number;
  private known: StoreData | undefined;

  /** @param created milliseconds since the epoch */
  public constructor(public readonly arn: string, pairs: readonly KeyValuePair[], public readonly created: number) {
    this.pairs = new Map(pairs.map(({ key, value }) => [key, value]));
    this.lastUpdated = created;
  }

  public get version(): number {
    return this.changes;
  }

  public get data(): StoreData {
    this.known ??= {
      pairs: Object.fromEntries(this.pairs),
      meta: JSON.stringify({ creationDateTime: isoTime(this.created), lastUpdatedDateTime: isoTime(this.lastUpdated), keyCount: this.pairs.size }),
    };
    return this.known;
  }

  /** Another one after each change. */
  public get etag(): string {
    return `KV${createHash('md5').update(`${this.arn} ${this.changes}`).digest('hex').slice(0, 12).toUpperCase()}`;
  }

  /** Milliseconds since the epoch. */
  public get updated(): number {
    return this.lastUpdated;
  }

  /** Bytes of all keys and values. */
  public get size(): number {
    return sizeOf([...this.pairs].map(([key, value]) => ({ key, value })));
  }

  /** In the order of the keys. */
  public get items(): KeyValuePair[] {
    return [...this.pairs].map(([key, value]) => ({ key, value })).sort((one, other) => (one.key < other.key ? -1 : 1));
  }

  /** @throws StoreRefused */
  public value(key: string): string {
    const value = this.pairs.get(key);
    if (value === undefined) throw new StoreRefused('ResourceNotFoundException', `the store has no key ${key}`);
    return value;
  }

  /**
   * Sets and removes keys, all of them or, where one cannot be, none [FUN-121].
   *
   * @param etag  the store's, as the caller has read it
   * @param now   milliseconds since the epoch
   * @throws StoreRefused
   */
  public update({ puts, deletes }: StoreUpdate, etag: string, now: number): void {
    if (etag !== this.etag) throw new StoreRefused('ConflictException', `the store has been changed since: its ETag is ${this.etag}, not ${etag}`);
    requireWithinLimits(puts, deletes);
    const pairs = new Map(this.pairs);
    for (const key of deletes) if (!pairs.delete(key)) throw new StoreRefused('ResourceNotFoundException', `the store has no key ${key}`);
    for (const { key, value } of puts) pairs.set(key, value);
    const size = sizeOf([...pairs].map(([key, value]) => ({ key, value })));
    if (size > EDGE_CODE_LIMITS.storeBytes) throw new StoreRefused('ServiceQuotaExceededException', `the store would have ${size} bytes; CloudFront allows ${EDGE_CODE_LIMITS.storeBytes}`);
    this.pairs = pairs;
    this.changes++;
    this.lastUpdated = now;
    this.known = undefined;
  }
}

/** The limits of keys, of values and of one update [FUN-113, FUN-114]. Within them, none comes near the 3 MB that an update may have. */
function requireWithinLimits(puts: readonly KeyValuePair[], deletes: readonly string[]): void {
  const { keyBytes, valueBytes, updateKeys } = EDGE_CODE_LIMITS;
  const refuse = (message: string) => { throw new StoreRefused('ValidationException', message); };
  const count = puts.length + deletes.length;
  if (count === 0) refuse('the update has no key');
  if (count > updateKeys) refuse(`the update has ${count} keys; CloudFront allows ${updateKeys} at once`);
  for (const { key, value } of puts) {
    if (key === '') refuse('a key is empty');
    if (Buffer.byteLength(key) > keyBytes) refuse(`the key ${key.slice(0, 20)}… has ${Buffer.byteLength(key)} bytes; CloudFront allows ${keyBytes}`);
    if (Buffer.byteLength(value) > valueBytes) refuse(`the value of ${key} has ${Buffer.byteLength(value)} bytes; CloudFront allows ${valueBytes}`);
  }
}

function sizeOf(pairs: readonly KeyValuePair[]): number {
  return pairs.reduce((sum, { key, value }) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
}
