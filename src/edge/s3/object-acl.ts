import { escapeXml } from '../../config';
import { RawHeaders } from '../message';
import { headerValue } from '../raw-headers';

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

/** The headers by which ACLs come, as S3 takes them. */
const GIVEN: readonly string[] = ['x-amz-acl', 'x-amz-grant-read'];

/** The headers by which ACLs are stored with objects, which are told to nobody. */
export const ACL_HEADERS: readonly string[] = [...GIVEN, OWNER_HEADER];

const ALL_USERS = 'http://acs.amazonaws.com/groups/global/AllUsers';

/** The ACL that is stored with an object: a canned one, or grants such as `id="…", uri="…"`; undefined where there is none. */
export function aclOf(metadata: { readonly [header: string]: string }): ObjectAcl | undefined {
  const [canned, grants, owner] = ACL_HEADERS.map((name) => metadata[name]);
  if (canned === undefined && grants === undefined && owner === undefined) return undefined;
  const granted = (kind: string) => [...(grants ?? '').matchAll(/\b(id|uri)="?([^",\s]+)"?/g)].flatMap(([, name, value]) => (name === kind ? [value] : []));
  return {
    everybody: canned?.startsWith('public-read') === true || granted('uri').includes(ALL_USERS),
    canonicalUsers: granted('id'),
    ...owner !== undefined && { owner, isForBucketOwner: canned === 'bucket-owner-full-control' },
  };
}

/** The ACL that a request to change one says: by headers, or as a document; undefined where it says none. */
export function requestedAcl(headers: RawHeaders, document: string): { readonly [header: string]: string } | undefined {
  const given = GIVEN.flatMap((name) => {
    const value = headerValue(headers, name);
    return value === undefined ? [] : [[name, value]];
  });
  if (given.length > 0) return Object.fromEntries(given);
  if (!/<AccessControlPolicy[\s>]/.test(document)) return undefined;
  const readers = [...document.matchAll(/<Grant>([\s\S]*?)<\/Grant>/g)].map(([, grant]) => grant).filter((grant) => /<Permission>(READ|FULL_CONTROL)<\/Permission>/.test(grant));
  const of = (element: string) => readers.flatMap((grant) => new RegExp(`<${element}>\\s*([^<\\s]+)\\s*</${element}>`).exec(grant)?.[1] ?? []);
  return { 'x-amz-grant-read': [...of('ID').map((id) => `id="${id}"`), ...of('URI').map((uri) => `uri="${uri}"`)].join(', ') };
}

/** The ACL of an object as S3 writes it: who may read it. */
export function aclDocument({ everybody, canonicalUsers, owner }: ObjectAcl): string {
  const grant = (type: string, who: string) => (
    `<Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="${type}">${who}</Grantee><Permission>READ</Permission></Grant>`
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n<AccessControlPolicy xmlns="http://s3.amazonaws.com/doc/2006-03-01/">',
    `<Owner><ID>${escapeXml(owner ?? 'bucket-owner')}</ID></Owner><AccessControlList>`,
    ...canonicalUsers.map((id) => grant('CanonicalUser', `<ID>${escapeXml(id)}</ID>`)),
    everybody ? grant('Group', `<URI>${ALL_USERS}</URI>`) : '',
    '</AccessControlList></AccessControlPolicy>',
  ].join('');
}
