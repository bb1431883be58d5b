import { Command, InvalidArgumentError } from 'commander';
import type { ReadyEvent, RunningDistribution } from '../local';
import { EXIT, ExitCode, printError, printLine, Terminal } from './terminal';

interface InvalidateOptions {
  readonly endpoint: string;
  readonly distribution?: string;
}

/** `cloudfront-edge invalidate`: removes objects from the caches of a running edge. */
export function invalidateCommand(terminal: Terminal, exit: (code: ExitCode) => void): Command {
  return new Command('invalidate')
    .description('Removes objects from the caches of a running edge.')
    .argument('<path...>', 'paths as CloudFront takes them, such as /index.html or "/images/*"', addPath)
    .requiredOption('--endpoint <url>', 'the control URL that serve printed', endpointUrl)
    .option('--distribution <id>', 'the id or logical id of the distribution (default: every web distribution)')
    .action(async (paths: string[], options: InvalidateOptions) => exit(await invalidate(paths, options, terminal)));
}

async function invalidate(paths: readonly string[], { endpoint, distribution }: InvalidateOptions, terminal: Terminal): Promise<ExitCode> {
  try {
    const { distributions } = await call<ReadyEvent>(`${endpoint}/distributions`);
    const chosen = distributions.filter((candidate) => candidate.kind === 'web' && isCalled(candidate, distribution));
    if (chosen.length === 0) throw new Error(`no web distribution ${distribution ?? ''} runs at ${endpoint}`);
    for (const { id, logicalId } of chosen) {
      await call(`${endpoint}/distributions/${id}/invalidations`, { paths });
      printLine(terminal, `invalidated ${paths.join(' ')} in ${logicalId} (${id})`);
    }
    return EXIT.DONE;
  } catch (error) {
    printError(terminal, (error as Error).message);
    return EXIT.FAILED;
  }
}

/** Asks the control API. @throws Error with a message of one line */
async function call<T>(url: string, body?: object): Promise<T> {
  const request = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(url, request).catch((error) => {
    throw new Error(`${url} cannot be reached: ${error.cause?.message ?? error.message}`);
  });
  const answer = await response.json().catch(() => ({ error: 'the answer is not that of an edge\'s control API' })) as T & { error?: string };
  if (!response.ok || answer.error !== undefined) throw new Error(`${url} answered ${response.status}: ${answer.error}`);
  return answer;
}

function isCalled({ id, logicalId }: RunningDistribution, name: string | undefined): boolean {
  return name === undefined || name === id || name === logicalId;
}

function addPath(path: string, earlier: readonly string[] = []): string[] {
  if (!path.startsWith('/')) throw new InvalidArgumentError('Expected a path that begins with a slash.');
  return [...earlier, path];
}

function endpointUrl(text: string): string {
  if (!/^https?:\/\/[^/]+\/?$/.test(text)) throw new InvalidArgumentError('Expected a URL such as http://127.0.0.1:40001.');
  return text.replace(/\/$/, '');
}
