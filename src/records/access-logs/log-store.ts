import { logText } from './log-file';
import { Application, s3HostName } from '../../config';
import { collected, DirectorySource, isDirectory, MemorySource, ObjectSource, OriginSources } from '../../edge';

/** Where logs are kept on this machine: files in buckets, each of which is a directory or in memory, and records of streams in memory. */
export class LogStore {
  private readonly buckets = new Map<string, ObjectSource>();
  private readonly streams = new Map<string, RecordStream>();

  /**
   * @param sources     what stands for buckets; directories of buckets get their log files
   * @param application what the edge runs, as of now
   */
  public constructor(private readonly sources: OriginSources, private readonly application: () => Application, private readonly now: () => number) {}

  /** The objects of a bucket, which has its files in memory where no directory stands for it. */
  public bucket(name: string): ObjectSource {
    let bucket = this.buckets.get(name);
    if (bucket === undefined) {
      bucket = this.directoryOf(name) ?? new MemorySource({}, this.now);
      this.buckets.set(name, bucket);
    }
    return bucket;
  }

  /** Whether a directory stands for a bucket. */
  public isDirectory(bucket: string): boolean {
    return this.directoryOf(bucket) !== undefined;
  }

  /** The keys of the log files in a bucket. */
  public files(bucket: string): string[] {
    return this.bucket(bucket).keys().filter((key) => key.endsWith('.gz'));
  }

  /** The text of a log file that is there. @throws MalformedLog for a file that is none */
  public async text(bucket: string, key: string): Promise<string> {
    const object = this.bucket(bucket).get(key)!;
    return logText(await collected(object.read(0, object.size)));
  }

  /** The names of the buckets that have got files. */
  public get bucketNames(): string[] {
    return [...this.buckets.keys()].filter((name) => this.files(name).length > 0);
  }

  /**
   * What a stream has got, a record each, as far as it is kept.
   *
   * @param name  or ARN
   * @param after how many of its first records to leave out
   */
  public stream(name: string, after = 0): readonly string[] {
    const { records, gone } = this.streams.get(name) ?? NOTHING;
    return after <= gone ? records : records.slice(after - gone);
  }

  /** How many records a stream has got in all. */
  public recordsOf(name: string): number {
    const { records, gone } = this.streams.get(name) ?? NOTHING;
    return gone + records.length;
  }

  public get streamNames(): string[] {
    return [...this.streams.keys()];
  }

  /** Appends a record to a stream, of which the newest are kept. */
  public append(name: string, record: string): void {
    const stream = this.streams.get(name) ?? { records: [], gone: 0 };
    this.streams.set(name, stream);
    if (stream.records.push(record) <= MOST_RECORDS) return;
    stream.gone += stream.records.length - KEPT_RECORDS;
    stream.records.splice(0, stream.records.length - KEPT_RECORDS);
  }

  private directoryOf(bucket: string): ObjectSource | undefined {
    const own = this.application().buckets.find(({ name }) => name === bucket)?.location.logicalId;
    const name = Object.keys(this.sources).find((candidate) => [bucket, own].includes(candidate) || s3HostName(candidate)?.bucket === bucket);
    const source = name === undefined ? undefined : this.sources[name];
    return typeof source === 'string' && isDirectory(source) ? new DirectorySource(source) : undefined;
  }
}

interface RecordStream {
  readonly records: string[];
  /** How many older ones were let go of. */
  gone: number;
}

const NOTHING: Readonly<RecordStream> = { records: [], gone: 0 };

/** Records of a stream beyond which the oldest are let go of, and how many stay. */
const MOST_RECORDS = 20_000;
const KEPT_RECORDS = 10_000;
