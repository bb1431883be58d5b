import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addTrustStore } from '../../src/cli/trust-store-option';

const directory = mkdtempSync(join(tmpdir(), 'trust-store-option-'));
afterAll(() => rmSync(directory, { recursive: true }));

test('each trust store has the certificates of its file', () => {
  const file = join(directory, 'ca=1.pem');
  writeFileSync(file, '-----BEGIN CERTIFICATE-----\n');
  expect(addTrustStore(`Store=${file}`, { other: 'earlier' })).toEqual({ other: 'earlier', Store: '-----BEGIN CERTIFICATE-----\n' });
});
