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
  get(key: string): StoredObject | undefined;
  /** Keys in the order of S3: by their UTF-8 bytes. */
  keys(): string[];
  /** Stores an object once its content is there; it is not there afterwards where the source has no place for its key. A content that breaks off changes nothing. */
  put(key: string, content: Body, metadata: { readonly [header: string]: string }): void | Promise<void>;
  delete(key: string): void;
}

/** Who may read an object by its own ACL. */
export interface ObjectAcl {
  readonly everybody: boolean;
  /** Canonical user ids, such as that of an origin access identity [PRV-037]. */
  readonly canonicalUsers: readonly string[];
}

/** The headers by which ACLs are stored with objects, as S3 takes them. */
export const ACL_HEADERS: readonly string[] = ['x-amz-acl', 'x-amz-grant-read'];

const ALL_USERS = 'http://acs.amazonaws.com/groups/global/AllUsers';

/** The ACL that is stored with an object: a canned one, or grants such as `id="…", uri="…"`; undefined where there is none. */
export function aclOf(metadata: { readonly [header: string]: string }): ObjectAcl | undefined {
  const [canned, grants] = ACL_HEADERS.map((name) => metadata[name]);
  if (canned === undefined && grants === undefined) return undefined;
  const granted = (kind: string) => [...(grants ?? '').matchAll(/\b(id|uri)="?([^",\s]+)"?/g)].flatMap(([, name, value]) => (name === kind ? [value] : []));
  return { everybody: canned?.startsWith('public-read') === true || granted('uri').includes(ALL_USERS), canonicalUsers: granted('id') };
}
