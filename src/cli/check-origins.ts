/* eslint-disable @typescript-eslint/no-require-imports -- what a command needs is loaded when it runs */
import { Command, InvalidArgumentError, Option } from 'commander';
import { addServer, OriginOptions, withOriginTrust } from './origin-options';
import { EXIT, ExitCode, printError, Terminal } from './terminal';

interface CheckOriginsOptions extends Pick<OriginOptions, 'originCa'> {
  readonly origin: { readonly [name: string]: readonly string[] };
  readonly path: readonly string[];
  readonly format: 'text' | 'json' | 'sarif';
}

/** `cloudfront-edge check-origins`: what origins should do otherwise when CloudFront is in front of them. */
export function checkOriginsCommand(terminal: Terminal, exit: (code: ExitCode) => void): Command {
  const command = new Command('check-origins')
    .description('Asks the servers of custom origins for paths, and checks their answers. Exits with 1 when there are warnings, or no answer.')
    .argument('<path>', 'a cloud assembly directory, a template file, or a directory of templates')
    .requiredOption('--origin <name=url>', 'a server of an origin, by domain name or origin id (repeatable, also for several servers of one origin)', addServer)
    .option('--path <path>', 'a path to ask for (repeatable)', addPath, [])
    .addOption(new Option('--format <format>', 'how findings are written').choices(['text', 'json', 'sarif']).default('text'));
  return withOriginTrust(command)
    .action(async (path: string, options: CheckOriginsOptions) => exit(await check(path, options, terminal)));
}

async function check(template: string, { origin, path, originCa: trust, format }: CheckOriginsOptions, terminal: Terminal): Promise<ExitCode> {
  const { checkOrigins } = require('../edge') as typeof import('../edge');
  const { originFindings, readApplication } = require('../local') as typeof import('../local');
  const { formatFindings } = require('../rules') as typeof import('../rules');
  const application = readApplication(template, Object.fromEntries(Object.entries(origin).map(([name, [url]]) => [name, url])));
  const checked = await checkOrigins({ application, servers: origin, paths: path.length > 0 ? path : ['/'], trust, now: Date.now });
  const findings = originFindings(checked, application);
  terminal.output.write(formatFindings(findings, format));
  const failures = checked.flatMap((each) => each.failures);
  for (const failure of failures) printError(terminal, failure);
  return failures.length > 0 || findings.some(({ level }) => level === 'warning') ? EXIT.FAILED : EXIT.DONE;
}

function addPath(path: string, earlier: readonly string[]): readonly string[] {
  if (!path.startsWith('/')) throw new InvalidArgumentError('Expected a path such as /index.html.');
  return [...earlier, path];
}
