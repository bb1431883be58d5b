import { DAY } from '../time';
import { percent } from './report';
import { aboutReport, friendlyName, ReportMaker, selection } from './sources';
import { LIST_LIMITS, timeRange } from './time-range';

/** The 50 objects of a distribution that are asked for most [RPT-053 to RPT-065]. */
export const popularObjects: ReportMaker = (asked, sources) => {
  const range = timeRange(asked, sources.now, LIST_LIMITS);
  const chosen = selection(asked, sources, []);
  const top = sources.activities.get(chosen.id)?.objects.top(50, Math.floor(range.start / DAY), Math.floor((range.end - 1) / DAY)) ?? [];
  return {
    name: 'PopularObjects',
    about: aboutReport(chosen, range, sources),
    distributions: chosen.distributions.map(({ id }) => id),
    columns: [
      'DistributionID', 'FriendlyName', 'Object', 'RequestCount', 'HitCount', 'MissCount', 'HitCountPct', 'BytesFromMisses', 'TotalBytes', 'IncompleteDownloadCount',
      'HTTP2xx', 'HTTP3xx', 'HTTP4xx', 'HTTP5xx',
    ],
    rows: top.map(([object, { requests, hits, misses, bytesFromMisses, bytes, incomplete, http2xx, http3xx, http4xx, http5xx }]) => [
      chosen.id, friendlyName(chosen), object, requests, hits, misses, percent(hits, requests), bytesFromMisses, bytes, incomplete, http2xx, http3xx, http4xx, http5xx,
    ]),
  };
};
