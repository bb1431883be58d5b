import { CombinedSource, MemorySource } from '../../../src/edge';

test('a later source stands in for an earlier one, takes what is written, and gives up what is deleted', async () => {
  const [first, second] = [new MemorySource({ b: 'first', a: 'first' }), new MemorySource({ b: 'second', é: 'second', c: 'second' })];
  const both = new CombinedSource([first, second]);
  const read = (key: string) => both.get(key)?.size;
  expect(both.keys()).toEqual(['a', 'b', 'c', 'é']);
  expect([read('a'), read('b'), read('none')]).toEqual([5, 6, undefined]);
  await both.put('d', Buffer.from('new'), { 'Cache-Control': 'max-age=5' });
  expect([first.get('d'), second.get('d')?.metadata['cache-control']]).toEqual([undefined, 'max-age=5']);
  both.delete('b');
  expect([first.get('b'), second.get('b'), both.keys()]).toEqual([undefined, undefined, ['a', 'c', 'd', 'é']]);
});

test('its ACL is that of the source that takes what is written', () => {
  const [first, second] = [new MemorySource(), new MemorySource()];
  const both = new CombinedSource([first, second]);
  both.bucketAcl = { 'x-amz-acl': 'private' };
  expect([first.bucketAcl, second.bucketAcl, both.bucketAcl]).toEqual([{}, { 'x-amz-acl': 'private' }, { 'x-amz-acl': 'private' }]);
});
