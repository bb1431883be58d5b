import { Application, BillingRegion, EDGE_LOCATIONS, PRICE_CLASSES } from '../../config';
import type { CompletedRecord, ViewerRequest } from '../../edge';
import { Asked, oneOf, requireParameters } from '../asked';
import { Activity } from './activity';
import { billingReport } from './billing-report';
import { cacheStatistics } from './cache-statistics';
import { locations } from './locations';
import { popularObjects } from './popular-objects';
import { Report } from './report';
import { Roster } from './roster';
import { InvalidationUse, ReportMaker } from './sources';
import { topReferrers } from './top-referrers';
import { usageCharts } from './usage-charts';
import { usageReport } from './usage-report';

/** The reports that there are, and what can be asked of each. */
export const REPORTS: { readonly [name: string]: { readonly make: ReportMaker; readonly says: string; readonly parameters: readonly string[] } } = {
  'cache-statistics': {
    make: cacheStatistics, says: 'hits, misses, errors and bytes over time', parameters: ['distribution', 'start', 'end', 'last', 'granularity', 'location'],
  },
  'popular-objects': { make: popularObjects, says: 'the 50 objects that are asked for most', parameters: ['distribution', 'start', 'end', 'last'] },
  'top-referrers': { make: topReferrers, says: 'the 25 sites from which most requests come', parameters: ['distribution', 'start', 'end', 'last'] },
  'locations': { make: locations, says: 'the 50 countries from which most requests come', parameters: ['distribution', 'start', 'end', 'last', 'granularity'] },
  'usage': {
    make: usageCharts, says: 'requests and bytes over time, as the usage charts show them', parameters: ['distribution', 'start', 'end', 'last', 'granularity', 'region', 'unit'],
  },
  'usage-report': { make: usageReport, says: 'the usage report of AWS', parameters: ['start', 'end', 'last', 'granularity', 'operation', 'usageTypes'] },
  'billing': { make: billingReport, says: 'the quantities of the billing report, without prices', parameters: ['start', 'end', 'last'] },
};

/** Bytes that a viewer of an RTMP distribution was sent. */
export interface StreamedBytes {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly distributionId: string;
  readonly edgeLocation: string;
  readonly bytes: number;
}

/** What reports need to know beside the records. */
export interface ReportsOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** @default - viewers say their country, or it is not known */
  readonly countryOf?: (request: ViewerRequest) => string | undefined;
  readonly invalidations: (distributionId: string) => readonly InvalidationUse[];
}

/** Counts requests as they end, and makes CloudFront's reports of what was counted. What is kept has bounds, however much is asked and for how long. */
export class Reports {
  private readonly roster = new Roster();
  private readonly activities = new Map<string, Activity>();

  public constructor(private readonly options: ReportsOptions) {}

  /** Takes note of what is deployed. */
  public update(application: Application): void {
    this.roster.update(application, this.options.now());
    for (const [id, activity] of this.activities) {
      // Of a tenant that has gone to another distribution this is the old one's.
      if (this.roster.find(id)?.id !== id) this.activities.delete(id);
      else activity.forgetRegions();
    }
  }

  public count(record: CompletedRecord): void {
    if (record.distributionId !== undefined) this.activityOf(record.distributionId)?.count(record);
  }

  /** Counts what a viewer of an RTMP distribution was sent [RPT-036]. */
  public countStreamed({ time, distributionId, edgeLocation, bytes }: StreamedBytes): void {
    this.activityOf(distributionId)?.countStreamed(time, edgeLocation, bytes);
  }

  /** The distributions that one can ask for, with the names by which people know them [RPT-048]. */
  public get distributions(): readonly { readonly id: string; readonly names: readonly string[] }[] {
    return this.roster.all.filter(({ deleted, kind }) => deleted === undefined && kind === 'web').map(({ id, names }) => ({ id, names }));
  }

  /**
   * Makes a report.
   *
   * @param name  one of `REPORTS`
   * @param asked such as `distribution`, `start` and `end`
   * @throws UnusableQuery
   */
  public report(name: string, asked: Asked = {}): Report {
    const { make, parameters } = REPORTS[oneOf('the report', name, Object.keys(REPORTS))];
    requireParameters(`the report ${name}`, asked, parameters);
    const { now, invalidations } = this.options;
    return make(asked, { roster: this.roster, activities: this.activities, invalidations, now: now() });
  }

  private activityOf(id: string): Activity | undefined {
    const known = this.activities.get(id);
    if (known !== undefined) return known;
    const distribution = this.roster.find(id);
    if (distribution === undefined) return undefined;
    // A tenant's requests are those of its distribution.
    const { countryOf = ({ country }) => country } = this.options;
    const activity = this.activities.get(distribution.id) ?? new Activity({ regionOf: (edgeLocation) => this.regionOf(distribution.id, edgeLocation), countryOf });
    this.activities.set(distribution.id, activity).set(id, activity);
    return activity;
  }

  /** The billing region of an edge location; outside the price class the least expensive one of the class [DST-142]. */
  private regionOf(id: string, edgeLocation: string): BillingRegion {
    const region = EDGE_LOCATIONS.find(({ code }) => code === edgeLocation.slice(0, 3))?.region ?? 'US';
    const allowed = PRICE_CLASSES.current[this.roster.find(id)?.priceClass ?? ''];
    return allowed === undefined || allowed.includes(region) ? region : allowed[0];
  }
}
