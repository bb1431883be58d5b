/* eslint-disable @typescript-eslint/no-require-imports -- what a command needs is loaded when it runs */
import { Command } from 'commander';
import { OriginOptions, originSources, withOriginOptions } from './origin-options';
import { EXIT, ExitCode, printLine, Terminal } from './terminal';

interface CheckStreamOptions extends OriginOptions {
  readonly player?: string;
  readonly playCall?: string;
}

/** `cloudfront-edge check-stream`: why a stream of an RTMP distribution does not play. */
export function checkStreamCommand(terminal: Terminal, exit: (code: ExitCode) => void): Command {
  const command = new Command('check-stream')
    .description('Looks for what keeps a stream of an RTMP distribution from playing. Exits with 1 when there is something.')
    .argument('<path>', 'a cloud assembly directory, a template file, or a directory of templates')
    .argument('<url>', 'the URL of the stream, such as rtmp://s5678.cloudfront.net/cfx/st/mp4:film, or of the streamer alone');
  return withOriginOptions(command)
    .option('--player <url>', 'the URL of the player')
    .option('--play-call <code>', 'the call by which ActionScript plays the stream, such as \'play("film")\'')
    .action(async (path: string, url: string, options: CheckStreamOptions) => exit(await checkStream(path, url, options, terminal)));
}

async function checkStream(path: string, url: string, options: CheckStreamOptions, terminal: Terminal): Promise<ExitCode> {
  const { readApplication, streamProblems } = require('../local') as typeof import('../local');
  const sources = originSources(options);
  const problems = await streamProblems(readApplication(path, sources), sources, { url, playerUrl: options.player, playCall: options.playCall });
  for (const { says, fix } of problems) printLine(terminal, `${says}\n  Fix: ${fix}`);
  if (problems.length === 0) printLine(terminal, 'nothing keeps it from playing');
  return problems.length > 0 ? EXIT.FAILED : EXIT.DONE;
}
