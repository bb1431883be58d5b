import { escapeXml, isKnown, Value } from '../../config';
import { RawHeaders } from '../message';
import { headerValue } from '../raw-headers';
import { StoredObject } from './stored-object';

/** Who may read an object by its own ACL. */
export interface ObjectAcl {
  readonly everybody: boolean;
  /** Canonical user ids, such as that of an origin access identity [PRV-037]. */
  readonly canonicalUsers: readonly string[];
  /** The number of the account that owns the object; undefined where the bucket's owner does [PRV-045]. */
  readonly owner?: string;
  /** Whether the bucket's owner may do what the object's owner may. */
  readonly isForBucketOwner?: boolean;
}

/** Where the account that owns an object is stored, where it is another one than the bucket's; S3 does not tell it as a header. */
export const OWNER_HEADER = 'x-amz-owner';

/** The headers that grant a permission to a list of grantees, such as `id="…", uri="…"`. */
const GRANTS: { readonly [header: string]: string } = {
  'x-amz-grant-full-control': 'FULL_CONTROL',
  'x-amz-grant-read': 'READ',
  'x-amz-grant-write': 'WRITE',
  'x-amz-grant-read-acp': 'READ_ACP',
  'x-amz-grant-write-acp': 'WRITE_ACP',
};

/** The headers by which ACLs come, as S3 takes them. */
export const GIVEN_ACL: readonly string[] = ['x-amz-acl', ...Object.keys(GRANTS)];

/** The headers by which ACLs are stored with objects, which are told to nobody. */
export const ACL_HEADERS: readonly string[] = [...GIVEN_ACL, OWNER_HEADER];

const ALL_USERS = 'http://acs.amazonaws.com/groups/global/AllUsers';

/** What is stored with an object or a bucket, by header. */
type Stored = StoredObject['metadata'];

interface Grant {
  readonly permission: string;
  /** `id`: a canonical user. `uri`: a group. */
  readonly kind: 'id' | 'uri';
  readonly grantee: string;
}

/** The ACL that is stored with an object: a canned one, or grants; undefined where there is none. */
export function aclOf(metadata: Stored): ObjectAcl | undefined {
  if (ACL_HEADERS.every((name) => metadata[name] === undefined)) return undefined;
  const { 'x-amz-acl': canned, [OWNER_HEADER]: owner } = metadata;
  const readers = grantsOf(metadata).filter(({ permission }) => permission === 'READ' || permission === 'FULL_CONTROL');
  return {
    everybody: readers.some(({ grantee }) => grantee === ALL_USERS),
    canonicalUsers: readers.filter(({ kind }) => kind === 'id').map(({ grantee }) => grantee),
    ...owner !== undefined && { owner, isForBucketOwner: canned === 'bucket-owner-full-control' },
  };
}

/** The ACL that a template gives a bucket, such as `PublicRead`. */
export function cannedAcl(accessControl: Value<string> | undefined): Stored {
  return isKnown(accessControl) ? { 'x-amz-acl': accessControl.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase() } : {};
}

function grantsOf(stored: Stored): Grant[] {
  const everybody = (permission: string): Grant => ({ permission, kind: 'uri', grantee: ALL_USERS });
  const canned = stored['x-amz-acl'] ?? '';
  return [
    ...Object.entries(GRANTS).flatMap(([header, permission]) => (
      [...(stored[header] ?? '').matchAll(/\b(id|uri)="?([^",\s]+)"?/g)].map(([, kind, grantee]) => ({ permission, kind: kind as Grant['kind'], grantee }))
    )),
    ...canned.startsWith('public-read') ? [everybody('READ')] : [],
    ...canned === 'public-read-write' ? [everybody('WRITE')] : [],
  ];
}

/** Whether somebody has all of some permissions by the ACL that is stored with a bucket. */
export function isGrantedAll(grantee: string, permissions: readonly string[], stored: Stored): boolean {
  const own = grantsOf(stored).filter((grant) => grant.grantee === grantee).map(({ permission }) => permission);
  return own.includes('FULL_CONTROL') || permissions.every((permission) => own.includes(permission));
}

/** The ACL of a bucket with permissions for one more canonical user. */
export function withGrants(stored: Stored, id: string, permissions: readonly string[]): Stored {
  const missing = permissions.filter((permission) => !isGrantedAll(id, [permission], stored));
  return { ...stored, ...grantHeaders([...grantsOf({ ...stored, 'x-amz-acl': '' }), ...missing.map((permission): Grant => ({ permission, kind: 'id', grantee: id }))]) };
}

function grantHeaders(grants: readonly Grant[]): Stored {
  return Object.fromEntries(Object.entries(GRANTS).flatMap(([header, permission]) => {
    const own = grants.filter((grant) => grant.permission === permission);
    return own.length === 0 ? [] : [[header, own.map(({ kind, grantee }) => `${kind}="${grantee}"`).join(', ')]];
  }));
}

/** The ACL that a request to change one says: by headers, or as a document; undefined where it says none. */
export function requestedAcl(headers: RawHeaders, document: string): Stored | undefined {
  const given = GIVEN_ACL.flatMap((name) => {
    const value = headerValue(headers, name);
    return value === undefined ? [] : [[name, value]];
  });
  if (given.length > 0) return Object.fromEntries(given);
  if (!/<AccessControlPolicy[\s>]/.test(document)) return undefined;
  const grants = [...document.matchAll(/<Grant>([\s\S]*?)<\/Grant>/g)].map(([, grant]): Grant => {
    const [, permission = ''] = /<Permission>\s*(\w+)\s*<\/Permission>/.exec(grant) ?? [];
    const [, element, grantee = ''] = /<(ID|URI)>\s*([^<\s]+)\s*<\/\1>/.exec(grant) ?? [];
    return { permission, kind: element === 'URI' ? 'uri' : 'id', grantee };
  });
  if (grants.some(({ permission, grantee }) => grantee === '' || !Object.values(GRANTS).includes(permission))) return undefined;
  return { 'x-amz-acl': 'private', ...grantHeaders(grants) };
}

/**
 * The ACL of an object or a bucket as S3 writes it.
 *
 * @param bucketOwner the account that has the bucket
 */
export function aclDocument(stored: Stored, bucketOwner: string): string {
  const owners: Grant[] = stored['x-amz-acl'] === 'bucket-owner-full-control' ? [{ permission: 'FULL_CONTROL', kind: 'id', grantee: bucketOwner }] : [];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n<AccessControlPolicy xmlns="http://s3.amazonaws.com/doc/2006-03-01/">',
    `<Owner><ID>${escapeXml(stored[OWNER_HEADER] ?? bucketOwner)}</ID></Owner><AccessControlList>`,
    ...[...owners, ...grantsOf(stored)].map(grantElement),
    '</AccessControlList></AccessControlPolicy>',
  ].join('');
}

function grantElement({ permission, kind, grantee }: Grant): string {
  const [type, element] = kind === 'id' ? ['CanonicalUser', 'ID'] : ['Group', 'URI'];
  const who = `<Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="${type}"><${element}>${escapeXml(grantee)}</${element}></Grantee>`;
  return `<Grant>${who}<Permission>${escapeXml(permission)}</Permission></Grant>`;
}
