/* eslint-disable @typescript-eslint/no-require-imports -- what a command needs is loaded when it runs */
import { Command } from 'commander';
import type { ReadyEvent } from '../local';
import { callControl, endpointUrl } from './control-client';
import { EXIT, ExitCode, printError, Terminal } from './terminal';

interface TestPageOptions {
  readonly domainName?: string;
  readonly endpoint?: string;
  readonly distribution?: string;
}

/** `cloudfront-edge test-page`: an HTML page that shows an object through a distribution. */
export function testPageCommand(terminal: Terminal, exit: (code: ExitCode) => void): Command {
  return new Command('test-page')
    .description('Prints an HTML page that shows an object through a distribution: one that is deployed, by its domain name, or one that runs here.')
    .argument('<object>', 'the name of the object, such as image.jpg')
    .option('--domain-name <name>', 'the domain name of a distribution, such as d1111111abcdef8.cloudfront.net')
    .option('--endpoint <url>', 'the control URL that serve printed', endpointUrl)
    .option('--distribution <id>', 'the id or logical id of a distribution that runs there (default: the first one)')
    .action(async (object: string, options: TestPageOptions) => exit(await page(object, options, terminal)));
}

async function page(object: string, options: TestPageOptions, terminal: Terminal): Promise<ExitCode> {
  const { objectUrl, testPage } = require('../local') as typeof import('../local');
  if ((options.domainName === undefined) === (options.endpoint === undefined)) {
    printError(terminal, 'expected either --domain-name or --endpoint');
    return EXIT.WRONG_USAGE;
  }
  try {
    terminal.output.write(testPage(objectUrl(await baseOf(options), object)));
    return EXIT.DONE;
  } catch (error) {
    printError(terminal, (error as Error).message);
    return EXIT.FAILED;
  }
}

async function baseOf({ domainName, endpoint, distribution }: TestPageOptions): Promise<string> {
  if (domainName !== undefined) return `http://${domainName}`;
  const { distributions } = await callControl<ReadyEvent>(`${endpoint}/distributions`);
  const running = distributions.find(({ id, logicalId, http }) => http !== null && (distribution === undefined || [id, logicalId].includes(distribution)));
  if (running === undefined) throw new Error(`no web distribution ${distribution ?? ''} runs at ${endpoint}`);
  return running.http!;
}
