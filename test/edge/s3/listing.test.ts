import { MemorySource } from '../../../src/edge';
import { listingDocument } from '../../../src/edge/s3/listing';

const SOURCE = new MemorySource(Object.fromEntries(['a&b.txt', 'img/1.jpg', 'img/2.jpg', 'img/old/1.jpg', 'z.txt'].map((key) => [key, { body: key, lastModified: new Date(Date.UTC(2025, 5, 1)) }])));

/** The keys, the common prefixes, and what else a listing says. */
function listed(query: string): [string[], string[], boolean] {
  const xml = listingDocument('files', SOURCE, new URLSearchParams(query));
  const texts = (pattern: RegExp) => [...xml.matchAll(pattern)].map(([, text]) => text);
  return [texts(/<Key>([^<]*)<\/Key>/g), texts(/<CommonPrefixes><Prefix>([^<]*)<\/Prefix><\/CommonPrefixes>/g), xml.includes('<IsTruncated>true</IsTruncated>')];
}

test.each<[string, ReturnType<typeof listed>]>([
  ['', [['a&amp;b.txt', 'img/1.jpg', 'img/2.jpg', 'img/old/1.jpg', 'z.txt'], [], false]],
  ['prefix=img/', [['img/1.jpg', 'img/2.jpg', 'img/old/1.jpg'], [], false]],
  ['delimiter=/', [['a&amp;b.txt', 'z.txt'], ['img/'], false]],
  ['delimiter=/&prefix=img/', [['img/1.jpg', 'img/2.jpg'], ['img/old/'], false]],
  ['delimiter=a', [['img/1.jpg', 'img/2.jpg', 'img/old/1.jpg', 'z.txt'], ['a'], false]],
  ['marker=img/1.jpg', [['img/2.jpg', 'img/old/1.jpg', 'z.txt'], [], false]],
  ['start-after=img/2.jpg', [['img/old/1.jpg', 'z.txt'], [], false]],
  ['max-keys=2', [['a&amp;b.txt', 'img/1.jpg'], [], true]],
  ['max-keys=', [['a&amp;b.txt', 'img/1.jpg', 'img/2.jpg', 'img/old/1.jpg', 'z.txt'], [], false]],
  ['max-keys=5', [['a&amp;b.txt', 'img/1.jpg', 'img/2.jpg', 'img/old/1.jpg', 'z.txt'], [], false]],
  ['max-keys=2&delimiter=/', [['a&amp;b.txt'], ['img/'], true]],
  ['max-keys=1&delimiter=/&prefix=i', [[], ['img/'], false]],
])('the objects for %j', (query, expected) => expect(listed(query)).toEqual(expected));

test('a listing has at most 1000 keys, and is one document', () => {
  const many = new MemorySource(Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`${i}`, ''])));
  const xml = listingDocument('files', many, new URLSearchParams('max-keys=5000'));
  expect([xml.match(/<Contents>/g)?.length, xml.includes('<MaxKeys>1000</MaxKeys>'), xml.includes('<IsTruncated>true</IsTruncated>')]).toEqual([1000, true, true]);
  expect(listingDocument('files', new MemorySource({ k: 'v' }), new URLSearchParams('prefix=k'))).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>files</Name><Prefix>k</Prefix><Marker></Marker><MaxKeys>1000</MaxKeys>'
    + '<IsTruncated>false</IsTruncated><Contents><Key>k</Key><LastModified>2025-01-01T00:00:00.000Z</LastModified><ETag>&quot;9e3669d19b675bd57058fd4664205d2a&quot;</ETag><Size>1</Size>'
    + '<StorageClass>STANDARD</StorageClass></Contents></ListBucketResult>',
  );
});
