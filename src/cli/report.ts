import { Command, Option } from 'commander';
import type { ReportKind } from '../records';
import { callControl, endpointUrl, readControl } from './control-client';
import { EXIT, ExitCode, printError, printLine, Terminal } from './terminal';

interface ReportOptions {
  readonly endpoint: string;
  readonly format: string;
  /** What is asked of the report. */
  readonly [parameter: string]: string | undefined;
}

/** `cloudfront-edge report`: what CloudFront's console and CloudWatch show of the requests to a running edge. */
export function reportCommand(terminal: Terminal, exit: (code: ExitCode) => void): Command {
  return new Command('report')
    .description('Prints a report of what a running edge was asked, with the columns of CloudFront\'s own, or lists the reports that there are.')
    .argument('[name]', 'such as cache-statistics, popular-objects, top-referrers, locations, usage, usage-report, billing or metrics')
    .requiredOption('--endpoint <url>', 'the control URL that serve printed', endpointUrl)
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'csv', 'json']).default('text'))
    .option('--distribution <id>', 'the id of a distribution, or ALL where the report is of all of them as well')
    .option('--start <time>', 'when its time begins: a date or a time in UTC, or with an offset (default: seven days, of which today is the last)')
    .option('--end <time>', 'when its time ends; a date is meant whole')
    .option('--last <length>', 'in the place of both: a length of time until now, such as "12 hours"')
    .option('--granularity <length>', 'how long each line is: hour, day or month')
    .option('--period <seconds>', 'the same of metrics')
    .option('--location <continent>', 'viewers of one continent alone, for cache statistics')
    .option('--region <code>', 'one billing region alone, such as EU, for usage')
    .option('--unit <unit>', 'B, KB, MB or GB, for the charts of usage in JSON')
    .option('--operation <method>', 'one method alone, for the usage report')
    .option('--usage-types <names>', 'some usage types alone, with commas between them, for the usage report')
    .action(async (name: string | undefined, options: ReportOptions) => exit(await report(name, options, terminal)));
}

async function report(name: string | undefined, { endpoint, ...asked }: ReportOptions, terminal: Terminal): Promise<ExitCode> {
  try {
    if (name === undefined) await list(endpoint, terminal);
    else terminal.output.write(await readControl(`${endpoint}/reports/${encodeURIComponent(name)}?${new URLSearchParams(asked as Record<string, string>)}`));
    return EXIT.DONE;
  } catch (error) {
    printError(terminal, (error as Error).message);
    return EXIT.FAILED;
  }
}

async function list(endpoint: string, terminal: Terminal): Promise<void> {
  const { reports, distributions } = await callControl<{ reports: ReportKind[]; distributions: { id: string; names: string[] }[] }>(`${endpoint}/reports`);
  for (const { name, says } of reports) printLine(terminal, `${name.padEnd(18)}${says}`);
  for (const { id, names } of distributions) printLine(terminal, `${id.padEnd(18)}${names.join(', ')}`);
}
