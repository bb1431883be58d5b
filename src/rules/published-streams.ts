import { Application, isKnown, LIVE_FORMATS } from '../config';
import { Rule, RuleSet, Subjects, Violation } from './rule';

/** Names of outputs that are for devices of Apple. */
const FOR_APPLE = /^ios|Ios|iOS|[iI][pP](hone|ad|od)|[aA]pple/;

const APPLE_PLAYS = `devices of Apple play ${LIVE_FORMATS.hls.name}, ${LIVE_FORMATS.hls.container}: ${LIVE_FORMATS.hls.clients.join(', ')}`;

/** The outputs of the application that are URLs, with the path of each, and the place of the template that gives it out. */
function publishedUrls({ outputs }: Application): { readonly name: string; readonly path: string; readonly at: Violation['at'] }[] {
  return Object.entries(outputs).flatMap(([qualified, value]) => {
    const path = isKnown(value) ? /^https?:\/\/[^/]+(\/[^?#]*)/i.exec(value)?.[1] : undefined;
    const dot = qualified.lastIndexOf('.');
    return path === undefined ? [] : [{ name: qualified.slice(dot + 1), path, at: { template: qualified.slice(0, dot), logicalId: '', path: '' } }];
  });
}

const application: readonly Rule<Subjects['application']>[] = [
  {
    id: 'published-stream-for-apple',
    level: 'info',
    spec: ['MED-049', 'MED-065', 'MED-077'],
    says: APPLE_PLAYS,
    *check(app) {
      for (const { name, path, at } of publishedUrls(app)) {
        const format = [LIVE_FORMATS.hds, LIVE_FORMATS.smooth].find(({ manifest }) => manifest.test(path));
        if (format === undefined || !FOR_APPLE.test(name)) continue;
        yield { at, says: `the output ${name} is a URL of ${format.name}, for ${format.clients.join(' and ')}; ${APPLE_PLAYS}`, fix: 'give the URL of the .m3u8 playlist' };
      }
    },
  },
  {
    id: 'published-publishing-point',
    level: 'info',
    spec: ['MED-065'],
    says: 'a publishing point for live Smooth Streaming ends in .isml',
    *check(app) {
      for (const { name, path, at } of publishedUrls(app)) {
        if (/\.ism1(\/|$)/i.test(path)) yield { at, says: `the output ${name} names a publishing point that ends in .ism1, with a digit`, fix: 'write .isml' };
      }
    },
  },
];

/** Rules about URLs of live streams that stacks give out. */
export const publishedStreamRules: RuleSet = { application };
