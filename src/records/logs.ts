import { Application } from '../config';
import { CompletedRecord } from '../edge';
import { StreamingRecord } from '../streaming';
import { AccessLogs, AccessLogsOptions } from './access-logs/access-logs';
import { ConnectionRecord } from './connection-logs/connection-record';
import { loggedRequest, ViewerLookUp } from './logged-requests';
import { RealtimeLogs } from './realtime-logs/realtime-logs';

/** All logs of an application: access logs, in files and in streams, and real-time logs. */
export class Logs {
  private readonly access: AccessLogs;
  private readonly realtime: RealtimeLogs;
  private application: Application;

  public constructor(private readonly options: AccessLogsOptions & ViewerLookUp) {
    this.application = options.application;
    this.access = new AccessLogs(options);
    this.realtime = new RealtimeLogs(options.application, options.store);
  }

  /** Logs what another configuration says from now on. Files that are open still go where they were meant for. */
  public reload(application: Application): void {
    this.application = application;
    this.access.reload(application);
    this.realtime.reload(application);
  }

  /** Logs a request whose answer has ended. */
  public request(record: CompletedRecord): void {
    if (!this.access.has(record) && !this.realtime.has(record)) return;
    const request = loggedRequest(record, this.application, this.options);
    if (request === undefined) return;
    this.access.request(request);
    this.realtime.request(request);
  }

  /** Logs an event on a connection of RTMP. */
  public event(record: StreamingRecord): void {
    this.access.event(record);
  }

  /** Logs an attempt to make an encrypted connection with a distribution that asks viewers for certificates. */
  public connection(record: ConnectionRecord): void {
    this.access.connection(record);
  }

  /** Delivers all files that have entries, and resolves when they have arrived. */
  public deliver(): Promise<void> {
    return this.access.deliver();
  }

  /** Delivers all files, and what is still logged at once. */
  public end(): Promise<void> {
    return this.access.end();
  }

  /** Resolves when the files whose time has come have arrived. */
  public arrived(): Promise<void> {
    return this.access.arrived();
  }
}
