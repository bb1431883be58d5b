import { Counts } from './counts';
import { percent } from './report';
import { aboutReport, cellsOf, friendlyName, ReportMaker, selection } from './sources';
import { CHART_LIMITS, timeRange } from './time-range';
import { COUNTRY_NAMES } from '../../config';

/** Countries that the report lists. */
const LISTED = 50;

/** The countries from which most requests came. */
export const locations: ReportMaker = (asked, sources) => {
  const range = timeRange(asked, sources.now, CHART_LIMITS);
  const chosen = selection(asked, sources, ['ALL']);
  const countries = new Map<string | undefined, Counts>();
  for (const { cell: { country, counts } } of cellsOf(chosen, range, sources)) countries.set(country, (countries.get(country) ?? new Counts()).add(counts));
  const all = Counts.sum(countries.values()).requests;
  const top = [...countries].sort(([, a], [, b]) => b.requests - a.requests).slice(0, LISTED);
  return {
    name: 'Locations',
    about: aboutReport(chosen, range, sources, { Details: 'Countries' }),
    distributions: chosen.distributions.map(({ id }) => id),
    columns: ['DistributionID', 'FriendlyName', 'LocationCode', 'LocationName', 'Requests', 'RequestsPct', 'TotalBytes'],
    rows: top.map(([country, { requests, bytes }]) => [
      chosen.id, friendlyName(chosen), country ?? '', country === undefined ? 'Unknown' : COUNTRY_NAMES[country], requests, percent(requests, all), bytes,
    ]),
  };
};
