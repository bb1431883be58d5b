import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';

/** A row of the specification. */
export interface Row {
  readonly id: string;
  readonly kind: string;
  /** The file that it is in, without `.yaml`. */
  readonly file: string;
}

/** Which rows have a test. */
export interface Coverage {
  readonly rows: readonly Row[];
  /** Ids in test titles. */
  readonly tested: ReadonlySet<string>;
  /** Rows that can never apply, with the reason. */
  readonly notApplicable: ReadonlyMap<string, string>;
  /** Ids in test titles that no row has, with the files that name them. */
  readonly unknown: readonly { readonly id: string; readonly file: string }[];
}

const NOT_APPLICABLE = 'not-applicable.yaml';

/** Reads the specification and the test titles of a project. */
export function specCoverage(root: string): Coverage {
  const spec = join(root, 'docs', 'spec');
  const rows = readdirSync(spec).filter((name) => /^\d\d-.*\.yaml$/.test(name)).sort().flatMap((name) => rowsOf(join(spec, name), name));
  const known = new Set(rows.map(({ id }) => id));
  const exceptions = join(spec, NOT_APPLICABLE);
  const listed = existsSync(exceptions) ? parse(readFileSync(exceptions, 'utf8')) as readonly { readonly id: string; readonly reason: string }[] : [];
  const named = [join(root, 'test'), join(root, 'examples')].flatMap(testFiles).flatMap((file) => idsIn(readFileSync(file, 'utf8')).map((id) => ({ id, file })));
  return {
    rows,
    tested: new Set(named.map(({ id }) => id).filter((id) => known.has(id))),
    notApplicable: new Map(listed.map(({ id, reason }) => [id, reason])),
    unknown: named.filter(({ id }) => !known.has(id)),
  };
}

/** The row ids in square brackets of a test file. A bracket may name several: `[WEB-001, WEB-002]`. */
export function idsIn(source: string): string[] {
  return [...source.matchAll(/\[((?:[A-Z]{3}-\d{3})(?:,? ?[A-Z]{3}-\d{3})*)\]/g)].flatMap(([, ids]) => ids.match(/[A-Z]{3}-\d{3}/g)!);
}

function rowsOf(path: string, name: string): Row[] {
  const entries = parse(readFileSync(path, 'utf8')) as readonly { readonly id: string; readonly kind: string }[];
  return entries.map(({ id, kind }) => ({ id, kind, file: name.replace(/\.yaml$/, '') }));
}

function testFiles(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return entry.name === 'cdk.out' ? [] : testFiles(path);
    return entry.name.endsWith('.test.ts') ? [path] : [];
  });
}
