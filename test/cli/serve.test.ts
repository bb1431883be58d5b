import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { connecting, directoryWith, run, start } from './run';
import { apiTemplate, websiteTemplate } from './templates';
import { ReadyEvent } from '../../src/local';

const directory = directoryWith({
  'api.json': apiTemplate(),
  'template.json': websiteTemplate(),
  'site/index.html': 'home',
  'empty.json': { Resources: {} },
});
const template = `${directory}/template.json`;
const stages = directoryWith({
  'beta.json': { ...websiteTemplate(), Outputs: { ExportsOutputRefSite1A2B: { Value: 'x' } } },
  'live.json': websiteTemplate(),
});

async function serve(...args: string[]) {
  const running = start('serve', template, '--bucket', `Bucket=${directory}/site`, ...args);
  return { ...running, ready: JSON.parse(await running.firstLine) as ReadyEvent };
}

test('says in one line when it is ready, and ends cleanly when it is interrupted', async () => {
  const edge = await serve('--json');
  expect(edge.ready).toEqual({
    event: 'ready',
    distributions: [{
      logicalId: 'Site',
      id: expect.stringMatching(/^E[A-Z0-9]+$/),
      kind: 'web',
      domainName: expect.stringMatching(/^d[a-z0-9]+\.cloudfront\.net$/),
      aliases: [],
      http: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      https: expect.stringMatching(/^https:\/\/127\.0\.0\.1:\d+$/),
      rtmp: null,
    }],
    outputs: { Domain: edge.ready.distributions[0].domainName },
    control: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
  });
  edge.interrupt();
  expect(await edge.ended).toMatchObject({ exitCode: 0 });
  await expect(fetch(edge.ready.control)).rejects.toThrow();
});

test('without --json the same is for people to read', async () => {
  const edge = start('serve', template);
  expect(await edge.firstLine).toMatch(/^Site \(E[A-Z0-9]+\) d[a-z0-9]+\.cloudfront\.net$/);
  edge.interrupt();
  expect((await edge.ended).output).toMatch(/ {2}http:\/\/127\.0\.0\.1:\d+ {2}https:\/\/127\.0\.0\.1:\d+\noutput Domain = d[a-z0-9]+\.cloudfront\.net\ncontrol http/);
});

test('distributions of one logical id are told apart by their stacks, and what the CDK made for itself is left out', async () => {
  const edge = start('serve', stages, '--origin', 'api=http://127.0.0.1:1');
  expect(await edge.firstLine).toMatch(/^Site of beta \(E\w+\) d\w+\.cloudfront\.net$/);
  edge.interrupt();
  const { output, errors } = await edge.ended;
  expect(output).toMatch(/\nSite of live \(E/);
  expect(output).toMatch(/\noutput Domain = .*\ncontrol /);
  expect(errors).toMatch(/the bucket of the origin pages of Site of live is empty; say where its objects are with --bucket live-bucket-\w+=DIR/);
});

test('that a template has no distribution is said', async () => {
  const edge = start('serve', `${directory}/empty.json`);
  await edge.firstLine;
  edge.interrupt();
  expect((await edge.ended).errors).toMatch(/there is no distribution in \S+empty\.json yet/);
});

test('origins for which nothing stands are named, with what to write', async () => {
  const some = await serve('--json');
  some.interrupt();
  expect((await some.ended).errors).toBe('cloudfront-edge: the origin api of Site cannot be reached; say where it is with --origin api=URL\n');

  const none = start('serve', template, '--json', '--origin', 'api=http://127.0.0.1:1');
  await none.firstLine;
  none.interrupt();
  expect((await none.ended).errors).toBe('cloudfront-edge: the bucket of the origin pages of Site is empty; say where its objects are with --bucket Bucket=DIR\n');
});

test('a template that changes runs as it is then, and what cannot be read changes nothing', async () => {
  const edge = await serve('--json');
  const [{ http }] = edge.ready.distributions;
  const changed = edge.nextError(/run as they are now/);
  writeFileSync(template, JSON.stringify(websiteTemplate({ DefaultRootObject: 'missing.html' })));
  await changed;
  expect((await fetch(`${http}/`)).status).toBe(403);

  const unreadable = edge.nextError(/run as before: .*template\.json/);
  writeFileSync(template, '{');
  await unreadable;
  expect((await fetch(`${http}/index.html`)).status).toBe(200);

  writeFileSync(template, JSON.stringify(websiteTemplate()));
  edge.interrupt();
  await edge.ended;
});

test('a port that is taken is one line', async () => {
  const edge = await serve('--json');
  const port = new URL(edge.ready.distributions[0].http!).port;
  expect(await run('serve', template, '--port', port)).toMatchObject({ exitCode: 2, output: '', errors: expect.stringMatching(/EADDRINUSE[^\n]*\n$/) });
  edge.interrupt();
  await edge.ended;
});

test('with several edge locations viewers get the one nearest to the country that they say', async () => {
  const edge = await serve('--json', '--edge-location', 'FRA2', '--edge-location', 'SYD1', '--country-header', 'X-Country');
  const popOf = async (country: string) => (await fetch(edge.ready.distributions[0].http!, { headers: { 'X-Country': country } })).headers.get('x-amz-cf-pop');
  expect([await popOf('FR'), await popOf('NZ')]).toEqual(['FRA2', 'SYD1']);
  edge.interrupt();
  await edge.ended;
});

test('an interruption lets the requests end that are under way, and takes no new ones', async () => {
  let [answer, asked] = [() => {}, () => {}];
  const asking = new Promise<void>((resolve) => { asked = resolve; });
  const origin = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Length': '10' });
    response.write('first');
    answer = () => response.end('later');
    asked();
  });
  await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve));
  const edge = start('serve', `${directory}/api.json`, '--json', '--origin', `api=http://127.0.0.1:${(origin.address() as AddressInfo).port}`);
  const { distributions: [{ http: url }] } = JSON.parse(await edge.firstLine);
  const response = await fetch(url);
  await asking;
  edge.interrupt();
  await expect(connecting(url)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  answer();
  expect(await response.text()).toBe('firstlater');
  expect((await edge.ended).exitCode).toBe(0);
  await new Promise((resolve) => origin.close(resolve));
});
