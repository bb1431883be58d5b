import { Assignment, Variable } from './conditions';
import { Resolver } from './resolver';
import { TemplateSource } from './source';

const MAXIMUM_OUTCOMES = 64;

/**
 * The outcomes of all conditions that can differ from deployment to deployment, each by `template/condition`:
 * all combinations while they are few, else each value of each variable once.
 */
export function conditionOutcomes(sources: readonly TemplateSource[]): { [condition: string]: boolean }[] {
  const templates = sources.map((source) => new Resolver(source, { unknownEnvironment: true }, () => undefined, []).allConditions);
  const variables = templates.flatMap((conditions, index) => conditions.variables().map((variable) => ({ index, ...variable })));
  return assignments(variables).map((assignment) => Object.assign({}, ...templates.map((conditions, index) => conditions.under(ofTemplate(assignment, index)))));
}

type TemplateVariable = Variable & { readonly index: number };

function assignments(variables: readonly TemplateVariable[]): Assignment[] {
  const choices = variables.map(valuesOf);
  const all = choices.reduce((count, values) => count * values.length, 1);
  const keys = variables.map(({ index, key }) => `${index}/${key}`);
  if (all <= MAXIMUM_OUTCOMES) return combinations(keys, choices);
  const usual = new Map(keys.map((key, i) => [key, choices[i][0]]));
  return [usual, ...keys.flatMap((key, i) => choices[i].slice(1).map((value) => new Map([...usual, [key, value]])))];
}

function valuesOf({ constants }: TemplateVariable): (string | undefined)[] {
  return constants.length === 0 ? ['true', undefined] : [...constants, undefined];
}

function combinations(keys: readonly string[], choices: readonly (string | undefined)[][]): Assignment[] {
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
