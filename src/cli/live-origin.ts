/* eslint-disable @typescript-eslint/no-require-imports -- what a command needs is loaded when it runs */
import { closeSync, openSync, writeSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { MediaServerId } from '../config';
import { portNumber } from './port-number';
import { EXIT, ExitCode, interruption, printError, printLine, Terminal } from './terminal';

interface LiveOriginOptions {
  readonly layout: MediaServerId;
  readonly app?: string;
  readonly stream: string;
  readonly sample?: string;
  readonly ingestPort?: number;
  readonly ingestPassword?: string;
  readonly port: number;
  readonly playerDomain?: readonly string[];
  /** A file that is open for writing. */
  readonly log?: number;
  readonly json: boolean;
}

/** `cloudfront-edge live-origin`: a media server with a live stream, until it is interrupted. */
export function liveOriginCommand(terminal: Terminal, exit: (code: ExitCode) => void): Command {
  return new Command('live-origin')
    .description('Streams live on this machine as a media server does, in HLS, HDS and Smooth Streaming, to be the origin of a distribution. It needs ffmpeg.')
    .addOption(new Option('--layout <server>', 'the media server whose URLs it has: Adobe Media Server, Wowza Streaming Engine, IIS Media Services').choices(['ams', 'wowza', 'iis']).default('wowza'))
    .option('--app <name>', 'the application of the stream (default: livepkgr, livecf)')
    .option('--stream <name>', 'the name of the stream; for ams also such as livestream?adbe-live-event=liveevent&adbe-record-mode=record', 'myStream')
    .addOption(new Option('--sample <file>', 'a media file, streamed over and over again (default: a picture and a tone)').conflicts('ingestPort'))
    .option('--ingest-port <number>', 'the port on which an encoder publishes the stream; 0 picks a free one', portNumber)
    .option('--ingest-password <password>', 'with --layout iis and --ingest-port: what an encoder has to give as the password of Administrator')
    .option('--port <number>', 'the port for HTTP; 0 picks a free one', portNumber, 0)
    .option('--player-domain <name>', 'a domain whose pages may have players of the stream (repeatable; default: all)', (name: string, earlier: readonly string[] = []) => [...earlier, name])
    .option('--log <file>', 'a file that gets the access log of the media server, in the extended format of W3C', openedFile)
    .option('--json', 'print one line of JSON when it is ready', false)
    .action(async (options: LiveOriginOptions) => exit(await stream(options, terminal)));
}

async function stream({ layout, app, json, log, playerDomain: playerDomains, ...options }: LiveOriginOptions, terminal: Terminal): Promise<ExitCode> {
  if (options.ingestPassword !== undefined && (layout !== 'iis' || options.ingestPort === undefined)) {
    printError(terminal, 'expected --ingest-password only with --layout iis and --ingest-port');
    return EXIT.WRONG_USAGE;
  }
  const { LiveOrigin } = require('../local') as typeof import('../local');
  const interrupted = interruption(terminal);
  const origin = await LiveOrigin.start({
    ...options, playerDomains, server: layout, application: app, log: log === undefined ? undefined : (lines) => writeSync(log, lines),
  });
  const { url, publishUrl: publish, manifests } = origin;
  if (json) printLine(terminal, JSON.stringify({ event: 'ready', url, publish, manifests }));
  else for (const line of [`Origin  ${url}`, ...publish === undefined ? [] : [`Publish ${publish}`], ...Object.values(manifests).map((manifest) => `Play    ${manifest}`)]) printLine(terminal, line);
  const failure = await Promise.race([origin.failed, interrupted]);
  await origin.close();
  if (log !== undefined) closeSync(log);
  if (failure === undefined) return EXIT.DONE;
  printError(terminal, failure.message);
  return EXIT.FAILED;
}

function openedFile(path: string): number {
  try {
    return openSync(path, 'w');
  } catch (error) {
    throw new InvalidArgumentError(`It cannot be written: ${(error as Error).message}.`);
  }
}
