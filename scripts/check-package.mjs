// Packs the package, unpacks it into an empty folder, and uses it there as an app would.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'package-'));
try {
  const [{ filename, size, files }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--loglevel', 'error', '--pack-destination', folder], { encoding: 'utf8' }));
  for (const file of files) if (/^(src|test|docs\/spec|examples|bench)\//.test(file.path)) throw new Error(`${file.path} does not belong into the package`);
  if (!files.some(({ path }) => path === 'docs/rules.md')) throw new Error('docs/rules.md, which findings refer to, is not in the package');
  const modules = join(folder, 'node_modules');
  const own = join(modules, 'cdk-cloudfront-edge');
  mkdirSync(own, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, filename), '-C', own, '--strip-components=1']);
  for (const peer of ['aws-cdk-lib', 'constructs', '@types', 'undici-types']) symlinkSync(resolve(root, 'node_modules', peer), join(modules, peer));
  writeFileSync(join(folder, 'app.js'), `
    const { App, Stack } = require('aws-cdk-lib');
    const { Origins, WebDistribution } = require('cdk-cloudfront-edge');
    const { EdgeHarness } = require('cdk-cloudfront-edge/testing');
    const { LocalEdge } = require('cdk-cloudfront-edge/local');
    if (typeof LocalEdge.start !== 'function') throw new Error('no LocalEdge');
    const app = new App({ outdir: 'cdk.out' });
    const stack = new Stack(app, 'Site');
    new WebDistribution(stack, 'Web', { defaultBehavior: { origin: Origins.custom('www.example.com', { originId: 'www' }) } });
    EdgeHarness.fromStack(stack, { origins: { www: () => 'hello' } })
      .then((edge) => edge.get('/'))
      .then((response) => { if (response.text() !== 'hello') throw new Error(response.explanation); });
  `);
  execFileSync(process.execPath, ['app.js'], { cwd: folder, stdio: 'inherit', env: { ...process.env, CDK_VALIDATION: 'false' } });
  const bin = join(own, JSON.parse(readFileSync(join(own, 'package.json'), 'utf8')).bin['cloudfront-edge']);
  execFileSync(process.execPath, [bin, 'check', 'cdk.out'], { cwd: folder, stdio: 'inherit' });
  writeFileSync(join(folder, 'index.ts'), "import { EdgeHarness } from 'cdk-cloudfront-edge/testing';\nimport { WebDistribution } from 'cdk-cloudfront-edge';\nexport const used = [EdgeHarness, WebDistribution];\n");
  execFileSync(join(root, 'node_modules', '.bin', 'tsc'), ['--noEmit', '--skipLibCheck', '--strict', '--module', 'node16', '--moduleResolution', 'node16', '--target', 'es2022', '--types', 'node', 'index.ts'], { cwd: folder, stdio: 'inherit' });
  if (!existsSync(join(own, '.jsii'))) throw new Error('the package has no .jsii');
  console.log(`The package works in an empty folder (${Math.round(size / 1024)} KiB).`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
