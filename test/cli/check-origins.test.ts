import { createServer, RequestListener, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { directoryWith, run } from './run';
import { websiteTemplate } from './templates';

const directory = directoryWith({ 'template.json': websiteTemplate() });
const servers: Server[] = [];

async function server(listener: RequestListener): Promise<string> {
  const opened = createServer(listener);
  servers.push(opened);
  await new Promise<void>((resolve) => opened.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(opened.address() as AddressInfo).port}`;
}

afterAll(() => servers.forEach((each) => each.close()));

const check = (...args: string[]) => run('check-origins', `${directory}/template.json`, ...args);
const good: RequestListener = (_request, response) => void response.end('good');

test('an origin without fault is reported as such', async () => {
  expect(await check('--origin', `api=${await server(good)}`)).toEqual({ exitCode: 0, output: '0 errors, 0 warnings\n', errors: '' });
});

test('a fault is a finding about the origin in the template [REQ-177]', async () => {
  const url = await server((_request, response) => void response.writeHead(302, { Location: 'http://api.example.com/b' }).end());
  const text = await check('--origin', `api=${url}`, '--path', '/api/a');
  expect([text.exitCode, text.output]).toEqual([1, [
    'template/Site',
    `  warning  origin-redirect  DistributionConfig.Origins[1]  ${directory}/template.json:1`,
    '           GET /api/a: Location: http://api.example.com/b leads viewers to the',
    '           origin, past CloudFront.',
    '           Fix: redirect to a path, or to the domain name of the distribution.',
    '           docs/rules.md#origin-redirect',
    '',
    '0 errors, 1 warning',
    '',
  ].join('\n')]);
  const { output } = await check('--origin', `api=${url}`, '--path', '/api/a', '--format', 'json');
  expect(JSON.parse(output)).toMatchObject({
    findings: [{ rule: 'origin-redirect', level: 'warning', resource: 'Site', path: 'DistributionConfig.Origins[1]', spec: ['REQ-177'] }],
    summary: { errors: 0, warnings: 1, infos: 0 },
  });
});

test('what is for information does not fail, two servers that differ do [ORG-047] [REQ-153]', async () => {
  const future: RequestListener = (_request, response) => void response.writeHead(200, { 'Last-Modified': 'Fri, 01 Jan 2100 00:00:00 GMT' }).end('good');
  const [one, other] = [await server(good), await server(future)];
  expect(await check('--origin', `api=${other}`)).toMatchObject({ exitCode: 0, output: expect.stringMatching(/^ {2}info {5}origin-last-modified/m) });
  const both = await check('--origin', `api=${one}`, '--origin', `api=${other}`);
  expect(both).toMatchObject({ exitCode: 1, output: expect.stringMatching(/origin-servers-differ.*\n.*GET \/: servers of the origin differ in Last-Modified/) });
});

test('an origin that does not answer is told in a line', async () => {
  expect(await check('--origin', 'api=http://127.0.0.1:1')).toMatchObject({ exitCode: 1, errors: expect.stringMatching(/^cloudfront-edge: http:\/\/127\.0\.0\.1:1 gives no usable answer for \/ \(connection-refused\)/) });
});

test.each([
  [[]], [['--origin', 'api']], [['--origin', 'none=http://127.0.0.1:1']], [['--origin', 'api=http://127.0.0.1:1', '--path', 'a']],
])('wrong usage: %j', async (args: string[]) => {
  expect((await check(...args)).exitCode).toBe(2);
});
