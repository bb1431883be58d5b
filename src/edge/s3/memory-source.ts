import { createHash } from 'crypto';
import { contentTypeOf } from './content-types';
import { aclOf } from './object-acl';
import { ObjectSource, StoredObject } from './stored-object';
import { collected } from '../collected-body';
import { Body } from '../message';

/** An object of a bucket in memory: its content, or content with what is stored beside it. */
export type MemoryObject = string | Uint8Array | {
  readonly body: string | Uint8Array;
  /** Headers stored with the object, such as `cache-control`. */
  readonly headers?: { readonly [header: string]: string };
  /** Whether its ACL lets everyone read it. @default - that of the bucket */
  readonly publicRead?: boolean;
  /** @default 2025-01-01T00:00:00Z */
  readonly lastModified?: Date;
};

/** Objects in memory, by key. */
export class MemorySource implements ObjectSource {
  public bucketAcl: StoredObject['metadata'] = {};
  private readonly objects = new Map<string, StoredObject>();

  public constructor(objects: { readonly [key: string]: MemoryObject } = {}, private readonly now: () => number = () => Date.UTC(2025, 0, 1)) {
    for (const [key, object] of Object.entries(objects)) {
      const { body, headers = {}, publicRead, lastModified } = typeof object === 'object' && 'body' in object ? object : { body: object, headers: {}, publicRead: undefined, lastModified: undefined };
      const acl = publicRead === undefined ? undefined : { 'x-amz-acl': publicRead ? 'public-read' : 'private' };
      this.store(key, Buffer.from(body), { ...headers, ...acl }, lastModified?.getTime());
    }
  }

  public get(key: string): StoredObject | undefined {
    return this.objects.get(key);
  }

  public keys(): string[] {
    return sortedKeys(this.objects.keys());
  }

  public put(key: string, content: Body, metadata: { readonly [header: string]: string }): void | Promise<void> {
    if (content === undefined || content instanceof Uint8Array) return this.store(key, content ?? new Uint8Array(0), metadata);
    return collected(content).then((bytes) => this.store(key, bytes, metadata));
  }

  public describe(key: string, metadata: { readonly [header: string]: string }): void {
    this.objects.set(key, { ...this.objects.get(key)!, metadata, acl: aclOf(metadata) });
  }

  public delete(key: string): void {
    this.objects.delete(key);
  }

  private store(key: string, content: Uint8Array, headers: { readonly [header: string]: string }, lastModified = this.now()): void {
    const metadata: StoredObject['metadata'] = { 'content-type': contentTypeOf(key), ...lowerCased(headers) };
    this.objects.set(key, {
      key,
      size: content.length,
      etag: `"${createHash('md5').update(content).digest('hex')}"`,
      lastModified,
      metadata,
      acl: aclOf(metadata),
      read: (start, end) => content.subarray(start, end),
    });
  }
}

/** Keys in S3's order. */
export function sortedKeys(keys: Iterable<string>): string[] {
  return [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/** Headers by their names in lower case. */
export function lowerCased(metadata: { readonly [header: string]: string }): { [header: string]: string } {
  return Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name.toLowerCase(), value]));
}
