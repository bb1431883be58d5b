import { at, cacheBehaviorsOf, CacheBehavior, exceeds, isKnown, TtlBounds } from '../config';
import { Rule, RuleSet, Subjects, Violation } from './rule';

/** Behaviors whose TTLs are their own, not those of a cache policy. */
function withOwnTtl(behaviors: readonly CacheBehavior[]): readonly CacheBehavior[] {
  return behaviors.filter(({ cachePolicyId }) => cachePolicyId === undefined);
}

const NAMES = { MinTTL: 'minimum', DefaultTTL: 'default', MaxTTL: 'maximum' } as const;

/** Compares those that are written; CloudFront fits the others to them. */
function* inOrder(ttl: TtlBounds): Iterable<Violation> {
  const values = { MinTTL: ttl.min, DefaultTTL: ttl.default, MaxTTL: ttl.max };
  const written = (['MinTTL', 'DefaultTTL', 'MaxTTL'] as const).filter((property) => ttl.stated[property] !== undefined);
  for (const [i, lower] of written.slice(0, -1).entries()) {
    const upper = written[i + 1];
    if (exceeds(values[lower], values[upper])) {
      yield { at: at(ttl, lower), got: values[lower], limit: `at most the ${NAMES[upper]} TTL of ${values[upper]} s`, fix: `raise ${upper} or lower ${lower}` };
    }
  }
}

function* wholeSeconds(ttl: TtlBounds): Iterable<Violation> {
  for (const [property, got] of [['MinTTL', ttl.min], ['DefaultTTL', ttl.default], ['MaxTTL', ttl.max]] as const) {
    if (isKnown(got) && !(Number.isInteger(got) && got >= 0)) yield { at: at(ttl, property), got, limit: 'a whole number of seconds from 0', fix: 'use a whole number of seconds' };
  }
}

const ORDER = { level: 'error' as const, says: 'minimum TTL ≤ default TTL ≤ maximum TTL', apiError: 'InvalidTTLOrder' };
const RANGE = { level: 'error' as const, says: 'a TTL is a whole number of seconds, and not negative', apiError: 'InvalidArgument' };

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    ...ORDER,
    id: 'ttl-order',
    spec: ['POL-013'],
    *check(site) {
      for (const { ttl } of withOwnTtl(cacheBehaviorsOf(site))) yield* inOrder(ttl);
    },
  },
  {
    ...RANGE,
    id: 'ttl-range',
    spec: ['WEB-123', 'OBJ-116'],
    *check(site) {
      for (const { ttl } of withOwnTtl(cacheBehaviorsOf(site))) yield* wholeSeconds(ttl);
    },
  },
  {
    id: 'ttl-all-headers',
    level: 'error',
    spec: ['WEB-126', 'OBJ-065'],
    apiError: 'InvalidArgument',
    says: 'where all headers are forwarded nothing is cached, so the minimum TTL is 0',
    *check(site) {
      for (const { ttl, forwardedValues } of withOwnTtl(cacheBehaviorsOf(site))) {
        const all = isKnown(forwardedValues?.headers) && forwardedValues.headers.includes('*');
        if (all && exceeds(ttl.min, 0)) yield { at: at(ttl, 'MinTTL'), got: ttl.min, limit: '0', fix: 'set MinTTL to 0, or forward only the headers that the origin uses' };
      }
    },
  },
];

const cachePolicy: readonly Rule<Subjects['cachePolicy']>[] = [
  { ...ORDER, id: 'cache-policy-ttl-order', spec: ['POL-013'], check: ({ ttl }) => inOrder(ttl) },
  { ...RANGE, id: 'cache-policy-ttl-range', spec: ['POL-013'], check: ({ ttl }) => wholeSeconds(ttl) },
];

/** Rules about how long objects stay in the cache. */
export const ttlRules: RuleSet = { distribution, cachePolicy };
