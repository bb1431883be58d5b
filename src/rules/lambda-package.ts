import { readdirSync, readFileSync, statSync } from 'fs';
import { join } from 'path';
import { deflateRawSync } from 'zlib';
import { EDGE_CODE_LIMITS } from '../config';

/**
 * How many bytes the code of a Lambda function has as a package: those of a zip file, or of the files of a directory.
 * They are compressed only where they might be too many.
 *
 * @returns undefined where the code is not on this machine
 */
export function packageBytes(source: string): number | undefined {
  try {
    if (statSync(source).isFile()) return statSync(source).size;
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).map((path) => join(source, path)).filter((path) => statSync(path).isFile());
    const bytes = sum(files.map((file) => statSync(file).size));
    return bytes <= EDGE_CODE_LIMITS.lambdaPackageBytes ? bytes : sum(files.map((file) => deflateRawSync(readFileSync(file)).length));
  } catch {
    return undefined;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
