import { Writable } from 'node:stream';

/** Where a command reads and writes. */
export interface Terminal {
  readonly output: Writable;
  readonly errors: Writable;
  /** Aborts when the user ends the command: Ctrl-C, or SIGTERM. A command that never asks for it is ended by the signal itself. */
  readonly interrupted: AbortSignal;
}

/** How a command ended. */
export const EXIT = {
  /** It did what it should; there were no errors to report. */
  DONE: 0,
  /** It found errors, or the request failed. */
  FAILED: 1,
  /** It was used wrongly, or could not read its input. */
  WRONG_USAGE: 2,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The terminal of this process. */
export function processTerminal(): Terminal {
  let interrupted: AbortSignal | undefined;
  // A reader that has seen enough, such as `head`, is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? EXIT.DONE : EXIT.FAILED));
  return {
    output: process.stdout,
    errors: process.stderr,
    get interrupted() {
      return interrupted ??= signalled();
    },
  };
}

function signalled(): AbortSignal {
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());
  return interrupted.signal;
}

/** Writes a line for people or programs that read the output. */
export function printLine(terminal: Terminal, line: string): void {
  terminal.output.write(`${line}\n`);
}

/** Writes a line beside the output. */
export function printError(terminal: Terminal, line: string): void {
  terminal.errors.write(`cloudfront-edge: ${line}\n`);
}

/** Resolves when the person at a terminal has interrupted the command. */
export function interruption({ interrupted }: Terminal): Promise<void> {
  return new Promise((resolve) => {
    if (interrupted.aborted) resolve();
    else interrupted.addEventListener('abort', () => resolve(), { once: true });
  });
}
