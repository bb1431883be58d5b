/* eslint-disable @typescript-eslint/no-require-imports -- what a command needs is loaded when it runs */
import { Command } from 'commander';
import { fileText } from './file-option';
import { EXIT, ExitCode, printError, printLine, Terminal } from './terminal';

interface TestOptions {
  readonly event: string;
  readonly json: boolean;
}

/** `cloudfront-edge test-function`: runs a CloudFront function on an event, without any distribution [FUN-089]. */
export function testFunctionCommand(terminal: Terminal, exit: (code: ExitCode) => void): Command {
  return new Command('test-function')
    .description('Runs a CloudFront function of a template on an event, and shows what it returns, its log and how much of its time it takes.')
    .argument('<path>', 'a cloud assembly directory, a template file, or a directory of templates')
    .argument('<function>', 'the name, logical id or ARN of the function')
    .requiredOption('--event <file>', 'a file with the event, as JSON', fileText)
    .option('--json', 'print one line of JSON', false)
    .action((path: string, name: string, options: TestOptions) => exit(test(path, name, options, terminal)));
}

function test(path: string, name: string, { event, json }: TestOptions, terminal: Terminal): ExitCode {
  const { functionCalled } = require('../config') as typeof import('../config');
  const { KeyValueStores, SystemClock, testFunction, UnusableEvent } = require('../edge') as typeof import('../edge');
  const { loadTemplates, readTemplates } = require('../template') as typeof import('../template');
  const application = readTemplates(loadTemplates(path));
  const found = functionCalled(name, application.functions);
  if (found === undefined) {
    printError(terminal, `no function is called ${name}; there are ${application.functions.map(({ location: { logicalId } }) => logicalId).join(', ') || 'none'}`);
    return EXIT.WRONG_USAGE;
  }
  const clock = new SystemClock();
  const stores = new KeyValueStores(clock);
  stores.load(application);
  try {
    const result = testFunction(found, JSON.parse(event), stores, clock.now());
    if (json) {printLine(terminal, JSON.stringify(result));} else {
      for (const line of result.logs) printLine(terminal, `log     ${line}`);
      if (result.output !== undefined) printLine(terminal, `output  ${JSON.stringify(result.output, undefined, 2)}`);
      printLine(terminal, `compute utilization  ${result.computeUtilization} (an estimate)`);
    }
    if (result.error === undefined) return EXIT.DONE;
    printError(terminal, `${name} failed: ${result.error.message}${result.error.line === undefined ? '' : ` in line ${result.error.line}`}`);
    return EXIT.FAILED;
  } catch (error) {
    if (!(error instanceof UnusableEvent || error instanceof SyntaxError)) throw error;
    printError(terminal, `the event cannot be used: ${error.message}`);
    return EXIT.WRONG_USAGE;
  }
}
