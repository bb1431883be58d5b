import { Assertion, ByteSet, Expression, UnreadableExpression, WORD } from '../../config';

/** The most states of the machine that an expression becomes: what bounds the time of a match, together with the length of the text. */
const MAXIMUM_STATES = 3000;

/** A state reads one byte, holds where an assertion does, or splits into two; `out` and `other` are the states after it. */
interface State {
  readonly set?: ByteSet;
  readonly assertion?: Assertion;
  out: number;
  other: number;
}

const MATCH = -1;

/**
 * Makes a matcher of an expression: whether it matches anywhere in a text of bytes, one to a character. All ways through
 * the expression are followed at once, so that no text takes longer than its length times the length of the expression.
 *
 * @throws UnreadableExpression when its repetitions are too large
 */
export function expressionMatcher(expression: Expression): (text: string) => boolean {
  const states: State[] = [];
  const start = build(expression, MATCH, states);
  return (text) => search(states, start, text);
}

/** Adds the states of an expression after which `next` is reached; returns the first of them. */
function build(expression: Expression, next: number, states: State[]): number {
  switch (expression.kind) {
    case 'bytes': return add(states, { set: expression.set, out: next, other: next });
    case 'assertion': return add(states, { assertion: expression.holds, out: next, other: next });
    case 'sequence': return expression.parts.reduceRight((after, part) => build(part, after, states), next);
    case 'choice': return expression.parts.map((part) => build(part, next, states)).reduceRight((other, out) => add(states, { out, other }));
    case 'repetition': return buildRepetition(expression, next, states);
  }
}

function buildRepetition({ part, min, max }: Expression & { readonly kind: 'repetition' }, next: number, states: State[]): number {
  let first = next;
  if (max === Infinity) {
    first = add(states, { out: next, other: next });
    states[first].out = build(part, first, states);
  } else {
    for (let optional = max - min; optional > 0; optional--) first = add(states, { out: build(part, first, states), other: next });
  }
  for (let required = min; required > 0; required--) {
    const before = first;
    first = build(part, before, states);
    if (first === before) break; // Nothing, however often it is repeated.
  }
  return first;
}

function add(states: State[], state: State): number {
  if (states.length >= MAXIMUM_STATES) throw new UnreadableExpression('its repetitions are too large');
  return states.push(state) - 1;
}

function search(states: readonly State[], start: number, text: string): boolean {
  /** At which position a state was last reached, so that it is followed once for each. */
  const reached = new Int32Array(states.length).fill(-1);
  let current: number[] = [];
  let following: number[] = [];
  for (let position = 0; position <= text.length; position++) {
    const before = current;
    current = following;
    current.length = 0;
    for (const state of before) {
      const { set, out } = states[state];
      if (set![text.charCodeAt(position - 1)] === 1 && follow(states, out, text, position, reached, current)) return true;
    }
    if (follow(states, start, text, position, reached, current)) return true;
    following = before;
  }
  return false;
}

/** Collects the states that read a byte at a position; whether the expression has matched already. */
function follow(states: readonly State[], first: number, text: string, position: number, reached: Int32Array, reading: number[]): boolean {
  const open = [first];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    if (state === MATCH) return true;
    if (reached[state] === position) continue;
    reached[state] = position;
    const { set, assertion, out, other } = states[state];
    if (set !== undefined) reading.push(state);
    else if (assertion === undefined) open.push(other, out);
    else if (ASSERTIONS[assertion](text, position)) open.push(out);
  }
  return false;
}

const isWord = (text: string, position: number) => position >= 0 && position < text.length && WORD[text.charCodeAt(position)] === 1;
const isBoundary = (text: string, position: number) => isWord(text, position - 1) !== isWord(text, position);

const ASSERTIONS: { readonly [assertion in Assertion]: (text: string, position: number) => boolean } = {
  'text start': (_text, position) => position === 0,
  'text end': (text, position) => position === text.length,
  'last line end': (text, position) => position === text.length || (position === text.length - 1 && text[position] === '\n'),
  'line start': (text, position) => position === 0 || text[position - 1] === '\n',
  'line end': (text, position) => position === text.length || text[position] === '\n',
  'word boundary': isBoundary,
  'no word boundary': (text, position) => !isBoundary(text, position),
};
