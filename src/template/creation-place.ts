import { dirname, sep } from 'path';
import { SourcePlace } from '../config';

const FRAME = /^(?:.*\()?((?:[A-Za-z]:)?[^():]+):(\d+):(\d+)\)?$/;
const NOT_OF_THE_USER = /[\\/]node_modules[\\/]|^node:|^\.\.\./;

/** This package's own code, which need not be below a `node_modules`. */
const OWN = `${dirname(__dirname)}${sep}`;

/** Where a construct is made: the first frame of its stack trace that is neither of a library nor of Node.js. */
export function creationPlace(stackTrace: readonly unknown[]): SourcePlace | undefined {
  for (const frame of stackTrace) {
    const [, file, line, column] = (typeof frame === 'string' ? FRAME.exec(frame.trim()) : undefined) ?? [];
    if (file !== undefined && !NOT_OF_THE_USER.test(file) && !file.startsWith(OWN)) return { file, line: Number(line), column: Number(column) };
  }
  return undefined;
}
