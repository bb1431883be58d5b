import { ObjectAcl } from './object-acl';
import { Body } from '../message';

/** An object of a bucket. */
export interface StoredObject {
  readonly key: string;
  readonly size: number;
  /** Entity tag in quotes: the MD5 of the content, as S3 has it for objects uploaded in one part. */
  readonly etag: string;
  /** Milliseconds since the epoch. */
  readonly lastModified: number;
  /** Content-Type, Cache-Control and whatever else was stored with the object, by header name. */
  readonly metadata: { readonly [header: string]: string };
  /** Undefined where nothing is known of its ACL. */
  readonly acl?: ObjectAcl;
  /** The bytes from `start` up to, not including, `end`. */
  read(start: number, end: number): Body;
}

/** Where a bucket's objects come from. */
export interface ObjectSource {
  /** The ACL that is stored with the bucket itself, by header; empty where there is none. */
  bucketAcl: StoredObject['metadata'];
  get(key: string): StoredObject | undefined;
  /** Keys in the order of S3: by their UTF-8 bytes. */
  keys(): string[];
  /** Stores an object once its content is there; it is not there afterwards where the source has no place for its key. A content that breaks off changes nothing. */
  put(key: string, content: Body, metadata: { readonly [header: string]: string }): void | Promise<void>;
  /** Stores other headers with an object that is there. */
  describe(key: string, metadata: { readonly [header: string]: string }): void;
  delete(key: string): void;
}
