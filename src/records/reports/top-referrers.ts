import { DAY } from '../time';
import { percent } from './report';
import { aboutReport, cellsOf, friendlyName, ReportMaker, selection } from './sources';
import { LIST_LIMITS, timeRange } from './time-range';

/** The 25 domains whose pages led to most requests for objects of a distribution. */
export const topReferrers: ReportMaker = (asked, sources) => {
  const range = timeRange(asked, sources.now, LIST_LIMITS);
  const chosen = selection(asked, sources, []);
  const top = sources.activities.get(chosen.id)?.referrers.top(25, Math.floor(range.start / DAY), Math.floor((range.end - 1) / DAY)) ?? [];
  const all = [...cellsOf(chosen, range, sources)].reduce((sum, { cell }) => sum + cell.counts.requests, 0);
  return {
    name: 'TopReferrers',
    about: aboutReport(chosen, range, sources),
    distributions: chosen.distributions.map(({ id }) => id),
    columns: ['DistributionID', 'FriendlyName', 'Referrer', 'RequestCount', 'RequestsPct'],
    rows: top.map(([referrer, { requests }]) => [chosen.id, friendlyName(chosen), referrer, requests, percent(requests, all)]),
  };
};
