import { Command } from 'commander';
import type { Invalidation } from '../edge';
import type { ReadyEvent, RunningDistribution } from '../local';
import { callControl, endpointUrl } from './control-client';
import { EXIT, ExitCode, printError, printLine, Terminal } from './terminal';

interface InvalidateOptions {
  readonly endpoint: string;
  readonly distribution?: string;
  readonly copyOf?: string;
  readonly list: boolean;
}

/** `cloudfront-edge invalidate`: removes objects from the caches of a running edge. */
export function invalidateCommand(terminal: Terminal, exit: (code: ExitCode) => void): Command {
  return new Command('invalidate')
    .description('Removes objects from the caches of a running edge, or lists what was removed.')
    .argument('[path...]', 'paths as CloudFront takes them, such as /index.html or "/images/*"', addPath)
    .requiredOption('--endpoint <url>', 'the control URL that serve printed', endpointUrl)
    .option('--distribution <id>', 'the id or logical id of the distribution (default: every web distribution)')
    .option('--copy-of <id>', 'an earlier invalidation, whose paths are invalidated again beside those given')
    .option('--list', 'list the last 100 invalidations', false)
    .action(async (paths: string[], options: InvalidateOptions) => exit(await invalidate(paths, options, terminal)));
}

async function invalidate(paths: readonly string[], options: InvalidateOptions, terminal: Terminal): Promise<ExitCode> {
  if (paths.length === 0 && options.copyOf === undefined && !options.list) {
    printError(terminal, 'expected a path, or --copy-of, or --list');
    return EXIT.WRONG_USAGE;
  }
  try {
    for (const distribution of await chosenDistributions(options)) {
      if (options.list) await list(distribution, options, terminal);
      else await create(distribution, paths, options, terminal);
    }
    return EXIT.DONE;
  } catch (error) {
    printError(terminal, (error as Error).message);
    return EXIT.FAILED;
  }
}

/** The web distributions that an option names, or all. @throws Error with a message of one line */
export async function chosenDistributions({ endpoint, distribution }: Pick<InvalidateOptions, 'endpoint' | 'distribution'>): Promise<readonly RunningDistribution[]> {
  const { distributions } = await callControl<ReadyEvent>(`${endpoint}/distributions`);
  const chosen = distributions.filter((candidate) => candidate.kind === 'web' && isCalled(candidate, distribution));
  if (chosen.length === 0) throw new Error(`no web distribution ${distribution === undefined ? '' : `${distribution} `}runs at ${endpoint}`);
  return chosen;
}

async function create({ id, logicalId }: RunningDistribution, given: readonly string[], { endpoint, copyOf }: InvalidateOptions, terminal: Terminal): Promise<void> {
  const earlier = copyOf === undefined ? [] : (await callControl<Invalidation>(`${endpoint}/distributions/${id}/invalidations/${copyOf}`)).paths;
  const paths = [...new Set([...earlier, ...given])];
  await callControl(`${endpoint}/distributions/${id}/invalidations`, { paths });
  printLine(terminal, `invalidated ${paths.join(' ')} in ${logicalId} (${id})`);
}

async function list({ id, logicalId }: RunningDistribution, { endpoint }: InvalidateOptions, terminal: Terminal): Promise<void> {
  const { items } = await callControl<{ readonly items: readonly Omit<Invalidation, 'paths'>[] }>(`${endpoint}/distributions/${id}/invalidations`);
  printLine(terminal, `${logicalId} (${id}): ${items.filter(({ status }) => status === 'InProgress').length} in progress`);
  for (const { id: invalidation, createTime, status } of items) printLine(terminal, `  ${invalidation}  ${createTime}  ${status}`);
}

function isCalled({ id, logicalId }: RunningDistribution, name: string | undefined): boolean {
  return name === undefined || name === id || name === logicalId;
}

/** The slash that a path begins with may be left out, as in CloudFront's console [INV-033]. */
function addPath(path: string, earlier: readonly string[] = []): string[] {
  return [...earlier, path.startsWith('/') ? path : `/${path}`];
}
