import { createHash } from 'crypto';
import { promisify } from 'util';
import { gzip } from 'zlib';
import { allDestinations, LogBucketPlace, LogDestination, LogDestinations, logDestinations } from './log-destination';
import { grantLogDelivery, logFileAcl, mayDeliverLogs } from './log-permissions';
import { LogStore } from './log-store';
import { STREAMING_FIELDS } from './streaming-fields';
import { WEB_FIELDS } from './web-fields';
import { Application, Edition } from '../../config';
import { Clock, CompletedRecord } from '../../edge';
import { StreamingRecord } from '../../streaming';
import { CONNECTION_FIELDS, ConnectionRecord } from '../connection-logs/connection-record';
import { LoggedRequest } from '../logged-requests';
import { HOUR } from '../time';

/** How logs are delivered. */
export interface LogDelivering {
  /** Milliseconds from the first entry of a file until the file is delivered: up to 24 hours [LOG-028]. @default 300000 */
  readonly delay?: number;
  /** Entries of the largest file [LOG-031]. @default 10000 */
  readonly entriesPerFile?: number;
  /** Of how many entries one is lost, as CloudFront may lose some; 0 for none [LOG-033]. @default 0 */
  readonly lostOneIn?: number;
}

/** What access logs are made with. */
export interface AccessLogsOptions extends LogDelivering {
  readonly application: Application;
  readonly clock: Clock;
  readonly store: LogStore;
  /** @default 'current' */
  readonly edition?: Edition;
  /** Told, in one line, of a file that could not be stored. @default - nobody is told */
  readonly onNotice?: (line: string) => void;
}

const DELAY = 300_000;
const ENTRIES_PER_FILE = 10_000;

const compressed = promisify(gzip);

/** The access logs of the distributions of an application: an entry for each request or event, in files that are delivered after some time. */
export class AccessLogs {
  private destinations: LogDestinations;
  private application: Application;
  /** Files that still get entries, by what they are of: destination, and hour. */
  private readonly open = new Map<LogDestination, Map<number, OpenFile>>();
  /** When what is on its way has arrived. */
  private delivered: Promise<void> = Promise.resolve();
  private entries = 0;
  private isEnding = false;

  public constructor(private readonly options: AccessLogsOptions) {
    this.application = options.application;
    this.destinations = logDestinations(options.application, this.edition);
    this.grant(this.destinations);
  }

  /** Logs what another configuration says from now on. Files that are open still go where they were meant for. */
  public reload(application: Application): void {
    const before = allDestinations(this.destinations).filter(({ isByAcl }) => isByAcl);
    const isNew = (one: LogDestination) => !before.some((other) => bucketOf(other) === bucketOf(one) && other.distributionId === one.distributionId);
    this.application = application;
    this.destinations = logDestinations(application, this.edition);
    this.grant(this.destinations, isNew);
  }

  /** Whether a request has an entry anywhere. */
  public has({ distributionId = '' }: CompletedRecord): boolean {
    return (this.destinations.web.get(distributionId)?.length ?? 0) > 0;
  }

  /** Logs a request whose answer has ended. */
  public request(request: LoggedRequest): void {
    const { record } = request;
    for (const destination of this.destinations.web.get(record.distributionId ?? '') ?? []) {
      this.add(destination, record.transfer.end, destination.fields.map((field) => valueOf(field, request, destination)));
    }
  }

  /** Logs an event on a connection of RTMP. */
  public event(record: StreamingRecord): void {
    const destinations = record.distribution === undefined ? undefined : this.destinations.streaming.get(record.distribution);
    for (const destination of destinations ?? []) this.add(destination, record.time, destination.fields.map((field) => STREAMING_FIELDS[field](record)));
  }

  /** Logs an attempt to make an encrypted connection. */
  public connection(record: ConnectionRecord): void {
    for (const destination of this.destinations.connections.get(record.distributionId) ?? []) {
      this.add(destination, record.time, destination.fields.map((field) => CONNECTION_FIELDS[field](record)));
    }
  }

  /** Delivers all files that have entries, and resolves when they have arrived. */
  public deliver(): Promise<void> {
    for (const files of [...this.open.values()]) for (const file of [...files.values()]) this.close(file);
    return this.delivered;
  }

  /** Delivers all files, and from then on each entry at once: viewers whose requests end with the edge leave the last ones. */
  public end(): Promise<void> {
    this.isEnding = true;
    return this.deliver();
  }

