import { Traffic } from '../traffic';

const NOW = '2014-10-24T12:00:00Z';

test.each([
  ['usage', '[RPT-041] [RPT-042]'], ['cache-statistics', '[RPT-066]'],
])('%s is of days within the last 60, or of hours of up to 14 days %s', (name) => {
  const traffic = new Traffic({ Web: {} }, NOW);
  const rows = (asked: { readonly [parameter: string]: string }) => traffic.report(name, asked).rows;
  expect(rows({ start: '2014-08-25', granularity: 'day' })).toHaveLength(61);
  expect(() => rows({ start: '2014-08-24', granularity: 'day' })).toThrow('the range begins at 2014-08-24T00:00:00Z, more than 60 days ago');
  expect(rows({ start: '2014-09-01', end: '2014-09-14', granularity: 'hour' })).toHaveLength(14 * 24);
  expect(() => rows({ start: '2014-09-01', end: '2014-09-15', granularity: 'hour' })).toThrow('the range has more than 14 days, for which there are no hours: ask for granularity day');
  expect(rows({ start: '2014-10-24', granularity: 'hour' }).map(({ TimeBucket }: { TimeBucket: string }) => TimeBucket).slice(-2)).toEqual(['2014-10-24T11:00:00Z', '2014-10-24T12:00:00Z']);
});

test('what is asked for at 8 o\'clock is in the statistics of 9 [RPT-067] and in the charts of 12 [RPT-043]', () => {
  const traffic = new Traffic({ Web: {} }, '2014-10-24T08:00:00Z');
  traffic.request();
  traffic.moveTo('2014-10-24T09:00:00Z');
  expect(traffic.report('cache-statistics', { granularity: 'hour', last: '2 hours' }).rows.map(({ RequestCount }: { RequestCount: number }) => RequestCount)).toEqual([0, 1, 0]);
  traffic.moveTo(NOW);
  expect(traffic.report('usage', { granularity: 'hour', start: '2014-10-24T08:00:00Z', end: '2014-10-24T09:00' }).rows).toMatchObject([{ HTTPS: 1 }]);
});

test('without bounds a report is of seven days, of which the last is today, or ends when it is told to', () => {
  const traffic = new Traffic({ Web: {} }, NOW);
  expect(traffic.report('usage')).toMatchObject({ StartDateUTC: '2014-10-18T00:00:00Z', EndDateUTC: '2014-10-25T00:00:00Z' });
  expect(traffic.report('usage', { end: '2014-10-10' })).toMatchObject({ StartDateUTC: '2014-10-04T00:00:00Z', EndDateUTC: '2014-10-11T00:00:00Z' });
});

test.each([
  [{ start: 'yesterday' }, 'start is "yesterday", where a date such as 2014-10-24 or a time such as 2014-10-24T10:00:00Z is expected'],
  [{ end: '2014-13-01' }, 'end is "2014-13-01"'],
  [{ start: '2014-10-24', end: '2014-10-23' }, 'the time ends at 2014-10-24T00:00:00Z, before it begins at 2014-10-24T00:00:00Z'],
  [{ last: '3 moons' }, 'last is "3 moons", where a length such as "12 hours" is expected, in minutes, hours, days, weeks'],
  [{ last: '0 hours' }, 'last is "0 hours"'],
  [{ last: '1 hour', start: '2014-10-24' }, 'last cannot be given beside start or end'],
  [{ granularity: 'month' }, 'granularity is "month", where one of hour, day is expected'],
  [{ colour: 'blue' }, 'the report usage has no parameter "colour"; it has distribution, start, end, last, granularity, region, unit'],
])('%j is refused: %s', (asked, says) => {
  expect(() => new Traffic({ Web: {} }, NOW).report('usage', asked)).toThrow(says);
});

test('a report that there is not is refused with those that there are', () => {
  expect(() => new Traffic().report('weather')).toThrow('the report is "weather", where one of cache-statistics, popular-objects, top-referrers, locations, usage, usage-report, billing, metrics is expected');
});
