import { directoryWith, run, start } from './run';
import { websiteTemplate } from './templates';
import { ReadyEvent } from '../../src/local';

const directory = directoryWith({ 'template.json': websiteTemplate(), 'site/index.html': 'home' });

test('a URL that shows its object is well, and what keeps another one from it is told', async () => {
  const edge = start('serve', `${directory}/template.json`, '--json', '--bucket', `Bucket=${directory}/site`);
  const { control, distributions: [{ domainName, http }] } = JSON.parse(await edge.firstLine) as ReadyEvent;
  const answers = [await run('doctor', `http://${domainName}/index.html`, '--endpoint', control), await run('doctor', 'http://other.example.com/', '--endpoint', control), await run('doctor', `${http}/nothing`, '--endpoint', control)];
  edge.interrupt();
  await edge.ended;
  expect(answers).toEqual([
    { exitCode: 0, output: 'nothing is wrong with it; it is answered with 200\n', errors: '' },
    { exitCode: 1, output: 'other.example.com is no domain name or alternate domain name of a distribution\n', errors: '' },
    { exitCode: 1, output: expect.stringMatching(/^the object is neither public|^it is answered with 40[34]/), errors: '' },
  ]);
});

test.each([
  ['index.html', 'http://127.0.0.1:1', 2, /Expected a URL such as/],
  ['http://[', 'http://127.0.0.1:1', 2, /Expected a URL such as/],
  ['http://www.example.com/', 'http://127.0.0.1:1', 1, /cannot be reached/],
])('doctor %s at %s ends with %i', async (url, endpoint, exitCode, says) => {
  expect(await run('doctor', url, '--endpoint', endpoint)).toEqual({ exitCode, output: '', errors: expect.stringMatching(says) });
});
