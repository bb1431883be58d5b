import { readFileSync } from 'fs';
import { Application, isKnown, KeyValuePair, KeyValueStore, pairsIn } from '../../config';
import { Clock } from '../clock';
import { KeyValueStoreData } from './key-value-store';

/** Whether functions can use a store: not before it is everywhere, and its import source was read [FUN-120]. */
export type KeyValueStoreStatus = 'PROVISIONING' | 'READY' | 'IMPORT_FAILED';

/** A key value store of the application that is there, with its data. */
export interface RunningStore {
  readonly store: KeyValueStore;
  readonly data: KeyValueStoreData;
}

interface Loaded {
  readonly data: KeyValueStoreData;
  readonly isImported: boolean;
  /** Milliseconds since the epoch. */
  readonly provisionedAt: number;
}

/** The key value stores of an application, with their data. */
export class KeyValueStores {
  private readonly byArn = new Map<string, Loaded>();
  private stores: readonly KeyValueStore[] | undefined;

  /** @param provisioningTime milliseconds until a store that is created is everywhere */
  public constructor(private readonly clock: Clock, private readonly provisioningTime = 0) {}

  /** Fills the stores that are new from their import files. What is there stays as it is, whatever those files have become [FUN-117]. */
  public load({ keyValueStores }: Application): void {
    const provisionedAt = this.clock.now() + (this.stores === undefined ? 0 : this.provisioningTime);
    this.stores = keyValueStores;
    for (const arn of [...this.byArn.keys()]) if (!keyValueStores.some((store) => store.arn === arn)) this.byArn.delete(arn);
    for (const store of keyValueStores) {
      if (this.byArn.has(store.arn)) continue;
      const pairs = imported(store);
      this.byArn.set(store.arn, { data: new KeyValueStoreData(store.arn, pairs ?? [], this.clock.now()), isImported: pairs !== undefined, provisionedAt });
    }
  }

  /** A store by its ARN, name or logical id. */
  public find(name: string): RunningStore | undefined {
    return this.all.find(({ store: { arn, name: own, location: { logicalId } } }) => [arn, isKnown(own) ? own : undefined, logicalId].includes(name));
  }

  public get all(): readonly RunningStore[] {
    return (this.stores ?? []).map((store) => ({ store, data: this.byArn.get(store.arn)!.data }));
  }

  public status({ arn }: Pick<KeyValueStore, 'arn'>): KeyValueStoreStatus {
    const { isImported, provisionedAt } = this.byArn.get(arn)!;
    if (this.clock.now() < provisionedAt) return 'PROVISIONING';
    return isImported ? 'READY' : 'IMPORT_FAILED';
  }

  /** Milliseconds since the epoch. */
  public now(): number {
    return this.clock.now();
  }
}

/** What a store is created with; undefined for a file that cannot be read, or that is no import file, which the rules report. */
function imported({ importFile }: KeyValueStore): readonly KeyValuePair[] | undefined {
  if (importFile === undefined) return [];
  try {
    return pairsIn(readFileSync(importFile, 'utf8'));
  } catch {
    return undefined;
  }
}
