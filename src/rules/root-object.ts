import { at, CacheBehavior, isKnown, LIMITS, NOT_IN_ROOT_OBJECT } from '../config';
import { Rule, RuleSet, Subjects } from './rule';
import { isBucket, targetOrigins } from './target-origin';
import { atMostCharacters } from './values';

/** Whether a request for the root URL may be meant to reach no object: an edge function rewrites it, or viewers come with signed URLs. */
function mayDoWithout({ functionAssociations, lambdaAssociations, trustedSigners, trustedKeyGroups }: CacheBehavior): boolean {
  const rewrites = [...functionAssociations, ...lambdaAssociations].some(({ eventType }) => !isKnown(eventType) || eventType.endsWith('-request'));
  return rewrites || ![trustedSigners, trustedKeyGroups].every((signers) => isKnown(signers) && signers.length === 0);
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'root-object-length',
    level: 'error',
    spec: ['WEB-190', 'ERR-083'],
    apiError: 'InvalidDefaultRootObject',
    says: `the default root object has at most ${LIMITS.rootObjectCharacters} characters`,
    check: (site) => atMostCharacters(site, 'DefaultRootObject', site.defaultRootObject, LIMITS.rootObjectCharacters),
  },
  {
    id: 'root-object-characters',
    level: 'error',
    spec: ['WEB-191', 'ERR-083'],
    apiError: 'InvalidDefaultRootObject',
    says: 'the default root object is made of letters, digits and _ - . * $ / ~ " \' ; &',
    *check(site) {
      const got = site.defaultRootObject;
      const [character] = (isKnown(got) && NOT_IN_ROOT_OBJECT.exec(got)) || [];
      if (character !== undefined) yield { at: at(site, 'DefaultRootObject'), got, limit: 'A-Z a-z 0-9 _ - . * $ / ~ " \' ; &', fix: `rename the object without "${character}"` };
    },
  },
  {
    id: 'root-object-slash',
    level: 'error',
    spec: ['WEB-193', 'ERR-088'],
    apiError: 'InvalidDefaultRootObject',
    says: 'the default root object is the object\'s name alone, without a slash before it',
    *check(site) {
      const got = site.defaultRootObject;
      if (isKnown(got) && got.startsWith('/')) yield { at: at(site, 'DefaultRootObject'), got, limit: got.replace(/^\/+/, ''), fix: 'remove the leading slash' };
    },
  },
  {
    id: 'root-object-missing',
    level: 'warning',
    spec: ['WEB-189', 'DST-093', 'ERR-071'],
    says: 'without a default root object, a request for the root URL asks the bucket for the list of its objects',
    *check(site) {
      const mayList = targetOrigins(site, site.defaultCacheBehavior).some(isBucket);
      if (mayList && !mayDoWithout(site.defaultCacheBehavior) && site.defaultRootObject === '' && site.connectionMode !== 'tenant-only') yield { at: at(site, 'DefaultRootObject'), fix: 'name the object for the root URL, such as index.html' };
    },
  },
];

/** Rules about the default root object. */
export const rootObjectRules: RuleSet = { distribution };