  /** Resolves when the files whose time has come have arrived. */
  public arrived(): Promise<void> {
    return this.delivered;
  }

  private get edition(): Edition {
    return this.options.edition ?? 'current';
  }

  /** Does what CloudFront does when logging is enabled, and then alone: grants that are taken away stay away [LOG-013, LOG-015]. */
  private grant(destinations: LogDestinations, isNew: (destination: LogDestination) => boolean = () => true): void {
    const buckets = allDestinations(destinations).filter(({ isByAcl }) => isByAcl).filter(isNew).map(bucketOf);
    for (const bucket of new Set(buckets)) {
      try {
        grantLogDelivery(this.options.store.bucket(bucket!), this.edition);
      } catch (error) {
        this.options.onNotice?.(`logs cannot be delivered to the bucket ${bucket}: ${(error as Error).message}`);
      }
    }
  }

  private add(destination: LogDestination, time: number, values: readonly (string | undefined)[]): void {
    const { lostOneIn = 0, entriesPerFile = ENTRIES_PER_FILE } = this.options;
    if (lostOneIn > 0 && ++this.entries % lostOneIn === 0) return;
    const { place } = destination;
    if ('stream' in place) return this.options.store.append(place.stream, destination.line(values));
    const file = this.fileFor(destination, place, time - time % HOUR);
    file.lines.push(destination.line(values));
    if (file.lines.length >= entriesPerFile || this.isEnding) this.close(file);
  }

  private fileFor(destination: LogDestination, { bucket, folder }: LogBucketPlace, hour: number): OpenFile {
    const files = this.open.get(destination) ?? new Map<number, OpenFile>();
    this.open.set(destination, files);
    let file = files.get(hour);
    if (file === undefined) {
      const name = `${folder(hour)}${destination.distributionId}.${new Date(hour).toISOString().slice(0, 13).replace('T', '-')}`;
      const cancel = this.options.clock.after(this.options.delay ?? DELAY, () => this.close(file!));
      file = { destination, hour, bucket, name, lines: [], cancel };
      files.set(hour, file);
    }
    return file;
  }

  private close(file: OpenFile): void {
    const { destination, hour, cancel } = file;
    cancel();
    const files = this.open.get(destination)!;
    files.delete(hour);
    if (files.size === 0) this.open.delete(destination);
    this.delivered = this.delivered.then(() => this.store(file));
  }

  private async store({ bucket, name, destination: { header, isByAcl }, lines }: OpenFile): Promise<void> {
    let number = 0;
    const key = () => `${name}.${uniqueId(`${bucket}/${name} ${number}`)}.gz`;
    try {
      const objects = this.options.store.bucket(bucket);
      const content = await compressed(Buffer.from(`${header}${lines.join('\n')}\n`, 'latin1'));
      if (isByAcl && !mayDeliverLogs(objects, this.edition)) throw new Error(NOT_GRANTED);
      while (objects.get(key()) !== undefined) number++;
      await objects.put(key(), content, isByAcl ? logFileAcl(this.application.buckets.find((own) => own.name === bucket)) : {});
      if (objects.get(key()) === undefined) throw new Error('its directory has no place for a file of that name');
    } catch (error) {
      this.options.onNotice?.(`${lines.length} entries of the access log ${key()} for the bucket ${bucket} are lost: ${(error as Error).message}`);
    }
  }
}

const NOT_GRANTED = 'its ACL does not let awslogsdelivery write; grant that FULL_CONTROL, or switch logging off and on again';

function bucketOf({ place }: LogDestination): string | undefined {
  return 'bucket' in place ? place.bucket : undefined;
}

/** Cookies are in the logs of those distributions alone that include them. */
function valueOf(field: string, request: LoggedRequest, { includesCookies }: LogDestination): string | undefined {
  return field === 'cs(Cookie)' && !includesCookies ? undefined : WEB_FIELDS[field](request);
}

interface OpenFile {
  readonly destination: LogDestination;
  readonly hour: number;
  readonly bucket: string;
  /** The key but for the unique id and the suffix. */
  readonly name: string;
  readonly lines: string[];
  /** Keeps the file from being delivered by the clock. */
  readonly cancel: () => void;
}

/** 11 capital letters and digits, as log files have them; the same on every run [LOG-023]. */
function uniqueId(seed: string): string {
  return BigInt(`0x${createHash('sha256').update(seed).digest('hex')}`).toString(36).toUpperCase().slice(0, 11);
}
