import { execFileSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { OriginFailure } from '../../../src/edge';
import { readMetadataFile } from '../../../src/edge/s3/metadata-file';

const directory = mkdtempSync(join(tmpdir(), 'metadata-'));
afterAll(() => rmSync(directory, { recursive: true }));

function read(text: string) {
  const file = join(directory, '.metadata.json');
  writeFileSync(file, text);
  return readMetadataFile(file);
}

test('what is stored with objects, by key', () => {
  expect(read('{"*.css": {"Cache-Control": "no-cache"}}')).toEqual({ '*.css': { 'Cache-Control': 'no-cache' } });
  expect(readMetadataFile(join(directory, 'none.json'))).toEqual({});
});

test.each([
  ['{', /\.metadata\.json cannot be used: it is not JSON: /],
  ['[]', /it is to have an object with the keys of the bucket$/],
  ['null', /an object with the keys/],
  ['{"a.css": "no-cache"}', /a\.css is to have an object with headers$/],
  ['{"a.css": {"Age": 5}}', /the header Age of a\.css is to be a text in one line$/],
  ['{"a.css": {"x-amz-meta-a": "1\\r\\nSet-Cookie: a=1"}}', /the header x-amz-meta-a of a\.css is to be a text in one line$/],
  ['{"a.css": {"x-amz-meta-a": "\u20ac"}}', /the header x-amz-meta-a of a\.css is to be a text in one line$/],
  ['{"a.css": {"x amz": "1"}}', /"x amz" of a\.css is no name of a header$/],
])('%s says nothing of objects', (text, message) => {
  expect(() => read(text)).toThrow(OriginFailure);
  expect(() => read(text)).toThrow(message);
});

test('a pipe that is called so says nothing, and is not waited for', () => {
  const pipe = join(directory, 'pipe.json');
  execFileSync('mkfifo', [pipe]);
  expect(() => readMetadataFile(pipe)).toThrow(/pipe\.json cannot be used: it is no file$/);
});
