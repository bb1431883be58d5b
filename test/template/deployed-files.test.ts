import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { UNKNOWN } from '../../src/config';
import { deployedFiles } from '../../src/template';

const directory = mkdtempSync(join(tmpdir(), 'deployed-'));
afterAll(() => rmSync(directory, { recursive: true }));

const content = (source: string, keyPrefix = '') => ({ bucket: { template: 'Stack', logicalId: 'Bucket' }, source, keyPrefix, metadata: {} });

test('the files of a directory are known by their keys, and media by their first bytes', () => {
  mkdirSync(join(directory, 'site', 'a'), { recursive: true });
  const files = { 'index.html': '<', 'empty': '', 'a/clip': 'FLV\x01', 'a/film': '\0\0\0\x18ftypmp42', 'song': 'ID3\x03', 'raw': '\xff\xfb\x90' };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(directory, 'site', path), Buffer.from(text, 'latin1'));
  expect(deployedFiles(content(join(directory, 'site'), 'x'))).toEqual([
    { key: 'x/a/clip', container: 'flv' },
    { key: 'x/a/film', container: 'mp4' },
    { key: 'x/empty', container: undefined },
    { key: 'x/index.html', container: undefined },
    { key: 'x/raw', container: 'mp3' },
    { key: 'x/song', container: 'mp3' },
  ]);
});

test('what an archive holds, or a directory that is not there, is not known', () => {
  writeFileSync(join(directory, 'asset.zip'), 'PK');
  expect(deployedFiles(content(join(directory, 'asset.zip')))).toBe(UNKNOWN);
  expect(deployedFiles(content(join(directory, 'nowhere')))).toBe(UNKNOWN);
});
