// Runs the benchmarks in bench/, all or those whose names are given. A number is an argument of the benchmark before it.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const isNumber = (argument) => /^\d+$/.test(argument);
const wanted = process.argv.slice(2).filter((argument) => !isNumber(argument));
const numberAfter = (name) => process.argv.slice(process.argv.indexOf(name, 2) + 1, process.argv.indexOf(name, 2) + 2).filter(isNumber);
const all = readdirSync('bench').filter((file) => file.endsWith('.ts')).map((file) => file.replace(/\.ts$/, ''));
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. There are ${all.join(', ')}.`);
  process.exit(2);
}
for (const name of wanted.length > 0 ? wanted : all) {
  console.log(`\n# ${name}`);
  const { status } = spawnSync(process.execPath, ['--expose-gc', '-r', '@swc-node/register', join('bench', `${name}.ts`), ...(wanted.length > 0 ? numberAfter(name) : [])], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
