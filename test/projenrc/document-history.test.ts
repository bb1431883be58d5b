import { readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { specCoverage } from '../../projenrc/spec-coverage';

interface Entry {
  readonly 'date': string;
  readonly 'has'?: readonly string[];
  readonly 'has-not'?: string;
}

const ROOT = join(__dirname, '..', '..');
const read = <T>(name: string) => parse(readFileSync(join(ROOT, 'docs', 'spec', name), 'utf8')) as T;
const { table } = read<{ readonly id: string; readonly table: readonly { readonly date: string; readonly feature: string }[] }[]>('10-distribution.yaml').find(({ id }) => id === 'DST-165')!;
const history = read<readonly Entry[]>('document-history.yaml');
const { tested } = specCoverage(ROOT);

test('every entry of the document history is in the product, or has a reason why not [DST-165]', () => {
  expect(history.map(({ date }) => date)).toEqual(table.map(({ date }) => date));
  const open = history.flatMap(({ has = [], 'has-not': reason }, i) => {
    const isThere = has.length > 0 && has.every((id) => tested.has(id));
    return isThere !== (reason !== undefined) ? [] : [`${table[i].date} ${table[i].feature}: ${has.filter((id) => !tested.has(id)).join(', ')}`];
  });
  expect(open).toEqual([]);
});
