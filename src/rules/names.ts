import { Application, at, Part, Stated } from '../config';
import { Rule, RuleSet, Subjects } from './rule';

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
        const first = new Map<string, Part>();
        for (const part of partsOf(app)) {
          const name = nameOf(part.stated);
          if (name === undefined) continue;
          const key = `${part.location.template} ${name}`;
          const earlier = first.get(key);
          if (earlier === undefined) first.set(key, part);
          else yield { at: at(part, 'Name'), got: name, says: `${earlier.location.logicalId} is a ${what} with the same name`, fix: 'give it another name' };
        }
      }
    },
  },
];

/** Rules about names that are taken. */
export const nameRules: RuleSet = { application };
