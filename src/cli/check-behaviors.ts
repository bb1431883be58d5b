/* eslint-disable @typescript-eslint/no-require-imports -- what a command needs is loaded when it runs */
import { rootCertificates } from 'node:tls';
import { Command } from 'commander';
import type { CheckedBehavior } from '../local';
import { OriginOptions, originSources, withOriginOptions } from './origin-options';
import { EXIT, ExitCode, printLine, Terminal } from './terminal';

interface CheckBehaviorsOptions extends OriginOptions {
  readonly json: boolean;
}

/** `cloudfront-edge check-behaviors`: what viewers get through each cache behavior, by HTTP and by HTTPS. */
export function checkBehaviorsCommand(terminal: Terminal, exit: (code: ExitCode) => void): Command {
  const command = new Command('check-behaviors')
    .description('Fetches through every cache behavior by HTTP and by HTTPS, and says what is wrong with origins and their certificates. Exits with 1 when a status is 500 or more.')
    .argument('<path>', 'a cloud assembly directory, a template file, or a directory of templates');
  return withOriginOptions(command)
    .option('--json', 'print what was found as JSON', false)
    .action(async (path: string, options: CheckBehaviorsOptions) => exit(await check(path, options, terminal)));
}

/** Certificates of origins are verified as CloudFront does: without `--origin-ca` by the authorities that everybody trusts. */
async function check(path: string, { originCa: trust = { authorities: rootCertificates.join('\n') }, json, ...options }: CheckBehaviorsOptions, terminal: Terminal): Promise<ExitCode> {
  const { Edge, originClients, SystemClock } = require('../edge') as typeof import('../edge');
  const { checkBehaviors, readApplication } = require('../local') as typeof import('../local');
  const origins = originSources(options);
  const application = readApplication(path, origins);
  const clients = originClients(origins, () => application, { trust, clientCertificates: options.originCertificate });
  const edge = new Edge({ application, clock: new SystemClock(), origins: clients });
  const checked = await checkBehaviors(application, edge);
  await edge.close();
  if (json) printLine(terminal, JSON.stringify(checked));
  else for (const line of table(checked)) printLine(terminal, line);
  return checked.some(({ problem }) => problem !== undefined) ? EXIT.FAILED : EXIT.DONE;
}

function table(checked: readonly CheckedBehavior[]): string[] {
  const rows = checked.map(({ distribution, pathPattern, protocol, path = '-', status, problem = '' }) => [distribution, pathPattern, protocol, path, String(status ?? '-'), problem]);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd());
}
