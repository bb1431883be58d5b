import { Command } from 'commander';
import type { Certificates } from '../local';
import { callControl, endpointUrl } from './control-client';
import { EXIT, ExitCode, printError, printLine, Terminal } from './terminal';

/** `cloudfront-edge certificates`: the certificates of a running edge's account, and which distributions have them. */
export function certificatesCommand(terminal: Terminal, exit: (code: ExitCode) => void): Command {
  return new Command('certificates')
    .description('Lists the certificates of the distributions of a running edge, and those uploaded to its IAM store (aws iam upload-server-certificate --endpoint-url URL).')
    .requiredOption('--endpoint <url>', 'the control URL that serve printed', endpointUrl)
    .action(async ({ endpoint }: { endpoint: string }) => exit(await list(endpoint, terminal)));
}

async function list(endpoint: string, terminal: Terminal): Promise<ExitCode> {
  try {
    const { items, dedicatedIpInUse, limits } = await callControl<Certificates>(`${endpoint}/certificates`);
    for (const { certificate, name, path, key, expiration, dedicatedIp, sni, warning, error } of items) {
      printLine(terminal, [certificate, name, path, key, expiration].filter((part) => part !== undefined).join('  '));
      if (dedicatedIp.length > 0) printLine(terminal, `  dedicated IP addresses: ${dedicatedIp.join(' ')}`);
      if (sni.length > 0) printLine(terminal, `  SNI: ${sni.join(' ')}`);
      if (warning !== undefined) printError(terminal, `warning: ${name}: ${warning}`);
      if (error !== undefined) printError(terminal, `error: ${name}: ${error}`);
    }
    printLine(terminal, `${dedicatedIpInUse} of ${limits.dedicatedIpCertificates} certificates with dedicated IP addresses in use`);
    return items.some(({ error }) => error !== undefined) ? EXIT.FAILED : EXIT.DONE;
  } catch (error) {
    printError(terminal, (error as Error).message);
    return EXIT.FAILED;
  }
}
