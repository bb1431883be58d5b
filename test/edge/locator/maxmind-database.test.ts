import fc from 'fast-check';
import { databaseOf } from './database';
import { MaxMindDatabase } from '../../../src/edge/locator/maxmind-database';
import { NetworkTable, UnreadableNetworkTable } from '../../../src/edge/locator/network-table';

const COUNTRIES = { '192.0.2.0/24': 'MC', '10.0.0.0/8': 'DE', '10.1.0.0/16': 'FR', '2001:db8::/32': 'LI' };

test.each([24, 28, 32] as const)('records of %d bits are read, with what they point to', (bits) => {
  const database = new MaxMindDatabase(databaseOf(COUNTRIES, bits));
  expect(['192.0.2.1', '10.9.9.9', '10.1.9.9', '2001:db8::9', '192.0.3.1'].map((ip) => database.countryOf(ip))).toEqual(['MC', 'DE', 'FR', 'LI', undefined]);
  expect(database.lookUp('192.0.2.1')).toEqual({ country: { iso_code: 'MC' } });
});

test('answers what a table of the same networks answers', () => {
  const network = fc.tuple(fc.ipV4(), fc.integer({ min: 1, max: 32 }), fc.constantFrom('DE', 'FR', 'LI', 'MC'));
  const networks = fc.uniqueArray(network, { minLength: 1, maxLength: 20, selector: ([, bits]) => bits });
  fc.assert(fc.property(networks, fc.array(fc.ipV4()), (given, ips) => {
    // Larger networks first, since a leaf of the tree is split by what comes later.
    const countries = Object.fromEntries([...given].sort(([, a], [, b]) => a - b).map(([ip, bits, country]) => [`${ip}/${bits}`, country]));
    const [database, table] = [new MaxMindDatabase(databaseOf(countries)), new NetworkTable(Object.entries(countries))];
    for (const ip of [...ips, ...given.map(([address]) => address)]) expect(database.countryOf(ip)).toBe(table.countryOf(ip));
  }));
});

test('damaged files are refused, or answer something, and never crash', () => {
  const whole = databaseOf(COUNTRIES);
  fc.assert(fc.property(fc.integer({ min: 0, max: whole.length - 1 }), fc.integer({ min: 0, max: 255 }), fc.boolean(), (at, byte, cut) => {
    const damaged = cut ? whole.subarray(0, at) : Buffer.from(whole);
    if (!cut) damaged[at] = byte;
    try {
      const database = new MaxMindDatabase(damaged);
      for (const ip of ['192.0.2.1', '10.1.1.1', '2001:db8::1']) database.countryOf(ip);
    } catch (error) {
      expect(error).toBeInstanceOf(UnreadableNetworkTable);
    }
  }), { numRuns: 500 });
});
