import { constants } from 'buffer';
import { gunzipSync } from 'zlib';
import { decoded } from './encoding';

/** An entry of a log file: its values by the names of the fields, encoding undone; undefined for a hyphen. */
export type LogEntry = { readonly [field: string]: string | undefined };

/** What a log file says. */
export interface LogFile {
  readonly fields: readonly string[];
  readonly entries: readonly LogEntry[];
}

/** A log file that cannot be read. The message is one line. */
export class MalformedLog extends Error {
  public readonly name = 'MalformedLog';
}

/** The two lines with which every log file begins [LOG-042, DTD-180]. */
export function logHeader(fields: readonly string[]): string {
  return `#Version: 1.0\n#Fields: ${fields.join(' ')}\n`;
}

/** The text of a log file as it is delivered, with or without gzip. @throws MalformedLog */
export function logText(content: Uint8Array): string {
  if (content[0] !== 0x1f || content[1] !== 0x8b) return Buffer.from(content).toString('latin1');
  try {
    return gunzipSync(content, { maxOutputLength: constants.MAX_STRING_LENGTH }).toString('latin1');
  } catch (error) {
    throw new MalformedLog(`the gzip is broken: ${(error as Error).message}`);
  }
}

/**
 * Reads a log file of CloudFront: web or RTMP, of any edition, or several one after the other; also one of records in JSON.
 *
 * @param delimiter what stands between values. @default - a tab
 * @throws MalformedLog which names the line
 */
export function parseLog(text: string, delimiter = '\t'): LogFile {
  let fields: readonly string[] | undefined;
  const entries: LogEntry[] = [];
  const all = new Set<string>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.startsWith('#')) {
      fields = /^#Fields:\s*(.*?)\s*$/.exec(line)?.[1].split(/\s+/) ?? fields;
      for (const name of fields ?? []) all.add(name);
    } else if (line !== '') {
      entries.push(line.startsWith('{') ? jsonEntry(line, index + 1) : entryOf(line.split(delimiter), fields, index + 1));
    }
  }
  for (const entry of entries) for (const name of Object.keys(entry)) all.add(name);
  return { fields: [...all], entries };
}

function entryOf(values: readonly string[], fields: readonly string[] | undefined, line: number): LogEntry {
  if (fields === undefined) throw new MalformedLog(`line ${line}: an entry before the line #Fields, which says what its values are`);
  if (values.length !== fields.length) throw new MalformedLog(`line ${line}: ${values.length} values, where #Fields names ${fields.length}; the file may be cut, or have another delimiter`);
  return Object.fromEntries(fields.map((field, i) => [field, decoded(values[i])]));
}

function jsonEntry(line: string, number: number): LogEntry {
  let object: object;
  try {
    object = JSON.parse(line) as object;
  } catch {
    throw new MalformedLog(`line ${number}: neither values between delimiters nor JSON`);
  }
  return Object.fromEntries(Object.entries(object).map(([field, value]) => [field, decoded(String(value))]));
}
