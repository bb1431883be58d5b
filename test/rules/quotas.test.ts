import { readFileSync, rmSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { directory, QUOTA_CHECKS } from './quota-checks';
import { QUOTAS, Quotas } from '../../src/config';
import { checkTemplates, RULE_SETS } from '../../src/rules';

/** A line of the table of a row. */
interface Line {
  readonly quota: string;
  readonly value: string | number;
  readonly adjustable: boolean;
  readonly scope: 'synth' | 'run' | 'both';
}

const ROWS = parse(readFileSync(join(__dirname, '../../docs/spec/63-delivery-today.yaml'), 'utf8')) as readonly { readonly id: string; readonly table?: readonly Line[] }[];
const UNITS: { readonly [unit: string]: number } = { KB: 2 ** 10, MB: 2 ** 20, GB: 2 ** 30 };

afterAll(() => rmSync(directory, { recursive: true }));

/** The lines of a row that a template can break. */
function linesOf(id: string): readonly Line[] {
  return ROWS.find((row) => row.id === id)!.table!.filter(({ scope }) => scope !== 'run');
}

/** The last number of a line, in bytes where it has a unit of them. */
function limitIn({ value }: Line): number {
  const [, number, unit] = /(\d+)\s*(KB|MB|GB)?[^\d]*$/.exec(String(value))!;
  return Number(number) * (UNITS[unit] ?? 1);
}

function rowsOf(id: string): readonly string[] {
  return RULE_SETS.flatMap((set) => Object.values(set).flat()).find((rule) => rule.id === id)?.spec ?? [];
}

test('every table of quotas is walked [DTD-116] [DTD-117] [DTD-119] [DTD-120] [DTD-121]', () => {
  expect(Object.keys(QUOTA_CHECKS)).toEqual(['DTD-116', 'DTD-117', 'DTD-119', 'DTD-120', 'DTD-121']);
});

describe.each(Object.keys(QUOTA_CHECKS))('quotas of %s', (row) => {
  test(`every line that a template can break has a check [${row}]`, () => expect(Object.keys(QUOTA_CHECKS[row]).sort()).toEqual(linesOf(row).map(({ quota }) => quota).sort()));

  test.each(linesOf(row).map((line) => [line.quota, line] as const))(`%s [${row}]`, (quota, line) => {
    const { rule, raised, resources, assets, beyond, limit = limitIn(line), level = line.adjustable ? 'warning' : 'error' } = QUOTA_CHECKS[row][quota];
    const levels = (n: number, quotas: Partial<Quotas> = {}) => [...new Set(checkTemplates(
      [{ name: 'Stack', assets, template: { Parameters: { Unknown: { Type: 'String' } }, Resources: resources(n) } }], { quotas: { ...beyond, ...quotas } },
    ).filter((finding) => finding.rule === rule).map((finding) => finding.level))];
    expect(rowsOf(rule)).toContain(row);
    expect(levels(limit)).toEqual([]);
    expect(levels(limit + 1)).toEqual([level]);
    if (raised !== undefined) {
      expect(QUOTAS.current[raised]).toBe(limit);
      expect(levels(limit + 1, { [raised]: limit + 1 })).toEqual([]);
    }
    expect(raised !== undefined).toBe(level === 'warning');
  });
});
