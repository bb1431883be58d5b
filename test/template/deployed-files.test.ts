import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { UNKNOWN } from '../../src/config';
import { deployedFiles, deployedText } from '../../src/template';

const directory = mkdtempSync(join(tmpdir(), 'deployed-'));
afterAll(() => rmSync(directory, { recursive: true }));

const content = (source: string, keyPrefix = '') => ({ bucket: { template: 'Stack', logicalId: 'Bucket' }, source, keyPrefix, metadata: {}, markers: {} });

test('the files of a directory are known by their keys, and media by their first bytes', () => {
  mkdirSync(join(directory, 'site', 'a'), { recursive: true });
  const files = { 'index.html': '<', 'empty': '', 'a/clip': 'FLV\x01', 'a/film': '\0\0\0\x18ftypmp42', 'song': 'ID3\x03', 'raw': '\xff\xfb\x90' };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(directory, 'site', path), Buffer.from(text, 'latin1'));
  expect(deployedFiles(content(join(directory, 'site'), 'x'))).toEqual([
    { key: 'x/a/clip', container: 'flv', path: join(directory, 'site/a/clip') },
    { key: 'x/a/film', container: 'mp4', path: join(directory, 'site/a/film') },
    { key: 'x/empty', container: undefined, path: join(directory, 'site/empty') },
    { key: 'x/index.html', container: undefined, path: join(directory, 'site/index.html') },
    { key: 'x/raw', container: 'mp3', path: join(directory, 'site/raw') },
    { key: 'x/song', container: 'mp3', path: join(directory, 'site/song') },
  ]);
});

test('what an archive holds, or a directory that is not there, is not known', () => {
  writeFileSync(join(directory, 'asset.zip'), 'PK');
  expect(deployedFiles(content(join(directory, 'asset.zip')))).toBe(UNKNOWN);
  expect(deployedFiles(content(join(directory, 'nowhere')))).toBe(UNKNOWN);
});

test('the text of a file is read, unless it is longer than a person writes, or gone', () => {
  const [file, long] = [join(directory, 'page.html'), join(directory, 'long.js')];
  writeFileSync(file, '<p>ä');
  writeFileSync(long, ' '.repeat(1_048_577));
  expect([file, long, join(directory, 'gone')].map((path) => deployedText({ key: 'any', container: undefined, path }))).toEqual(['<p>ä', '', '']);
  writeFileSync(long, ' '.repeat(1_048_576));
  expect(deployedText({ key: 'any', container: undefined, path: long })).toHaveLength(1_048_576);
});
