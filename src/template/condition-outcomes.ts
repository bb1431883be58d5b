import { Assignment, Variable } from './conditions';
import { connectedResolvers } from './connected-resolvers';
import { ReadOptions, TemplateSource } from './source';

const MAXIMUM_OUTCOMES = 64;

/** What a deployment decides: which conditions hold, and what parameters then are. */
export type Outcome = Required<Pick<ReadOptions, 'conditions' | 'supposed'>>;

/**
 * The outcomes of all conditions that can differ from deployment to deployment:
 * all combinations while they are few, else each value of each variable once.
 */
export function conditionOutcomes(sources: readonly TemplateSource[]): Outcome[] {
  const templates = connectedResolvers(sources, { unknownEnvironment: true }, []).map(({ allConditions }) => allConditions);
  const variables = templates.flatMap((conditions, index) => conditions.variables().map((variable) => ({ index, ...variable })));
  const outcomes = assignments(variables).map((assignment) => {
    const parts = templates.map((conditions, index) => [conditions, ofTemplate(assignment, index)] as const);
    return {
      conditions: Object.assign({}, ...parts.map(([conditions, own]) => conditions.under(own))),
      supposed: Object.assign({}, ...parts.map(([conditions, own]) => conditions.supposedUnder(own))),
    };
  });
  return [...new Map(outcomes.map((outcome) => [JSON.stringify(outcome), outcome])).values()];
}

type TemplateVariable = Variable & { readonly index: number };

function assignments(variables: readonly TemplateVariable[]): Assignment[] {
  const choices = variables.map(({ values }) => values);
  const all = choices.reduce((count, values) => count * values.length, 1);
  const keys = variables.map(({ index, key }) => `${index}/${key}`);
  if (all <= MAXIMUM_OUTCOMES) return combinations(keys, choices);
  const usual = new Map(keys.map((key, i) => [key, choices[i][0]]));
  return [usual, ...keys.flatMap((key, i) => choices[i].slice(1).map((value) => new Map([...usual, [key, value]])))];
}

function combinations(keys: readonly string[], choices: readonly (readonly (string | undefined)[])[]): Assignment[] {
  let outcomes: Map<string, string | undefined>[] = [new Map()];
  keys.forEach((key, i) => {
    outcomes = outcomes.flatMap((outcome) => choices[i].map((value) => new Map([...outcome, [key, value]])));
  });
  return outcomes;
}

function ofTemplate(assignment: Assignment, index: number): Assignment {
  const prefix = `${index}/`;
  return new Map([...assignment].filter(([key]) => key.startsWith(prefix)).map(([key, value]) => [key.slice(prefix.length), value]));
}
