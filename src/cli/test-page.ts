/* eslint-disable @typescript-eslint/no-require-imports -- what a command needs is loaded when it runs */
import { Command, Option } from 'commander';
import type { ReadyEvent, RunningDistribution } from '../local';
import { callControl, endpointUrl } from './control-client';
import { EXIT, ExitCode, printError, Terminal } from './terminal';

interface TestPageOptions {
  readonly domainName?: string;
  readonly endpoint?: string;
  readonly distribution?: string;
  readonly player?: keyof typeof PLAYERS;
  readonly rtmpDomainName?: string;
}

/** Players of Flash media, as the command line calls them, and how their files are loaded. */
const PLAYERS = {
  jwplayer: { name: 'JW Player', scheme: 'https' },
  flowplayer: { name: 'Flowplayer', scheme: 'http' },
  flash: { name: 'Flash Player', scheme: 'http' },
} as const;

/** `cloudfront-edge test-page`: an HTML page that shows an object through a distribution. */
export function testPageCommand(terminal: Terminal, exit: (code: ExitCode) => void): Command {
  return new Command('test-page')
    .description('Prints an HTML page that shows an object through a distribution: one that is deployed, by its domain name, or one that runs here.')
    .argument('<object>', 'the name of the object, such as image.jpg')
    .option('--domain-name <name>', 'the domain name of a distribution, such as d1111111abcdef8.cloudfront.net')
    .option('--endpoint <url>', 'the control URL that serve printed', endpointUrl)
    .option('--distribution <id>', 'the id or logical id of a distribution that runs there (default: the first one)')
    .addOption(new Option('--player <name>', 'a player of RTMP, whose files the distribution has; for flash, the source of a project of Flash Builder').choices(Object.keys(PLAYERS)))
    .option('--rtmp-domain-name <name>', 'with --player and --domain-name: the domain name of the RTMP distribution that has the media')
    .addHelpText('after', '\nExamples:\n  cloudfront-edge test-page image.jpg --domain-name d1234.cloudfront.net\n  cloudfront-edge test-page my-vacation.mp4 --player jwplayer --domain-name d1234.cloudfront.net --rtmp-domain-name s5678.cloudfront.net')
    .action(async (object: string, options: TestPageOptions) => exit(await printPage(object, options, terminal)));
}

async function printPage(object: string, options: TestPageOptions, terminal: Terminal): Promise<ExitCode> {
  const { objectUrl, playerPage, testPage } = require('../local') as typeof import('../local');
  const wrong = wrongUsage(options);
  if (wrong !== undefined) {
    printError(terminal, wrong);
    return EXIT.WRONG_USAGE;
  }
  try {
    const web = await webUrl(options);
    const player = options.player && PLAYERS[options.player].name;
    const page = player === undefined ? testPage(objectUrl(web, object)) : playerPage(player, { player: web, streamer: await streamerUrl(options), objectName: object });
    terminal.output.write(page);
    return EXIT.DONE;
  } catch (error) {
    printError(terminal, (error as Error).message);
    return EXIT.FAILED;
  }
}

function wrongUsage({ domainName, endpoint, player, rtmpDomainName }: TestPageOptions): string | undefined {
  if ((domainName === undefined) === (endpoint === undefined)) return 'expected either --domain-name or --endpoint';
  const needsRtmp = player !== undefined && domainName !== undefined;
  if (needsRtmp !== (rtmpDomainName !== undefined)) return 'expected --rtmp-domain-name with --player and --domain-name, and only then';
  return undefined;
}

async function webUrl({ domainName, endpoint, distribution, player }: TestPageOptions): Promise<string> {
  if (domainName !== undefined) return `${player === undefined ? 'http' : PLAYERS[player].scheme}://${domainName}`;
  return running(endpoint!, `web distribution ${distribution ?? ''}`, ({ id, logicalId, http }) => distribution === undefined || [id, logicalId].includes(distribution) ? http : null);
}

async function streamerUrl({ rtmpDomainName, endpoint }: TestPageOptions): Promise<string> {
  return rtmpDomainName === undefined ? running(endpoint!, 'RTMP distribution', ({ rtmp }) => rtmp) : `rtmp://${rtmpDomainName}/cfx/st`;
}

/** The URL of the first distribution at an endpoint that has one. */
async function running(endpoint: string, wanted: string, urlOf: (distribution: RunningDistribution) => string | null): Promise<string> {
  const { distributions } = await callControl<ReadyEvent>(`${endpoint}/distributions`);
  const url = distributions.map(urlOf).find((candidate) => candidate !== null);
  if (url === undefined || url === null) throw new Error(`no ${wanted} runs at ${endpoint}`);
  return url;
}
