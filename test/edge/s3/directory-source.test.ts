import { mkdtempSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { collected, OriginFailure, OriginRequest, S3Bucket } from '../../../src/edge';
import { DirectorySource } from '../../../src/edge/s3/directory-source';
import { listingDocument } from '../../../src/edge/s3/listing';

/** What the source calls. */
const fs = jest.requireActual<typeof import('fs')>('fs');

let directory: string;
let source: DirectorySource;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'directory-source-'));
  source = new DirectorySource(directory);
});

afterEach(() => rmSync(directory, { recursive: true }));

test('files whose names are no keys are not listed', () => {
  for (const name of ['a.txt', 'b\\c.txt', '.metadata.json']) writeFileSync(join(directory, name), '{}');
  expect(source.keys()).toEqual(['a.txt']);
});

test('the ACL of the bucket is kept beside its objects\' metadata, and is no object', () => {
  expect(source.bucketAcl).toEqual({});
  writeFileSync(join(directory, 'a.txt'), 'a');
  source.describe('a.txt', { 'cache-control': 'no-cache' });
  source.bucketAcl = { 'x-amz-grant-read': 'id="a"' };
  const again = new DirectorySource(directory);
  expect([again.bucketAcl, again.get('a.txt')?.metadata['cache-control'], again.get(''), again.keys()]).toEqual([{ 'x-amz-grant-read': 'id="a"' }, 'no-cache', undefined, ['a.txt']]);
});

test('a file that is deleted while it is listed is left out', () => {
  writeFileSync(join(directory, 'a.txt'), 'a');
  const keys = source.keys();
  rmSync(join(directory, 'a.txt'));
  expect(listingDocument('files', { ...source, get: (key) => source.get(key), keys: () => keys } as DirectorySource, new URLSearchParams())).not.toContain('<Contents>');
});

test('texts stand in the place of their markers, in bytes that are no text too', async () => {
  writeFileSync(join(directory, 'a.txt'), Buffer.from('\xffhost: <<m:0>>, <<m:0>>, <<m:1>>', 'latin1'));
  const object = new DirectorySource(directory, '', {}, { '<<m:0>>': 'ä$&.example.com' }).get('a.txt')!;
  const expected = Buffer.concat([Buffer.of(0xff), Buffer.from('host: ä$&.example.com, ä$&.example.com, <<m:1>>')]);
  expect(object.size).toBe(expected.length);
  expect(Buffer.compare(await collected(object.read(0, object.size)), expected)).toBe(0);
  expect(Buffer.from(await collected(object.read(7, 9))).toString()).toBe('ä');
  expect(object.etag).not.toBe(source.get('a.txt')!.etag);
});

describe('a file that comes and goes', () => {
  const bucket = () => new S3Bucket('files', source, () => undefined);
  const ask = (method: string) => bucket().ask({ method, url: '/a.txt', headers: [], protocol: 'http', signedAs: { kind: 'anonymous' }, body: undefined } as unknown as OriginRequest);
  const systemError = (code: string, syscall: string) => Object.assign(new Error(`${code}: ${syscall}`), { code, syscall });
  const file = () => join(directory, 'a.txt');
  beforeEach(() => writeFileSync(file(), 'content'));
  afterEach(() => jest.restoreAllMocks());

  test('is not there when it is taken away while it is looked at', async () => {
    jest.spyOn(fs, 'statSync').mockImplementation(() => { throw systemError('ENOENT', 'stat'); });
    expect((await ask('GET')).status).toBe(404);
  });

  test('breaks off as an origin does when it is taken away before it is read', async () => {
    const opened = jest.spyOn(fs, 'createReadStream');
    const asked = ask('GET');
    rmSync(file());
    // Who reads it may come late, such as after a function of Lambda@Edge.
    const { body } = await asked;
    await new Promise((resolve) => opened.mock.results[0].value.once('close', resolve));
    await expect(collected(body)).rejects.toThrow(OriginFailure);
  });

  test('is an origin that fails when it cannot be read', async () => {
    jest.spyOn(fs, 'readFileSync').mockImplementation(() => { throw systemError('EACCES', 'open'); });
    await expect(ask('GET')).rejects.toThrow(OriginFailure);
  });

  test('is not held open by who asks for its headers alone', async () => {
    const opened = jest.spyOn(fs, 'createReadStream');
    expect(await ask('HEAD')).toMatchObject({ status: 200, body: undefined });
    expect(opened.mock.results.map(({ value }) => value.destroyed)).toEqual([true]);
  });
});

test.each(['*', 'img/*.png'])('nothing is stored as %j, which would be taken for a pattern of metadata', async (key) => {
  writeFileSync(join(directory, 'a.txt'), 'a');
  await source.put(key, Buffer.from('content'), { 'content-type': 'text/html' });
  expect(source.get(key)).toBeUndefined();
  expect(source.get('a.txt')!.metadata['content-type']).toBe('text/plain');
});

test('a file that is uploaded in parts is not read for its tag, which tells another size or time', () => {
  const file = join(directory, 'film.mp4');
  writeFileSync(file, '');
  const tagOf = (bytes: number, second: number) => {
    truncateSync(file, bytes);
    utimesSync(file, second, second);
    return source.get('film.mp4')!.etag;
  };
  const [large, later, larger] = [tagOf(6 * 1024 ** 3, 1), tagOf(6 * 1024 ** 3, 2), tagOf(6 * 1024 ** 3 + 1, 2)];
  expect([large, later]).toEqual(Array(2).fill(expect.stringMatching(/^"[0-9a-f]{32}-768"$/)));
  expect(larger).toMatch(/^"[0-9a-f]{32}-769"$/);
  expect(new Set([large, later, larger, tagOf(8 * 1024 ** 2, 2)]).size).toBe(4);
  expect(tagOf(8 * 1024 ** 2 - 1, 2)).toMatch(/^"[0-9a-f]{32}"$/);
});
