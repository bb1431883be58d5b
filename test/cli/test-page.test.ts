import { directoryWith, run, Running, start } from './run';
import { websiteTemplate } from './templates';
import { ReadyEvent } from '../../src/local';

const directory = directoryWith({ 'template.json': websiteTemplate(), 'site/image.jpg': 'picture' });
let edge: Running;
let ready: ReadyEvent;

beforeAll(async () => {
  edge = start('serve', `${directory}/template.json`, '--json', '--bucket', `Bucket=${directory}/site`);
  ready = JSON.parse(await edge.firstLine);
});
afterAll(() => {
  edge.interrupt();
  return edge.ended;
});

test('the page of a distribution that is deployed shows the object by its domain name [WEB-018]', async () => {
  const { exitCode, output } = await run('test-page', 'image.jpg', '--domain-name', 'd1111111abcdef8.cloudfront.net');
  expect([exitCode, output]).toEqual([0, expect.stringContaining('<p><img src="http://d1111111abcdef8.cloudfront.net/image.jpg" alt="my test image"/></p>')]);
});

test('the page of a distribution that runs here shows the object, which the edge delivers [WEB-018]', async () => {
  const { output } = await run('test-page', 'image.jpg', '--endpoint', ready.control, '--distribution', 'Site');
  const answer = await fetch(/src="([^"]+)"/.exec(output)![1]);
  expect([answer.status, answer.headers.get('x-cache'), await answer.text()]).toEqual([200, 'Miss from cloudfront', 'picture']);
});

test('a distribution that does not run there, and wrong usage, are a line each', async () => {
  expect(await run('test-page', 'a', '--endpoint', ready.control, '--distribution', 'None')).toMatchObject({ exitCode: 1, errors: expect.stringMatching(/^cloudfront-edge: no web distribution None runs at /) });
  expect(await run('test-page', 'a')).toMatchObject({ exitCode: 2, errors: 'cloudfront-edge: expected either --domain-name or --endpoint\n' });
});

const DOMAINS = ['--domain-name', 'd1234.cloudfront.net', '--rtmp-domain-name', 's5678.cloudfront.net'];

test.each([
  ['jwplayer', ['https://d1234.cloudfront.net/jwplayer.js', 'rtmp://s5678.cloudfront.net/cfx/st/my-vacation.mp4']],
  ['flowplayer', ['http://d1234.cloudfront.net/flowplayer-3.2.12.swf', 'rtmp://s5678.cloudfront.net/cfx/st', 'mp4:my-vacation.mp4']],
  ['flash', ['rtmp://s5678.cloudfront.net/cfx/st/mp4:my-vacation"']],
])('a page for %s has the domain names and the name of the file, and nothing to fill in [MED-086]', async (player, values) => {
  const { exitCode, output } = await run('test-page', 'my-vacation.mp4', '--player', player, ...DOMAINS);
  expect(exitCode).toBe(0);
  for (const value of values) expect(output).toContain(value);
  expect(output).not.toMatch(/[A-Z]+-[A-Z]+-[A-Z]+/);
});

test.each([
  [2, 'expected --rtmp-domain-name with --player and --domain-name, and only then', ['a.flv', '--player', 'flash', '--domain-name', 'd1234.cloudfront.net']],
  [2, 'expected --rtmp-domain-name with --player and --domain-name, and only then', ['a.flv', ...DOMAINS]],
  [2, 'option \'--player <name>\' argument \'vlc\' is invalid. Allowed choices are jwplayer, flowplayer, flash.', ['a.flv', '--player', 'vlc', ...DOMAINS]],
  [1, '"a" does not name media for RTMP', ['a', '--player', 'flash', ...DOMAINS]],
])('exit code %d, with one line: %s', async (code, says, args) => {
  const { exitCode, errors } = await run('test-page', ...args);
  expect([exitCode, errors.trim().split('\n').length]).toEqual([code, 1]);
  expect(errors).toContain(says);
});

test('a player needs an RTMP distribution that runs there', async () => {
  expect(await run('test-page', 'a.flv', '--player', 'flash', '--endpoint', ready.control)).toMatchObject({ exitCode: 1, errors: `cloudfront-edge: no RTMP distribution runs at ${ready.control}\n` });
});
