import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { AddressInfo, createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { directoryWith, run, Running, start } from './run';
import { LiveMediaServer } from '../../src';
import { LIVE_EVENTS } from '../../src/config';
import { ReadyEvent } from '../../src/local';
import { testWith } from '../local/clients';
import { liveEventTemplate } from '../local/live-event/live-event-template';

const volume = (VolumeId: string, CreateTime: string) => ({ VolumeId, CreateTime, State: 'available' });
const directory = directoryWith({
  'ams/Concert.template.json': liveEventTemplate(LiveMediaServer.ADOBE_MEDIA_SERVER),
  'iis/Concert.template.json': liveEventTemplate(LiveMediaServer.IIS_MEDIA_SERVICES),
  'wowza/Concert.template.json': liveEventTemplate(LiveMediaServer.WOWZA_STREAMING_ENGINE),
  'other/Other.template.json': { Resources: {} },
  'outputs.json': { Another: {} },
  'list.json': [],
  'text.json': 'text',
  'volumes.json': { Volumes: [volume('vol-1', '2012-03-29T08:00:00.000Z'), volume('vol-2', '2012-03-30T20:29:10.000Z')] },
});

const running: Running[] = [];
afterEach(async () => {
  for (const command of running) command.interrupt();
  await Promise.all(running.splice(0).map(({ ended }) => ended));
});

async function ready<Ready>(...args: string[]): Promise<Ready> {
  const command = start(...args, '--json');
  running.push(command);
  return JSON.parse(await command.firstLine);
}

/** A port on which nothing listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    server.close(() => resolve(port));
  }));
}

/** A command that is run until it does not fail any more. */
async function untilDone(...args: string[]): Promise<string> {
  for (let tries = 0; tries < 200; tries++) {
    const { exitCode, output } = await run(...args);
    if (exitCode === 0) return output;
    await setTimeout(100);
  }
  throw new Error((await run(...args)).output);
}

testWith({ ffmpeg: 'ffmpeg' }, 'the server and the stream are seen through its outputs, at a live origin and at the edge before it [MED-027] [MED-107]', async () => {
  for (const [layout, stream, page] of [
    ['ams', 'livestream', 'AMSServer  ORIGIN/  200'],
    ['iis', 'LiveSmoothStream', 'SmoothStreamingServer  ORIGIN/  200'],
    ['wowza', 'myStream', 'WowzaEngineManagerURL  ORIGIN/enginemanager  200'],
  ] as const) {
    const { url } = await ready<{ url: string }>('live-origin', '--layout', layout, '--stream', stream);
    const { control } = await ready<ReadyEvent>('serve', `${directory}/${layout}`, '--origin', `MediaServer=${url}`);
    const verify = ['live-event', 'verify', `${directory}/${layout}`, '--endpoint', control, '--server', url];
    expect(await run(...verify)).toMatchObject({ exitCode: 0, output: `${page.replace('ORIGIN', url)}\n`, errors: '' });
    if (layout === 'wowza') expect((await untilDone(...verify, '--published')).match(/^Playback\w+ {2}http:\/\/127\.0\.0\.1:\d+\/livecf\/\S+ {2}200$/mg)).toHaveLength(3);
  }
});

test('a server that does not run is told with what to look at', async () => {
  const { control } = await ready<ReadyEvent>('serve', `${directory}/ams`);
  const { exitCode, output } = await run('live-event', 'verify', `${directory}/ams`, '--endpoint', control, '--server', `http://127.0.0.1:${await freePort()}`, '--published');
  expect(exitCode).toBe(1);
  expect(output).toMatch(/^AMSServer {2}http:\/\/127\.0\.0\.1:\d+\/ {2}it cannot be reached: connect ECONNREFUSED .*$/m);
  expect(output).toMatch(/^LiveHLSManifest {2}.*\.m3u8 {2}it is answered with 502$/m);
  expect(output).toMatch(/^ {2}the instance is EventOriginServer\w+; its id: /m);
});

test.each([[200, 0], [401, 0], [503, 1]])('a deployed server that answers %d ends the verification with %d', async (status, expected) => {
  const server = createHttpServer((_request, response) => response.writeHead(status).end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const outputs = Object.fromEntries(LIVE_EVENTS.ams.outputs.map(({ key }) => [key, key === 'AMSServer' ? url : 'http://127.0.0.1:9/']));
  writeFileSync(`${directory}/deployed.json`, JSON.stringify({ Concert: outputs }));
  const { exitCode, output } = await run('live-event', 'verify', `${directory}/ams`, '--outputs', `${directory}/deployed.json`);
  expect([exitCode, output.split('\n')[0]]).toEqual([expected, `AMSServer  ${url}  ${expected === 0 ? status : `it is answered with ${status}`}`]);
  server.close();
});

test('steps are listed in their order', async () => {
  const { exitCode, output } = await run('live-event', 'steps', `${directory}/wowza`);
  expect(exitCode).toBe(0);
  expect(output).toMatch(/^Concert: Wowza Streaming Engine, with the names that it has on the local edge; .*\nBefore the deployment\n {2}accept the terms .*\n[^]*\nWhen the event is over\n {2}cdk destroy Concert\n$/);
});

test('the volume that a deleted stack left is found', async () => {
  const find = (created: string) => run('live-event', 'volume', `${directory}/volumes.json`, '--created', created);
  expect(await find('2012-03-30T20:28:33Z')).toMatchObject({ exitCode: 0, output: 'vol-2  2012-03-30T20:29:10.000Z  delete it by: aws ec2 delete-volume --volume-id vol-2\n' });
  expect(await find('2012-04-30T20:28:33Z')).toMatchObject({ exitCode: 1, errors: 'cloudfront-edge: no volume that is attached to nothing was created in the hour after the stack\n' });
});

test.each([
  [1, /other has no stack of a live event, which has the outputs that LiveEvent makes\n$/, ['steps', `${directory}/other`]],
  [1, /ams has no stack of a live event, .* in --outputs, which has Another\n$/, ['verify', `${directory}/ams`, '--outputs', `${directory}/outputs.json`]],
  [1, /http:\/\/127\.0\.0\.1:9\/distributions cannot be reached/, ['verify', `${directory}/ams`, '--endpoint', 'http://127.0.0.1:9', '--server', 'http://127.0.0.1:9']],
  [2, /expected either --outputs, or --endpoint and --server\n$/, ['verify', `${directory}/ams`]],
  [2, /expected either --outputs, or --endpoint and --server\n$/, ['verify', `${directory}/ams`, '--endpoint', 'http://127.0.0.1:9']],
  [2, /text\.json is not JSON: /, ['steps', `${directory}/ams`, '--outputs', `${directory}/text.json`]],
  [2, /volumes\.json does not have the outputs of stacks by their names\.\n$/, ['steps', `${directory}/ams`, '--outputs', `${directory}/volumes.json`]],
  [2, /list\.json has no list of Volumes\.\n$/, ['volume', `${directory}/list.json`, '--created', '2012-03-30']],
  [2, /Expected a time such as 2026-11-30T20:28:33Z\.\n$/, ['volume', `${directory}/volumes.json`, '--created', 'then']],
])('exit code %d, with one line: %s', async (code, says, args) => {
  const { exitCode, errors } = await run('live-event', ...args);
  expect([exitCode, errors.trim().split('\n').length]).toEqual([code, 1]);
  expect(errors).toMatch(says);
});

test('a distribution that does not run at the endpoint is told', async () => {
  const { control } = await ready<ReadyEvent>('serve', `${directory}/other`);
  expect(await run('live-event', 'verify', `${directory}/ams`, '--endpoint', control, '--server', 'http://127.0.0.1:9')).toMatchObject({ exitCode: 1, errors: expect.stringMatching(/^cloudfront-edge: the distribution E\w+ does not run at .*; serve the same templates\n$/) });
});
