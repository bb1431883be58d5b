import { writeFileSync } from 'node:fs';
import { directoryWith, run, serving } from './run';
import { websiteTemplate } from './templates';

const directory = directoryWith({ 'template.json': websiteTemplate(), 'site/a.html': 'one', 'site/b.html': 'one' });
const served = serving(`${directory}/template.json`, '--bucket', `Bucket=${directory}/site`);

async function body(path: string): Promise<string> {
  return (await fetch(served.ready.distributions[0].http + path)).text();
}

test('an object that is invalidated is fetched anew by the next request, and no other [INV-001]', async () => {
  expect([await body('/a.html'), await body('/b.html')]).toEqual(['one', 'one']);
  for (const file of ['a.html', 'b.html']) writeFileSync(`${directory}/site/${file}`, 'two');
  expect([await body('/a.html'), await body('/b.html')]).toEqual(['one', 'one']);

  const { id } = served.ready.distributions[0];
  expect(await run('invalidate', '/a.html', '--endpoint', served.ready.control)).toEqual({ exitCode: 0, output: `invalidated /a.html in Site (${id})\n`, errors: '' });
  expect([await body('/a.html'), await body('/b.html')]).toEqual(['two', 'one']);
});

test('a distribution is named by its logical id or by its id', async () => {
  for (const name of ['Site', served.ready.distributions[0].id]) {
    expect(await run('invalidate', '/a.html', '/b*', '--endpoint', `${served.ready.control}/`, '--distribution', name)).toMatchObject({ exitCode: 0 });
  }
  expect(await run('invalidate', '/a.html', '--endpoint', served.ready.control, '--distribution', 'Shop'))
    .toMatchObject({ exitCode: 1, output: '', errors: expect.stringMatching(/no web distribution Shop runs at http/) });
});

test('a path may be written without its slash [INV-033]', async () => {
  expect((await run('invalidate', 'a.html', '--endpoint', served.ready.control)).output).toBe(`invalidated /a.html in Site (${served.ready.distributions[0].id})\n`);
});

test('an invalidation can be copied and run again with further paths; the list has both [INV-013] [INV-019]', async () => {
  const list = async () => (await run('invalidate', '--list', '--endpoint', served.ready.control)).output.trim().split('\n');
  await run('invalidate', '/x', '/y', '--endpoint', served.ready.control);
  const before = await list();
  const [original] = before[1].trim().split('  ');
  expect((await run('invalidate', '/z', '--copy-of', original, '--endpoint', served.ready.control)).output).toMatch(/^invalidated \/x \/y \/z in Site/);
  const after = await list();
  expect(after[0]).toMatch(/^Site \(E\w+\): 0 in progress$/);
  expect(after.slice(2)).toEqual(before.slice(1));
  const { paths } = await (await fetch(`${served.ready.control}/distributions/${served.ready.distributions[0].id}/invalidations/${original}`)).json() as { paths: string[] };
  expect(paths).toEqual(['/x', '/y']);
  expect(await run('invalidate', '--copy-of', 'INONE', '--endpoint', served.ready.control)).toMatchObject({ exitCode: 1, errors: expect.stringMatching(/has no invalidation INONE/) });
});

test('without a path there is nothing to do', async () => {
  expect(await run('invalidate', '--endpoint', served.ready.control)).toMatchObject({ exitCode: 2, errors: expect.stringMatching(/expected a path/) });
});

test('an endpoint that is none is one line', async () => {
  expect(await run('invalidate', '/a', '--endpoint', 'http://127.0.0.1:1'))
    .toMatchObject({ exitCode: 1, output: '', errors: expect.stringMatching(/^cloudfront-edge: http:\/\/127\.0\.0\.1:1\/distributions cannot be reached: [^\n]*\n$/) });
  expect(await run('invalidate', '/a', '--endpoint', served.ready.distributions[0].http!))
    .toMatchObject({ exitCode: 1, errors: expect.stringMatching(/not that of an edge's control API/) });
});
