import { at, CacheBehavior, isKnown, LIMITS } from '../config';
import { Rule, RuleSet, Subjects } from './rule';
import { atMostCharacters } from './values';
import { covers } from './wildcards';

const CHARACTERS = /^[A-Za-z0-9_\-.*$/~"'@:+&?]*$/;
/** A pattern for all files of a kind, such as `/*.jpg`. */
const EXTENSION = /^(\/?\*\.)([A-Za-z]+)$/;
const NOT_ALLOWED = /[^A-Za-z0-9_\-.*$/~"'@:+&?]/u;

/** Behaviors with a known pattern of at most the permitted length, in the order in which they are tried. */
function comparable(behaviors: readonly CacheBehavior[]): { readonly behavior: CacheBehavior; readonly pattern: string }[] {
  return behaviors.flatMap((behavior) => {
    const { pathPattern } = behavior;
    return isKnown(pathPattern) && pathPattern !== '' && pathPattern.length <= LIMITS.pathPatternCharacters ? [{ behavior, pattern: pathPattern }] : [];
  });
}

function samePattern(one: string, other: string): boolean {
  return one.replace(/^\//, '') === other.replace(/^\//, '');
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'path-pattern-missing',
    level: 'error',
    spec: ['WEB-067'],
    says: 'every cache behavior but the default one has a path pattern',
    *check({ cacheBehaviors }) {
      for (const behavior of cacheBehaviors) {
        if (behavior.pathPattern === '') yield { at: at(behavior, 'PathPattern'), fix: 'say which paths the behavior is for, such as /images/*' };
      }
    },
  },
  {
    id: 'default-behavior-path-pattern',
    level: 'error',
    spec: ['WEB-070'],
    says: 'the default cache behavior takes every path that no other behavior takes; it has no path pattern of its own',
    *check({ defaultCacheBehavior }) {
      const got = defaultCacheBehavior.stated.PathPattern;
      if (got !== undefined && isKnown(got)) yield { at: at(defaultCacheBehavior, 'PathPattern'), got, fix: 'remove it, or make this one of CacheBehaviors' };
    },
  },
  {
    id: 'path-pattern-length',
    level: 'error',
    spec: ['WEB-086'],
    apiError: 'InvalidArgument',
    says: `a path pattern has at most ${LIMITS.pathPatternCharacters} characters`,
    *check({ cacheBehaviors }) {
      for (const behavior of cacheBehaviors) yield* atMostCharacters(behavior, 'PathPattern', behavior.pathPattern, LIMITS.pathPatternCharacters);
    },
  },
  {
    id: 'path-pattern-characters',
    level: 'error',
    spec: ['WEB-087'],
    apiError: 'InvalidArgument',
    says: 'a path pattern is made of letters, digits and _ - . * $ / ~ " \' @ : + & ?',
    *check({ cacheBehaviors }) {
      for (const behavior of cacheBehaviors) {
        const { pathPattern } = behavior;
        if (!isKnown(pathPattern) || CHARACTERS.test(pathPattern)) continue;
        const [character] = NOT_ALLOWED.exec(pathPattern) ?? [''];
        yield { at: at(behavior, 'PathPattern'), got: pathPattern, limit: 'A-Z a-z 0-9 _ - . * $ / ~ " \' @ : + & ?', fix: `replace "${character}", such as by the wildcard ?` };
      }
    },
  },
  {
    id: 'path-pattern-duplicate',
    level: 'error',
    spec: ['WEB-091'],
    apiError: 'InvalidArgument',
    says: 'each path pattern stands in one cache behavior only, whether or not it begins with a slash',
    *check({ cacheBehaviors }) {
      const known = comparable(cacheBehaviors);
      for (const [i, { behavior, pattern }] of known.entries()) {
        const first = known.slice(0, i).find((earlier) => samePattern(earlier.pattern, pattern));
        if (first !== undefined) yield { at: at(behavior, 'PathPattern'), got: pattern, fix: `merge it with ${first.behavior.location.path}, which has it too` };
      }
    },
  },
  {
    id: 'path-pattern-unreachable',
    level: 'warning',
    spec: ['WEB-077'],
    says: 'a cache behavior takes paths that no behavior before it takes',
    *check({ cacheBehaviors }) {
      const known = comparable(cacheBehaviors);
      for (const [i, { behavior, pattern }] of known.entries()) {
        const wider = known.slice(0, i).find((earlier) => !samePattern(earlier.pattern, pattern) && covers(earlier.pattern, pattern));
        if (wider === undefined) continue;
        const says = `no request reaches this behavior, since ${wider.pattern} before it takes all of its paths`;
        yield { at: at(behavior, 'PathPattern'), got: pattern, says, fix: `put it before ${wider.behavior.location.path}` };
      }
    },
  },
  {
    id: 'path-pattern-extension-case',
    level: 'info',
    spec: ['WEB-090'],
    says: 'path patterns distinguish capitals from small letters',
    *check({ cacheBehaviors }) {
      const known = comparable(cacheBehaviors);
      for (const { behavior, pattern } of known) {
        const [, before, extension] = EXTENSION.exec(pattern) ?? [];
        if (extension === undefined) continue;
        const other = extension === extension.toUpperCase() ? extension.toLowerCase() : extension.toUpperCase();
        if (known.some((candidate) => samePattern(candidate.pattern, `${before}${other}`))) continue;
        const says = `it does not take paths that end with .${other}`;
        yield { at: at(behavior, 'PathPattern'), got: pattern, says, fix: `add a behavior for ${before}${other} if there are such files` };
      }
    },
  },
];

/** Rules about the paths that cache behaviors are for. */
export const pathPatternRules: RuleSet = { distribution };
