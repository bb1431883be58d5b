import { logText } from './log-file';
import { Application, s3HostName } from '../../config';
import { collected, DirectorySource, isDirectory, MemorySource, ObjectSource, OriginSources } from '../../edge';

/** Where logs are kept on this machine: files in buckets, each of which is a directory or in memory, and records of streams in memory. */
export class LogStore {
  private readonly buckets = new Map<string, ObjectSource>();
  private readonly records = new Map<string, string[]>();

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
    return [...this.buckets.keys()];
  }

  /** What a stream has got, a record each, by its name or ARN. */
  public stream(name: string): readonly string[] {
    return this.records.get(name) ?? [];
  }

  public get streamNames(): string[] {
    return [...this.records.keys()];
  }

  /** Appends a record to a stream, of which the newest are kept. */
  public append(stream: string, record: string): void {
    const records = this.records.get(stream);
    if (records === undefined) this.records.set(stream, [record]);
    else if (records.push(record) > MOST_RECORDS) records.splice(0, records.length - KEPT_RECORDS);
  }

  private directoryOf(bucket: string): ObjectSource | undefined {
    const own = this.application().buckets.find(({ name }) => name === bucket)?.location.logicalId;
    const name = Object.keys(this.sources).find((candidate) => [bucket, own].includes(candidate) || s3HostName(candidate)?.bucket === bucket);
    const source = name === undefined ? undefined : this.sources[name];
    return typeof source === 'string' && isDirectory(source) ? new DirectorySource(source) : undefined;
  }
}

/** Records of a stream beyond which the oldest are let go of, and how many stay. */
const MOST_RECORDS = 20_000;
const KEPT_RECORDS = 10_000;
