import { Command, CommanderError, Help, Option } from 'commander';
import { auditCommand } from './audit';
import { certificatesCommand } from './certificates';
import { checkCommand } from './check';
import { checkBehaviorsCommand } from './check-behaviors';
import { checkOriginsCommand } from './check-origins';
import { checkStreamCommand } from './check-stream';
import { doctorCommand } from './doctor';
import { getCommand } from './get';
import { invalidateCommand } from './invalidate';
import { keyPairCommand } from './key-pair';
import { kvsCommand } from './kvs';
import { liveEventCommand } from './live-event';
import { liveOriginCommand } from './live-origin';
import { locationsCommand } from './locations';
import { logsCommand } from './logs';
import { permissionsCommand } from './permissions';
import { reportCommand } from './report';
import { rootObjectCommand } from './root-object';
import { serveCommand } from './serve';
import { signCommand } from './sign';
import { statusCommand } from './status';
import { EXIT, ExitCode, printError, processTerminal, Terminal } from './terminal';
import { testFunctionCommand } from './test-function';
import { testPageCommand } from './test-page';
import { urlsCommand } from './urls';

/**
 * Runs the command `cloudfront-edge`.
 *
 * @param args what follows the name of the command
 * @returns the exit code: 0 done, 1 findings or a failed request, 2 wrong usage or unreadable input
 */
export async function main(args: readonly string[], terminal: Terminal = processTerminal()): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.DONE;
  const program = new Command('cloudfront-edge')
    .description('Checks CloudFront templates, and runs them on this machine as CloudFront would.')
    .version(version());
  for (const [group, commands] of Object.entries(COMMANDS)) {
    for (const command of commands) program.addCommand(command(terminal, (code) => { exitCode = code; }).helpGroup(group));
  }
  for (const command of [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)]) configure(command, terminal);
  if (args.length === 0) {
    printError(terminal, commandsOf(program));
    return EXIT.WRONG_USAGE;
  }
  try {
    await program.parseAsync(args as string[], { from: 'user' });
    return exitCode;
  } catch (error) {
    return explain(error, terminal);
  }
}

/** By what they are for, as `--help` lists them. */
const COMMANDS = {
  'Rehearse:': [checkCommand, serveCommand, getCommand, testFunctionCommand, checkBehaviorsCommand, checkOriginsCommand, checkStreamCommand, liveOriginCommand, liveEventCommand],
  'Ask and change a running edge:': [invalidateCommand, statusCommand, doctorCommand, reportCommand, kvsCommand, certificatesCommand, rootObjectCommand, auditCommand],
  'Make and read what goes with a distribution:': [signCommand, keyPairCommand, urlsCommand, testPageCommand, logsCommand, locationsCommand, permissionsCommand],
};

/** Makes a command report instead of ending the process, in one line. */
function configure(command: Command, terminal: Terminal): void {
  command
    .exitOverride()
    .configureHelp({ optionDescription: describe })
    .configureOutput({
      writeOut: (text) => terminal.output.write(text),
      writeErr: (text) => printError(terminal, text.startsWith('Usage:') ? commandsOf(command) : inOneLine(text)),
    });
}

/** What a command that has others below it expects. */
function commandsOf(command: Command): string {
  return `expected a command: ${command.commands.map((below) => below.name()).join(', ')}; see --help`;
}

/** An error as commander words it, with what may have been meant. */
function inOneLine(text: string): string {
  return text.replace(/^error: /, '').trimEnd().replace(/\n\(Did/, ' (did');
}

/** An option as `--help` describes it: that it is off or empty unless it is given goes without saying. */
function describe(option: Option): string {
  const { defaultValue } = option;
  const isEmpty = defaultValue === false || (typeof defaultValue === 'object' && JSON.stringify(defaultValue).length === 2);
  return isEmpty ? option.description : new Help().optionDescription(option);
}

/** A user's mistake is told in a line; a defect of this program with all that helps to find it. */
function explain(error: unknown, terminal: Terminal): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.DONE : EXIT.WRONG_USAGE;
  const { name, code, message, stack } = error as NodeJS.ErrnoException;
  const isMistake = MISTAKES.has(name) || MISTAKES.has(code ?? '');
  printError(terminal, isMistake ? message : `internal error: ${stack ?? String(error)}`);
  return isMistake ? EXIT.WRONG_USAGE : EXIT.FAILED;
}

/** Names of errors, and codes of the operating system's errors, that come from what the user wrote. By name, so that no command loads another's code. */
const MISTAKES: ReadonlySet<string> = new Set([
  'UnreadableInput', 'MalformedLog', 'UnusableOriginSource', 'UnusableSigning', 'UnusableUrl', 'EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL', 'ENOTFOUND',
]);

function version(): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return (require('../../package.json') as { version: string }).version;
}
