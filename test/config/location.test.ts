import { isSameResource } from '../../src/config';

test('two references are to one resource when template and logical id are the same, whatever the path', () => {
  const site = { template: 'Site', logicalId: 'Bucket' };
  expect(isSameResource(site, { ...site })).toBe(true);
  expect(isSameResource({ ...site, path: 'BucketName' } as typeof site, site)).toBe(true);
  expect(isSameResource(site, { template: 'Other', logicalId: 'Bucket' })).toBe(false);
  expect(isSameResource(site, { template: 'Site', logicalId: 'Logs' })).toBe(false);
});

test('what is undefined refers to no resource, not even to that of another undefined reference', () => {
  const site = { template: 'Site', logicalId: 'Bucket' };
  for (const [one, other] of [[site, undefined], [undefined, site], [undefined, undefined]]) expect(isSameResource(one, other)).toBe(false);
});
