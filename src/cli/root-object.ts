import { Command } from 'commander';
import { callControl, endpointUrl } from './control-client';
import { chosenDistributions } from './invalidate';
import { EXIT, ExitCode, printError, printLine, Terminal } from './terminal';

interface RootObjectOptions {
  readonly endpoint: string;
  readonly distribution?: string;
}

/** `cloudfront-edge root-object`: sets the default root object of a running edge's distributions. */
export function rootObjectCommand(terminal: Terminal, exit: (code: ExitCode) => void): Command {
  return new Command('root-object')
    .description('Sets the default root object of a running edge\'s distributions, until the template says another one.')
    .argument('<name>', 'the object, such as index.html; an empty name for none')
    .requiredOption('--endpoint <url>', 'the control URL that serve printed', endpointUrl)
    .option('--distribution <id>', 'the id or logical id of the distribution (default: every web distribution)')
    .action(async (name: string, options: RootObjectOptions) => exit(await setRootObject(name, options, terminal)));
}

async function setRootObject(name: string, options: RootObjectOptions, terminal: Terminal): Promise<ExitCode> {
  try {
    for (const { id, logicalId } of await chosenDistributions(options)) {
      await callControl(`${options.endpoint}/distributions/${id}/default-root-object`, { name });
      printLine(terminal, `the default root object of ${logicalId} (${id}) is ${name || 'none'}`);
    }
    return EXIT.DONE;
  } catch (error) {
    printError(terminal, (error as Error).message);
    return EXIT.FAILED;
  }
}
