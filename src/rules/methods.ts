import { at, cacheBehaviorsOf, CacheBehavior, isKnown, Value } from '../config';
import { Rule, RuleSet, Subjects } from './rule';
import { isBucket, targetOrigin, targetOrigins } from './target-origin';

const READ = ['GET', 'HEAD'];
const READ_AND_OPTIONS = [...READ, 'OPTIONS'];
const ALL = [...READ_AND_OPTIONS, 'PUT', 'POST', 'PATCH', 'DELETE'];
const WRITING = ['PUT', 'POST', 'PATCH', 'DELETE'];

/** The methods, unless one of them is not known. */
function known(methods: CacheBehavior['allowedMethods']): string[] | undefined {
  return isKnown(methods) && methods.every(isKnown) ? [...methods] as string[] : undefined;
}

function isOneOf(methods: readonly string[], sets: readonly (readonly string[])[]): boolean {
  const distinct = new Set(methods);
  return sets.some((set) => set.length === distinct.size && set.every((method) => distinct.has(method)));
}

function inWords(sets: readonly (readonly string[])[]): string {
  return sets.map((set) => set.join(' ')).join('; ');
}

function allows(methods: Value<readonly Value<string>[]>, wanted: readonly string[]): boolean {
  return known(methods)?.some((method) => wanted.includes(method)) ?? false;
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'allowed-methods',
    level: 'error',
    spec: ['WEB-097', 'DST-084', 'REQ-010'],
    apiError: 'InvalidArgument',
    says: 'allowed methods are one of three sets',
    *check(site) {
      for (const behavior of cacheBehaviorsOf(site)) {
        const got = known(behavior.allowedMethods);
        const sets = [READ, READ_AND_OPTIONS, ALL];
        if (got !== undefined && !isOneOf(got, sets)) yield { at: at(behavior, 'AllowedMethods'), got, limit: inWords(sets), fix: 'use the smallest set that has the methods needed' };
      }
    },
  },
  {
    id: 'cached-methods',
    level: 'error',
    spec: ['WEB-103', 'DTD-086', 'REQ-015'],
    apiError: 'InvalidArgument',
    says: 'cached methods are GET and HEAD, with or without OPTIONS',
    *check(site) {
      for (const behavior of cacheBehaviorsOf(site)) {
        const got = known(behavior.cachedMethods);
        const sets = [READ, READ_AND_OPTIONS];
        if (got !== undefined && !isOneOf(got, sets)) yield { at: at(behavior, 'CachedMethods'), got, limit: inWords(sets), fix: 'use GET HEAD, or GET HEAD OPTIONS' };
      }
    },
  },
  {
    id: 'cached-options-allowed',
    level: 'error',
    spec: ['WEB-104', 'DTD-086'],
    apiError: 'InvalidArgument',
    says: 'OPTIONS is cached only where it is allowed',
    *check(site) {
      for (const behavior of cacheBehaviorsOf(site)) {
        if (allows(behavior.cachedMethods, ['OPTIONS']) && known(behavior.allowedMethods) !== undefined && !allows(behavior.allowedMethods, ['OPTIONS'])) {
          yield { at: at(behavior, 'CachedMethods'), got: behavior.cachedMethods, fix: 'allow OPTIONS too, or do not cache it' };
        }
      }
    },
  },
  {
    id: 'origin-group-methods',
    level: 'error',
    spec: ['ORG-071', 'OTD-063'],
    apiError: 'InvalidArgument',
    says: 'a behavior that leads to an origin group does not allow POST, PUT, PATCH or DELETE',
    *check(site) {
      for (const behavior of cacheBehaviorsOf(site)) {
        const isGroup = isKnown(behavior.targetOriginId) && site.originGroups.some(({ id }) => id === behavior.targetOriginId);
        if (isGroup && allows(behavior.allowedMethods, WRITING)) {
          yield { at: at(behavior, 'AllowedMethods'), got: behavior.allowedMethods, limit: inWords([READ, READ_AND_OPTIONS]), fix: 'allow reading only, or lead the behavior to one origin' };
        }
      }
    },
  },
  {
    id: 'open-bucket-methods',
    level: 'warning',
    spec: ['WEB-107', 'REQ-017', 'PRV-034'],
    says: 'a bucket that takes more than GET and HEAD is reached through an access identity or access control',
    *check(site) {
      for (const behavior of cacheBehaviorsOf(site)) {
        const origin = targetOrigin(site, behavior);
        if (origin === undefined || !isBucket(origin) || !allows(behavior.allowedMethods, [...WRITING, 'OPTIONS'])) continue;
        const isOpen = origin.s3?.originAccessIdentity === '' && (origin.originAccessControlId === undefined || origin.originAccessControlId === '');
        if (isOpen) yield { at: at(behavior, 'AllowedMethods'), got: behavior.allowedMethods, fix: 'give the origin an access control with only the permissions wanted' };
      }
    },
  },
  {
    id: 'server-takes-all-methods',
    level: 'info',
    spec: ['WEB-109', 'REQ-087'],
    says: 'the methods for writing come together: PUT, PATCH and DELETE reach the server as well as POST',
    *check(site) {
      for (const behavior of cacheBehaviorsOf(site)) {
        if (allows(behavior.allowedMethods, WRITING) && targetOrigins(site, behavior).some(({ custom, vpc }) => custom !== undefined || vpc !== undefined)) {
          yield { at: at(behavior, 'AllowedMethods'), fix: 'let the server refuse the methods that it has no use for' };
        }
      }
    },
  },
];

/** Rules about HTTP methods. */
export const methodRules: RuleSet = { distribution };
