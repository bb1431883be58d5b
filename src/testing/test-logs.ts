import { LogEntry, Logs, LogStore, parseLog } from '../records';

/** A log file as it was delivered. */
export interface DeliveredLog {
  /** The name of the bucket. */
  readonly bucket: string;
  readonly key: string;
  readonly text: string;
}

/** The logs of a test. */
export class TestLogs {
  public constructor(private readonly store: LogStore, private readonly all: Logs) {}

  /** The log files that have been delivered by now, in all buckets. The clock of the test delivers them. */
  public async files(): Promise<DeliveredLog[]> {
    await this.all.arrived();
    const all = this.store.bucketNames.flatMap((bucket) => this.store.files(bucket).map((key) => ({ bucket, key })));
    return Promise.all(all.map(async ({ bucket, key }) => ({ bucket, key, text: await this.store.text(bucket, key) })));
  }

  /**
   * The entries of all log files, after what is not delivered yet has been: fields and values, encoding undone.
   *
   *     expect(await edge.logs.entries()).toMatchObject([{ 'sc-status': '200', 'x-edge-result-type': 'Miss' }]);
   */
  public async entries(): Promise<LogEntry[]> {
    await this.all.deliver();
    return (await this.files()).flatMap(({ text }) => parseLog(text).entries);
  }

  /** What a stream has got: the real-time log of a Kinesis stream, or a log group, by its ARN, or the end of it. A line each. */
  public stream(name: string): readonly string[] {
    return this.store.stream(this.store.streamNames.find((arn) => arn.endsWith(name)) ?? name);
  }
}
