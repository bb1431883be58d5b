import { BILLING_REGIONS, BillingRegion, COUNTRY_NAMES } from '../../config';
import { CompletedRecord, headerValue, requestHeadSize, ViewerRequest } from '../../edge';
import { DAY, HOUR } from '../time';
import { Counts } from './counts';
import { TopList } from './top-list';

/** How usage tells requests apart: by the TTL of the object, or as those that are no GET or HEAD. What RTMP distributions send is `FMS`. */
export type UsageKind = 'Static' | 'Dynamic' | 'Proxy' | 'FMS';

/** The methods that usage reports list; all others are refused. */
export const METHODS = ['GET', 'HEAD', 'DELETE', 'OPTIONS', 'PATCH', 'POST', 'PUT'] as const;

/** Requests of an hour, as far as reports can tell them apart. */
export interface Cell {
  /** The billing region of the edge location. */
  readonly region: BillingRegion;
  /** The viewer's: an ISO 3166-1 alpha-2 code; undefined where it is not known. */
  readonly country: string | undefined;
  /** Undefined for one that CloudFront does not know. */
  readonly method: typeof METHODS[number] | undefined;
  readonly protocol: 'HTTP' | 'HTTPS';
  readonly kind: UsageKind;
  readonly counts: Counts;
  /** Requests that usage counts: all of GET and HEAD, of other methods those that went to the origin [RPT-024]. */
  charged: number;
  /** Bytes to the origin of requests that usage counts as `Proxy`. */
  originBytes: number;
  /** Requests that went to Origin Shield as a layer of its own [OTD-090]. */
  shield: number;
}

/** Seconds of TTL from which on usage counts an object as static [RPT-022]. */
const STATIC_TTL = 3600;

/** Days for which hours are kept. Charts show the last 60. */
export const DAYS_KEPT = 93;

/** Cells of an hour; more are counted without their country, so that nobody can fill the memory with new ones. */
const CELLS_OF_AN_HOUR = 2_000;

const COUNTRIES: ReadonlyMap<string | undefined, number> = new Map(Object.keys(COUNTRY_NAMES).map((country, index) => [country, index + 1] as const));
const METHOD_NUMBERS: ReadonlyMap<string, number> = new Map(METHODS.map((method, index) => [method, index + 1] as const));
const REGIONS: ReadonlyMap<BillingRegion, number> = new Map(BILLING_REGIONS.map((region, index) => [region, index] as const));
const KINDS: readonly UsageKind[] = ['Static', 'Dynamic', 'Proxy', 'FMS'];

/** Where the requests of a distribution are counted. */
export interface ActivityOptions {
  /** The billing region by which requests of an edge location are counted. */
  readonly regionOf: (edgeLocation: string) => BillingRegion;
  readonly countryOf: (request: ViewerRequest) => string | undefined;
}

/** What has been asked of one distribution, hour by hour. */
export class Activity {
  /** Objects by path, of which reports list 50. */
  public readonly objects = new TopList(150);
  /** The domains of pages that led to objects, of which reports list 25. */
  public readonly referrers = new TopList(75);
  private readonly hours = new Map<number, Map<number, Cell>>();
  private readonly regions = new Map<string, BillingRegion>();
  private hour = -1;
  private cells = new Map<number, Cell>();

  public constructor(private readonly options: ActivityOptions) {}

  public count(record: CompletedRecord): void {
    const { request, transfer } = record;
    const hour = Math.floor(transfer.end / HOUR);
    if (hour !== this.hour) this.begin(hour);
    const kind = kindOf(record);
    const cell = this.cell(this.regionOf(record.edgeLocation), this.options.countryOf(request), request.method, request.protocol, kind);
    cell.counts.count(record);
    if (kind !== 'Proxy') cell.charged++;
    else countForwarded(cell, record);
    if (wentThroughShield(record)) cell.shield++;
    this.objects.count(pathOf(request.url), record);
    const referrer = headerValue(request.headers, 'referer');
    if (referrer !== undefined) this.referrers.count(domainOf(referrer), record);
  }

