/* eslint-disable @typescript-eslint/no-require-imports -- what a command needs is loaded when it runs */
import { Command, InvalidArgumentError } from 'commander';
import type { AuditedCall } from '../records';
import { endpointUrl, readControl } from './control-client';
import { filesAt, fileText } from './file-option';
import { EXIT, ExitCode, printError, printLine, Terminal } from './terminal';
import { utcDate } from './time-option';

interface AuditOptions {
  readonly endpoint?: string;
  readonly date?: string;
  readonly json: boolean;
}

/** `cloudfront-edge audit`: who called CloudFront's API, when and from where, by what CloudTrail records. */
export function auditCommand(terminal: Terminal, exit: (code: ExitCode) => void): Command {
  return new Command('audit')
    .description('Lists the calls of CloudFront\'s API that CloudTrail has recorded, in the order of time: when, what, who, from where.')
    .argument('[path...]', 'log files of CloudTrail in JSON, or directories with such files')
    .option('--endpoint <url>', 'the control URL of a running edge, whose own records are listed as well', endpointUrl)
    .option('--date <date>', 'the calls of one day in UTC, such as 2014-05-06', utcDate)
    .option('--json', 'print a line of JSON for each', false)
    .action(async (paths: string[], options: AuditOptions) => exit(await audit(paths, options, terminal)));
}

async function audit(paths: readonly string[], { endpoint, date, json }: AuditOptions, terminal: Terminal): Promise<ExitCode> {
  if (paths.length === 0 && endpoint === undefined) {
    printError(terminal, 'expected a log file, or --endpoint');
    return EXIT.WRONG_USAGE;
  }
  const { auditedCalls } = require('../records/trail') as typeof import('../records/trail');
  try {
    const files = paths.flatMap((path) => filesAt(path, /\.json$/)).map(fileText);
    if (endpoint !== undefined) files.push(await readControl(`${endpoint}/trail`));
    for (const call of auditedCalls(files, date)) printLine(terminal, json ? JSON.stringify(call) : lineOf(call));
    return EXIT.DONE;
  } catch (error) {
    const { name, message } = error as Error;
    printError(terminal, message);
    return name === 'UnreadableTrail' || error instanceof InvalidArgumentError ? EXIT.WRONG_USAGE : EXIT.FAILED;
  }
}

function lineOf({ time, action, user, address, error }: AuditedCall): string {
  return [time, action, user, address, ...error === '' ? [] : [error]].join('  ');
}
