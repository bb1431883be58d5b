import { Coverage, Row, specCoverage } from './spec-coverage';

const KINDS = ['config', 'engine', 'output', 'operation', 'workflow'];

/** Prints, for each file of the specification, how many rows of each kind have a test; then the rows that have none. */
function print(coverage: Coverage, listed: boolean): void {
  const files = [...new Set(coverage.rows.map(({ file }) => file))];
  console.log(['file'.padEnd(32), ...KINDS.map((kind) => kind.padStart(11)), 'all'.padStart(11)].join(''));
  for (const file of files) console.log(line(file, coverage.rows.filter((row) => row.file === file), coverage));
  console.log(line('all', coverage.rows, coverage));
  if (!listed) return console.log('\nThe rows without a test: npx projen spec --untested');
  for (const file of files) {
    const untested = coverage.rows.filter((row) => row.file === file && !coverage.tested.has(row.id) && !coverage.notApplicable.has(row.id));
    if (untested.length > 0) console.log(`\n${file}\n  ${untested.map(({ id }) => id).join(' ')}`);
  }
}

function line(name: string, rows: readonly Row[], { tested, notApplicable }: Coverage): string {
  const share = (some: readonly Row[]) => {
    const applicable = some.filter(({ id }) => !notApplicable.has(id));
    return applicable.length === 0 ? '–' : `${applicable.filter(({ id }) => tested.has(id)).length}/${applicable.length}`;
  };
  return [name.padEnd(32), ...KINDS.map((kind) => share(rows.filter((row) => row.kind === kind)).padStart(11)), share(rows).padStart(11)].join('');
}

print(specCoverage(process.cwd()), process.argv.includes('--untested'));
