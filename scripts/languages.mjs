// Builds the packages for other languages, and synthesises the same example with each: the templates have to be the same bytes, with the same findings.
// All of them, or those named: node scripts/languages.mjs [python] [java] [go]. Needs the built package (scripts/prepare.mjs) and each language's own tools.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const STACK = 'Media.template.json';
const AWS_CDK_GO = 'github.com/aws/aws-cdk-go/awscdk/v2';
const OWN_GO = 'github.com/cdk-cloudfront-edge/cdk-cloudfront-edge-go/cdkcloudfrontedge';

const folder = mkdtempSync(join(tmpdir(), 'languages-'));
const packages = join(folder, 'packages');

/** How each language's package is built, and its example run. */
const LANGUAGES = {
  python: {
    tools: ['python3'],
    run(example, env) {
      const [wheel] = readdirSync(join(packages, 'python')).filter((file) => file.endsWith('.whl'));
      const python = join(folder, 'venv', 'bin', 'python');
      run('python3', ['-m', 'venv', join(folder, 'venv')]);
      run(python, ['-m', 'pip', 'install', '--quiet', join(packages, 'python', wheel)]);
      run(python, ['app.py'], { cwd: example, env });
    },
  },
  java: {
    tools: ['mvn', 'javac'],
    run(example, env) {
      const mvn = (...args) => run('mvn', ['-q', '-B', '-ntp', ...args], { cwd: example, env });
      const built = join(packages, 'java', 'dev', 'cdkcloudfrontedge', 'cdk-cloudfront-edge', '0.0.0', 'cdk-cloudfront-edge-0.0.0');
      mvn('install:install-file', `-Dfile=${built}.jar`, `-DpomFile=${built}.pom`);
      mvn('compile', 'exec:java');
    },
  },
  go: {
    tools: ['go'],
    // The generated module asks for the aws-cdk-lib that this package is developed with, and Go may get that version later than npm does.
    packOptions: ['--code-only'],
    run(example, env) {
      const go = (...args) => run('go', args, { cwd: example, env });
      const [, version] = readFileSync(join(example, 'go.mod'), 'utf8').match(/awscdk\/v2 (v\S+)/);
      go('mod', 'edit', `-replace=${OWN_GO}=${join(packages, 'go', 'cdkcloudfrontedge')}`, `-replace=${AWS_CDK_GO}=${AWS_CDK_GO}@${version}`);
      go('mod', 'tidy');
      go('run', '.');
    },
  },
};

function run(command, args, { cwd, env } = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, ...QUIET, ...env } });
  if (status !== 0) throw new Error(`${[command, ...args].join(' ')} failed: ${error?.message ?? ''}\n${stdout}\n${stderr}`);
}

const QUIET = { JSII_SILENCE_SUPPORT_WARNING: '1', JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '1', PIP_DISABLE_PIP_VERSION_CHECK: '1' };

/** What the report says of versions and of where in the program a construct was made. */
const OF_THE_LANGUAGE = ['libraryVersion', 'stackTraces', 'acknowledgedStackTrace'];

/** What came out of a synthesis: the template's bytes, and what the rules say, without what differs between languages. */
function outcome(directory) {
  const { pluginReports } = JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8'));
  const report = pluginReports.find(({ pluginName }) => pluginName === 'cloudfront-edge');
  const findings = JSON.stringify(report, (key, value) => (OF_THE_LANGUAGE.includes(key) ? undefined : value), 1);
  return { template: readFileSync(join(directory, STACK), 'utf8'), findings, count: report.violations.length };
}

function refuseDifference(name, what, own, twin) {
  if (own === twin) return;
  const [lines, twinLines] = [own, twin].map((text) => text.split('\n'));
  const at = lines.findIndex((line, index) => line !== twinLines[index]);
  throw new Error(`${name}: the ${what} differ from TypeScript's in line ${at + 1}:\n- ${twinLines[at]}\n+ ${lines[at]}`);
}

function toolsMissingOf(name) {
  return LANGUAGES[name].tools.filter((tool) => spawnSync('which', [tool]).status !== 0);
}

function compare(names) {
  const twinOut = join(folder, 'out', 'typescript');
  run(process.execPath, ['-r', '@swc-node/register', 'examples/typescript/app.ts'], { env: { CDK_OUTDIR: twinOut } });
  const twin = outcome(twinOut);
  for (const name of names) {
    const started = Date.now();
    const { packOptions = [], run: runExample } = LANGUAGES[name];
    run(resolve('node_modules/.bin/jsii-pacmak'), ['--target', name, '--outdir', packages, ...packOptions]);
    const example = join(folder, name);
    cpSync(join('examples', name), example, { recursive: true });
    const out = join(folder, 'out', name);
    runExample(example, { CDK_OUTDIR: out });
    const own = outcome(out);
    refuseDifference(name, 'templates', own.template, twin.template);
    refuseDifference(name, 'findings', own.findings, twin.findings);
    console.log(`${name}: the same template and the same ${own.count} findings as TypeScript (${Math.round((Date.now() - started) / 1000)} s)`);
  }
}

const wanted = process.argv.slice(2);
const names = wanted.length > 0 ? wanted : Object.keys(LANGUAGES);
try {
  for (const name of names) {
    if (LANGUAGES[name] === undefined) throw new Error(`There is no example in ${name}; there are ${Object.keys(LANGUAGES).join(', ')}.`);
    const missing = toolsMissingOf(name);
    if (missing.length > 0) throw new Error(`${name} needs ${missing.join(' and ')}, which this machine does not have.`);
  }
  compare(names);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
