import { UNKNOWN } from '../config';
import { Rule, Violation } from './rule';

const LONGEST_VALUE = 80;
const MOST_NAMES = 5;

/** What is wrong, in words: the property with its value, what is allowed, and the rule. */
export function messageOf(rule: Pick<Rule<never>, 'says'>, { at, got, limit, says }: Violation): string {
  const property = /[^.]*$/.exec(at.path)![0];
  const value = got === undefined ? [] : [property === '' ? `got ${shown(got)}` : `${property} is ${shown(got)}`];
  const allowed = limit === undefined ? [] : [`allowed: ${limit}`];
  const fact = sentence([...value, ...allowed].join('; '));
  return [fact, sentence(says ?? rule.says)].filter((part) => part !== '').join(' ');
}

/** A value as the user wrote it, shortened when it is long. */
function shown(value: unknown): string {
  if (value === UNKNOWN) return String(value);
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}…`;
}

/** What to change, as a report says it. */
export function fixOf({ fix }: { readonly fix: string }): string {
  return `Fix: ${fix.replace(/\.$/, '')}.`;
}

/** Names in a row, of which many are cut short. */
export function inARow(names: readonly string[]): string {
  const [shownNames, rest] = names.length <= MOST_NAMES ? [names.slice(0, -1), names.slice(-1)] : [names.slice(0, MOST_NAMES), [`${names.length - MOST_NAMES} others`]];
  return [shownNames.join(', '), ...rest].filter((part) => part !== '').join(' and ');
}

/** That a thing which is reported of one behavior holds for others, too. */
export function asInOthers(others: readonly unknown[]): string {
  return others.length === 0 ? '' : `, as in ${others.length} other behavior${others.length === 1 ? '' : 's'}`;
}

/** With a capital and a full stop. */
export function sentence(text: string): string {
  if (text === '') return '';
  const capital = text[0].toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
