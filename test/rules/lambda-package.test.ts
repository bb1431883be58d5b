import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { EDGE_CODE_LIMITS } from '../../src/config';
import { packageBytes } from '../../src/rules/lambda-package';

const directory = mkdtempSync(join(tmpdir(), 'package-'));
afterAll(() => rmSync(directory, { recursive: true }));

test('a zip file has its own size', () => {
  writeFileSync(join(directory, 'code.zip'), Buffer.alloc(1234));
  expect(packageBytes(join(directory, 'code.zip'))).toBe(1234);
});

test('a directory has the size of its files, below it too', () => {
  mkdirSync(join(directory, 'small', 'lib'), { recursive: true });
  writeFileSync(join(directory, 'small', 'index.js'), Buffer.alloc(100));
  writeFileSync(join(directory, 'small', 'lib', 'part.js'), Buffer.alloc(50));
  expect(packageBytes(join(directory, 'small'))).toBe(150);
});

test('what is large counts as it is compressed', () => {
  mkdirSync(join(directory, 'large'));
  writeFileSync(join(directory, 'large', 'zeros.bin'), Buffer.alloc(EDGE_CODE_LIMITS.lambdaPackageBytes + 1));
  expect(packageBytes(join(directory, 'large'))).toBeLessThan(1_000_000);
});

test('code that is elsewhere has no size', () => expect(packageBytes(join(directory, 'missing'))).toBeUndefined());
