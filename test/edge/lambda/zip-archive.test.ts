import { crc32, deflateRawSync } from 'zlib';
import fc from 'fast-check';
import { zipped } from './archives';
import { archivedFiles, UnreadableArchive } from '../../../src/edge/lambda/zip-archive';

const filesOf = (archive: Buffer) => Object.fromEntries([...archivedFiles(archive)].map(({ path, content }) => [path, Buffer.from(content).toString()]));

test('the files of an archive come out as they went in', () => {
  const path = fc.stringMatching(/^[a-zé]{1,8}(\/[a-z]{1,8}\.js)?$/);
  const files = fc.dictionary(path, fc.string({ maxLength: 200 }), { noNullPrototype: true });
  fc.assert(fc.property(files, fc.boolean(), fc.string({ maxLength: 20 }), (given, stored, comment) => {
    expect(filesOf(zipped(given, { stored, comment }))).toEqual(given);
  }));
});

test('directories are no files', () => {
  expect(filesOf(zipped({ 'a/': '', 'a/b.js': '1' }))).toEqual({ 'a/b.js': '1' });
});

test.each<[string, Buffer, RegExp]>([
  ['nothing', Buffer.alloc(0), /no zip archive/],
  ['another file', Buffer.from('exports.handler = 1'), /no zip archive/],
  ['half an archive', zipped({ a: 'x'.repeat(99) }).subarray(40), /damaged/],
  ['a file outside', zipped({ '../a': '1' }), /^\.\.\/a leads out of it/],
  ['a file at the root', zipped({ '/etc/a': '1' }), /^\/etc\/a leads out of it/],
  ['a file on a drive', zipped({ 'C:\\a': '1' }), /leads out of it/],
  ['another method', zipped({ a: '1' }, { method: 12 }), /^a is packed with method 12/],
  ['encryption', zipped({ a: '1' }, { flags: 1 }), /^a is encrypted/],
  ['another checksum', zipped({ a: '1' }, { checksum: 0 }), /^a is damaged/],
  ['more than it says', zipped({ a: '1'.repeat(9) }, { size: 3 }), /^a is damaged/],
  ['too much', zipped({ a: '1' }, { size: 300 * 1024 * 1024 }), /more than 262144000 bytes/],
])('an archive with %s is refused', (_what, archive, message) => {
  const unpack = () => filesOf(archive);
  expect(unpack).toThrow(UnreadableArchive);
  expect(unpack).toThrow(message);
});

test('no damage makes reading fail in another way', () => {
  const archive = zipped({ 'a.js': 'exports.handler = 1', 'b/c.js': 'x' });
  fc.assert(fc.property(fc.nat(archive.length - 1), fc.nat(255), (at, byte) => {
    const damaged = Buffer.from(archive);
    damaged[at] = byte;
    try {
      filesOf(damaged);
    } catch (error) {
      expect(error).toBeInstanceOf(UnreadableArchive);
    }
  }));
});

test('the archives of these tests are such as zip programs write', () => {
  const content = Buffer.from('1');
  const archive = zipped({ a: '1' });
  expect(archive.readUInt32LE(14)).toBe(crc32(content));
  expect(archive.subarray(31, 31 + deflateRawSync(content).length)).toEqual(deflateRawSync(content));
});
