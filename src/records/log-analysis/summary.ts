import { LogEntry } from '../access-logs/log-file';
import { HOUR } from '../time';

/** What log files have, counted. */
export interface LogSummary {
  readonly entries: number;
  /** The first and the last time of an entry, as `2025-01-01 00:00:05`; undefined without entries. */
  readonly first: string | undefined;
  readonly last: string | undefined;
  /** Bytes to viewers: of RTMP what each connection had in the end. */
  readonly bytes: number;
  /** Of web logs: entries by result type. */
  readonly resultTypes: { readonly [type: string]: number };
  /** Of web logs: entries by status. */
  readonly statuses: { readonly [status: string]: number };
  /** Of RTMP logs: entries by event. */
  readonly events: { readonly [event: string]: number };
  /** Entries by hour in UTC, such as `2025-01-01 13`: each hour from the first to the last, or of the day that is asked about, also those without [LOG-105]. */
  readonly hours: { readonly [hour: string]: number };
}

/**
 * Counts the entries of log files, in whatever order they are [LOG-041].
 *
 * @param day the day to look at, such as `2025-01-01`. @default - all
 */
export function summaryOf(entries: readonly LogEntry[], day?: string): LogSummary {
  const counted = day === undefined ? entries : entries.filter(({ date }) => date === day);
  const times = counted.map(timeOf).sort();
  const [first, last] = [times[0], times.at(-1)];
  const byHour = counts(times.map((time) => time.slice(0, 13)));
  return {
    entries: counted.length,
    first,
    last,
    bytes: bytesOf(counted),
    resultTypes: countsOf(counted, 'x-edge-result-type'),
    statuses: countsOf(counted, 'sc-status'),
    events: countsOf(counted, 'x-event'),
    hours: Object.fromEntries(hoursOf(first, last, day).map((hour) => [hour, byHour.get(hour) ?? 0])),
  };
}

/** Date and time of an entry, in a form whose order is that of time. */
export function timeOf({ date, time }: LogEntry): string {
  return `${date ?? ''} ${time ?? ''}`;
}

function countsOf(entries: readonly LogEntry[], field: string): { [value: string]: number } {
  return Object.fromEntries([...counts(entries.flatMap(({ [field]: value }) => value ?? []))].sort());
}

function counts(values: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  return found;
}

/** The bytes of RTMP events are those of their connection so far, so that the most of each connection counts [LOG-090]. */
function bytesOf(entries: readonly LogEntry[]): number {
  const ofConnections = new Map<string, number>();
  let bytes = 0;
  for (const { 'sc-bytes': sent, 'x-cf-client-id': connection } of entries) {
    if (connection === undefined) bytes += Number(sent ?? 0);
    else ofConnections.set(connection, Math.max(ofConnections.get(connection) ?? 0, Number(sent ?? 0)));
  }
  for (const sent of ofConnections.values()) bytes += sent;
  return bytes;
}

function hoursOf(first: string | undefined, last: string | undefined, day: string | undefined): string[] {
  const start = day === undefined ? first : `${day} 00`;
  const end = day === undefined ? last : `${day} 23`;
  if (start === undefined || end === undefined) return [];
  const [from, to] = [start, end].map((time) => Date.parse(`${time.slice(0, 13).replace(' ', 'T')}:00:00Z`));
  if (Number.isNaN(from) || Number.isNaN(to)) return [];
  return Array.from({ length: (to - from) / HOUR + 1 }, (_, i) => new Date(from + i * HOUR).toISOString().slice(0, 13).replace('T', ' '));
}
