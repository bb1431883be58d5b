import { ApiCall } from './api-call';
import { trailRecord, TrailRecord } from './trail-record';
import { Identities } from './user-identity';

/** Records that are kept in memory. */
const RECORDS_KEPT = 10_000;

/** Gets a log file. @param name with the folders in which CloudTrail has it */
export type WriteFile = (name: string, content: string) => void;

export interface TrailOptions {
  /** The account that is called. */
  readonly account: string;
  /** @default - every access key is that of the account's root */
  readonly identities?: Identities;
  /** Keeps log files. @default - records are kept in memory alone */
  readonly write?: WriteFile;
}

/** What CloudTrail records of calls of CloudFront's API. */
export class Trail {
  /** The latest last. */
  public readonly records: TrailRecord[] = [];
  /** What no log file has yet. */
  private pending: TrailRecord[] = [];
  private files = 0;

  public constructor(private readonly options: TrailOptions) {}

  public add(call: ApiCall): void {
    const { account, identities = new Map(), write } = this.options;
    const record = trailRecord(call, identities, account);
    this.records.push(record);
    if (this.records.length > RECORDS_KEPT) this.records.shift();
    if (write !== undefined) this.pending.push(record);
  }

  /** Begins a new log file with what has been recorded since the last one; there is none where that is nothing. @param now milliseconds since the epoch */
  public flush(now: number): void {
    if (this.pending.length === 0) return;
    const { account, write } = this.options;
    const [date, time] = new Date(now).toISOString().split('T');
    const name = `${account}_CloudTrail_us-east-1_${date.replace(/-/g, '')}T${time.slice(0, 5).replace(':', '')}Z_${String(++this.files).padStart(16, '0')}.json`;
    write!(`AWSLogs/${account}/CloudTrail/us-east-1/${date.replace(/-/g, '/')}/${name}`, `${JSON.stringify({ Records: this.pending })}\n`);
    this.pending = [];
  }
}
