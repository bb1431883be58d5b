import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { UnreadableInput } from '../../src/template';
import { readText } from '../../src/template/read-text';

const directory = mkdtempSync(join(tmpdir(), 'texts-'));
afterAll(() => rmSync(directory, { recursive: true }));

const written = (name: string, content: string | Buffer) => {
  writeFileSync(join(directory, name), content);
  return join(directory, name);
};

test('a text is read, without the byte order mark that it may begin with', () => {
  expect(readText(written('plain', 'é{}'), 'x')).toBe('é{}');
  expect(readText(written('marked', '\uFEFF{}'), 'x')).toBe('{}');
  expect(readText(written('empty', ''), 'x')).toBe('');
  for (const bytes of [[0xff], [0xff, 0x41], [0xfe, 0x41], [0x41, 0xfe]]) expect(readText(written('other', Buffer.from(bytes)), 'x')).toContain('\uFFFD');
});

test('a file that cannot be read, or has no text of UTF-8, is told in one line', () => {
  mkdirSync(join(directory, 'folder'));
  symlinkSync('loop', join(directory, 'loop'));
  const huge = written('huge', '');
  truncateSync(huge, 256 * 1024 * 1024 + 1);
  const utf16 = Buffer.from('\uFEFF{}', 'utf16le');
  const unreadable: readonly (readonly [string, RegExp])[] = [
    [join(directory, 'none'), /\/none cannot be read \(ENOENT.*\): do this\.$/],
    [join(directory, 'folder'), /\/folder cannot be read \(EISDIR.*\): do this\.$/],
    [join(directory, 'loop'), /\/loop cannot be read \(ELOOP.*\): do this\.$/],
    [huge, /\/huge has 268435457 bytes, which is more than the 268435456 of the largest file that is read: do this\.$/],
    [written('utf16le', utf16), /\/utf16le is in UTF-16: save it in UTF-8\.$/],
    [written('utf16be', Buffer.from(utf16).swap16()), /\/utf16be is in UTF-16/],
  ];
  for (const [file, message] of unreadable) {
    expect(() => readText(file, 'do this')).toThrow(message);
    expect(() => readText(file, 'do this')).toThrow(UnreadableInput);
  }
});
