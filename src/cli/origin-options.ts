import { Command } from 'commander';

/** What the options that say where origins are hold. */
export interface OriginOptions {
  readonly bucket: readonly string[];
  readonly origin: readonly string[];
}

/** Adds the options by which a user says where the content of origins comes from. */
export function withOriginOptions(command: Command): Command {
  return command
    .option('--bucket <name=directory>', 'the directory with the objects of a bucket, by bucket name or logical id (repeatable)', collect, [])
    .option('--origin <name=url>', 'the server that stands for an origin, by domain name or origin id (repeatable)', collect, []);
}

/** Collects the values of an option that may be given several times. */
export function collect(value: string, earlier: readonly string[]): string[] {
  return [...earlier, value];
}
