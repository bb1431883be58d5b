import { LatencyHistogram } from './latency-histogram';
import type { CompletedRecord } from '../../edge';

/** What metrics count of the requests of a period. */
export class Tally {
  public requests = 0;
  /** Bytes to viewers, of GET, HEAD and OPTIONS [RPT-079]. */
  public bytesDownloaded = 0;
  /** Bytes of the bodies of POST and PUT [RPT-080]. */
  public bytesUploaded = 0;
  public http4xx = 0;
  public http5xx = 0;
  /** Requests by those statuses that are errors. */
  public readonly codes = new Map<number, number>();
  /** Requests for what may be cached, without errors. */
  public cacheable = 0;
  public hits = 0;
  /** Milliseconds until the first byte, of requests for which an origin was asked. */
  public readonly latency = new LatencyHistogram();

  public count({ request: { method }, transfer: { status, resultType, bytesSent }, upload, originRequests, firstByteAfter }: CompletedRecord): void {
    this.requests++;
    if (method === 'GET' || method === 'HEAD') {
      this.bytesDownloaded += bytesSent;
      if (status < 400 && resultType !== 'Error') this.cacheable++;
      if (resultType === 'Hit') this.hits++;
    } else if (method === 'OPTIONS') {
      this.bytesDownloaded += bytesSent;
    } else if (method === 'POST' || method === 'PUT') {
      this.bytesUploaded += upload.bytes;
    }
    if (status >= 400) this.countError(status);
    if (originRequests.length > 0) this.latency.add(firstByteAfter);
  }

  public add(other: Tally): this {
    for (const name of SUMS) this[name] += other[name];
    for (const [code, count] of other.codes) this.codes.set(code, (this.codes.get(code) ?? 0) + count);
    this.latency.addAll(other.latency);
    return this;
  }

  private countError(status: number): void {
    if (status >= 500) this.http5xx++;
    else this.http4xx++;
    this.codes.set(status, (this.codes.get(status) ?? 0) + 1);
  }
}

const SUMS = ['requests', 'bytesDownloaded', 'bytesUploaded', 'http4xx', 'http5xx', 'cacheable', 'hits'] as const;
