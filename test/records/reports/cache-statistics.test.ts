import { Said, Traffic } from '../traffic';

/** The last point of each series of a chart. */
function last(report: any, chart: string): { readonly [series: string]: number } {
  return Object.fromEntries(Object.entries<any[]>(report.charts[chart]).map(([series, points]) => [series, points.at(-1).value]));
}

function statisticsOf(...all: readonly Said[]): any {
  const traffic = new Traffic();
  for (const said of all) traffic.request(said);
  return traffic.report('cache-statistics');
}

const BY_RESULT = 'Percentage of Viewer Requests by Result Type';
const UNFINISHED = 'Percentage of GET Requests that Didn\'t Finish Downloading';

test('there are five charts [RPT-070]', () => {
  expect(Object.keys(statisticsOf().charts)).toEqual(['Total Requests', BY_RESULT, 'Bytes Transferred to Viewers', 'HTTP Status Codes', UNFINISHED]);
});

test('all requests are counted, whatever method and status they have [RPT-071]', () => {
  const all = ['GET', 'HEAD', 'POST'].flatMap((method) => [200, 404, 502, 301].map((status) => ({ method, status })));
  expect(last(statisticsOf(...all), 'Total Requests')).toEqual({ Requests: 12 });
});

test('hits, misses and errors are shares of all requests; refresh hits are left out [RPT-072] [RPT-073]', () => {
  const hits = [1, 2, 3, 4, 5].map(() => ({ result: 'Hit' }) as const);
  const report = statisticsOf(...hits, { result: 'Miss' }, { result: 'Miss' }, { result: 'Error', status: 502 }, { result: 'LimitExceeded', status: 503 }, { result: 'RefreshHit' });
  expect(last(report, BY_RESULT)).toEqual({ Hit: 50, Miss: 20, Error: 20 });
  expect(last(statisticsOf({ result: 'Hit' }, { result: 'RefreshHit' }), BY_RESULT)).toEqual({ Hit: 50, Miss: 0, Error: 0 });
  expect(last(statisticsOf({ result: 'CapacityExceeded', status: 503 }), BY_RESULT)).toEqual({ Hit: 0, Miss: 0, Error: 100 });
});

test('bytes are those of all answers [RPT-074], and those of misses, without expired copies [RPT-075]', () => {
  const report = statisticsOf({ result: 'Miss', bytes: 200 }, { result: 'RefreshHit', bytes: 300, method: 'POST' }, { result: 'Hit', bytes: 100 });
  expect(last(report, 'Bytes Transferred to Viewers')).toEqual({ 'Total Bytes': 600, 'Bytes from Misses': 200 });
});

test('statuses are counted by their first digit; one that never was is in no class [RPT-065]', () => {
  const report = statisticsOf(...[200, 206, 304, 404, 403, 502, 0].map((status) => ({ status })));
  expect(last(report, 'HTTP Status Codes')).toEqual({ '2xx': 2, '3xx': 1, '4xx': 2, '5xx': 1 });
});

test('GET requests that were not received whole are a share of all requests [RPT-076]', () => {
  const rest = Array.from({ length: 18 }, () => ({}));
  expect(last(statisticsOf({ result: 'Error', status: 200 }, { result: 'Error', status: 200, method: 'POST' }, ...rest), UNFINISHED)).toEqual({ 'Not Finished': 5 });
});

test('a file has the columns of CloudFront', () => {
  const traffic = new Traffic({ Web: { Aliases: ['www.example.com'] } });
  traffic.request({ result: 'Miss', country: 'DE' });
  const lines = traffic.csv('cache-statistics', { distribution: traffic.id(), start: '2014-10-24', granularity: 'hour', location: 'europe' });
  expect(lines.slice(0, 9)).toEqual([
    'Version,1.0', 'Report,CacheStatistics', `DistributionID,${traffic.id()}`, 'StartDateUTC,2014-10-24T00:00:00Z', 'EndDateUTC,2014-10-25T00:00:00Z', 'GeneratedTimeUTC,2014-10-24T10:00:00Z',
    'Granularity,Hourly', 'ViewerLocation,Europe',
    'DistributionID,FriendlyName,ViewerLocation,TimeBucket,RequestCount,HitCount,MissCount,ErrorCount,IncompleteDownloadCount,HTTP2xx,HTTP3xx,HTTP4xx,HTTP5xx,TotalBytes,BytesFromMisses',
  ]);
  expect(lines).toHaveLength(9 + 11);
  expect(lines.at(-1)).toBe(`${traffic.id()},www.example.com,Europe,2014-10-24T10:00:00Z,1,0,1,0,0,1,0,0,0,1000,1000`);
});

test('the continent is that of the viewer, wherever the edge location is [RPT-068]', () => {
  const traffic = new Traffic();
  traffic.request({ country: 'FR', at: 'FRA2' });
  traffic.request({ country: 'JP', at: 'FRA2' });
  traffic.request({ at: 'FRA2' });
  const requests = (location?: string) => traffic.report('cache-statistics', { location }).rows.at(-1).RequestCount;
  expect(['Europe', 'Asia', 'Unknown', 'Africa', 'ALL', undefined].map(requests)).toEqual([1, 1, 1, 0, 3, 3]);
  expect(() => requests('Atlantis')).toThrow('location is "Atlantis", where ALL, Unknown or a continent is expected');
});

test('statistics are of one distribution, or of all that are there; there are none of deleted ones [RPT-069]', () => {
  const traffic = new Traffic({ A: {}, B: {}, C: {} });
  for (const [name, times] of [['A', 1], ['B', 2], ['C', 4]] as const) traffic.request({ of: name }, times);
  const a = traffic.id('A');
  traffic.deploy({ A: {}, B: {} });
  const requests = (distribution?: string) => traffic.report('cache-statistics', { distribution }).rows.at(-1).RequestCount;
  expect([requests(a), requests('ALL'), requests()]).toEqual([1, 3, 3]);
  expect(() => requests('ALL_DELETED')).toThrow('distribution is "ALL_DELETED", where the id of a web distribution or ALL is expected');
});
