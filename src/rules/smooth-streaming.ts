import { at, CacheBehavior, cacheBehaviorsOf, isKnown, matchesWildcards, Value, WebDistribution } from '../config';
import { contentsOf } from './origin-resources';
import { Rule, RuleContext, RuleSet, Subjects } from './rule';
import { targetOrigins } from './target-origin';

/** Where players look for the permission to read from another domain. The first is Silverlight's. */
const POLICY_FILES = ['clientaccesspolicy.xml', 'crossdomainpolicy.xml', 'crossdomain.xml'];

const LIVE_PUBLISHING_POINT = /\.isml(\/|\*|$)/i;

function smoothBehaviors(site: WebDistribution): CacheBehavior[] {
  return cacheBehaviorsOf(site).filter(({ smoothStreaming }) => smoothStreaming === true);
}

/** The behavior that takes a path; undefined where an unknown pattern may take it before. */
function behaviorFor(path: string, { cacheBehaviors, defaultCacheBehavior }: WebDistribution): CacheBehavior | undefined {
  for (const behavior of cacheBehaviors) {
    const { pathPattern } = behavior;
    if (!isKnown(pathPattern)) return undefined;
    if (matchesWildcards(pathPattern.replace(/^\//, ''), path)) return behavior;
  }
  return defaultCacheBehavior;
}

function isNotEmpty(list: Value<readonly unknown[]>): boolean {
  return isKnown(list) && list.length > 0;
}

function isSigned({ trustedSigners, trustedKeyGroups }: CacheBehavior): boolean {
  return isNotEmpty(trustedSigners) || isNotEmpty(trustedKeyGroups);
}

/** Whether the origins that a path leads to are known not to have the file: buckets of the application with all of their files known. */
function isMissing(file: string, site: WebDistribution, { application, deployedFiles }: RuleContext): boolean {
  const behavior = behaviorFor(file, site);
  const origins = behavior === undefined ? [] : targetOrigins(site, behavior);
  return origins.length > 0 && origins.every(({ bucket }) => {
    if (bucket === undefined) return true;
    const contents = contentsOf(bucket, application).map(deployedFiles);
    return contents.every((files) => isKnown(files) && !files.some(({ key }) => key === file));
  });
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'smooth-streaming-live',
    level: 'error',
    spec: ['GEO-049', 'MED-057'],
    says: 'CloudFront cuts Smooth Streaming files itself, or an IIS server does it, not both',
    *check(site) {
      const isLive = ({ pathPattern }: CacheBehavior) => isKnown(pathPattern) && LIVE_PUBLISHING_POINT.test(pathPattern);
      const live = new Set(cacheBehaviorsOf(site).filter(isLive).flatMap((behavior) => targetOrigins(site, behavior)));
      for (const behavior of smoothBehaviors(site)) {
        const server = targetOrigins(site, behavior).find((origin) => live.has(origin));
        if (server === undefined) continue;
        const says = `the origin ${server.id} streams itself: a path pattern names a publishing point of it (.isml)`;
        yield { at: at(behavior, 'SmoothStreaming'), got: true, says, fix: 'remove SmoothStreaming, or name an origin that has plain files' };
      }
    },
  },
  {
    id: 'smooth-streaming-policy-file',
    level: 'warning',
    spec: ['GEO-062'],
    says: 'players of Smooth Streaming find clientaccesspolicy.xml or crossdomainpolicy.xml at the root of the distribution',
    *check(site, context) {
      const [behavior] = smoothBehaviors(site);
      if (behavior === undefined || !POLICY_FILES.every((file) => isMissing(file, site, context))) return;
      yield { at: at(behavior, 'SmoothStreaming'), got: true, fix: 'deploy clientaccesspolicy.xml to the origin of the root, or acknowledge that it is there' };
    },
  },
  {
    id: 'smooth-streaming-policy-file-signed',
    level: 'warning',
    spec: ['GEO-064'],
    says: 'players of Smooth Streaming ask for clientaccesspolicy.xml without a signature',
    *check(site) {
      if (smoothBehaviors(site).length === 0) return;
      const behavior = behaviorFor(POLICY_FILES[0], site);
      if (behavior === undefined || !isSigned(behavior)) return;
      const property = isNotEmpty(behavior.trustedSigners) ? 'TrustedSigners' : 'TrustedKeyGroups';
      yield { at: at(behavior, property), says: '/clientaccesspolicy.xml needs a signature here, which players do not send', fix: 'put a public behavior for /clientaccesspolicy.xml first' };
    },
  },
];

/** Rules about Microsoft Smooth Streaming. */
export const smoothStreamingRules: RuleSet = { distribution };
