import { InvalidArgumentError } from 'commander';

/** Reads a port from the command line. */
export function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new InvalidArgumentError('Expected a number from 0 to 65535.');
  return port;
}
