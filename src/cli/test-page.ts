/* eslint-disable @typescript-eslint/no-require-imports -- what a command needs is loaded when it runs */
import { Command, Option } from 'commander';
import type { ReadyEvent, RunningDistribution } from '../local';
import { callControl, endpointUrl } from './control-client';
import { EXIT, ExitCode, printError, Terminal } from './terminal';

interface TestPageOptions {
  readonly domainName?: string;
  readonly endpoint?: string;
  readonly distribution?: string;
  readonly player?: keyof typeof RTMP_PLAYERS | keyof typeof LIVE_PLAYERS;
  readonly swf?: string;
  readonly rtmpDomainName?: string;
}

/** Players of Flash media, as the command line calls them, and how their files are loaded. */
const RTMP_PLAYERS = {
  jwplayer: { name: 'JW Player', scheme: 'https' },
  flowplayer: { name: 'Flowplayer', scheme: 'http' },
  flash: { name: 'Flash Player', scheme: 'http' },
  swfobject: { name: 'SWFObject', scheme: 'http' },
} as const;

/** Players of live streams. */
const LIVE_PLAYERS = { strobe: 'Strobe Media Playback', silverlight: 'Silverlight' } as const;

/** `cloudfront-edge test-page`: an HTML page that shows an object through a distribution. */
export function testPageCommand(terminal: Terminal, exit: (code: ExitCode) => void): Command {
  return new Command('test-page')
    .description('Prints an HTML page that shows an object through a distribution: one that is deployed, by its domain name, or one that runs here.')
    .argument('<object>', 'the name of the object, such as image.jpg; for --player swfobject also that of a stream, signed or not')
    .option('--domain-name <name>', 'the domain name of a distribution, such as d1111111abcdef8.cloudfront.net')
    .option('--endpoint <url>', 'the control URL that serve printed', endpointUrl)
    .option('--distribution <id>', 'the id or logical id of a distribution that runs there (default: the first one)')
    .addOption(new Option('--player <name>', 'a player whose files the distribution has: of RTMP (for flash, the source of a project of Flash Builder; for swfobject, player/player.swf and swfobject.js), or of a live manifest')
      .choices([...Object.keys(RTMP_PLAYERS), ...Object.keys(LIVE_PLAYERS)]))
    .option('--rtmp-domain-name <name>', 'with a player of RTMP and --domain-name: the domain name of the RTMP distribution that has the media')
    .option('--swf <url>', 'with --player strobe: where StrobeMediaPlayback.swf is (default: at the distribution)')
    .addHelpText('after', '\nExamples:\n  cloudfront-edge test-page image.jpg --domain-name d1234.cloudfront.net\n  cloudfront-edge test-page my-vacation.mp4 --player jwplayer --domain-name d1234.cloudfront.net --rtmp-domain-name s5678.cloudfront.net')
    .action(async (object: string, options: TestPageOptions) => exit(await printPage(object, options, terminal)));
}

async function printPage(object: string, options: TestPageOptions, terminal: Terminal): Promise<ExitCode> {
  const wrong = wrongUsage(options);
  if (wrong !== undefined) {
    printError(terminal, wrong);
    return EXIT.WRONG_USAGE;
  }
  try {
    terminal.output.write(await pageOf(object, options));
    return EXIT.DONE;
  } catch (error) {
    printError(terminal, (error as Error).message);
    return EXIT.FAILED;
  }
}

async function pageOf(object: string, options: TestPageOptions): Promise<string> {
  const { playerPage } = require('../config') as typeof import('../config');
  const { livePlayerPage, objectUrl, testPage } = require('../local') as typeof import('../local');
  const { player, swf } = options;
  const web = await webUrl(options);
  if (player === undefined) return testPage(objectUrl(web, object));
  if (isOfRtmp(player)) return playerPage(RTMP_PLAYERS[player].name, { player: web, streamer: await streamerUrl(options), objectName: object });
  return livePlayerPage(LIVE_PLAYERS[player], objectUrl(web, object), swf ?? `${web}/StrobeMediaPlayback.swf`);
}

function isOfRtmp(player: NonNullable<TestPageOptions['player']>): player is keyof typeof RTMP_PLAYERS {
  return Object.hasOwn(RTMP_PLAYERS, player);
}

function wrongUsage({ domainName, endpoint, player, rtmpDomainName, swf }: TestPageOptions): string | undefined {
  if ((domainName === undefined) === (endpoint === undefined)) return 'expected either --domain-name or --endpoint';
  const needsRtmp = player !== undefined && isOfRtmp(player) && domainName !== undefined;
  if (needsRtmp !== (rtmpDomainName !== undefined)) return 'expected --rtmp-domain-name with a player of RTMP and --domain-name, and only then';
  if (swf !== undefined && player !== 'strobe') return 'expected --swf only with --player strobe';
  return undefined;
}

async function webUrl({ domainName, endpoint, distribution, player }: TestPageOptions): Promise<string> {
  if (domainName !== undefined) return `${player !== undefined && isOfRtmp(player) ? RTMP_PLAYERS[player].scheme : 'http'}://${domainName}`;
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
