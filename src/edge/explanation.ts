import { Decision, OriginExchange, RequestRecord } from './message';

/** What was decided about a request, and why, in words: the request, a line for each decision and each request to an origin, the answer. */
export function explain(record: RequestRecord): string {
  const { request, host, status, resultType, decisions, originRequests } = record;
  return [
    `${request.method} ${request.protocol}://${host}${request.url}${viewer(record)}`,
    ...decisions.map(decisionLine),
    ...originRequests.map(originLine),
    `  ${'answer'.padEnd(STEP_WIDTH)}${status}, ${resultType}`,
  ].join('\n');
}

/** A decision in a sentence, without the setting that it rests on. */
export function sentence({ step, decided, because = {} }: Decision): string {
  const template = SENTENCES[`${step} ${decided}`];
  if (template !== undefined && placeholders(template).every((name) => because[name] !== undefined)) {
    return template.replace(PLACEHOLDER, (_text, name) => shown(because[name]));
  }
  const reasons = Object.entries(because).filter(([, value]) => value !== undefined).map(([name, value]) => `${name} ${shown(value)}`);
  return [decided, ...reasons].join(', ');
}

/** What each decision says, by step and outcome; `{name}` is what the decision rests on. One without a sentence is shown as it is. */
const SENTENCES: { readonly [decision: string]: string } = {
};

const STEP_WIDTH = 22;
const PLACEHOLDER = /\{(\w+)\}/g;

function decisionLine(decision: Decision): string {
  const setting = decision.setting === undefined ? '' : `  [${decision.setting}]`;
  return `  ${decision.step.padEnd(STEP_WIDTH)}${sentence(decision)}${setting}`;
}

function originLine({ originId, method, url, outcome }: OriginExchange): string {
  return `  ${'origin request'.padEnd(STEP_WIDTH)}${method} ${url} of ${originId}: ${outcome}`;
}

function viewer({ request: { ip, country } }: RequestRecord): string {
  return ` from ${ip}${country === undefined ? '' : ` in ${country}`}`;
}

function placeholders(template: string): string[] {
  return [...template.matchAll(PLACEHOLDER)].map(([, name]) => name);
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join(', ');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
