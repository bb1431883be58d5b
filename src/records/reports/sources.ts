import { Asked, UnusableQuery } from '../asked';
import { DAY, timeText } from '../time';
import { Activity, Cell } from './activity';
import { Report } from './report';
import { Listed, Roster } from './roster';
import { TimeRange } from './time-range';

/** What reports are made of. */
export interface Sources {
  readonly roster: Roster;
  /** By the id of the distribution. */
  readonly activities: ReadonlyMap<string, Activity>;
  /** The invalidations of a distribution. */
  readonly invalidations: (distributionId: string) => readonly InvalidationUse[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface InvalidationUse {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly paths: number;
}

/** Makes a report. @throws UnusableQuery */
export type ReportMaker = (asked: Asked, sources: Sources) => Report;

/** The distributions that a report is of. */
export interface Selection {
  /** The id of one, or that of a group. */
  readonly id: string;
  readonly distributions: readonly Listed[];
}

/** The web distributions that there are, and the distributions of either kind that were deleted in the last 60 days [RPT-046, RPT-047]. */
export type Group = 'ALL' | 'ALL_DELETED';

const DAYS_OF_DELETED = 60;

/**
 * Reads which distributions a report is of: `distribution` is an id, or a group that the report allows.
 * Where it is not given, the first of the groups is meant, or else the only web distribution.
 *
 * @throws UnusableQuery
 */
export function selection({ distribution }: Asked, { roster, now }: Sources, groups: readonly Group[]): Selection {
  const present = roster.all.filter(({ kind, deleted }) => kind === 'web' && deleted === undefined);
  const id = distribution ?? groups[0] ?? (present.length === 1 ? present[0].id : undefined);
  if (id === undefined) throw new UnusableQuery(`distribution is missing, and there are ${present.length} web distributions: ${present.map((one) => one.id).join(', ')}`);
  if (groups.includes(id as Group)) {
    return { id, distributions: id === 'ALL' ? present : roster.all.filter(({ deleted }) => deleted !== undefined && deleted >= now - DAYS_OF_DELETED * DAY) };
  }
  const one = present.find((candidate) => candidate.id === id);
  if (one === undefined) throw new UnusableQuery(`distribution is "${id}", where ${['the id of a web distribution', ...groups].join(' or ')} is expected`);
  return { id, distributions: [one] };
}

/** What was asked of the distributions of a report in its time. */
export function* cellsOf({ distributions }: Selection, { start, end }: Pick<TimeRange, 'start' | 'end'>, { activities }: Sources): Generator<{ readonly time: number; readonly cell: Cell }> {
  for (const { id } of distributions) yield* activities.get(id)?.between(start, end) ?? [];
}

/** An alternate domain name of a distribution, or where it has none the domain name of an origin; empty for a group. */
export function friendlyName({ id, distributions: [first] }: Selection): string {
  return first?.id === id ? first.names[0] ?? '' : '';
}

/** What the first lines of CloudFront's files say, in their order. */
export function aboutReport({ id }: Selection, { start, end }: TimeRange, { now }: Sources, more: { readonly [name: string]: string } = {}): Report['about'] {
  return { Version: '1.0', DistributionID: id, StartDateUTC: timeText(start), EndDateUTC: timeText(end), GeneratedTimeUTC: timeText(now), ...more };
}
