import { request } from 'node:http';
import { directoryWith, run, serving } from './run';
import { websiteTemplate } from './templates';

const behavior = { TargetOriginId: 'pages', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } };
const template = websiteTemplate({
  DefaultRootObject: '', DefaultCacheBehavior: behavior, CacheBehaviors: [{ ...behavior, PathPattern: 'private/*', TrustedSigners: ['self'] }],
});
const directory = directoryWith({ 'template.json': template, 'site/index.html': 'home', 'site/images/a.jpg': 'image', 'site/private/a.txt': 'secret' });
const served = serving(`${directory}/template.json`, '--bucket', `Bucket=${directory}/site`);

function get(path: string): Promise<{ readonly status?: number; readonly text: string }> {
  const [{ http, domainName }] = served.ready.distributions;
  return new Promise((resolve, reject) => {
    request(new URL(path, http!), { headers: { host: domainName } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => { text += String(chunk); }).on('end', () => resolve({ status: response.statusCode, text }));
    }).on('error', reject).end();
  });
}

test('invalidations, signed URLs and the default root object need no other tool [DST-166]', async () => {
  const at = ['--endpoint', served.ready.control];
  expect((await run('invalidate', '/images/*', ...at)).output).toMatch(/^invalidated \/images\/\* in Site/);
  const [id] = (await run('key-pair', 'create', '--private-key', `${directory}/key.pem`, ...at)).output.split('  ');
  const url = `http://${served.ready.distributions[0].domainName}/private/a.txt`;
  const signed = (await run('sign', url, '--key-pair-id', id, '--private-key', `${directory}/key.pem`, '--expires', '1 hour')).output.trim();
  expect([(await get('/private/a.txt')).status, await get(signed.slice(signed.indexOf('/private')))]).toEqual([403, { status: 200, text: 'secret' }]);
  expect((await get('/')).text).not.toBe('home');
  expect(await run('root-object', 'index.html', ...at)).toMatchObject({ exitCode: 0, errors: '', output: expect.stringMatching(/^the default root object of Site \(E\w+\) is index\.html/) });
  expect(await get('/')).toEqual({ status: 200, text: 'home' });
});

test('a name that CloudFront refuses, and a distribution that is not there, are told', async () => {
  expect(await run('root-object', '/index.html', '--endpoint', served.ready.control)).toMatchObject({ exitCode: 1, output: '' });
  expect(await run('root-object', 'a.html', '--distribution', 'ENONE', '--endpoint', served.ready.control)).toMatchObject({ exitCode: 1, errors: expect.stringMatching(/no web distribution ENONE/) });
});
