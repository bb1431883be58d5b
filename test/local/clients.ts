import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { promisify } from 'node:util';

/** A test that runs programs of this machine, or needs a file at a path. Where one is missing it is skipped, and its title says how to get it. */
export function testWith(programs: { readonly [program: string]: string }, title: string, body: () => Promise<void>, milliseconds = 60_000): void {
  const missing = Object.entries(programs).filter(([program]) => !isInstalled(program));
  if (missing.length === 0) test(title, body, milliseconds);
  else test.skip(`${title} (needs ${missing.map(([program, debianPackage]) => `${program}: apt-get install ${debianPackage}`).join(', ')})`, body);
}

/** What a program prints; it fails when the program does. */
export async function run(program: string, ...args: readonly string[]): Promise<Buffer> {
  return (await promisify(execFile)(program, args, { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 })).stdout;
}

/** A moving picture and a tone, as input of ffmpeg. */
export function testFilm(seconds: number, { size = '160x90', rate = 10 }: { readonly size?: string; readonly rate?: number } = {}): string[] {
  return ['-f', 'lavfi', '-i', `testsrc=size=${size}:rate=${rate}:duration=${seconds}`, '-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}`];
}

/** H.264 with a key frame at each tenth picture, and AAC, as output of ffmpeg. */
export const H264 = ['-c:v', 'libx264', '-g', '10', '-c:a', 'aac'];

/** The pictures that ffmpeg decodes of a file or a URL, whose options may stand before it. */
export async function framesOf(...input: readonly string[]): Promise<number> {
  const output = await run('ffprobe', '-v', 'error', '-count_frames', '-select_streams', 'v:0', '-show_entries', 'stream=nb_read_frames', '-of', 'csv=p=0', ...input);
  return parseInt(output.toString(), 10);
}

function isInstalled(program: string): boolean {
  if (isAbsolute(program)) return existsSync(program);
  return (process.env.PATH ?? '').split(delimiter).some((directory) => {
    try {
      accessSync(join(directory, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
