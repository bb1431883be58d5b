import { BYTE_UNITS } from './report';
import { ReportMaker } from './sources';
import { RangeLimits, timeRange } from './time-range';
import { usageLines } from './usage-report';
import { BILL_ITEMS, BillItem } from './usage-types';
import { BILLING_REGION_NAMES, BILLING_REGIONS, BillingRegion } from '../../config';

const LIMITS: RangeLimits = { granularities: ['day'], days: 92, daysByHour: 0 };

/** CloudFront's lines of the billing report: quantities of each day, without prices [RPT-002 to RPT-009, RPT-037]. */
export const billingReport: ReportMaker = (asked, sources) => {
  const range = timeRange(asked, sources.now, LIMITS);
  const lines = new Map<string, { readonly day: string; readonly usageType: string; readonly description: string; quantity: number }>();
  for (const { usageType, start, value } of usageLines(range, sources)) {
    const { item, region } = billed(usageType);
    const name = region === undefined ? item.item : `${region}-${item.item}`;
    const day = new Date(start).toISOString().slice(0, 10);
    const quantity = item.unit === 'bytes' ? value / BYTE_UNITS.GB : value;
    const line = lines.get(`${day} ${name}`);
    if (line !== undefined) line.quantity += quantity;
    else lines.set(`${day} ${name}`, { day, usageType: name, description: describe(item, region), quantity });
  }
  return {
    name: 'BillingReport',
    about: {},
    columns: ['ProductCode', 'UsageType', 'ItemDescription', 'Usage Start Date', 'Usage End Date', 'Usage Quantity'],
    rows: [...lines.values()].map(({ day, usageType, description, quantity }) => ['AmazonCloudFront', usageType, description, day, day, quantity]),
  };
};

/** The item of the bill in which a usage type is, and the region whose code it begins with. */
function billed(usageType: string): { readonly item: BillItem; readonly region: BillingRegion | undefined } {
  const region = BILLING_REGIONS.find((code) => usageType.startsWith(`${code}-`));
  const name = region === undefined ? usageType : usageType.slice(region.length + 1);
  return { item: BILL_ITEMS.find(({ usageTypes }) => usageTypes.includes(name))!, region };
}

function describe({ description }: BillItem, region: BillingRegion | undefined): string {
  return region === undefined ? description : `${description}, ${BILLING_REGION_NAMES[region]}`;
}
