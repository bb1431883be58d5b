import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '../../src/edge';
import { ControlAnswer } from '../../src/local/control-api';
import { TrailKeeper, TrailSettings } from '../../src/local/trail-keeper';
import { trailRoutes } from '../../src/local/trail-routes';
import { ApiCall } from '../../src/records';

const directory = mkdtempSync(join(tmpdir(), 'trail-'));
afterAll(() => rmSync(directory, { recursive: true }));

function keeper(settings: TrailSettings, tell?: (line: string) => void) {
  const clock = new ManualClock(Date.UTC(2014, 4, 6, 18));
  const trail = new TrailKeeper(clock, '111122223333', settings, tell);
  const call = (times: number) => {
    for (let i = 0; i < times; i++) trail.record({ action: 'ListDistributions', version: '2020-05-31', requestId: `${i}`, subject: {}, caller: { accessKeyId: 'A', sourceIp: '', userAgent: '' } } satisfies Omit<ApiCall, 'time'>);
  };
  return { clock, trail, call };
}

const filesIn = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json')).sort();
const recordsIn = (folder: string) => filesIn(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')).Records.length);

test('ten calls with a flush between them are two files with one list each, which stay [RPT-101] [RPT-115]', () => {
  const folder = join(directory, 'ten');
  const { clock, trail, call } = keeper({ directory: folder });
  call(5);
  trail.flush();
  call(5);
  trail.close();
  expect(filesIn(folder)).toEqual([1, 2].map((number) => `AWSLogs/111122223333/CloudTrail/us-east-1/2014/05/06/111122223333_CloudTrail_us-east-1_20140506T1800Z_000000000000000${number}.json`));
  expect(recordsIn(folder)).toEqual([5, 5]);
  clock.advance(400 * 86_400_000);
  expect(recordsIn(folder)).toEqual([5, 5]);
});

test('a new file begins every five minutes, where there is something to write [RPT-115]', () => {
  const folder = join(directory, 'periodic');
  const { clock, call } = keeper({ directory: folder });
  call(2);
  clock.advance(15 * 60_000);
  call(1);
  clock.advance(5 * 60_000);
  expect(recordsIn(folder)).toEqual([2, 1]);
});

test('what is recorded can be read at any time, and without files', () => {
  const { trail, call } = keeper({});
  call(3);
  const routes = trailRoutes(trail);
  expect((routes['GET /trail']({}) as ControlAnswer & { body: any }).body.Records).toHaveLength(3);
  expect(routes['POST /trail/flush']({})).toEqual({ status: 200, body: {} });
  call(10_000);
  expect(trail.records).toHaveLength(10_000);
});

test('a file that cannot be written is told in a line', () => {
  const file = join(directory, 'file');
  writeFileSync(file, '');
  const told: string[] = [];
  const { trail, call } = keeper({ directory: file }, (line) => told.push(line));
  call(1);
  trail.close();
  expect(told).toEqual([expect.stringMatching(/^the trail .*\.json cannot be written: /)]);
});
