import { TopList } from '../../../src/records/reports/top-list';
import { DAY, MINUTE } from '../../../src/records/time';

const START = Date.UTC(2014, 9, 24);

function counted(list: TopList, name: string, times: number, end = START): void {
  const record = { request: { method: 'GET' }, transfer: { end, status: 200, resultType: 'Hit', bytesSent: 1 } };
  for (let i = 0; i < times; i++) list.count(name, record as never);
}

const totals = (list: TopList, count = 50) => list.top(count, START / DAY, START / DAY).map(([name, { requests }]) => [name, requests] as const);

test('the busiest objects have exact totals, while others lose what they had when they fell off the list [RPT-054]', () => {
  const list = new TopList(150);
  const [busy, others] = [Array.from({ length: 50 }, (_, i) => `busy ${i}`), Array.from({ length: 200 }, (_, i) => `other ${i}`)];
  for (let interval = 0; interval < 3; interval++) {
    for (const name of others) counted(list, name, 1, START + interval * 10 * MINUTE);
    for (const name of busy) counted(list, name, 10, START + interval * 10 * MINUTE);
  }
  const top = totals(list, 250);
  expect(top.slice(0, 50)).toEqual([...busy].sort().map((name) => [name, 30]));
  expect(top.slice(50).some(([, requests]) => requests < 3)).toBe(true);
});

test('within ten minutes all are counted, however many', () => {
  const list = new TopList(2);
  for (const [name, times] of [['a', 1], ['b', 2], ['c', 3]] as const) counted(list, name, times);
  expect(totals(list)).toEqual([['c', 3], ['b', 2], ['a', 1]]);
  counted(list, 'd', 1, START + 10 * MINUTE);
  expect(totals(list)).toEqual([['c', 3], ['b', 2], ['d', 1]]);
});

test('new names without end take no memory without end', () => {
  const list = new TopList(150);
  counted(list, 'known', 3);
  for (let i = 0; i < 25_000; i++) counted(list, `new ${i}`, 1);
  expect(totals(list, Infinity).length).toBeLessThan(10_200);
  expect(totals(list)[0]).toEqual(['known', 3]);
});

test('days are counted for themselves, and forgotten', () => {
  const list = new TopList(150);
  counted(list, 'a', 1, START - 1);
  counted(list, 'a', 2, START);
  expect(list.top(1, START / DAY - 1, START / DAY - 1)[0][1].requests).toBe(1);
  expect(totals(list)).toEqual([['a', 2]]);
  list.forget(START / DAY);
  expect(list.top(1, START / DAY - 1, START / DAY - 1)).toEqual([]);
});
