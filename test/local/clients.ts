import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/** A test that runs programs of this machine. Where one is missing it is skipped, and its title says how to get it. */
export function testWith(programs: { readonly [program: string]: string }, title: string, body: () => Promise<void>, milliseconds = 60_000): void {
  const missing = Object.entries(programs).filter(([program]) => !isInstalled(program));
  if (missing.length === 0) test(title, body, milliseconds);
  else test.skip(`${title} (needs ${missing.map(([program, debianPackage]) => `${program}: apt-get install ${debianPackage}`).join(', ')})`, body);
}

/** What a program prints; it fails when the program does. */
export async function run(program: string, ...args: readonly string[]): Promise<Buffer> {
  return (await promisify(execFile)(program, args, { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 })).stdout;
}

function isInstalled(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((directory) => {
    try {
      accessSync(join(directory, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
