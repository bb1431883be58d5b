import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError } from 'commander';

/** The text of a file that an option names. @throws InvalidArgumentError, which says why it cannot be read */
export function fileText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new InvalidArgumentError(`${file} cannot be read: ${(error as Error).message}.`);
  }
}

/** A file as it is, and of a directory all files below it whose names match, in the order of their names. */
export function filesAt(path: string, names: RegExp): string[] {
  if (!existsSync(path) || !statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => names.test(name)).sort().map((name) => join(path, name));
}
