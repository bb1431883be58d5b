import { readFileSync } from 'fs';
import { Locator } from './locator';
import { MaxMindDatabase } from './maxmind-database';
import { NetworkTable, UnreadableNetworkTable } from './network-table';

/**
 * Reads where addresses are from a file of the user's: `.mmdb` of MaxMind's format; `.json` with countries by network;
 * anything else is CSV with a network and a country in the first two columns.
 *
 * @throws UnreadableNetworkTable, or the operating system's error
 */
export function readLocator(file: string): Locator {
  const content = readFileSync(file);
  if (file.endsWith('.mmdb')) return new MaxMindDatabase(content);
  return new NetworkTable(file.endsWith('.json') ? jsonEntries(content.toString()) : csvEntries(content.toString()));
}

function jsonEntries(text: string): [string, string][] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UnreadableNetworkTable(`not JSON: ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UnreadableNetworkTable('expected an object with a country for each network');
  return Object.entries(value).map(([network, country]) => [network, String(country)]);
}

/** A first line that names the columns is left out; so are empty lines and comments. */
function csvEntries(text: string): [string, string][] {
  const lines = text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  const rows = lines.map((line): [string, string] => {
    const [network, country = ''] = line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
    return [network, country];
  });
  return /^[a-z_ ]+$/i.test(rows[0]?.[0] ?? '') ? rows.slice(1) : rows;
}
