/** The longest regular expression of a web ACL. */
const MAXIMUM_CHARACTERS = 512;

/** The most that a repetition may count to. */
const MAXIMUM_REPETITIONS = 1000;

/** Which of the 256 bytes match: 1 for those that do. */
export type ByteSet = Uint8Array;

/** A regular expression, read. Whether a group captures and how greedy a repetition is makes no difference to whether a text matches. */
export type Expression =
  | { readonly kind: 'bytes'; readonly set: ByteSet }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Expression[] }
  | { readonly kind: 'repetition'; readonly part: Expression; readonly min: number; readonly max: number }
  | { readonly kind: 'assertion'; readonly holds: Assertion };

/** Where in a text an expression without width matches. */
export type Assertion = 'text start' | 'text end' | 'last line end' | 'line start' | 'line end' | 'word boundary' | 'no word boundary';

/** What is in a regular expression that cannot be read. */
export class UnreadableExpression extends Error {
  public readonly name = 'UnreadableExpression';
}

/**
 * Reads a regular expression of AWS WAF: that of PCRE without back references, lookaround, atomic groups, possessive
 * repetitions, conditions and recursion, which WAF does not take. What is left can be matched in linear time.
 *
 * @param pattern text; characters beyond ASCII are matched as the bytes of their UTF-8
 * @throws UnreadableExpression
 */
export function readExpression(pattern: string): Expression {
  if (pattern.length > MAXIMUM_CHARACTERS) throw new UnreadableExpression(`it has ${pattern.length} characters; AWS WAF takes ${MAXIMUM_CHARACTERS}`);
  const reader = new ExpressionReader(Buffer.from(pattern, 'utf8').toString('latin1'));
  return reader.whole();
}

interface Flags {
  /** Case makes no difference. */
  readonly i: boolean;
  /** `^` and `$` match at lines. */
  readonly m: boolean;
  /** `.` matches line ends. */
  readonly s: boolean;
}

const NO_FLAGS: Flags = { i: false, m: false, s: false };

