import { at, CLOUDFRONT_HEADERS, isKnown, isNoneOf, Location, Part, Policy, Stated, Value } from '../config';
import { isListed } from './header-names';
import { Violation } from './rule';
import { below } from './stated';

/** Checks that cache policies and origin request policies share. */

/** A list of names in a policy, and the word that says how it is meant. */
export interface NameList {
  /** The path of the list's object below the policy's configuration. */
  readonly config: string;
  readonly behavior: string;
  readonly names: string;
  /** What the names are names of. */
  readonly of: string;
}

export const HEADERS: NameList = { config: 'HeadersConfig', behavior: 'HeaderBehavior', names: 'Headers', of: 'header' };
export const COOKIES: NameList = { config: 'CookiesConfig', behavior: 'CookieBehavior', names: 'Cookies', of: 'cookie' };
export const QUERY_STRINGS: NameList = { config: 'QueryStringsConfig', behavior: 'QueryStringBehavior', names: 'QueryStrings', of: 'query string' };
export const NAME_LISTS: readonly NameList[] = [HEADERS, COOKIES, QUERY_STRINGS];

const LONGEST_NAME = 128;
const LONGEST_COMMENT = 128;
const LONGEST_NAMES = 1024;

/** The names of a list as they are written; none of a list that is absent or not known. */
export function namesIn(stated: Stated | undefined, { config, names }: NameList): readonly Value<string>[] {
  const list = below(stated, config)?.[names];
  return Array.isArray(list) ? list as readonly Value<string>[] : [];
}

/** Every known name of a list, with where it is. */
export function* eachName(part: Part, stated: Stated | undefined, prefix: string, list: NameList): Iterable<{ readonly name: string; readonly where: Location }> {
  for (const [i, name] of namesIn(stated, list).entries()) {
    if (typeof name === 'string') yield { name, where: at(part, `${prefix}${list.config}.${list.names}[${i}]`) };
  }
}

/** A behavior is one of those that the list may have. */
export function* knownBehavior(part: Part, stated: Stated | undefined, prefix: string, list: NameList, allowed: readonly string[]): Iterable<Violation> {
  const got = below(stated, list.config)?.[list.behavior] as Value<string> | undefined;
  if (isNoneOf(got, allowed)) yield { at: at(part, `${prefix}${list.config}.${list.behavior}`), got, limit: allowed.join(', '), fix: 'use one of these' };
}

/** Behaviors that choose by name have names, and the others have none. */
export function* namesWhereChosen(part: Part, stated: Stated | undefined, prefix: string, list: NameList, choosing: readonly string[]): Iterable<Violation> {
  const config = below(stated, list.config);
  const behavior = config?.[list.behavior];
  const names = config?.[list.names];
  if (typeof behavior !== 'string' || (names !== undefined && !Array.isArray(names))) return;
  const count = Array.isArray(names) ? names.length : 0;
  const where = at(part, `${prefix}${list.config}.${list.behavior}`);
  if (choosing.includes(behavior) && count === 0) yield { at: where, got: behavior, fix: `list at least one ${list.of} in ${list.names}, or use none` };
  if (!choosing.includes(behavior) && count > 0) yield { at: where, got: behavior, fix: `remove ${list.names}, or use whitelist` };
}

/** Names are names alone, not names with values. */
export function* bareNames(part: Part, stated: Stated | undefined, prefix: string): Iterable<Violation> {
  for (const list of NAME_LISTS) {
    for (const { name, where } of eachName(part, stated, prefix, list)) {
      if (/[:=\s]/.test(name)) yield { at: where, got: name, limit: 'a name without value', fix: `write ${name.split(/[:=\s]/)[0]}` };
    }
  }
}

/** A header that begins with `CloudFront-` is one that CloudFront makes. */
export function* knownCloudFrontHeaders(part: Part, stated: Stated | undefined, prefix: string): Iterable<Violation> {
  for (const { name, where } of eachName(part, stated, prefix, HEADERS)) {
    if (/^cloudfront-/i.test(name) && !isListed(name, CLOUDFRONT_HEADERS)) yield { at: where, got: name, limit: CLOUDFRONT_HEADERS.join(', '), fix: 'use one of these' };
  }
}

/** All names of a policy together are not too long. */
export function* shortNames(part: Part, stated: Stated | undefined): Iterable<Violation> {
  const names = NAME_LISTS.flatMap((list) => namesIn(stated, list));
  if (!names.every((name) => typeof name === 'string')) return;
  const length = names.join('').length;
  if (length > LONGEST_NAMES) yield { at: part.location, got: length, limit: `${LONGEST_NAMES} characters in all names together`, fix: 'list fewer or shorter names' };
}

/** A policy's name is made of letters, digits, `-` and `_`. */
export function* validName({ name, ...part }: Policy): Iterable<Violation> {
  if (!isKnown(name)) return;
  const where = at(part, 'Name');
  if (name.length > LONGEST_NAME) yield { at: where, got: name, limit: `${LONGEST_NAME} characters`, fix: `shorten it from ${name.length} to ${LONGEST_NAME} characters` };
  else if (!/^[\w-]+$/.test(name)) yield { at: where, got: name, limit: 'letters, digits, - and _', fix: 'use these characters only' };
}

/** A policy's comment is not too long. */
export function* shortComment({ comment, ...part }: Policy): Iterable<Violation> {
  if (isKnown(comment) && comment.length > LONGEST_COMMENT) {
    yield { at: at(part, 'Comment'), got: comment, limit: `${LONGEST_COMMENT} characters`, fix: `shorten it from ${comment.length} to ${LONGEST_COMMENT} characters` };
  }
}

/** What a policy must have is there. */
export function* requiredProperties(part: Part, stated: Stated | undefined, prefix: string, required: readonly string[]): Iterable<Violation> {
  if (stated === undefined) return;
  for (const name of required) if (stated[name] === undefined) yield { at: at(part, `${prefix}${name}`), fix: `add ${name}`, says: `${name} is missing` };
}
