import { readFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';

/** The text of a file that an option names. @throws InvalidArgumentError, which says why it cannot be read */
export function fileText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new InvalidArgumentError(`${file} cannot be read: ${(error as Error).message}.`);
  }
}
