import { sortedKeys } from './memory-source';
import { ObjectSource, StoredObject } from './stored-object';
import { Body } from '../message';

/** Several sources as one bucket: what a later one has stands in for what an earlier one has. */
export class CombinedSource implements ObjectSource {
  public constructor(private readonly sources: readonly ObjectSource[]) {}

  public get bucketAcl(): StoredObject['metadata'] {
    return this.newest.bucketAcl;
  }

  public set bucketAcl(acl: StoredObject['metadata']) {
    this.newest.bucketAcl = acl;
  }

  public get(key: string): StoredObject | undefined {
    for (let i = this.sources.length - 1; i >= 0; i--) {
      const object = this.sources[i].get(key);
      if (object !== undefined) return object;
    }
    return undefined;
  }

  public keys(): string[] {
    return sortedKeys(new Set(this.sources.flatMap((source) => source.keys())));
  }

  public put(key: string, content: Body, metadata: { readonly [header: string]: string }): void | Promise<void> {
    return this.newest.put(key, content, metadata);
  }

  public describe(key: string, metadata: { readonly [header: string]: string }): void {
    [...this.sources].reverse().find((source) => source.get(key) !== undefined)?.describe(key, metadata);
  }

  public delete(key: string): void {
    for (const source of this.sources) source.delete(key);
  }

  private get newest(): ObjectSource {
    return this.sources[this.sources.length - 1];
  }
}