/** Groups that name themselves with what WAF does not take. */
const UNSUPPORTED_GROUPS: readonly (readonly [start: RegExp, what: string])[] = [
  [/^\?<?[=!]/, 'lookaround'],
  [/^\?>/, 'an atomic group'],
  [/^\?\(/, 'a condition'],
  [/^\*/, 'a backtracking verb'],
  [/^\?(?:R|&|P>|[+-]?\d)/, 'recursion'],
  [/^\?P=/, 'a back reference'],
];

class ExpressionReader {
  private at = 0;
  private depth = 0;

  public constructor(private readonly text: string) {}

  public whole(): Expression {
    const { expression } = this.choice(NO_FLAGS);
    if (this.at < this.text.length) throw new UnreadableExpression('a group is closed that was not opened');
    return expression;
  }

  /** Reads up to the end of the group. Flags that are set on the way hold from there on. */
  private choice(initial: Flags): { readonly expression: Expression } {
    let flags = initial;
    const options: Expression[] = [];
    let parts: Expression[] = [];
    const close = () => options.push({ kind: 'sequence', parts });
    while (this.at < this.text.length && this.text[this.at] !== ')') {
      if (this.take(/^\|/)) {
        close();
        parts = [];
        continue;
      }
      const change = this.take(/^\(\?([ims]*)(?:-([ims]*))?\)/);
      if (change) flags = changed(flags, change[1], change[2]);
      else if (!this.take(/^\(\?#[^)]*\)/)) parts.push(...this.repeated(flags));
    }
    close();
    return { expression: options.length === 1 ? options[0] : { kind: 'choice', parts: options } };
  }

  private repeated(flags: Flags): Expression[] {
    const atoms = this.atom(flags);
    let part = atoms.pop();
    for (let repetition = this.repetition(); repetition !== undefined; repetition = this.repetition()) {
      if (part === undefined) throw new UnreadableExpression('a repetition has nothing to repeat');
      part = { kind: 'repetition', part, ...repetition };
    }
    return part === undefined ? atoms : [...atoms, part];
  }

  private repetition(): { readonly min: number; readonly max: number } | undefined {
    const found = this.take(/^(?:([*+?])|\{(\d+)(,?)(\d*)\})([?+]?)/);
    if (!found) return undefined;
    const [, sign, first, comma, last, greed] = found;
    if (greed === '+') throw new UnreadableExpression('a possessive repetition is not taken by AWS WAF');
    if (sign !== undefined) return { min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Infinity };
    const min = Number(first);
    const max = comma === '' ? min : last === '' ? Infinity : Number(last);
    if (max < min || min > MAXIMUM_REPETITIONS || (max !== Infinity && max > MAXIMUM_REPETITIONS)) throw new UnreadableExpression(`${found[0]} counts too far, or backwards`);
    return { min, max };
  }

  private atom(flags: Flags): Expression[] {
    const character = this.text[this.at++];
    switch (character) {
      case '(': return [this.group(flags)];
      case '[': return [bytes(this.class(), flags)];
      case '.': return [bytes(flags.s ? ALL : NOT_NEWLINE)];
      case '^': return [{ kind: 'assertion', holds: flags.m ? 'line start' : 'text start' }];
      case '$': return [{ kind: 'assertion', holds: flags.m ? 'line end' : 'last line end' }];
      case '\\': return this.escape(flags);
      case '*': case '+': case '?': throw new UnreadableExpression('a repetition has nothing to repeat');
      default: return [bytes(setOf(character), flags)];
    }
  }

  private group(flags: Flags): Expression {
    const rest = this.text.slice(this.at);
    for (const [start, what] of UNSUPPORTED_GROUPS) if (start.test(rest)) throw new UnreadableExpression(`${what} is not taken by AWS WAF`);
    const named = this.take(/^\?(?:P?<\w+>|'\w+')/);
    const flagged = named ? undefined : this.take(/^\?([ims]*)(?:-([ims]*))?:/);
    if (!named && !flagged && rest.startsWith('?')) throw new UnreadableExpression(`the group (${rest.slice(0, 3)} is not one that is known`);
    if (++this.depth > MAXIMUM_DEPTH) throw new UnreadableExpression(`groups are nested more than ${MAXIMUM_DEPTH} deep`);
    const { expression } = this.choice(flagged ? changed(flags, flagged[1], flagged[2]) : flags);
    this.depth--;
    if (!this.take(/^\)/)) throw new UnreadableExpression('a group is not closed');
    return expression;
  }

  private escape(flags: Flags): Expression[] {
    const quoted = this.take(/^Q([^]*?)(?:\\E|$)/);
    if (quoted) return [...quoted[1]].map((character) => bytes(setOf(character), flags));
    if (this.take(/^E/)) return [];
    const assertion = this.take(/^[bBAzZ]/);
    if (assertion) return [{ kind: 'assertion', holds: ASSERTIONS[assertion[0]] }];
    return [bytes(this.escapedSet(), flags)];
  }

  /** What stands behind a backslash, within a class or outside: a kind of character, or one. */
  private escapedSet(): ByteSet {
    const code = this.take(/^(?:x([\da-fA-F]{1,2})|x\{([\da-fA-F]+)\}|(0[0-7]{0,2})|c([@-_a-z]))/);
    if (code) {
      const [, short, long, octal, control] = code;
      const value = control !== undefined ? control.toUpperCase().charCodeAt(0) - 64 : octal !== undefined ? parseInt(octal, 8) : parseInt(short ?? long, 16);
      if (value > 255) throw new UnreadableExpression(`\\${code[0]} is no byte`);
      return setOf(String.fromCharCode(value));
    }
    const character = this.text[this.at++];
    if (character === undefined) throw new UnreadableExpression('it ends with a backslash');
    if (/[1-9gk]/.test(character)) throw new UnreadableExpression('a back reference is not taken by AWS WAF');
    if (/[CRKXpP]/.test(character)) throw new UnreadableExpression(`\\${character} is not one that is known`);
    return KINDS[character] ?? setOf(SPECIAL[character] ?? character);
  }

  private class(): ByteSet {
    const set = new Uint8Array(256);
    const negated = this.take(/^\^/) !== undefined;
    for (let first = true; first || this.text[this.at] !== ']'; first = false) {
      if (this.at >= this.text.length) throw new UnreadableExpression('a class is not closed');
      const item = this.classItem();
      const until = item.length === 1 ? this.take(/^-(?!\])/) && this.classItem() : undefined;
      if (until === undefined) for (const byte of item) set[byte] = 1;
      else if (until.length !== 1 || until[0] < item[0]) throw new UnreadableExpression('a class has a range that runs backwards');
      else set.fill(1, item[0], until[0] + 1);
    }
    this.at++;
    return negated ? inverted(set) : set;
  }

  /** The bytes of one item of a class. */
  private classItem(): readonly number[] {
    const posix = this.take(/^\[:(\^?)(\w+):\]/);
    if (posix) {
      const set = POSIX[posix[2]];
      if (set === undefined) throw new UnreadableExpression(`[:${posix[2]}:] is not one that is known`);
      return members(posix[1] === '' ? set : inverted(set));
    }
    if (this.take(/^\\b/)) return [8];
    if (this.take(/^\\/)) return members(this.escapedSet());
    return [this.text.charCodeAt(this.at++)];
  }

  private take(expected: RegExp): RegExpExecArray | undefined {
    const found = expected.exec(this.text.slice(this.at)) ?? undefined;
    if (found !== undefined) this.at += found[0].length;
    return found;
  }
}

const MAXIMUM_DEPTH = 100;

function changed(flags: Flags, on: string, off = ''): Flags {
  const flag = (name: keyof Flags) => !off.includes(name) && (on.includes(name) || flags[name]);
  return { i: flag('i'), m: flag('m'), s: flag('s') };
}

/** An expression for one byte of a set, or of its letters in either case. */
function bytes(set: ByteSet, { i: ignoresCase } = NO_FLAGS): Expression {
  if (!ignoresCase) return { kind: 'bytes', set };
  const both = set.slice();
  for (let upper = 65; upper <= 90; upper++) if (set[upper] === 1 || set[upper + 32] === 1) both[upper] = both[upper + 32] = 1;
  return { kind: 'bytes', set: both };
}

function setOf(characters: string): ByteSet {
  const set = new Uint8Array(256);
  for (const character of characters) set[character.charCodeAt(0)] = 1;
  return set;
}

function between(...ranges: readonly (readonly [first: string | number, last: string | number])[]): ByteSet {
  const code = (bound: string | number) => (typeof bound === 'string' ? bound.charCodeAt(0) : bound);
  const set = new Uint8Array(256);
  for (const [first, last] of ranges) set.fill(1, code(first), code(last) + 1);
  return set;
}

function inverted(set: ByteSet): ByteSet {
  return set.map((member) => 1 - member);
}

function members(set: ByteSet): number[] {
  return [...set.keys()].filter((byte) => set[byte] === 1);
}

const ALL = between([0, 255]);
const NOT_NEWLINE = inverted(setOf('\n'));
const DIGIT = between(['0', '9']);
const SPACE = setOf(' \t\n\v\f\r');
const HORIZONTAL = setOf(' \t\xa0');
const VERTICAL = setOf('\n\v\f\r\x85');

/** The bytes of words: letters, digits and the underscore. */
export const WORD: ByteSet = between(['0', '9'], ['A', 'Z'], ['a', 'z'], ['_', '_']);

const ASSERTIONS: { readonly [letter: string]: Assertion } = { b: 'word boundary', B: 'no word boundary', A: 'text start', z: 'text end', Z: 'last line end' };

const KINDS: { readonly [letter: string]: ByteSet | undefined } = {
  d: DIGIT,
  D: inverted(DIGIT),
  w: WORD,
  W: inverted(WORD),
  s: SPACE,
  S: inverted(SPACE),
  h: HORIZONTAL,
  H: inverted(HORIZONTAL),
  v: VERTICAL,
  V: inverted(VERTICAL),
  N: NOT_NEWLINE,
};

const SPECIAL: { readonly [letter: string]: string | undefined } = { a: '\x07', e: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t' };

const POSIX: { readonly [name: string]: ByteSet | undefined } = {
  alnum: between(['0', '9'], ['A', 'Z'], ['a', 'z']),
  alpha: between(['A', 'Z'], ['a', 'z']),
  ascii: between([0, 127]),
  blank: setOf(' \t'),
  cntrl: between([0, 31], [127, 127]),
  digit: DIGIT,
  graph: between([33, 126]),
  lower: between(['a', 'z']),
  print: between([32, 126]),
  punct: between([33, 47], [58, 64], [91, 96], [123, 126]),
  space: SPACE,
  upper: between(['A', 'Z']),
  word: WORD,
  xdigit: between(['0', '9'], ['A', 'F'], ['a', 'f']),
};
