/* eslint-disable @typescript-eslint/no-require-imports -- what a command needs is loaded when it runs */
import { readFileSync } from 'node:fs';
import { Argument, Command } from 'commander';
import type { LogSummary } from '../records';
import { countryCode } from './country';
import { filesAt } from './file-option';
import { LocatorOption, withLocatorOption } from './locator-option';
import { EXIT, ExitCode, printError, printLine, Terminal } from './terminal';
import { utcDate } from './time-option';

interface LogsOptions extends LocatorOption {
  readonly day?: string;
  readonly queryStrings: boolean;
  readonly variantsOf?: string;
  readonly blocked?: readonly string[];
  readonly allowed?: readonly string[];
  readonly json: boolean;
}

const QUESTIONS = ['summary', 'objects', 'rejections', 'merge'] as const;

/** `cloudfront-edge logs`: what log files say, of the edge or of CloudFront. */
export function logsCommand(terminal: Terminal, exit: (code: ExitCode) => void): Command {
  const command = new Command('logs')
    .description('Reads log files of CloudFront or of the edge: counts them, lists the objects that were asked for or the requests that were refused, or merges the files.')
    .addArgument(new Argument('<question>', 'what to tell').choices(QUESTIONS))
    .argument('<path...>', 'log files, or directories with them');
  return withLocatorOption(command)
    .option('--day <date>', 'summary: of one day, such as 2025-01-31', utcDate)
    .option('--no-query-strings', 'objects: without query strings, for cache behaviors that do not forward them')
    .option('--variants-of <path>', 'objects: those of one path, with all query strings that were used')
    .option('--blocked <countries>', 'rejections: the countries of the blocklist, such as CN,RU', countryCodes)
    .option('--allowed <countries>', 'rejections: the countries of the allowlist', countryCodes)
    .option('--json', 'print JSON', false)
    .action(async (question: typeof QUESTIONS[number], paths: string[], options: LogsOptions) => exit(tell(question, paths, options, terminal)));
}

function tell(question: typeof QUESTIONS[number], paths: readonly string[], options: LogsOptions, terminal: Terminal): ExitCode {
  const { mergedLog, rejections, requestedObjects, summaryOf } = require('../records/log-analysis') as typeof import('../records/log-analysis');
  const { parseLog } = require('../records/access-logs/log-file') as typeof import('../records/access-logs/log-file');
  if (question === 'rejections' && (options.countries === undefined || (options.blocked ?? options.allowed) === undefined)) {
    printError(terminal, 'rejections needs --countries FILE, and --blocked or --allowed with the countries of the geo restriction');
    return EXIT.WRONG_USAGE;
  }
  const texts = textsOf(paths);
  if (question === 'merge') {
    terminal.output.write(mergedLog(texts));
    return EXIT.DONE;
  }
  const entries = [...texts].flatMap(([file, text]) => named(file, () => parseLog(text).entries));
  switch (question) {
    case 'summary': {
      const summary = summaryOf(entries, options.day);
      return print(terminal, options.json, summary, summaryLines(summary));
    }
    case 'objects': {
      const objects = requestedObjects(entries, { withQueryStrings: options.queryStrings, variantsOf: options.variantsOf });
      return print(terminal, options.json, objects, objects);
    }
    case 'rejections': {
      const refused = rejections(entries, (ip) => options.countries!.countryOf(ip), isRefused(options));
      return print(terminal, options.json, refused, refused.map(({ time, ip, country, path, cause }) => `${time}  ${ip}  ${country ?? '--'}  ${path}  ${cause}`));
    }
  }
}

function isRefused({ blocked, allowed }: LogsOptions): (country: string) => boolean {
  return (country) => (blocked === undefined ? !allowed!.includes(country) : blocked.includes(country));
}

function print(terminal: Terminal, asJson: boolean, told: object, lines: readonly string[]): ExitCode {
  for (const line of asJson ? [JSON.stringify(told)] : lines) printLine(terminal, line);
  return EXIT.DONE;
}

function summaryLines({ entries, first, last, bytes, resultTypes, statuses, events, hours }: LogSummary): string[] {
  const counts = (title: string, all: { readonly [name: string]: number }) => Object.entries(all).map(([name, count]) => `${title} ${name}: ${count}`);
  return [
    entries === 0 ? 'no entries' : `${entries} entries from ${first} to ${last}, ${bytes} bytes`,
    ...counts('result type', resultTypes), ...counts('status', statuses), ...counts('event', events), ...counts('hour', hours),
  ];
}

/** The texts of log files by name, also of those that are compressed, and those in directories. */
function textsOf(paths: readonly string[]): Map<string, string> {
  const { logText } = require('../records/access-logs/log-file') as typeof import('../records/access-logs/log-file');
  return new Map(paths.flatMap((path) => filesAt(path, /\.(gz|log)$/)).map((file) => [file, named(file, () => logText(readFileSync(file)))]));
}

function named<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const { MalformedLog } = require('../records/access-logs/log-file') as typeof import('../records/access-logs/log-file');
    throw new MalformedLog(`${file}: ${(error as Error).message}`);
  }
}

function countryCodes(text: string): string[] {
  return text.split(',').map(countryCode);
}
