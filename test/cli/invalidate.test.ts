import { writeFileSync } from 'node:fs';
import { directoryWith, run, Running, start } from './run';
import { websiteTemplate } from './templates';
import { ReadyEvent } from '../../src/local';

const directory = directoryWith({ 'template.json': websiteTemplate(), 'site/a.html': 'one', 'site/b.html': 'one' });
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

async function body(path: string): Promise<string> {
  return (await fetch(ready.distributions[0].http + path)).text();
}

test('an object that is invalidated is fetched anew by the next request, and no other [INV-001]', async () => {
  expect([await body('/a.html'), await body('/b.html')]).toEqual(['one', 'one']);
  for (const file of ['a.html', 'b.html']) writeFileSync(`${directory}/site/${file}`, 'two');
  expect([await body('/a.html'), await body('/b.html')]).toEqual(['one', 'one']);

  const { id } = ready.distributions[0];
  expect(await run('invalidate', '/a.html', '--endpoint', ready.control)).toEqual({ exitCode: 0, output: `invalidated /a.html in Site (${id})\n`, errors: '' });
  expect([await body('/a.html'), await body('/b.html')]).toEqual(['two', 'one']);
});

test('a distribution is named by its logical id or by its id', async () => {
  for (const name of ['Site', ready.distributions[0].id]) {
    expect(await run('invalidate', '/a.html', '/b*', '--endpoint', `${ready.control}/`, '--distribution', name)).toMatchObject({ exitCode: 0 });
  }
  expect(await run('invalidate', '/a.html', '--endpoint', ready.control, '--distribution', 'Shop'))
    .toMatchObject({ exitCode: 1, output: '', errors: expect.stringMatching(/no web distribution Shop runs at http/) });
});

test('an endpoint that is none is one line', async () => {
  expect(await run('invalidate', '/a', '--endpoint', 'http://127.0.0.1:1'))
    .toMatchObject({ exitCode: 1, output: '', errors: expect.stringMatching(/^cloudfront-edge: http:\/\/127\.0\.0\.1:1\/distributions cannot be reached: [^\n]*\n$/) });
  expect(await run('invalidate', '/a', '--endpoint', ready.distributions[0].http!))
    .toMatchObject({ exitCode: 1, errors: expect.stringMatching(/not that of an edge's control API/) });
});
