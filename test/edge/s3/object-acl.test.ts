import fc from 'fast-check';
import { aclDocument, aclOf, cannedAcl, isGrantedAll, requestedAcl, withGrants } from '../../../src/edge/s3/object-acl';

const EVERYBODY = 'http://acs.amazonaws.com/groups/global/AllUsers';

test.each([
  [{}, undefined],
  [{ 'x-amz-acl': 'private' }, { everybody: false, canonicalUsers: [] }],
  [{ 'x-amz-acl': 'public-read' }, { everybody: true, canonicalUsers: [] }],
  [{ 'x-amz-grant-read': `uri="${EVERYBODY}", id=abc` }, { everybody: true, canonicalUsers: ['abc'] }],
  [{ 'x-amz-owner': '222233334444' }, { everybody: false, canonicalUsers: [], owner: '222233334444', isForBucketOwner: false }],
  [{ 'x-amz-owner': '222233334444', 'x-amz-acl': 'bucket-owner-full-control' }, { everybody: false, canonicalUsers: [], owner: '222233334444', isForBucketOwner: true }],
])('what is stored as %j', (metadata, acl) => expect(aclOf(metadata as { [header: string]: string })).toEqual(acl));

test('a request says an ACL by its headers, else as a document', () => {
  expect(requestedAcl(['X-Amz-Acl', 'private', 'X-Amz-Grant-Read', 'id=a'], '<AccessControlPolicy/>')).toEqual({ 'x-amz-acl': 'private', 'x-amz-grant-read': 'id=a' });
  const grant = (grantee: string, permission: string) => `<Grant><Grantee>${grantee}</Grantee><Permission>${permission}</Permission></Grant>`;
  const document = (grants: string) => `<AccessControlPolicy xmlns="x"><Owner><ID>o</ID></Owner>${grants}</AccessControlPolicy>`;
  const grants = grant('<ID>a</ID>', 'READ') + grant('<ID>b</ID>', 'WRITE') + grant(`<URI> ${EVERYBODY} </URI>`, 'FULL_CONTROL');
  expect(requestedAcl([], document(grants))).toEqual({ 'x-amz-acl': 'private', 'x-amz-grant-read': 'id="a"', 'x-amz-grant-write': 'id="b"', 'x-amz-grant-full-control': `uri="${EVERYBODY}"` });
  for (const malformed of ['', '<AccessControl/>', 'AccessControlPolicy', document(grant('<ID>a</ID>', 'EVERYTHING')), document(grant('', 'READ'))]) expect(requestedAcl([], malformed)).toBeUndefined();
});

const PERMISSIONS = ['FULL_CONTROL', 'READ', 'WRITE', 'READ_ACP', 'WRITE_ACP'];

test('an ACL that is written as a document is read again as it was', () => {
  const grants = fc.array(fc.tuple(fc.stringMatching(/^[0-9a-f]{1,64}$/), fc.uniqueArray(fc.constantFrom(...PERMISSIONS), { minLength: 1 })), { maxLength: 5 });
  fc.assert(fc.property(grants, fc.boolean(), (given, isPublic) => {
    const acl = given.reduce((stored, [id, permissions]) => withGrants(stored, id, permissions), {});
    const read = requestedAcl([], aclDocument({ ...acl, ...isPublic && { 'x-amz-acl': 'public-read' } }, '111122223333'))!;
    for (const [id, permissions] of given) expect(isGrantedAll(id, permissions, read)).toBe(true);
    expect(aclOf(read)).toEqual(aclOf({ 'x-amz-acl': isPublic ? 'public-read' : 'private', ...acl }));
  }));
});

test.each([
  [{}, ['READ'], false],
  [{ 'x-amz-grant-read': 'id="me"' }, ['READ'], true],
  [{ 'x-amz-grant-read': 'id="me"' }, ['READ', 'WRITE'], false],
  [{ 'x-amz-grant-read': 'id="other"' }, ['READ'], false],
  [{ 'x-amz-grant-full-control': 'id=me' }, ['READ', 'WRITE'], true],
])('with %j, whether %j are granted is %s', (stored, permissions, expected) => expect(isGrantedAll('me', permissions, stored as { [header: string]: string })).toBe(expected));

test('what is granted once more stays as it was, and who is granted beside others takes nothing from them', () => {
  const once = withGrants({ 'x-amz-acl': 'public-read', 'x-amz-grant-read': 'id="other"' }, 'me', ['READ', 'WRITE']);
  expect(once).toEqual({ 'x-amz-acl': 'public-read', 'x-amz-grant-read': 'id="other", id="me"', 'x-amz-grant-write': 'id="me"' });
  expect(withGrants(once, 'me', ['READ', 'WRITE'])).toEqual(once);
});

test('the ACLs that templates give buckets are those of S3', () => {
  expect(['PublicRead', 'LogDeliveryWrite', undefined].map(cannedAcl)).toEqual([{ 'x-amz-acl': 'public-read' }, { 'x-amz-acl': 'log-delivery-write' }, {}]);
});
