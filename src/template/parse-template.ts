import { LineCounter, parseDocument as parseYamlDocument, ScalarTag, CollectionTag } from 'yaml';
import { UnreadableInput } from './unreadable-input';

const FUNCTIONS = [
  'Base64', 'Cidr', 'FindInMap', 'GetAZs', 'If', 'ImportValue', 'Join', 'Length', 'Select', 'Split', 'Sub', 'ToJsonString', 'Transform', 'And', 'Equals', 'Not', 'Or', 'GetAtt',
];

/** The short tags of CloudFormation's YAML, such as `!Sub`, as the objects that they stand for. */
const TAGS: (ScalarTag | CollectionTag)[] = [...FUNCTIONS.map((name) => [`!${name}`, `Fn::${name}`]), ['!Ref', 'Ref'], ['!Condition', 'Condition']].flatMap(([tag, key]) => [
  { tag, resolve: (text: string) => ({ [key]: text }) },
  { tag, collection: 'seq' as const, resolve: (node: { toJSON(): unknown }) => ({ [key]: node.toJSON() }) },
  { tag, collection: 'map' as const, resolve: (node: { toJSON(): unknown }) => ({ [key]: node.toJSON() }) },
] as unknown as (ScalarTag | CollectionTag)[]);

/** A document, and what is odd about it. */
interface Parsed {
  readonly template: object;
  /** Keys that stand twice in one object of a YAML document, each with its line. The last one counts. */
  readonly repeatedKeys?: readonly string[];
}

/**
 * Parses a template, JSON or YAML.
 *
 * @throws UnreadableInput with the line and column of a syntax error
 */
export function parseTemplate(file: string, text: string): Parsed {
  const { template, ...parsed } = parseDocument(file, text);
  if (!isObject(template)) throw new UnreadableInput(file, 'is no CloudFormation template', 'a template is an object with Resources');
  if (!Object.hasOwn(template, 'Resources')) throw new UnreadableInput(file, 'has no Resources', 'give a CloudFormation template');
  return { ...parsed, template };
}

/** Parses a document that stands beside templates and may be none, such as a package.json; undefined where it is none. */
export function parseIfTemplate(file: string, text: string): Parsed | undefined {
  const { template, ...parsed } = parseDocument(file, text);
  return isObject(template) && Object.hasOwn(template, 'Resources') ? { ...parsed, template } : undefined;
}

/** Parses the template of a stack, which may be empty where CDK has synthesised it. */
export function parseStackTemplate(file: string, text: string): Parsed {
  const { template, ...parsed } = parseDocument(file, text);
  return { ...parsed, template: { Resources: {}, ...(isObject(template) ? template : {}) } };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseDocument(file: string, text: string): Omit<Parsed, 'template'> & { readonly template: unknown } {
  return text.trimStart().startsWith('{') ? { template: parseJson(file, text) } : parseYaml(file, text);
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UnreadableInput(file, `is no valid JSON (${(error as Error).message.split('\n')[0]}${place(text, error as Error)})`, 'correct the syntax');
  }
}

/** The line and column of a JSON error, from the position in its message. */
function place(text: string, error: Error): string {
  const position = /position (\d+)(?!.*line)/.exec(error.message);
  if (position === null) return '';
  const before = text.slice(0, Number(position[1])).split('\n');
  return `, line ${before.length}, column ${before[before.length - 1].length + 1}`;
}

function parseYaml(file: string, text: string): ReturnType<typeof parseDocument> {
  const lineCounter = new LineCounter();
  const document = parseYamlDocument(text, { customTags: TAGS, lineCounter, prettyErrors: false, logLevel: 'error' });
  const error = document.errors.find(({ code }) => code !== 'DUPLICATE_KEY');
  if (error !== undefined) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    throw new UnreadableInput(file, `is no valid YAML (${error.message.split('\n')[0]}, line ${line}, column ${col})`, 'correct the syntax');
  }
  try {
    const repeated = document.errors.map(({ pos: [start] }) => `${/^[^\s:]*/.exec(text.slice(start))![0]} (line ${lineCounter.linePos(start).line})`);
    return { template: plain(document.toJS({ maxAliasCount: 100 })), ...(repeated.length > 0 ? { repeatedKeys: repeated } : {}) };
  } catch (problem) {
    throw new UnreadableInput(file, `cannot be read (${(problem as Error).message.split('\n')[0]})`, 'use fewer aliases');
  }
}

/** Nested tags come out of the YAML library as nodes; this makes them plain values. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const json = (value as { toJSON?: () => unknown }).toJSON;
  if (typeof json === 'function' && !(value instanceof Date)) return plain(json.call(value));
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}
