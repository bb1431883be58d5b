/* eslint-disable @typescript-eslint/no-require-imports -- what a command needs is loaded when it runs */
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Edition, Quotas } from '../config';
import type { TemplateSource } from '../template';
import { EXIT, ExitCode, printError, Terminal } from './terminal';

interface CheckOptions {
  readonly edition: Edition;
  readonly format: 'text' | 'json' | 'sarif';
  readonly quota: Partial<Quotas>;
  readonly deployed?: string;
}

/** `cloudfront-edge check`: what CloudFront would refuse in the templates. */
export function checkCommand(terminal: Terminal, exit: (code: ExitCode) => void): Command {
  return new Command('check')
    .description('Checks the CloudFront resources of templates. Exits with 1 when there are errors.')
    .argument('<path...>', 'cloud assembly directories, template files, or directories of templates')
    .addOption(new Option('--edition <edition>', 'the edition of CloudFront\'s rules').choices(['current', '2014-10-21']).default('current'))
    .addOption(new Option('--format <format>', 'how findings are written').choices(['text', 'json', 'sarif']).default('text'))
    .option('--quota <name=number>', 'a quota that AWS has raised for the account (repeatable)', addQuota, {})
    .option('--deployed <path>', 'what is deployed now: reports what an update does not change, or changes for viewers at once')
    .action((paths: string[], options: CheckOptions) => exit(check(paths, options, terminal)));
}

function check(paths: readonly string[], { edition, format, quota, deployed }: CheckOptions, terminal: Terminal): ExitCode {
  const { loadTemplates } = require('../template') as typeof import('../template');
  const { checkTemplates, formatFindings } = require('../rules') as typeof import('../rules');
  const sources = paths.flatMap((path) => loadTemplates(path));
  const findings = checkTemplates(sources, {
    edition, quotas: quota, deployed: deployed === undefined ? undefined : loadTemplates(deployed),
  });
  if (findings.length === 0 && !sources.some(hasCloudFront)) printError(terminal, `there is no CloudFront resource in ${paths.join(', ')}`);
  terminal.output.write(formatFindings(findings, format));
  return findings.some(({ level }) => level === 'error') ? EXIT.FAILED : EXIT.DONE;
}

/** Whether a template has something to check. */
function hasCloudFront({ template }: TemplateSource): boolean {
  const { Resources: resources } = template as { readonly Resources: object };
  return Object.values(resources ?? {}).some((resource: { readonly Type?: unknown } | null) => String(resource?.Type).startsWith('AWS::CloudFront::'));
}

function addQuota(argument: string, given: Partial<Quotas>): Partial<Quotas> {
  const { QUOTAS } = require('../config') as typeof import('../config');
  const [name, number] = argument.split('=');
  const names = Object.keys(QUOTAS.current);
  if (!names.includes(name)) throw new InvalidArgumentError(`There is no quota ${name}. There are ${names.join(', ')}.`);
  if (!/^[1-9]\d*$/.test(number ?? '')) throw new InvalidArgumentError('Expected NAME=N with a whole number N.');
  return { ...given, [name]: Number(number) };
}
