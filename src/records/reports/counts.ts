import type { CompletedRecord } from '../../edge';

/**
 * What reports count of requests. Result types are those after the last byte, as `x-edge-result-type` in access logs;
 * bytes are those of whole responses, as `sc-bytes`.
 */
export class Counts {
  public static sum(all: Iterable<Counts>): Counts {
    const sum = new Counts();
    for (const counts of all) sum.add(counts);
    return sum;
  }

  public requests = 0;
  /** Requests with `Hit`: those with `RefreshHit` are neither hits nor misses [RPT-059]. */
  public hits = 0;
  public misses = 0;
  /** Requests with `Error`, `LimitExceeded` or `CapacityExceeded` [RPT-072]. */
  public errors = 0;
  /** Requests with the status 200 and `Error`: the viewer has not got it all [RPT-064]. */
  public incomplete = 0;
  /** Those of them that are GET requests [RPT-076]. */
  public incompleteGets = 0;
  public bytes = 0;
  public bytesFromMisses = 0;
  public http2xx = 0;
  public http3xx = 0;
  public http4xx = 0;
  public http5xx = 0;

  public count({ request, transfer: { status, resultType, bytesSent } }: CompletedRecord): void {
    this.requests++;
    this.bytes += bytesSent;
    if (resultType === 'Hit') {
      this.hits++;
    } else if (resultType === 'Miss') {
      this.misses++;
      this.bytesFromMisses += bytesSent;
    } else if (resultType === 'Error') {
      this.errors++;
      if (status === 200) {
        this.incomplete++;
        if (request.method === 'GET') this.incompleteGets++;
      }
    } else if (resultType === 'LimitExceeded' || resultType === 'CapacityExceeded') {
      this.errors++;
    }
    if (status >= 500) this.http5xx++;
    else if (status >= 400) this.http4xx++;
    else if (status >= 300) this.http3xx++;
    else if (status >= 200) this.http2xx++;
  }

  public add(other: Counts): this {
    for (const name of NAMES) this[name] += other[name];
    return this;
  }
}

const NAMES = ['requests', 'hits', 'misses', 'errors', 'incomplete', 'incompleteGets', 'bytes', 'bytesFromMisses', 'http2xx', 'http3xx', 'http4xx', 'http5xx'] as const;
