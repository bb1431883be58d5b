import { Traffic } from '../traffic';

function objects(traffic: Traffic, asked = {}): any[] {
  return traffic.report('popular-objects', asked).rows;
}

test('the 50 objects with most requests are listed, the busiest first [RPT-053]', () => {
  const traffic = new Traffic();
  for (let i = 1; i <= 60; i++) traffic.request({ url: `/${i}` }, i);
  const rows = objects(traffic);
  expect(rows.map(({ RequestCount }) => RequestCount)).toEqual(Array.from({ length: 50 }, (_, i) => 60 - i));
  expect(rows[0].Object).toBe('/60');
});

test('a line has the columns of CloudFront, in their order [RPT-057]', () => {
  const traffic = new Traffic({ Web: { Aliases: ['www.example.com'] } });
  traffic.request({ url: '/a.jpg', result: 'Hit', bytes: 100 }, 8);
  traffic.request({ url: '/a.jpg', result: 'Miss', bytes: 300 }, 2);
  expect(traffic.csv('popular-objects').slice(-2)).toEqual([
    'DistributionID,FriendlyName,Object,RequestCount,HitCount,MissCount,HitCountPct,BytesFromMisses,TotalBytes,IncompleteDownloadCount,HTTP2xx,HTTP3xx,HTTP4xx,HTTP5xx',
    `${traffic.id()},www.example.com,/a.jpg,10,8,2,80,600,1400,0,10,0,0,0`,
  ]);
});

test('requests of all methods count [RPT-058], and all bytes [RPT-063], those of misses for themselves [RPT-062]', () => {
  const traffic = new Traffic();
  traffic.request({ url: '/a.jpg' }, 9);
  traffic.request({ url: '/a.jpg', method: 'HEAD' });
  traffic.request({ url: '/b', bytes: 1000, result: 'Miss' });
  traffic.request({ url: '/b', bytes: 300, method: 'HEAD' });
  traffic.request({ url: '/b', bytes: 200, method: 'POST' });
  traffic.request({ url: '/c', bytes: 1000, result: 'Miss' });
  traffic.request({ url: '/c', bytes: 500, result: 'Miss' });
  traffic.request({ url: '/c', bytes: 1000, result: 'Hit' });
  expect(objects(traffic).map(({ Object: name, RequestCount, TotalBytes, BytesFromMisses }) => [name, RequestCount, TotalBytes, BytesFromMisses])).toEqual([
    ['/a.jpg', 10, 10_000, 0], ['/b', 3, 1500, 1000], ['/c', 3, 2500, 1500],
  ]);
});

test('hits are those with Hit [RPT-059], misses those with Miss [RPT-060], and the ratio is of all requests [RPT-061]', () => {
  const traffic = new Traffic();
  for (const result of ['Hit', 'RefreshHit', 'Miss'] as const) traffic.request({ url: '/a', result });
  for (const result of ['Miss', 'Miss'] as const) traffic.request({ url: '/b', result });
  traffic.request({ url: '/b', result: 'Error', status: 404 });
  for (const result of ['Hit', 'Miss', 'RefreshHit', 'RefreshHit'] as const) traffic.request({ url: '/c', result });
  const byName = new Map(objects(traffic).map((row) => [row.Object, row]));
  expect(byName.get('/a')).toMatchObject({ HitCount: 1, MissCount: 1, RequestCount: 3 });
  expect(byName.get('/b')).toMatchObject({ MissCount: 2 });
  expect(byName.get('/c')).toMatchObject({ RequestCount: 4, HitCount: 1, MissCount: 1, HitCountPct: 25 });
});

test('an answer of 200 that a viewer broke off is an incomplete download, and counts as a request with 2xx, too [RPT-064]', () => {
  const traffic = new Traffic();
  traffic.request({ status: 200, result: 'Error' });
  expect(objects(traffic)).toMatchObject([{ RequestCount: 1, IncompleteDownloadCount: 1, HTTP2xx: 1 }]);
});

test('an object is meant by its path, whatever domain name and query string viewers use [RPT-119]', () => {
  const traffic = new Traffic({ Web: { Aliases: ['www.example.com'] } });
  traffic.request({ url: '/a.jpg', headers: ['Host', 'www.example.com'] }, 3);
  traffic.request({ url: '/a.jpg?size=1', headers: ['Host', 'd111111abcdef8.cloudfront.net'] }, 2);
  expect(objects(traffic)).toMatchObject([{ Object: '/a.jpg', RequestCount: 5 }]);
});

test('the report is of exactly one distribution, and of days in UTC, of the last 60 [RPT-056]', () => {
  const traffic = new Traffic({ A: {}, B: {} }, '2014-09-30T23:59:59Z');
  const days = ['2014-09-30T23:59:59Z', '2014-10-01T00:00:00Z', '2014-10-07T23:59:59Z', '2014-10-08T00:00:00Z'];
  days.forEach((time, i) => {
    traffic.moveTo(time);
    traffic.request({ of: 'A' }, 10 ** i);
    traffic.request({ of: 'B' });
  });
  expect(objects(traffic, { distribution: traffic.id('A'), start: '2014-10-01', end: '2014-10-07' })).toMatchObject([{ RequestCount: 110 }]);
  expect(objects(traffic, { distribution: traffic.id('A'), start: '2014-10-08', end: '2014-10-08' })).toMatchObject([{ RequestCount: 1000 }]);
  expect(() => objects(traffic)).toThrow('distribution is missing, and there are 2 web distributions');
  expect(() => objects(traffic, { distribution: 'ALL' })).toThrow('the id of a web distribution is expected');
  expect(() => objects(traffic, { distribution: traffic.id('A'), start: '2014-08-08' })).toThrow('the range begins at 2014-08-08T00:00:00Z, more than 60 days ago');
});

test('of a long URL the last 500 characters are told', () => {
  const traffic = new Traffic();
  traffic.request({ url: `/${'a'.repeat(600)}` });
  expect(objects(traffic)).toMatchObject([{ Object: 'a'.repeat(500) }]);
});

test('what a spreadsheet would take for a formula, or for the end of a column, is none', () => {
  const traffic = new Traffic();
  traffic.request({ url: '=cmd()' });
  traffic.request({ url: '/a,"b"' });
  expect(traffic.csv('popular-objects').slice(-2).map((line) => line.replace(/^[^,]*,[^,]*,/, ''))).toEqual(['"/a,""b""",1,1,0,100,0,1000,0,1,0,0,0', '\'=cmd(),1,1,0,100,0,1000,0,1,0,0,0']);
});
