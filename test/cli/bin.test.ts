import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { connecting, directoryWith } from './run';
import { apiTemplate, websiteTemplate } from './templates';

const COMMAND = join(__dirname, '..', '..', 'bin', 'cloudfront-edge');
const directory = directoryWith({ 'template.json': websiteTemplate(), 'api.json': apiTemplate() });

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

test('a second signal ends serve at once, though a request is under way', async () => {
  const origin = createServer().on('request', (_request, response) => response.writeHead(200).write('first'));
  origin.listen(0, '127.0.0.1');
  await once(origin, 'listening');
  const url = `http://127.0.0.1:${(origin.address() as AddressInfo).port}`;
  const child = spawn(process.execPath, [COMMAND, 'serve', `${directory}/api.json`, '--json', '--origin', `api=${url}`]);
  const [line] = await once(createInterface(child.stdout), 'line');
  const [{ http }] = JSON.parse(line).distributions;
  const response = await fetch(http);
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await expect(connecting(http)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  child.kill('SIGTERM');
  expect(await exit).toEqual([null, 'SIGTERM']);
  await expect(response.text()).rejects.toThrow();
  origin.close();
});

test('a signal ends a command that does not look at it, whatever it waits for', async () => {
  const origin = createServer();
  origin.listen(0, '127.0.0.1');
  await once(origin, 'listening');
  const url = `http://127.0.0.1:${(origin.address() as AddressInfo).port}`;
  const child = spawn(process.execPath, [COMMAND, 'get', `${directory}/api.json`, '/', '--origin', `api=${url}`]);
  await once(origin, 'request');
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([null, 'SIGINT']);
  origin.close();
});

test('check does not load the server', () => {
  const script = `require(${JSON.stringify(join(__dirname, '..', '..', 'lib', 'cli'))}).main(['check', ${JSON.stringify(`${directory}/template.json`)}])
    .then(() => console.log(Object.keys(require.cache).filter((file) => /lib.(local|edge|testing).|selfsigned|undici/.test(file)).join()));`;
  const { stdout } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  expect(stdout.trim().split('\n').at(-1)).not.toMatch(/lib.(local|edge|testing)|selfsigned|undici/);
});
