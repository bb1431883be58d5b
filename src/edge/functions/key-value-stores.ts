import { readFileSync } from 'fs';
import { Application, isKnown, KeyValuePair, KeyValueStore, pairsIn } from '../../config';
import { Clock } from '../clock';
import { KeyValueStoreData } from './key-value-store';

/** The key value stores of an application, with their data. */
export class KeyValueStores {
  private readonly byArn = new Map<string, KeyValueStoreData>();
  private stores: readonly KeyValueStore[] = [];

  public constructor(private readonly clock: Clock) {}

  /** Fills the stores that are new from their import files. What is there stays as it is, whatever those files have become [FUN-117]. */
  public load({ keyValueStores }: Application): void {
    this.stores = keyValueStores;
    for (const arn of [...this.byArn.keys()]) if (!keyValueStores.some((store) => store.arn === arn)) this.byArn.delete(arn);
    for (const store of keyValueStores) {
      if (!this.byArn.has(store.arn)) this.byArn.set(store.arn, new KeyValueStoreData(store.arn, imported(store), this.clock.now()));
    }
  }

  /** A store by its ARN, name or logical id. */
  public find(name: string): { readonly store: KeyValueStore; readonly data: KeyValueStoreData } | undefined {
    const store = this.stores.find((candidate) => [candidate.arn, isKnown(candidate.name) ? candidate.name : undefined, candidate.location.logicalId].includes(name));
    return store && { store, data: this.byArn.get(store.arn)! };
  }

  public get all(): readonly { readonly store: KeyValueStore; readonly data: KeyValueStoreData }[] {
    return this.stores.map((store) => ({ store, data: this.byArn.get(store.arn)! }));
  }

  /** Milliseconds since the epoch. */
  public now(): number {
    return this.clock.now();
  }
}

/** What a store is created with. A file that cannot be read, or that is no import file, has nothing: the rules report it. */
function imported({ importFile }: KeyValueStore): readonly KeyValuePair[] {
  if (importFile === undefined) return [];
  try {
    return pairsIn(readFileSync(importFile, 'utf8')) ?? [];
  } catch {
    return [];
  }
}
