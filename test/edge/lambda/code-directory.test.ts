import { execFileSync } from 'child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { zipped } from './archives';
import { directoryWith, lambdaFunction } from './functions';
import { CodeDirectory, UnusableCode } from '../../../src/edge/lambda/code-directory';

async function filesOf(...code: Parameters<typeof lambdaFunction>): Promise<string[]> {
  const directory = await CodeDirectory.of(lambdaFunction(...code));
  const files = readdirSync(directory.path, { recursive: true, encoding: 'utf8' }).sort();
  directory.remove();
  expect(existsSync(directory.path)).toBe(false);
  return files;
}

/** A function whose package is a zip file. */
function packaged(archive: Buffer) {
  const path = join(directoryWith({}), 'code.zip');
  writeFileSync(path, archive);
  return { ...lambdaFunction({}), codeSource: path };
}

test('inline code is in a file named index', async () => {
  expect([await filesOf('exports.handler = 1'), await filesOf('def handler(event, context): pass', { Runtime: 'python3.13' })]).toEqual([['index.js'], ['index.py']]);
});

test('a directory is copied, a zip file unpacked', async () => {
  expect(await filesOf({ 'index.js': '1', 'lib/a.js': '2' })).toEqual(['index.js', 'lib', 'lib/a.js']);
  const directory = await CodeDirectory.of(packaged(zipped({ 'index.js': '1', 'lib/a.js': '2' })));
  expect(readFileSync(join(directory.path, 'lib/a.js'), 'utf8')).toBe('2');
  directory.remove();
});

test('a zip file that cannot be read is told of', async () => {
  const broken = packaged(Buffer.from('PK'));
  await expect(CodeDirectory.of(broken)).rejects.toThrow(`the zip file ${broken.codeSource} cannot be read: it is no zip archive, or not whole; bundle the code again`);
  await expect(CodeDirectory.of(broken)).rejects.toThrow(UnusableCode);
});

test('code that cannot be copied is told of', async () => {
  const directory = directoryWith({ 'index.js': '1' });
  execFileSync('mkfifo', [join(directory, 'pipe')]);
  const withPipe = { ...lambdaFunction({}), codeSource: directory };
  await expect(CodeDirectory.of(withPipe)).rejects.toThrow(new RegExp(`^the code at ${directory} cannot be copied: `));
  await expect(CodeDirectory.of(withPipe)).rejects.toThrow(UnusableCode);
  await expect(CodeDirectory.of(packaged(zipped({ 'a': '1', 'a/b.js': '2' })))).rejects.toThrow(/cannot be copied: /);
  await expect(CodeDirectory.of(packaged(zipped({ 'a\0.js': '1' })))).rejects.toThrow(/leads out of it; bundle the code again/);
});
