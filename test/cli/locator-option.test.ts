import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { LocatorOption, withLocatorOption } from '../../src/cli/locator-option';

const directory = mkdtempSync(join(tmpdir(), 'locator-option-'));

function parse(content: string): LocatorOption {
  const file = join(directory, 'countries.csv');
  writeFileSync(file, content);
  return withLocatorOption(new Command()).exitOverride().configureOutput({ writeErr: () => {} }).parse(['--countries', file], { from: 'user' }).opts();
}

test('a table says where addresses are', () => {
  expect(parse('192.0.2.0/24,MC').countries?.countryOf('192.0.2.1')).toBe('MC');
});

test('a table that cannot be read is wrong', () => {
  expect(() => parse('192.0.2.0/99,MC')).toThrow(/countries\.csv cannot be read: 192\.0\.2\.0\/99: expected an address or a network/);
});
