import { Application, at, Part, Stated } from '../config';
import { Rule, RuleSet, Subjects } from './rule';
import { repetitions } from './values';

/** Things whose names are unique in an account, by what they are called. */
const NAMED: readonly (readonly [string, (application: Application) => readonly Part[]])[] = [
  ['cache policy', ({ cachePolicies }) => cachePolicies],
  ['origin request policy', ({ originRequestPolicies }) => originRequestPolicies],
  ['response headers policy', ({ responseHeadersPolicies }) => responseHeadersPolicies],
  ['function', ({ functions }) => functions],
  ['connection function', ({ connectionFunctions }) => connectionFunctions],
  ['key value store', ({ keyValueStores }) => keyValueStores],
];

function nameOf({ Name: name }: Stated): string | undefined {
  return typeof name === 'string' ? name : undefined;
}

const application: readonly Rule<Subjects['application']>[] = [
  {
    id: 'name-repeated',
    level: 'error',
    spec: ['POL-011', 'POL-073', 'POL-113', 'FUN-033', 'FUN-115'],
    apiError: 'EntityAlreadyExists',
    says: 'policies, functions and key value stores have names of their own in an account',
    *check(app) {
      for (const [what, partsOf] of NAMED) {
        const named = partsOf(app).filter(({ stated }) => nameOf(stated) !== undefined);
        for (const { index, first } of repetitions(named.map(({ stated, location }) => `${location.template} ${nameOf(stated)}`))) {
          const part = named[index];
          yield { at: at(part, 'Name'), got: nameOf(part.stated), says: `${named[first].location.logicalId} is a ${what} with the same name`, fix: 'give it another name' };
        }
      }
    },
  },
];

/** Rules about names that are taken. */
export const nameRules: RuleSet = { application };