  /** Counts what a viewer of an RTMP distribution was sent, which is all that usage tells of it [RPT-038]. */
  public countStreamed(time: number, edgeLocation: string, bytes: number): void {
    const hour = Math.floor(time / HOUR);
    if (hour !== this.hour) this.begin(hour);
    this.cell(this.regionOf(edgeLocation), undefined, '', 'http', 'FMS').counts.bytes += bytes;
  }

  /** Forgets to which billing regions edge locations belong: the price class may be another one. */
  public forgetRegions(): void {
    this.regions.clear();
  }

  /** The cells of the hours that begin from one time on and before another, in milliseconds since the epoch. */
  public* between(start: number, end: number): Generator<{ readonly time: number; readonly cell: Cell }> {
    for (const [hour, cells] of this.hours) {
      const time = hour * HOUR;
      if (time >= start && time < end) for (const cell of cells.values()) yield { time, cell };
    }
  }

  private begin(hour: number): void {
    let cells = this.hours.get(hour);
    if (cells === undefined) {
      cells = new Map();
      this.hours.set(hour, cells);
      this.forget(hour * HOUR - DAYS_KEPT * DAY);
    }
    this.hour = hour;
    this.cells = cells;
  }

  /** Forgets what is older than reports go back. */
  private forget(before: number): void {
    for (const hour of this.hours.keys()) if (hour * HOUR < before) this.hours.delete(hour);
    this.objects.forget(Math.floor(before / DAY));
    this.referrers.forget(Math.floor(before / DAY));
  }

  private regionOf(edgeLocation: string): BillingRegion {
    let region = this.regions.get(edgeLocation);
    if (region === undefined) {
      region = this.options.regionOf(edgeLocation);
      this.regions.set(edgeLocation, region);
    }
    return region;
  }

  private cell(region: BillingRegion, country: string | undefined, method: string, protocol: 'http' | 'https', kind: UsageKind): Cell {
    const where = country === undefined || this.cells.size >= CELLS_OF_AN_HOUR ? 0 : COUNTRIES.get(country) ?? 0;
    const number = (((where * 16 + REGIONS.get(region)!) * 8 + (METHOD_NUMBERS.get(method) ?? 0)) * 2 + (protocol === 'https' ? 1 : 0)) * 4 + KINDS.indexOf(kind);
    let cell = this.cells.get(number);
    if (cell === undefined) {
      cell = {
        region,
        country: where === 0 ? undefined : country,
        method: METHODS.find((known) => known === method),
        protocol: protocol === 'https' ? 'HTTPS' : 'HTTP',
        kind,
        counts: new Counts(),
        charged: 0,
        originBytes: 0,
        shield: 0,
      };
      this.cells.set(number, cell);
    }
    return cell;
  }
}

function kindOf({ request: { method, asksForWebSocket }, ttl }: CompletedRecord): UsageKind {
  if ((method !== 'GET' && method !== 'HEAD') || asksForWebSocket === true) return 'Proxy';
  return ttl >= STATIC_TTL ? 'Static' : 'Dynamic';
}

/** Counts a request that is charged for going to the origin, and what it took there. */
function countForwarded(cell: Cell, { originRequests, upload }: CompletedRecord): void {
  if (originRequests.length === 0) return;
  cell.charged++;
  cell.originBytes += originRequests.reduce((sum, request) => sum + requestHeadSize(request), upload.bytes);
}

/** Where the edge location has the object there is no way to the shield. */
function wentThroughShield({ detailedResultType, originRequests, decisions }: CompletedRecord): boolean {
  return (originRequests.length > 0 || detailedResultType === 'OriginShieldHit') && decisions.some(({ step }) => step === 'origin-shield');
}

function pathOf(url: string): string {
  const question = url.indexOf('?');
  return question < 0 ? url : url.slice(0, question);
}

/** The domain of a URL such as `https://www.example.com:8080/page`; what is no URL is taken as it is. */
function domainOf(referrer: string): string {
  const begin = referrer.indexOf('://') + 3;
  if (begin < 3) return referrer;
  const end = referrer.slice(begin).search(/[/?#:]/);
  return referrer.slice(begin, end < 0 ? undefined : begin + end).toLowerCase();
}
