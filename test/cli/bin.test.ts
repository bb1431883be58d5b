import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { directoryWith } from './run';
import { websiteTemplate } from './templates';

const COMMAND = join(__dirname, '..', '..', 'bin', 'cloudfront-edge');
const directory = directoryWith({ 'template.json': websiteTemplate() });

test('the command ends with the code of what it ran', () => {
  expect(spawnSync(process.execPath, [COMMAND, 'check', `${directory}/template.json`], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  expect(spawnSync(process.execPath, [COMMAND, 'check', `${directory}/missing.json`], { encoding: 'utf8' })).toMatchObject({ status: 2, stdout: '' });
});

test.each(['SIGINT', 'SIGTERM'] as const)('serve ends cleanly on %s', async (signal) => {
  const child = spawn(process.execPath, [COMMAND, 'serve', `${directory}/template.json`, '--json']);
  const [line] = await once(createInterface(child.stdout), 'line');
  expect(JSON.parse(line)).toMatchObject({ event: 'ready' });
  child.kill(signal);
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('check does not load the server', () => {
  const script = `require(${JSON.stringify(join(__dirname, '..', '..', 'lib', 'cli'))}).main(['check', ${JSON.stringify(`${directory}/template.json`)}])
    .then(() => console.log(Object.keys(require.cache).filter((file) => /lib.(local|edge|testing).|selfsigned|undici/.test(file)).join()));`;
  const { stdout } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  expect(stdout.trim().split('\n').at(-1)).not.toMatch(/lib.(local|edge|testing)|selfsigned|undici/);
});
