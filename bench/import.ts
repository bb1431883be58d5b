import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** What importing the package costs on top of aws-cdk-lib/aws-cloudfront, each in a process of its own. */

const ROUNDS = 9;
const BASE = 'require("aws-cdk-lib/aws-cloudfront")';
const OURS = `${BASE};require(${JSON.stringify(join(__dirname, '..', 'lib'))})`;

function milliseconds(imports: string): number {
  const script = `const start = process.hrtime.bigint();${imports};console.log(Number(process.hrtime.bigint() - start) / 1e6)`;
  return Number(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }));
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

const pairs = Array.from({ length: ROUNDS }, () => ({ base: milliseconds(BASE), ours: milliseconds(OURS) }));
console.table([{
  'aws-cloudfront alone, ms': median(pairs.map(({ base }) => base)).toFixed(0),
  'with the package, ms': median(pairs.map(({ ours }) => ours)).toFixed(0),
  'added, ms': median(pairs.map(({ base, ours }) => ours - base)).toFixed(0),
}]);
console.log('goal: 60 ms or less added');
