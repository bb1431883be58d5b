import { at, ConnectionFunction, isKnown } from '../config';
import { shortCode, validFunctionName } from './functions';
import { requiredProperties } from './policy-names';
import { Rule, RuleSet, Subjects } from './rule';
import { below } from './stated';

const CODE = 'ConnectionFunctionCode';
const CONFIG = 'ConnectionFunctionConfig';

const connectionFunction: readonly Rule<ConnectionFunction>[] = [
  {
    id: 'connection-function-required',
    level: 'error',
    spec: ['FUN-126'],
    says: 'a connection function has a name, code, a runtime, and a comment, which may be empty',
    *check(part) {
      yield* requiredProperties(part, part.stated, '', ['Name', CODE, CONFIG]);
      yield* requiredProperties(part, below(part.stated, CONFIG), `${CONFIG}.`, ['Comment', 'Runtime']);
      yield* validFunctionName(part, part.name);
    },
  },
  { id: 'connection-function-size', level: 'error', spec: ['FUN-127', 'DTD-118'], apiError: 'FunctionSizeLimitExceeded', says: 'the code of a connection function has at most 10 KB', check: (part) => shortCode(part, CODE, part.code) },
];

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'connection-function-mtls',
    level: 'error',
    spec: ['FUN-128', 'DTD-253'],
    apiError: 'InvalidArgument',
    says: 'a connection function looks at the certificates of viewers, which ViewerMtlsConfig asks for',
    *check(site) {
      const id = below(site.stated, 'ConnectionFunctionAssociation')?.Id;
      if (isKnown(id) && site.stated.ViewerMtlsConfig === undefined) yield { at: at(site, 'ConnectionFunctionAssociation.Id'), got: id, fix: 'add ViewerMtlsConfig, or remove the connection function' };
    },
  },
];

/** Rules about functions that run when a viewer connects. */
export const connectionFunctionRules: RuleSet = { connectionFunction, distribution };
