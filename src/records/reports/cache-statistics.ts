import { CONTINENTS, continentOf } from '../../config';
import { Asked, UnusableQuery } from '../asked';
import { timeText } from '../time';
import { Counts } from './counts';
import { Charts, percent, Point } from './report';
import { aboutReport, cellsOf, friendlyName, ReportMaker, selection } from './sources';
import { CHART_LIMITS, startOf, steps, timeRange } from './time-range';

/** How requests were answered, over time; viewers' continents can be told apart [RPT-066 to RPT-076]. */
export const cacheStatistics: ReportMaker = (asked, sources) => {
  const range = timeRange(asked, sources.now, CHART_LIMITS);
  const chosen = selection(asked, sources, ['ALL']);
  const location = viewerLocation(asked);
  const points = new Map([...steps(range, sources.now)].map((time) => [time, new Counts()] as const));
  for (const { time, cell } of cellsOf(chosen, range, sources)) {
    if (location === 'ALL' || (continentOf(cell.country) ?? UNKNOWN_LOCATION) === location) points.get(startOf(range.granularity, time))?.add(cell.counts);
  }
  return {
    name: 'CacheStatistics',
    about: aboutReport(chosen, range, sources, { Granularity: range.granularity === 'hour' ? 'Hourly' : 'Daily', ViewerLocation: location }),
    distributions: chosen.distributions.map(({ id }) => id),
    columns: [
      'DistributionID', 'FriendlyName', 'ViewerLocation', 'TimeBucket', 'RequestCount', 'HitCount', 'MissCount', 'ErrorCount', 'IncompleteDownloadCount',
      'HTTP2xx', 'HTTP3xx', 'HTTP4xx', 'HTTP5xx', 'TotalBytes', 'BytesFromMisses',
    ],
    rows: [...points].map(([time, { requests, hits, misses, errors, incomplete, http2xx, http3xx, http4xx, http5xx, bytes, bytesFromMisses }]) => [
      chosen.id, friendlyName(chosen), location, timeText(time), requests, hits, misses, errors, incomplete, http2xx, http3xx, http4xx, http5xx, bytes, bytesFromMisses,
    ]),
    charts: chartsOf(points),
  };
};

/** Viewers of whom it is not known where they are. */
const UNKNOWN_LOCATION = 'Unknown';

function viewerLocation({ location = 'ALL' }: Asked): string {
  const found = ['ALL', ...CONTINENTS, UNKNOWN_LOCATION].find((candidate) => candidate.toLowerCase() === location.toLowerCase());
  if (found === undefined) throw new UnusableQuery(`location is "${location}", where ALL, ${UNKNOWN_LOCATION} or a continent is expected: ${CONTINENTS.join(', ')}`);
  return found;
}

/** The five charts of the console, and how each of their series is made. */
const CHARTS: { readonly [chart: string]: { readonly [series: string]: (counts: Counts) => number } } = {
  'Total Requests': { Requests: ({ requests }) => requests },
  'Percentage of Viewer Requests by Result Type': {
    Hit: ({ hits, requests }) => percent(hits, requests),
    Miss: ({ misses, requests }) => percent(misses, requests),
    Error: ({ errors, requests }) => percent(errors, requests),
  },
  'Bytes Transferred to Viewers': { 'Total Bytes': ({ bytes }) => bytes, 'Bytes from Misses': ({ bytesFromMisses }) => bytesFromMisses },
  'HTTP Status Codes': { '2xx': ({ http2xx }) => http2xx, '3xx': ({ http3xx }) => http3xx, '4xx': ({ http4xx }) => http4xx, '5xx': ({ http5xx }) => http5xx },
  'Percentage of GET Requests that Didn\'t Finish Downloading': { 'Not Finished': ({ incompleteGets, requests }) => percent(incompleteGets, requests) },
};

function chartsOf(points: ReadonlyMap<number, Counts>): Charts {
  const pointsOf = (value: (counts: Counts) => number): Point[] => [...points].map(([time, counts]) => ({ time: timeText(time), value: value(counts) }));
  return Object.fromEntries(Object.entries(CHARTS).map(([chart, series]) => [
    chart, Object.fromEntries(Object.entries(series).map(([name, value]) => [name, pointsOf(value)])),
  ]));
}
