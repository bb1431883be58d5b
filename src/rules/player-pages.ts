import { Bucket, isKnown } from '../config';
import { contentsOf, filesOf } from './origin-resources';
import { Rule, RuleContext, RuleSet, Subjects, Violation } from './rule';

/** Sources that may have a player in them. */
const PAGE = /\.(html?|js|as|mxml)$/i;

const STREAMER_HOST = /\brtmp(?:t|e|te)?:\/\/([\w.-]+)(?::\d+)?\/cfx\/st/gi;
const PLAYER_HOST = /\bhttps?:\/\/([\w.-]+)(?::\d+)?\/[^\s"'<>]*\.(?:swf|js)\b/gi;

/** Calls of `NetStream.play` with a name alone. */
const PLAY_BY_NAME = /\.play\(\s*(["'])([^"'()]+)\1\s*\)/g;

const FLASH_SOURCE = /StreamingURLResource\(\s*["']rtmp\w*:\/\/[^"'/]+\/cfx\/st\/(?:mp4:)?([^"']+)\.mp4["']/g;
const JW_SOURCE = /file\s*:\s*["']rtmp\w*:\/\/[^"'/]+\/cfx\/st\/([^"'?]+)/g;

/** Pages that play from an RTMP distribution, with what a rule finds in each. */
function* eachPage({ location }: Bucket, context: RuleContext, check: (page: string) => Iterable<Omit<Violation, 'at'>>): Iterable<Violation> {
  if (context.application.streamingDistributions.length === 0) return;
  for (const file of filesOf(location, context).filter(({ key }) => PAGE.test(key))) {
    const page = context.deployedText(file);
    if (!page.includes('cfx/st')) continue;
    for (const { says, fix } of check(page)) yield { at: location, says: `in ${file.key}, ${says}`, fix };
  }
}

/** Whether the application publishes a player of RTMP; undefined where some of what it deploys, or of what its web distributions serve, is not known. */
function publishesPlayer({ application, deployedFiles, deployedText }: RuleContext): boolean | undefined {
  const deployed = application.bucketDeployments.map(({ contents }) => contents.map(deployedFiles));
  const files = deployed.flat().filter(isKnown).flat();
  if (files.some((file) => /\.swf$/i.test(file.key) || (PAGE.test(file.key) && deployedText(file).includes('cfx/st')))) return true;
  const served = application.distributions.flatMap(({ origins }) => origins).every(({ bucket }) => contentsOf(bucket, application).length > 0);
  return served && deployed.every((contents) => contents.length > 0 && contents.every(isKnown)) ? false : undefined;
}

/** What a pattern with one group finds, each once. */
function found(pattern: RegExp, page: string, group = 1): string[] {
  return [...new Set([...page.matchAll(pattern)].map((match) => match[group]))];
}

const bucket: readonly Rule<Bucket>[] = [
  {
    id: 'player-and-media-apart',
    level: 'warning',
    spec: ['RTM-044', 'RTM-147'],
    says: 'a player comes from a web distribution, and the media from an RTMP distribution',
    check: (pages, context) => eachPage(pages, context, function* (page) {
      const streamers = found(STREAMER_HOST, page);
      for (const host of found(PLAYER_HOST, page).filter((player) => streamers.includes(player))) {
        yield { says: `the player and the media come from ${host}, but one distribution cannot serve both`, fix: 'load the player from a web distribution' };
      }
    }),
  },
  {
    id: 'player-play-call',
    level: 'info',
    spec: ['RTM-050'],
    says: 'a player that gives a start and a length is told when the file is missing',
    check: (pages, context) => eachPage(pages, context, function* (page) {
      for (const name of found(PLAY_BY_NAME, page, 2)) {
        yield { says: `play("${name}") waits in silence where the file is missing`, fix: `call play("${name}", 0, -1)` };
      }
    }),
  },
  {
    id: 'flash-player-stream-name',
    level: 'error',
    spec: ['MED-089'],
    says: 'the source of a Flash player names an MP4 file without its extension',
    check: (pages, context) => eachPage(pages, context, function* (page) {
      for (const name of found(FLASH_SOURCE, page)) yield { says: `the source names ${name}.mp4 with its extension`, fix: `write mp4:${name}` };
    }),
  },
  {
    id: 'jw-player-stream-name',
    level: 'error',
    spec: ['MED-099'],
    says: 'JW Player takes the name of a file with its extension',
    check: (pages, context) => eachPage(pages, context, function* (page) {
      if (!page.includes('jwplayer(')) return;
      for (const name of found(JW_SOURCE, page).filter((source) => !/\.\w+$/.test(source))) {
        yield { says: `JW Player is given ${name}, without an extension by which it knows the format`, fix: `write ${name}.mp4 or ${name}.flv` };
      }
    }),
  },
];

const streamingDistribution: readonly Rule<Subjects['streamingDistribution']>[] = [
  {
    id: 'rtmp-player-missing',
    level: 'info',
    spec: ['RTM-161'],
    says: 'viewers use the player that a site gives them, none of their own',
    *check({ location }, context) {
      if (publishesPlayer(context) !== false) return;
      yield { at: { ...location, path: '' }, says: 'the application publishes no player for what is streamed', fix: 'unless one is published elsewhere, publish a page with a player by a web distribution; RtmpMediaSite makes both' };
    },
  },
];

/** Rules about the pages with players that an application deploys beside an RTMP distribution. */
export const playerPageRules: RuleSet = { bucket, streamingDistribution };
