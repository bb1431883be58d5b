import { at, Bucket, BucketContent, isSameResource, MEDIA_EXTENSIONS, STREAMING_TTL, StreamingDistribution } from '../config';
import { contentsOf, filesOf } from './origin-resources';
import { Rule, RuleSet, Subjects, Violation } from './rule';

/** Players of Flash media, by the file that tells them, with what else they need beside it. */
const PLAYERS: readonly { readonly name: string; readonly has: RegExp; readonly needs: readonly { readonly file: string; readonly looks: RegExp }[] }[] = [
  {
    name: 'Flowplayer',
    has: /^flowplayer-[\d.]+\.swf$/,
    needs: [
      { file: 'flowplayer.rtmp-VERSION.swf, its plug-in for RTMP', looks: /^flowplayer\.rtmp-[\d.]+\.swf$/ },
      { file: 'flowplayer.controls-VERSION.swf', looks: /^flowplayer\.controls-[\d.]+\.swf$/ },
      { file: 'flowplayer-VERSION.min.js', looks: /^flowplayer-[\d.]+\.min\.js$/ },
    ],
  },
  {
    name: 'JW Player',
    has: /^jwplayer\.js$/,
    needs: [{ file: 'jwplayer.flash.swf', looks: /^jwplayer\.flash\.swf$/ }, { file: 'jwplayer.html5.js', looks: /^jwplayer\.html5\.js$/ }],
  },
];

function nameOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

function extensionOf(key: string): string {
  return /\.([^./]+)$/.exec(key)?.[1].toLowerCase() ?? '';
}

/** A violation at the bucket of an RTMP distribution. */
function atBucket(site: StreamingDistribution, says: string, fix: string): Violation {
  return { at: at(site, 'S3Origin.DomainName'), says, fix };
}

function maxAge({ metadata }: BucketContent): number | undefined {
  const seconds = /(?:^|[\s,])max-age=(\d+)/i.exec(metadata['cache-control'] ?? '')?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}

const streamingDistribution: readonly Rule<Subjects['streamingDistribution']>[] = [
  {
    id: 'rtmp-key-prefix',
    level: 'warning',
    spec: ['RTM-022', 'RTM-064'],
    says: 'cfx/st belongs to the URL of a stream, not to the key of the media in the bucket',
    *check(site, { application }) {
      for (const { keyPrefix } of contentsOf(site.bucket, application)) {
        if (/^\/?cfx\/st(\/|$)/.test(keyPrefix)) yield atBucket(site, `media are deployed below ${keyPrefix}, which belongs to the URL of a stream, not to keys`, 'deploy them without cfx/st');
      }
    },
  },
  {
    id: 'rtmp-flv-extension',
    level: 'warning',
    spec: ['RTM-027'],
    says: 'media in a Flash Video container have the extension .flv',
    *check(site, context) {
      for (const { key, container } of filesOf(site.bucket, context)) {
        if (container === 'flv' && extensionOf(key) !== 'flv') yield atBucket(site, `the file ${key} holds Flash Video, which streams by the extension .flv only`, `name it ${key.replace(/\.[^./]+$/, '')}.flv`);
      }
    },
  },
  {
    id: 'rtmp-media-extension',
    level: 'error',
    spec: ['RTM-029'],
    says: 'media in the bucket have the extension of their format, whatever players call them',
    *check(site, context) {
      for (const { key, container } of filesOf(site.bucket, context)) {
        if (container === undefined || container === 'flv' || MEDIA_EXTENSIONS[container].includes(extensionOf(key))) continue;
        yield atBucket(site, `the file ${key} holds ${container.toUpperCase()}, and does not have the extension for it`, `name it ${key.replace(/\.[^./]+$/, '')}.${container}`);
      }
    },
  },
  {
    id: 'rtmp-crossdomain',
    level: 'warning',
    spec: ['RTM-053'],
    says: 'RTMP asks for no crossdomain.xml in the bucket of the media',
    *check(site, context) {
      const media = site.bucket;
      const isOfWebToo = media !== undefined && context.application.distributions.some(({ origins }) => origins.some((origin) => isSameResource(origin.bucket, media)));
      if (isOfWebToo || !filesOf(site.bucket, context).some(({ key }) => key === 'crossdomain.xml')) return;
      yield atBucket(site, 'the bucket gets a crossdomain.xml, which has no effect on RTMP', 'remove it, or deploy it where the player is');
    },
  },
  {
    id: 'rtmp-short-lifetime',
    level: 'warning',
    spec: ['RTM-131'],
    says: 'an RTMP distribution caches objects for an hour at least',
    *check(site, { application }) {
      for (const content of contentsOf(site.bucket, application)) {
        const seconds = maxAge(content);
        if (seconds !== undefined && seconds < STREAMING_TTL.min) {
          yield atBucket(site, `media are deployed with max-age=${seconds}, but cached for ${STREAMING_TTL.min} s at least`, 'give changed media another name, or state 3600 or more');
        }
      }
    },
  },
];

const bucket: readonly Rule<Bucket>[] = [
  {
    id: 'rtmp-player-files',
    level: 'error',
    spec: ['MED-094', 'MED-097'],
    says: 'a player for RTMP is deployed with all of its files',
    *check({ location }, context) {
      if (context.application.streamingDistributions.length === 0) return;
      const names = filesOf(location, context).map(({ key }) => nameOf(key));
      for (const { name, needs } of PLAYERS.filter(({ has }) => names.some((file) => has.test(file)))) {
        const missing = needs.filter(({ looks }) => !names.some((file) => looks.test(file))).map(({ file }) => file);
        if (missing.length > 0) yield { at: location, says: `${name} is deployed without ${missing.join(' and ')}`, fix: 'deploy it, too' };
      }
    },
  },
];

/** Rules about the files that an application deploys for RTMP. */
export const streamingMediaRules: RuleSet = { streamingDistribution, bucket };
