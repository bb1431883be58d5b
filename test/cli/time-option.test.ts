import { timeIn, utcDate } from '../../src/cli/time-option';

const NOW = Date.UTC(2013, 0, 1, 9);

test.each([
  ['1357034400', 1357034400],
  ['2013-01-01T10:00:00Z', 1357034400],
  ['2013-01-01T11:00:00+01:00', 1357034400],
  ['2013-01-01T10:00:00.900Z', 1357034400],
  ['2011-11-14T22:20:00.000Z', 1321309200],
  ['45 seconds', NOW / 1000 + 45],
  ['30 minutes', NOW / 1000 + 1800],
  ['1 hour', NOW / 1000 + 3600],
  ['2days', NOW / 1000 + 172_800],
])('%s is the second %d [SIG-012] [SIG-105] [SIG-108] [SIG-112]', (text, expected) => {
  expect(timeIn(text, NOW)).toBe(expected);
});

test.each([['3 weeks', /no unit week; there are seconds, minutes, hours and days/], ['tomorrow', /Expected seconds since 1970/], ['', /Expected/], ['-1', /Expected/], ['2013-13-01', /Expected/]])('%j is no time [SIG-105]', (text, message) => {
  expect(() => timeIn(text, NOW)).toThrow(message);
});

test('a day is taken as it is written, where there is one', () => {
  expect(utcDate('2014-05-06')).toBe('2014-05-06');
  for (const text of ['2014-13-01', '2014-5-6', 'May', '']) expect(() => utcDate(text)).toThrow('Expected a date such as 2014-05-06.');
});
