import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { main } from '../../src/cli';
import { ReadyEvent } from '../../src/local';

/** What a command left behind. */
export interface Ended {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
}

/** A command that runs, and the terminal in front of it. */
export interface Running {
  /** The first line of its output. */
  readonly firstLine: Promise<string>;
  readonly ended: Promise<Ended>;
  /** Resolves when it writes something beside its output that matches. */
  nextError(pattern: RegExp): Promise<void>;
  interrupt(): void;
}

/** Starts the command `cloudfront-edge` in this process. */
export function start(...args: string[]): Running {
  const interruption = new AbortController();
  const [output, errors] = [new PassThrough(), new PassThrough()];
  const texts = { output: '', errors: '' };
  const ended = main(args, { output, errors, interrupted: interruption.signal });
  errors.on('data', (bytes) => { texts.errors += bytes; });
  const firstLine = new Promise<string>((resolve, reject) => {
    output.on('data', (bytes) => {
      texts.output += bytes;
      if (texts.output.includes('\n')) resolve(texts.output.split('\n')[0]);
    });
    void ended.then(() => reject(new Error(`it ended without a line: ${texts.errors}`)));
  });
  firstLine.catch(() => {});
  return {
    firstLine,
    ended: ended.then(async (exitCode) => {
      await new Promise(setImmediate);
      return { exitCode, ...texts };
    }),
    nextError: (pattern) => new Promise((resolve) => errors.on('data', (bytes) => {
      if (pattern.test(String(bytes))) resolve();
    })),
    interrupt: () => interruption.abort(),
  };
}

/** Runs the command `cloudfront-edge` in this process to its end. */
export function run(...args: string[]): Promise<Ended> {
  return start(...args).ended;
}

/** A directory with files, for the tests of one file. */
export function directoryWith(files: { readonly [name: string]: string | object }): string {
  const directory = mkdtempSync(join(tmpdir(), 'cloudfront-edge-'));
  afterAll(() => rmSync(directory, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return directory;
}

/** A `serve` that runs during the tests of one file: what it says when it is ready. */
export function serving(...args: readonly string[]): { readonly ready: ReadyEvent } {
  const served: { ready: ReadyEvent } = { ready: undefined! };
  let edge: Running;
  beforeAll(async () => {
    edge = start('serve', ...args, '--json');
    served.ready = JSON.parse(await edge.firstLine);
  });
  afterAll(() => {
    edge.interrupt();
    return edge.ended;
  });
  return served;
}

/** Connects until nobody takes connections any more. */
export async function connecting(url: string): Promise<never> {
  for (;;) {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.destroy();
  }
}
