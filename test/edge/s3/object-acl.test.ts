import fc from 'fast-check';
import { aclDocument, aclOf, requestedAcl } from '../../../src/edge/s3/object-acl';

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
  const grants = grant('<ID>a</ID>', 'READ') + grant('<ID>b</ID>', 'WRITE') + grant(`<URI> ${EVERYBODY} </URI>`, 'FULL_CONTROL');
  expect(requestedAcl([], `<AccessControlPolicy xmlns="x"><Owner><ID>o</ID></Owner>${grants}</AccessControlPolicy>`)).toEqual({ 'x-amz-grant-read': `id="a", uri="${EVERYBODY}"` });
  for (const document of ['', '<AccessControl/>', 'AccessControlPolicy']) expect(requestedAcl([], document)).toBeUndefined();
});

test('an ACL that is written as a document is read again as it was', () => {
  const users = fc.array(fc.stringMatching(/^[0-9a-f]{1,64}$/), { maxLength: 5 });
  fc.assert(fc.property(fc.boolean(), users, (everybody, canonicalUsers) => {
    expect(aclOf(requestedAcl([], aclDocument({ everybody, canonicalUsers }))!)).toEqual({ everybody, canonicalUsers });
  }));
});
