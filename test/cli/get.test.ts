import { writeFileSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { directoryWith, run } from './run';
import { websiteTemplate } from './templates';

const directory = directoryWith({
  'template.json': websiteTemplate({ Restrictions: { GeoRestriction: { RestrictionType: 'blacklist', Locations: ['FR'] } } }),
  'site/index.html': '<h1>home</h1>',
  'site/dot.gif': Buffer.from([0x47, 0x49, 0x46, 0xff]).toString('latin1'),
});
const template = `${directory}/template.json`;
let api: Server;
let apiUrl: string;

beforeAll(async () => {
  api = createServer((request, response) => {
    if (request.url === '/api/binary') return response.writeHead(200, [['X-One', '1'], ['X-Two', '1'], ['X-Two', '2']]).end(Buffer.from([0xff, 0x00]));
    return response.writeHead(200, { 'x-method': request.method!, 'x-token': request.headers['x-token'] ?? '' }).end(`api ${request.url}`);
  });
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  apiUrl = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => api.close(resolve)));

test('prints the body', async () => {
  expect(await run('get', template, '/', '--bucket', `Bucket=${directory}/site`)).toEqual({ exitCode: 0, output: '<h1>home</h1>', errors: '' });
});

test.each([
  ['/missing.html', /^cloudfront-edge: 403: the origin pages answered 403: there is no such object, which only those hear who may list the bucket \(s3:ListBucket\) \(--explain tells all\)\n$/],
  ['/api/a', /502: the origin gave no usable answer \(not-allowed\): .*say where it is with --origin api=URL/],
  ['https://unknown.example.com/', /403: no distribution has the domain name or alias unknown\.example\.com/],
])('an error is told in a line beside the body: %s', async (url, message) => {
  const { exitCode, errors } = await run('get', template, url, '--bucket', `Bucket=${directory}/site`);
  expect({ exitCode, errors }).toEqual({ exitCode: 1, errors: expect.stringMatching(message) });
});

test('a bucket that lets CloudFront read nothing says so', async () => {
  const { Resources: { BucketPolicy, ...Resources } } = websiteTemplate() as { Resources: { [logicalId: string]: object } };
  writeFileSync(`${directory}/closed.json`, JSON.stringify({ Resources }));
  const { errors } = await run('get', `${directory}/closed.json`, '/', '--bucket', `Bucket=${directory}/site`);
  expect(errors).toMatch(/403: the origin pages answered 403: the bucket does not allow s3:GetObject to CloudFront/);
});

test('an unknown host is no distribution\'s', async () => {
  const { exitCode, output } = await run('get', template, 'https://unknown.example.com/', '--json');
  expect({ exitCode, status: JSON.parse(output).status }).toEqual({ exitCode: 1, status: 403 });
});

test('reaches an origin at the URL that stands for it', async () => {
  expect(await run('get', template, '/api/items?x=1', '--origin', `api=${apiUrl}`)).toEqual({ exitCode: 0, output: 'api /api/items', errors: '' });
});

test('as JSON the response has its headers, its body and what was decided', async () => {
  const { exitCode, output } = await run('get', template, '/', '--json', '--bucket', `Bucket=${directory}/site`);
  expect(exitCode).toBe(0);
  expect(JSON.parse(output)).toMatchObject({
    status: 200,
    headers: { 'content-type': 'text/html', 'x-cache': 'Miss from cloudfront' },
    body: '<h1>home</h1>',
    resultType: 'Miss',
    distribution: 'Site',
    pathPattern: '*',
    originRequests: [{ originId: 'pages', url: '/index.html', outcome: 200 }],
    decisions: expect.any(Array),
    explanation: expect.arrayContaining([expect.stringMatching(/^GET https:/)]),
  });
});

test('as JSON a body that is no text is in Base64, and a header that is repeated a list', async () => {
  const { output } = await run('get', template, '/api/binary', '--json', '--origin', `api=${apiUrl}`);
  expect(JSON.parse(output)).toMatchObject({ bodyBase64: '/wA=', headers: { 'x-two': ['1', '2'], 'x-one': '1' } });
  expect(JSON.parse(output)).not.toHaveProperty('body');
});

test('explains stage by stage, with the settings that decided', async () => {
  const { output } = await run('get', template, '/api/x', '--explain', '--origin', `api=${apiUrl}`);
  expect(output).toMatch(/^GET https:\/\/\S+\/api\/x /);
  expect(output).toMatch(/\/api\/\*[^\n]*\[DistributionConfig\.CacheBehaviors\[0\]/);
  expect(output).toMatch(/GET \/api\/x of api: 200/);
});

test('says from which country the viewer is, and fails when the answer is an error', async () => {
  const blocked = await run('get', template, '/', '--from', 'fr', '--json', '--bucket', `Bucket=${directory}/site`);
  expect({ exitCode: blocked.exitCode, status: JSON.parse(blocked.output).status }).toEqual({ exitCode: 1, status: 403 });
  expect((await run('get', template, '/', '--from', 'DE', '--bucket', `Bucket=${directory}/site`)).exitCode).toBe(0);
});

test('makes a request with any method and header', async () => {
  const head = await run('get', template, '/api/x', '-X', 'HEAD', '--json', '--origin', `api.example.com=${apiUrl}`);
  expect(JSON.parse(head.output)).toMatchObject({ status: 200, body: '' });
  const deleted = await run('get', template, '/api/x', '-X', 'DELETE', '--explain', '--origin', `api=${apiUrl}`);
  expect(deleted).toMatchObject({ exitCode: 1, output: expect.stringMatching(/DELETE is none of the allowed methods/) });
  const other = await run('get', template, '/api/x', '-H', 'Host: other.example.com', '--explain', '--origin', `api=${apiUrl}`);
  expect(other).toMatchObject({ exitCode: 1, output: expect.stringMatching(/no distribution has the domain name or alias other\.example\.com/) });
});

test('an origin that cannot be reached is an answer of the edge, not an end of the program', async () => {
  const refused = await run('get', template, '/api/x', '--json', '--origin', 'api=http://127.0.0.1:1');
  expect({ exitCode: refused.exitCode, status: JSON.parse(refused.output).status }).toEqual({ exitCode: 1, status: 502 });
});

test('an origin without a place on this machine is named, with what to write', async () => {
  const { output } = await run('get', template, '/api/x', '--explain');
  expect(output).toMatch(/api\.example\.com[^]*--origin/);
});

test.each([
  [['get', template, 'index.html'], /index\.html: expected a path/],
  [['get', template, '/', '--bucket', `Nothing=${directory}`], /Nothing: no origin or bucket has this name; there are .*Bucket/],
])('%j is wrong, which one line says', async (args, message) => {
  expect(await run(...args)).toMatchObject({ exitCode: 2, output: '', errors: expect.stringMatching(message) });
});
