import { isKnown, knownItems, matchesWildcards, PolicyStatement, Value } from '../config';
import { isInNetwork } from './locator/address';

type Compare = (wanted: string, actual: string) => boolean;

const COMPARISONS: { readonly [operator: string]: Compare | undefined } = {
  stringequals: (wanted, actual) => wanted === actual,
  stringequalsignorecase: (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase(),
  stringlike: matchesWildcards,
  arnequals: matchesWildcards,
  arnlike: matchesWildcards,
  bool: (wanted, actual) => wanted.toLowerCase() === actual,
  ipaddress: (wanted, actual) => isInNetwork(actual, wanted),
  dateequals: byTime((wanted, actual) => actual === wanted),
  datelessthan: byTime((wanted, actual) => actual < wanted),
  datelessthanequals: byTime((wanted, actual) => actual <= wanted),
  dategreaterthan: byTime((wanted, actual) => actual > wanted),
  dategreaterthanequals: byTime((wanted, actual) => actual >= wanted),
};

/** Whether a statement of a policy is about an action, such as `s3:GetObject`. */
export function isAboutAction({ actions, notActions }: PolicyStatement, action: string): boolean {
  const names = (patterns: readonly Value<string>[]) => knownItems(patterns).some((pattern) => matchesWildcards(pattern.toLowerCase(), action.toLowerCase()));
  return notActions.length > 0 ? !names(notActions) : names(actions);
}

/** Whether a statement of a policy is about a resource. */
export function isAboutResource({ resources }: PolicyStatement, arn: string): boolean {
  return knownItems(resources).some((resource) => matchesWildcards(resource, arn));
}

/**
 * Whether the conditions of a statement hold. One on something that is not known about a request does not.
 *
 * @param valueOf the value that a request has for a condition key in lower case, such as `aws:securetransport`
 */
export function conditionsHold({ conditions }: PolicyStatement, valueOf: (key: string) => string | undefined): boolean {
  return Object.entries(conditions).every(([operator, keys]) => conditionHolds(operator.toLowerCase(), keys, valueOf));
}

function conditionHolds(operator: string, keys: PolicyStatement['conditions'][string], valueOf: (key: string) => string | undefined): boolean {
  const name = operator.replace(/ifexists$/, '');
  const negated = name.includes('not') && COMPARISONS[name.replace('not', '')] !== undefined;
  const compare = COMPARISONS[negated ? name.replace('not', '') : name];
  return Object.entries(keys).every(([key, wanted]) => {
    const actual = valueOf(key.toLowerCase());
    if (actual === undefined) return operator.endsWith('ifexists') || negated;
    if (compare === undefined || !wanted.every(isKnown)) return false;
    return negated !== knownItems(wanted).some((value) => compare(value, actual));
  });
}

/** Times are dates of ISO 8601, or seconds since 1970. */
function byTime(compare: (wanted: number, actual: number) => boolean): Compare {
  const timeOf = (text: string) => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text));
  return (wanted, actual) => compare(timeOf(wanted), timeOf(actual));
}
