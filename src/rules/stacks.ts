import { isKnown, TemplateFacts } from '../config';
import { Rule, RuleSet, Subjects, Violation } from './rule';

const STACK_NAME = /^[A-Za-z][A-Za-z0-9-]{0,127}$/;

function placeOf({ name }: TemplateFacts): Violation['at'] {
  return { template: name, logicalId: '', path: '' };
}

/** What tells stacks apart: account, region and name; undefined where one of them is not known. */
function identityOf({ account, region, stackName }: TemplateFacts): string | undefined {
  return isKnown(account) && isKnown(region) && stackName !== undefined ? `${account}/${region}/${stackName}` : undefined;
}

const application: readonly Rule<Subjects['application']>[] = [
  {
    id: 'stack-name',
    level: 'error',
    spec: ['MED-005'],
    apiError: 'ValidationError',
    says: 'the name of a stack begins with a letter and has letters, digits and hyphens, no spaces',
    *check({ templates }) {
      for (const template of templates) {
        const { stackName } = template;
        if (stackName === undefined || STACK_NAME.test(stackName)) continue;
        yield { at: placeOf(template), says: `the stack is named ${JSON.stringify(stackName)}`, limit: 'letters, digits and hyphens, 1 to 128 characters', fix: 'give it another name' };
      }
    },
  },
  {
    id: 'stack-name-repeated',
    level: 'error',
    spec: ['MED-005'],
    says: 'a stack has a name of its own in its account and region',
    *check({ templates }) {
      const identities = templates.map(identityOf);
      for (const [i, template] of templates.entries()) {
        const first = identities.indexOf(identities[i]);
        if (identities[i] === undefined || first === i) continue;
        yield { at: placeOf(template), says: `it deploys over ${templates[first].name}, which has the same name ${template.stackName} in ${String(template.region)}`, fix: 'give one of them another name' };
      }
    },
  },
];

/** Rules about stacks as wholes. */
export const stackRules: RuleSet = { application };
