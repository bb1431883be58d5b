import { directoryWith, run, Running, start } from './run';
import { websiteTemplate } from './templates';
import { ReadyEvent } from '../../src/local';

const directory = directoryWith({ 'template.json': websiteTemplate(), 'site/index.html': 'home' });
let edge: Running;
let ready: ReadyEvent;

beforeAll(async () => {
  edge = start('serve', `${directory}/template.json`, '--json', '--bucket', `Bucket=${directory}/site`, '--from', 'DE');
  ready = JSON.parse(await edge.firstLine);
  for (let i = 0; i < 4; i++) await (await fetch(new URL('/index.html', ready.distributions[0].http!), { headers: { Referer: 'https://example.com/a' } })).text();
});
afterAll(() => {
  edge.interrupt();
  return edge.ended;
});

const report = (...args: string[]) => run('report', ...args, '--endpoint', ready.control);

test('requests to a running edge are in its reports, as text, CSV and JSON', async () => {
  const [{ id }] = ready.distributions;
  expect((await report('popular-objects')).output).toMatch(new RegExp(`^PopularObjects  DistributionID: ${id} .*\nDistributionID .*\n${id} .*/index.html +4 +3 +1 +75 `));
  expect((await report('top-referrers', '--format', 'csv', '--distribution', id)).output).toMatch(/\nDistributionID,FriendlyName,Referrer,RequestCount,RequestsPct\n.*,example.com,4,100\n$/);
  const { charts } = JSON.parse((await report('usage', '--granularity', 'hour', '--last', '1 hour', '--region', 'US', '--unit', 'KB', '--format', 'json')).output);
  expect(charts['Number of Requests']['Number of HTTP Requests'].reduce((sum: number, { value }: { value: number }) => sum + value, 0)).toBe(4);
  expect((await report('usage-report', '--operation', 'GET', '--usage-types', 'US-Requests-HTTP-Static,US-Requests-HTTP-Dynamic')).output).toMatch(/ 4\n$/);
  expect((await report('cache-statistics', '--location', 'Europe', '--last', '1 day')).output).toMatch(/ Europe .* 4 +3 +1 +0 /);
  expect((await report('metrics', '--period', '3600')).output).toMatch(/^Metrics /);
});

test('without a name reports and distributions are listed', async () => {
  expect((await report()).output).toMatch(/^cache-statistics +hits, misses, errors and bytes over time\n[^]*\nE[A-Z0-9]+ +template-bucket-[^ ]+, api.example.com\n$/);
});

test.each([
  [['weather'], 1, /answered 400: the report is "weather", where one of cache-statistics, .* is expected/],
  [['usage', '--start', 'soon'], 1, /answered 400: start is "soon"/],
  [['usage', '--format', 'pdf'], 2, /Allowed choices are text, csv, json/],
])('report %j ends with %i', async (args, exitCode, says) => {
  expect(await report(...args)).toEqual({ exitCode, output: '', errors: expect.stringMatching(says) });
});

test('an endpoint that is none is one line', async () => {
  expect(await run('report', 'usage', '--endpoint', 'http://127.0.0.1:1')).toMatchObject({ exitCode: 1, output: '', errors: expect.stringMatching(/cannot be reached/) });
});
