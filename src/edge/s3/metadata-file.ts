import { existsSync, readFileSync, statSync } from 'fs';
import { HEADER_NAME, NOT_IN_HEADER } from '../../config';
import { OriginFailure } from '../origin/origin-client';

/** What is stored with objects: headers, by key or by a pattern for many keys. */
export interface StoredMetadata {
  readonly [key: string]: { readonly [header: string]: string };
}

/**
 * Reads what a file says of the objects of a bucket; nothing where there is no file.
 *
 * @throws OriginFailure for a file that does not say it, since the objects are not known then
 */
export function readMetadataFile(file: string): StoredMetadata {
  if (!existsSync(file)) return {};
  const all = parsed(file);
  if (!isObject(all)) throw unreadable(file, 'it is to have an object with the keys of the bucket');
  for (const [key, headers] of Object.entries(all)) {
    if (!isObject(headers)) throw unreadable(file, `${key} is to have an object with headers`);
    const other = Object.keys(headers).find((name) => typeof headers[name] !== 'string' || NOT_IN_HEADER.test(headers[name]));
    if (other !== undefined) throw unreadable(file, `the header ${other} of ${key} is to be a text in one line`);
    const wrong = Object.keys(headers).find((name) => !HEADER_NAME.test(name));
    if (wrong !== undefined) throw unreadable(file, `${JSON.stringify(wrong)} of ${key} is no name of a header`);
  }
  return all as StoredMetadata;
}

function parsed(file: string): unknown {
  if (!statSync(file).isFile()) throw unreadable(file, 'it is no file');
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw unreadable(file, `it is not JSON: ${(error as Error).message}`);
  }
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unreadable(file: string, reason: string): OriginFailure {
  return new OriginFailure('malformed-response', `${file} cannot be used: ${reason}`);
}
