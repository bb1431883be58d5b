import { Application, isSameResource } from '../config';
import { Finding } from './finding';
import { inARow } from './wording';

/** Which conditions of the templates hold, by `template/condition`, and what is there and found then. */
export interface FoundUnder {
  readonly conditions: { readonly [condition: string]: boolean };
  readonly application: Pick<Application, 'resources'>;
  readonly findings: readonly Finding[];
}

/** Conditions that a sentence names; where it takes more, nobody learns from them. */
const MOST_CONDITIONS = 3;

/** All findings, each once. One that only some of the outcomes have in which its resource is there says which. */
export function withConditions(outcomes: readonly FoundUnder[]): Finding[] {
  const found = new Map<string, { readonly finding: Finding; readonly under: FoundUnder['conditions'][] }>();
  for (const { conditions, findings } of outcomes) {
    for (const finding of findings) {
      const key = JSON.stringify([finding.rule, finding.location, finding.message]);
      found.set(key, { finding, under: [...found.get(key)?.under ?? [], conditions] });
    }
  }
  return [...found.values()].map(({ finding, under }) => {
    const all = outcomes.filter(({ application }) => isThere(finding, application)).map(({ conditions }) => conditions);
    const where = under.length === all.length ? [] : decisive(under, all);
    return where.length === 0 || where.length > MOST_CONDITIONS ? finding : { ...finding, message: `${finding.message} It is so where ${inARow(where)}.` };
  });
}

function isThere({ location }: Finding, { resources }: FoundUnder['application']): boolean {
  return location.logicalId === '' || resources.some((resource) => isSameResource(resource.location, location));
}

/** The conditions that have one outcome wherever a finding is, but not everywhere. */
function decisive(under: readonly FoundUnder['conditions'][], all: readonly FoundUnder['conditions'][]): string[] {
  return Object.keys(under[0]).flatMap((condition) => {
    const [outcome] = under.map((conditions) => conditions[condition]);
    if (under.some((conditions) => conditions[condition] !== outcome) || all.every((conditions) => conditions[condition] === outcome)) return [];
    return `${condition.slice(condition.lastIndexOf('/') + 1)} is ${outcome}`;
  });
}
