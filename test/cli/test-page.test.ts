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
