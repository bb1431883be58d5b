import { Command } from 'commander';
import type { DistributionDescription, ReadyEvent, RootCheck } from '../local';
import { callControl, endpointUrl } from './control-client';
import { EXIT, ExitCode, printError, printLine, Terminal } from './terminal';

/** `cloudfront-edge status`: the distributions of a running edge, and whether their root URLs show something. */
export function statusCommand(terminal: Terminal, exit: (code: ExitCode) => void): Command {
  return new Command('status')
    .description('Lists the distributions of a running edge, how far their deployment is, who may sign for them, and what their root URLs show.')
    .requiredOption('--endpoint <url>', 'the control URL that serve printed', endpointUrl)
    .action(async ({ endpoint }: { endpoint: string }) => exit(await status(endpoint, terminal)));
}

async function status(endpoint: string, terminal: Terminal): Promise<ExitCode> {
  try {
    const { distributions } = await callControl<ReadyEvent>(`${endpoint}/distributions`);
    for (const { id, kind } of distributions) {
      const description = await callControl<DistributionDescription>(`${endpoint}/distributions/${id}`);
      const { domainName, enabled, status: deployment, lastModifiedTime, activeTrustedSigners, activeTrustedKeyGroups } = description;
      printLine(terminal, `${id}  ${domainName}  ${kind}  ${enabled ? 'Enabled' : 'Disabled'}  ${deployment}  ${lastModifiedTime}`);
      for (const { signer, keyPairIds } of activeTrustedSigners) printLine(terminal, `  signer ${signer}: ${keyPairIds.join(' ') || 'no active key pair'}`);
      for (const { signer, keyPairIds } of activeTrustedKeyGroups) printLine(terminal, `  key group ${signer}: ${keyPairIds.join(' ') || 'no key'}`);
      if (kind === 'web') printLine(terminal, `  root: ${(await callControl<RootCheck>(`${endpoint}/distributions/${id}/root`)).says}`);
    }
    return EXIT.DONE;
  } catch (error) {
    printError(terminal, (error as Error).message);
    return EXIT.FAILED;
  }
}
