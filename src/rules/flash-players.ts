import { at, cacheBehaviorsOf, isKnown, isSameResource, Resource, WebDistribution } from '../config';
import { filesOf, resourceOf } from './origin-resources';
import { Rule, RuleContext, RuleSet, Subjects } from './rule';
import { targetOrigins } from './target-origin';

/** Paths of streams for Flash players over HTTP. */
const FLASH_PATH = /\.(f4m|bootstrap)$|hds-live\/|livepkgr\//i;

/** Buckets other than those of a distribution to which the application deploys a Flash player. */
function playersElsewhere({ origins }: WebDistribution, context: RuleContext): { readonly bucket: string; readonly file: string }[] {
  const others = context.application.buckets.filter(({ location }) => !origins.some(({ bucket }) => isSameResource(bucket, location)));
  return others.flatMap(({ location }) => filesOf(location, context).filter(({ key }) => /\.swf$/i.test(key)).map(({ key }) => ({ bucket: location.logicalId, file: key })));
}

/** Whether an instance is known to keep the policy for other domains that its image has: nothing that it runs at its start writes another. */
function hasUsualPolicy({ stated: { UserData: data } }: Resource): boolean {
  return data === undefined || (typeof data === 'string' && !Buffer.from(data, 'base64').toString().includes('crossdomain'));
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'flash-player-crossdomain',
    level: 'warning',
    spec: ['MED-037'],
    editions: ['2014-10-21'],
    says: 'a Flash player of another domain plays a stream only where crossdomain.xml of the origin allows the domain',
    *check(site, context) {
      for (const behavior of cacheBehaviorsOf(site)) {
        if (!isKnown(behavior.pathPattern) || !FLASH_PATH.test(behavior.pathPattern)) continue;
        const servers = targetOrigins(site, behavior).map((origin) => resourceOf(origin, context.application));
        const [player] = servers.some((server) => server?.type === 'AWS::EC2::Instance' && hasUsualPolicy(server)) ? playersElsewhere(site, context) : [];
        if (player === undefined) continue;
        const says = `the player ${player.file} is in the bucket ${player.bucket}, and so of another domain than the stream`;
        yield { at: at(behavior, 'PathPattern'), says, fix: 'allow the domain in crossdomain.xml of the server, by its UserData, or serve the player by this distribution' };
      }
    },
  },
];

/** Rules about players of Flash media over HTTP. */
export const flashPlayerRules: RuleSet = { distribution };
