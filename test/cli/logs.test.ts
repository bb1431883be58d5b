import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { directoryWith, run } from './run';

const HEADER = '#Version: 1.0\n#Fields: date time c-ip cs-method cs-uri-stem cs-uri-query sc-status sc-bytes x-edge-result-type\n';
const line = (...values: string[]) => `${values.join('\t')}\n`;
const FIRST = HEADER + line('2025-01-01', '10:00:00', '192.0.2.10', 'GET', '/a', '-', '403', '10', 'Error') + line('2025-01-01', '12:00:00', '198.51.100.9', 'GET', '/a', 'x=1', '403', '10', 'Error');
const SECOND = HEADER + line('2025-01-01', '09:00:00', '192.0.2.1', 'GET', '/b', '-', '200', '30', 'Hit');

const directory = directoryWith({
  'logs/day/second.log': SECOND,
  'logs/notes.txt': 'no log',
  'broken.log': '#Fields: a b\n1\n',
  'countries.csv': '192.0.2.10/32,MC\n198.51.100.0/24,LI\n',
});
writeFileSync(`${directory}/logs/first.gz`, gzipSync(FIRST));

test('counts the entries of files and directories, compressed or not', async () => {
  expect(await run('logs', 'summary', `${directory}/logs`)).toMatchObject({
    exitCode: 0,
    output: [
      '3 entries from 2025-01-01 09:00:00 to 2025-01-01 12:00:00, 50 bytes', 'result type Error: 2', 'result type Hit: 1', 'status 200: 1', 'status 403: 2',
      'hour 2025-01-01 09: 1', 'hour 2025-01-01 10: 1', 'hour 2025-01-01 11: 0', 'hour 2025-01-01 12: 1', '',
    ].join('\n'),
  });
  expect(JSON.parse((await run('logs', 'summary', `${directory}/logs`, '--day', '2025-01-02', '--json')).output)).toMatchObject({ entries: 0, hours: { '2025-01-02 23': 0 } });
  expect((await run('logs', 'summary', `${directory}/logs`, '--day', '2025-01-02')).output).toMatch(/^no entries\nhour 2025-01-02 00: 0\n/);
});

test('lists the objects to invalidate, and the variants of one [INV-011] [INV-029]', async () => {
  expect((await run('logs', 'objects', `${directory}/logs`)).output).toBe('/b\n/a\n/a?x=1\n');
  expect((await run('logs', 'objects', `${directory}/logs`, '--no-query-strings')).output).toBe('/b\n/a\n');
  expect((await run('logs', 'objects', `${directory}/logs`, '--variants-of', '/a', '--json')).output).toBe('["/a","/a?x=1"]\n');
});

test('tells which requests were probably refused for their country [GEO-033]', async () => {
  const countries = ['--countries', `${directory}/countries.csv`];
  expect((await run('logs', 'rejections', `${directory}/logs`, ...countries, '--blocked', 'MC')).output).toBe(
    '2025-01-01 10:00:00  192.0.2.10  MC  /a  probably geo restriction\n2025-01-01 12:00:00  198.51.100.9  LI  /a  another\n',
  );
  expect((await run('logs', 'rejections', `${directory}/logs`, ...countries, '--allowed', 'MC')).output).toMatch(/MC {2}\/a {2}another\n.*LI {2}\/a {2}probably geo restriction\n$/);
  expect(await run('logs', 'rejections', `${directory}/logs`)).toMatchObject({ exitCode: 2, errors: expect.stringMatching(/rejections needs --countries FILE, and --blocked or --allowed/) });
});

test('merges files into one [LOG-037]', async () => {
  const { output } = await run('logs', 'merge', `${directory}/logs`);
  expect(output).toBe(HEADER + SECOND.slice(HEADER.length) + FIRST.slice(HEADER.length));
});

test.each([
  [['broken.log'], /broken\.log: line 2: 1 values, where #Fields names 2/],
  [['none.log'], /none\.log: ENOENT/],
])('%j cannot be read', async (names, message) => {
  expect(await run('logs', 'summary', ...names.map((name) => `${directory}/${name}`))).toMatchObject({ exitCode: 2, errors: expect.stringMatching(message) });
});

test.each([[['summary', 'x', '--day', 'monday'], /Expected a date such as 2014-05-06/], [['all', 'x'], /Allowed choices are summary, objects, rejections, merge/]])('%j is wrong usage', async (args, message) => {
  expect(await run('logs', ...args)).toMatchObject({ exitCode: 2, errors: expect.stringMatching(message) });
});
