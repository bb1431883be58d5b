// Installs what the project needs and builds it, each only when something has changed. Needs nothing but Node.js and npm.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const STAMP = '.build-stamp';

function run(what, command, args) {
  console.log(`▸ ${what}`);
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, JSII_SILENCE_SUPPORT_WARNING: '1' } });
  if (status !== 0) process.exit(status ?? 1);
}

function filesBelow(directory) {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => (
    entry.isDirectory() ? filesBelow(join(directory, entry.name)) : [join(directory, entry.name)]
  ));
}

function digestOf(files) {
  const hash = createHash('sha256');
  for (const file of files.sort()) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

const installed = existsSync('node_modules/.package-lock.json') && statSync('node_modules/.package-lock.json').mtimeMs >= statSync('package-lock.json').mtimeMs;
const [installDigest, buildDigest] = existsSync(STAMP) ? readFileSync(STAMP, 'utf8').split('\n') : [];
const lock = digestOf(['package-lock.json']);
if (!existsSync('node_modules/.package-lock.json') || (installDigest !== lock && !installed)) {
  run('Installing what the project needs (npm ci)', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel', 'error']);
}

const sources = digestOf([...filesBelow('src'), 'package.json', 'README.md']);
if (buildDigest !== sources || !existsSync('lib/index.js') || !existsSync('.jsii')) {
  run('Building (jsii)', join('node_modules', '.bin', 'jsii'), ['--silence-warnings=reserved-word']);
}
writeFileSync(STAMP, `${lock}\n${digestOf([...filesBelow('src'), 'package.json', 'README.md'])}\n`);
