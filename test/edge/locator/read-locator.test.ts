import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { databaseOf } from './database';
import { readLocator } from '../../../src/edge';

const directory = mkdtempSync(join(tmpdir(), 'locator-'));

function fileWith(name: string, content: string | Uint8Array): string {
  writeFileSync(join(directory, name), content);
  return join(directory, name);
}

test.each([
  ['countries.csv', 'network,country\n192.0.2.0/24,MC\n"198.51.100.0/24","LI"\n\n# documentation\n2001:db8::/32,DE\n'],
  ['countries.json', JSON.stringify({ '192.0.2.0/24': 'MC', '198.51.100.0/24': 'li', '2001:db8::/32': 'DE' })],
  ['countries.mmdb', databaseOf({ '192.0.2.0/24': 'MC', '198.51.100.0/24': 'LI', '2001:db8::/32': 'DE' })],
])('%s says which address is in which country [GEO-021]', (name, content) => {
  const locator = readLocator(fileWith(name, content));
  const addresses = ['192.0.2.10', '198.51.100.255', '2001:db8::1', '::ffff:192.0.2.10', '203.0.113.1', '2001:db9::1', 'no address'];
  expect(addresses.map((address) => locator.countryOf(address))).toEqual(['MC', 'LI', 'DE', 'MC', undefined, undefined, undefined]);
});

test('of several networks the smallest counts, whatever the order', () => {
  const locator = readLocator(fileWith('nested.csv', '10.0.0.0/8,DE\n10.1.2.3,FR\n10.1.0.0/16,MC\n'));
  expect(['10.9.0.1', '10.1.0.1', '10.1.2.3'].map((address) => locator.countryOf(address))).toEqual(['DE', 'MC', 'FR']);
});

test.each([
  ['a.csv', '192.0.2.0/99,MC', /192\.0\.2\.0\/99: expected an address or a network/],
  ['b.csv', '192.0.2.0/24,Monaco', /expected an ISO 3166-1 alpha-2 code, such as DE, got Monaco/],
  ['c.csv', '192.0.2.0/24', /got nothing/],
  ['d.json', '[]', /expected an object/],
  ['e.json', '{', /not JSON/],
  ['f.mmdb', 'x', /not a database of MaxMind/],
])('%s with %s is wrong', (name, content, message) => {
  expect(() => readLocator(fileWith(name, content))).toThrow(message);
});
