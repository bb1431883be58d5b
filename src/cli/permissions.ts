/* eslint-disable @typescript-eslint/no-require-imports -- what a command needs is loaded when it runs */
import { Command } from 'commander';
import { EXIT, ExitCode, printError, printLine, Terminal } from './terminal';

/** `cloudfront-edge permissions`: what whoever deploys the templates has to be allowed. */
export function permissionsCommand(terminal: Terminal, exit: (code: ExitCode) => void): Command {
  return new Command('permissions')
    .description('Prints the IAM policy that whoever deploys the CloudFront resources of templates needs, and no more: for the role by which CloudFormation deploys.')
    .argument('<path...>', 'cloud assembly directories, template files, or directories of templates')
    .action((paths: string[]) => exit(permissions(paths, terminal)));
}

function permissions(paths: readonly string[], terminal: Terminal): ExitCode {
  const { deploymentPolicy, loadTemplates } = require('../template') as typeof import('../template');
  const { document, leftOut } = deploymentPolicy(paths.flatMap((path) => loadTemplates(path)));
  if (document.Statement.length === 0) {
    printError(terminal, `no resource of CloudFront is in ${paths.join(', ')}`);
    return EXIT.FAILED;
  }
  printLine(terminal, JSON.stringify(document, undefined, 2));
  if (leftOut.length > 0) printError(terminal, `other resources need permissions of their own: ${leftOut.join(', ')}`);
  return EXIT.DONE;
}
