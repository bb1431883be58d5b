import { SENTENCES } from './decisions';
import { Decision, OriginExchange, RequestRecord } from './message';

/** What was decided about a request, and why, in words: the request, its decisions, the logs of functions, requests to origins, and the answer, line by line. */
export function explain(record: RequestRecord): string {
  const { request, host, status, resultType, edgeLocation, decisions, functions, originRequests } = record;
  return [
    `${request.method} ${request.protocol}://${host}${request.url}${viewer(record)}`,
    ...decisions.map(decisionLine),
    ...functions.flatMap(({ name, logs }) => logs.map((line) => `  ${'function log'.padEnd(STEP_WIDTH)}${name}: ${line}`)),
    ...originRequests.flatMap(originLines),
    `  ${'answer'.padEnd(STEP_WIDTH)}${status}${edgeLocation === '' ? '' : `, ${resultType}`}`,
  ].join('\n');
}

/** Why the answer is an error: what was decided last that keeps an object from a viewer, else what the origin answered. */
export function reasonOfError({ decisions, originRequests, resultType }: RequestRecord): string {
  const decision = decisions.filter(({ step, decided }) => !BESIDE.has(step) && !GRANTING.has(decided)).pop();
  if (decision !== undefined) return sentence(decision);
  const { originId, outcome, because } = originRequests[originRequests.length - 1] ?? {};
  return originId === undefined ? resultType : `the origin ${originId} answered ${outcome}${because === undefined ? '' : `: ${because}`}`;
}

/** Steps that choose how a request is answered, and whether an error is kept. */
const BESIDE: ReadonlySet<string> = new Set(['edge-location', 'staging', 'default-root-object', 'cache-behavior', 'cache', 'collapse', 'origin-shield', 'origin-group', 'freshness', 'compression']);

/** Decisions that let a request go on. */
const GRANTING: ReadonlySet<string> = new Set(['found', 'country unknown', 'allowed', 'counted', 'passed over', 'granted', 'passed on', 'changed', 'chose an origin', 'not run']);

/** A decision in a sentence, without the setting that it rests on. */
export function sentence({ step, decided, because = {} }: Decision): string {
  const isGiven = (name: string) => because[name] !== undefined;
  const clauses = [SENTENCE_OF[`${step} ${decided}`] ?? []].flat().filter((clause) => placeholders(clause).every(isGiven));
  if (clauses.length > 0) return clauses.join(', ').replace(PLACEHOLDER, (_text, name) => shown(because[name]));
  return [decided, ...Object.keys(because).filter(isGiven).map((name) => `${name} ${shown(because[name])}`)].join(', ');
}

const SENTENCE_OF: { readonly [decision: string]: string | readonly string[] | undefined } = SENTENCES;

const STEP_WIDTH = 22;
const PLACEHOLDER = /\{(\w+)\}/g;

function decisionLine(decision: Decision): string {
  const setting = decision.setting === undefined ? '' : `  [${decision.setting}]`;
  return `  ${decision.step.padEnd(STEP_WIDTH)}${sentence(decision)}${setting}`;
}

function originLines({ originId, method, url, outcome, because, advice }: OriginExchange): string[] {
  return [
    `  ${'origin request'.padEnd(STEP_WIDTH)}${method} ${url} of ${originId}: ${outcome}${because === undefined ? '' : `: ${because}`}`,
    ...advice.map(({ rule, says, fix }) => `  ${'advice'.padEnd(STEP_WIDTH)}${says}; ${fix}  [${rule}]`),
  ];
}

function viewer({ request: { ip, country } }: RequestRecord): string {
  return ` from ${ip}${country === undefined ? '' : ` in ${country}`}`;
}

function placeholders(clause: string): string[] {
  return [...clause.matchAll(PLACEHOLDER)].map(([, name]) => name);
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join(', ');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
