import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'fs';
import { join, sep } from 'path';
import { BucketContent, DeployedFile, MediaContainer, UNKNOWN, Value } from '../config';

/** How the containers of media begin, as text of one byte a character. */
const CONTAINERS: readonly { readonly container: MediaContainer; readonly begins: RegExp }[] = [
  { container: 'flv', begins: /^FLV\x01/ },
  { container: 'mp4', begins: /^.{4}ftyp/s },
  { container: 'mp3', begins: /^(ID3|\xff[\xe2-\xff])/ },
];
const LONGEST_BEGINNING = 8;

/** Bytes of a text that is read; what is longer was not written by a person. */
const LONGEST_TEXT = 1_048_576;

/** The files of a deployment, by their keys in the bucket; unknown where they are not in a directory of this machine. */
export function deployedFiles({ source, keyPrefix }: BucketContent): Value<readonly DeployedFile[]> {
  try {
    if (!statSync(source).isDirectory()) return UNKNOWN;
    const prefix = keyPrefix === '' ? '' : keyPrefix.replace(/\/?$/, '/');
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(source, path)).isFile());
    return files.sort().map((path) => ({ key: prefix + path.split(sep).join('/'), container: containerOf(join(source, path)), path: join(source, path) }));
  } catch {
    return UNKNOWN;
  }
}

/** The text of a file that is deployed; empty where it is too long to look at, or gone. */
export function deployedText({ path }: DeployedFile): string {
  try {
    return statSync(path).size > LONGEST_TEXT ? '' : readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function containerOf(file: string): MediaContainer | undefined {
  const beginning = Buffer.alloc(LONGEST_BEGINNING);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, beginning, 0, LONGEST_BEGINNING, 0);
  } finally {
    closeSync(descriptor);
  }
  const text = beginning.toString('latin1');
  return CONTAINERS.find(({ begins }) => begins.test(text))?.container;
}
