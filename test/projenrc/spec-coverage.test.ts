import { join } from 'path';
import { idsIn, specCoverage } from '../../projenrc/spec-coverage';

const coverage = specCoverage(join(__dirname, '..', '..'));

test('every id in a test title is one of the specification', () => {
  expect(coverage.unknown).toEqual([]);
});

test('the whole specification is read', () => {
  expect(coverage.rows).toHaveLength(2680);
  expect(new Set(coverage.rows.map(({ id }) => id)).size).toBe(2680);
});

test('a row that can never apply has a reason and is a row', () => {
  const ids = new Set(coverage.rows.map(({ id }) => id));
  expect([...coverage.notApplicable].filter(([id, reason]) => !ids.has(id) || !reason)).toEqual([]);
});

test('titles name one row or several', () => {
  const bracket = (ids: string) => `[${ids}]`;
  expect(idsIn(`test('one ${bracket('ABC-001')} and ${bracket('ABC-002, ABC-003')}')`)).toEqual(['ABC-001', 'ABC-002', 'ABC-003']);
  expect(idsIn('list[0] of [ABC]')).toEqual([]);
});
