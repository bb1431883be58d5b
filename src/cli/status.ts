import { Command } from 'commander';
import type { DistributionDescription, ReadyEvent, RootCheck } from '../local';
import { callControl, endpointUrl } from './control-client';
import { EXIT, ExitCode, printError, printLine, Terminal } from './terminal';

/** `cloudfront-edge status`: the distributions of a running edge, and whether their root URLs show something. */
export function statusCommand(terminal: Terminal, exit: (code: ExitCode) => void): Command {
  return new Command('status')
    .description('Lists the distributions of a running edge, how far their deployment is, and what their root URLs show.')
    .requiredOption('--endpoint <url>', 'the control URL that serve printed', endpointUrl)
    .action(async ({ endpoint }: { endpoint: string }) => exit(await status(endpoint, terminal)));
}

async function status(endpoint: string, terminal: Terminal): Promise<ExitCode> {
  try {
    const { distributions } = await callControl<ReadyEvent>(`${endpoint}/distributions`);
    for (const { id, kind } of distributions) {
      const { domainName, enabled, status: deployment, lastModifiedTime } = await callControl<DistributionDescription>(`${endpoint}/distributions/${id}`);
      printLine(terminal, `${id}  ${domainName}  ${kind}  ${enabled ? 'Enabled' : 'Disabled'}  ${deployment}  ${lastModifiedTime}`);
      if (kind === 'web') printLine(terminal, `  root: ${(await callControl<RootCheck>(`${endpoint}/distributions/${id}/root`)).says}`);
    }
    return EXIT.DONE;
  } catch (error) {
    printError(terminal, (error as Error).message);
    return EXIT.FAILED;
  }
}
