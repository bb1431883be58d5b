import { at, cacheBehaviorsOf, isKnown, Value, WebDistribution } from '../config';
import { eachOrigin, isListed } from './each-origin';
import { Rule, RuleSet, Subjects } from './rule';
import { repetitions, required, withinQuota } from './values';

/** Ids that behaviors or groups may name; undefined when the template does not tell them all. */
function knownIds({ stated, origins, originGroups }: WebDistribution): string[] | undefined {
  const ids = [...origins, ...originGroups].map(({ id }) => id);
  const all = [stated.Origins, stated.OriginGroups, ...ids].every((value) => value === undefined || isKnown(value));
  return all ? ids.filter(isKnown) : undefined;
}

function targets(site: WebDistribution): (Value<string> | undefined)[] {
  return [...cacheBehaviorsOf(site).map(({ targetOriginId }) => targetOriginId), ...site.originGroups.flatMap(({ members }) => members)];
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'origin-missing',
    level: 'error',
    spec: ['WEB-002', 'DST-023'],
    says: 'a distribution has at least one origin',
    *check(site) {
      if (site.origins.length === 0 && (site.stated.Origins === undefined || Array.isArray(site.stated.Origins)) && site.connectionMode !== 'tenant-only') {
        yield { at: at(site, 'Origins'), fix: 'add the bucket or server that holds the content' };
      }
    },
  },
  {
    id: 'origin-quota',
    level: 'warning',
    spec: ['WEB-001', 'WEB-021', 'DST-062', 'OTD-022', 'DTD-116'],
    apiError: 'TooManyOrigins',
    says: 'the number of origins is within the account\'s quota',
    check: (site, { quotas }) => withinQuota(site, 'Origins', site.origins.length, quotas, 'originsPerDistribution'),
  },
  {
    id: 'behavior-quota',
    level: 'warning',
    spec: ['WEB-066', 'DTD-116'],
    apiError: 'TooManyCacheBehaviors',
    says: 'the number of cache behaviors is within the account\'s quota',
    check: (site, { quotas }) => withinQuota(site, 'CacheBehaviors', site.cacheBehaviors.length, quotas, 'cacheBehaviorsPerDistribution'),
  },
  {
    id: 'target-origin-exists',
    level: 'error',
    spec: ['WEB-022', 'WEB-023', 'ORG-070', 'OTD-018'],
    apiError: 'NoSuchOrigin',
    says: 'a cache behavior leads to an origin or origin group of the same distribution',
    *check(site) {
      const ids = knownIds(site);
      if (ids === undefined || ids.length === 0) return;
      for (const behavior of cacheBehaviorsOf(site)) {
        const { targetOriginId } = behavior;
        if (isKnown(targetOriginId) && targetOriginId !== '' && !ids.includes(targetOriginId)) {
          yield { at: at(behavior, 'TargetOriginId'), got: targetOriginId, limit: ids.join(', '), fix: 'name one of the origins, or add the one that is missing' };
        }
      }
    },
  },
  {
    id: 'target-origin-missing',
    level: 'error',
    spec: ['WEB-063'],
    says: 'a cache behavior names the origin that it leads to',
    *check(site) {
      if (site.stated.S3Origin !== undefined || site.stated.CustomOrigin !== undefined) return;
      for (const behavior of cacheBehaviorsOf(site)) {
        if (Object.keys(behavior.stated).length > 0) yield* required(behavior, 'TargetOriginId', 'give the id of an origin');
      }
    },
  },
  {
    id: 'origin-id-missing',
    level: 'error',
    spec: ['WEB-034'],
    says: 'every origin has an id',
    *check({ origins, stated }) {
      for (const origin of Array.isArray(stated.Origins) ? origins.filter(isListed) : []) {
        yield* required(origin, 'Id', 'give it an id, by which cache behaviors name it');
      }
    },
  },
  {
    id: 'origin-id-unique',
    level: 'error',
    spec: ['WEB-033', 'ORG-070', 'OTD-018'],
    apiError: 'InvalidArgument',
    says: 'no two origins or origin groups of a distribution have the same id',
    *check({ origins, originGroups }) {
      const parts = [...origins, ...originGroups].filter(({ id }) => isKnown(id));
      for (const { index, item } of repetitions(parts.map(({ id }) => id))) {
        yield { at: at(parts[index], 'Id'), got: item, fix: 'give each origin an id of its own' };
      }
    },
  },
  {
    id: 'origin-kind',
    level: 'error',
    spec: ['WEB-029', 'DST-014', 'OTD-001'],
    apiError: 'InvalidOrigin',
    says: 'an origin has exactly one of S3OriginConfig, CustomOriginConfig and VpcOriginConfig',
    check: eachOrigin(function* (origin) {
      if (!isListed(origin)) return;
      const written = ['S3OriginConfig', 'CustomOriginConfig', 'VpcOriginConfig'].filter((kind) => origin.stated[kind] !== undefined);
      if (written.length === 0) yield { at: origin.location, says: 'the origin has none of S3OriginConfig, CustomOriginConfig and VpcOriginConfig', fix: 'add the one for its kind' };
      if (written.length > 1 && written.every((kind) => isKnown(origin.stated[kind]))) {
        yield { at: origin.location, says: `the origin has ${written.join(' and ')}; one is allowed`, fix: 'keep the one for its kind' };
      }
    }),
  },
  {
    id: 'vpc-origin-edition',
    level: 'error',
    spec: ['WEB-029'],
    editions: ['2014-10-21'],
    says: 'an origin is a bucket or a public server',
    check: eachOrigin(function* (origin) {
      if (origin.vpc !== undefined) yield { at: at(origin, 'VpcOriginConfig'), fix: 'use CustomOriginConfig, or the current edition' };
    }),
  },
  {
    id: 'origin-unused',
    level: 'warning',
    spec: ['WEB-064', 'OBJ-010'],
    says: 'every origin is the target of a cache behavior, or a member of an origin group',
    *check(site) {
      const used = targets(site);
      if (used.some((target) => target !== undefined && !isKnown(target)) || !(knownIds(site)?.length)) return;
      for (const origin of site.origins) {
        if (isKnown(origin.id) && !used.includes(origin.id)) yield { at: at(origin, 'Id'), got: origin.id, fix: 'add a cache behavior that leads to it, or remove it' };
      }
    },
  },
];

/** Rules about which origins a distribution has, and which behaviors lead to them. */
export const originRules: RuleSet = { distribution };
