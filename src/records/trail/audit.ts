import { TrailValue } from './trail-parameters';
import { TrailRecord } from './trail-record';

/** A call of CloudFront's API as auditors look at it. */
export interface AuditedCall {
  /** ISO 8601 in UTC. */
  readonly time: string;
  /** Without the version of the API. */
  readonly action: string;
  /** Who called: the name of a user, the session of a role, `root`, or the service. */
  readonly user: string;
  readonly address: string;
  /** The code of a refusal; empty where it was done. */
  readonly error: string;
}

/** What cannot be read as a log file; the message says why. */
export class UnreadableTrail extends Error {
  public readonly name = 'UnreadableTrail';
}

/**
 * The calls of CloudFront's API in log files of CloudTrail, whose entries are in any order and may be those of other services [RPT-107].
 *
 * @param date such as `2014-05-06`. @default - those of all days
 * @throws UnreadableTrail
 */
export function auditedCalls(files: readonly string[], date = ''): readonly AuditedCall[] {
  const calls = files.flatMap(recordsOf).filter(isOfCloudFront).map(audited).filter(({ time }) => time.startsWith(date));
  return calls.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
}

function recordsOf(file: string): readonly TrailRecord[] {
  let content: unknown;
  try {
    content = JSON.parse(file);
  } catch {
    throw new UnreadableTrail('a log file of CloudTrail is JSON, and this one is not');
  }
  const records = (content as { readonly Records?: unknown } | null)?.Records;
  if (!Array.isArray(records)) throw new UnreadableTrail('a log file of CloudTrail has a list Records, and this one has none');
  return records.filter((record): record is TrailRecord => typeof record === 'object' && record !== null);
}

/** The version of the API at the end of the name of an action. */
const VERSION = /\d{4}_\d{2}_\d{2}$/;

/** The records of old versions do not name the service, but only CloudFront's have a version at the end of the name. */
function isOfCloudFront({ eventSource, eventName }: TrailRecord): boolean {
  return eventSource === undefined ? VERSION.test(text(eventName)) : eventSource === 'cloudfront.amazonaws.com';
}

function audited({ eventTime, eventName, userIdentity, sourceIPAddress, errorCode }: TrailRecord): AuditedCall {
  const { userName, arn, invokedBy } = (userIdentity ?? {}) as { readonly [name: string]: TrailValue };
  const user = text(userName) || text(invokedBy) || text(arn).split(/[:/]/).at(-1)!;
  return { time: text(eventTime), action: text(eventName).replace(VERSION, ''), user, address: text(sourceIPAddress), error: text(errorCode) };
}

function text(value: TrailValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
