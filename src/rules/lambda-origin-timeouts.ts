import { at, cacheBehaviorsOf, exceeds, Origin, Value, withoutComments } from '../config';
import { codeOf } from './lambda-code';
import { Rule, RuleSet, Subjects } from './rule';
import { targetOrigins } from './target-origin';

/** Timeouts that a function at the edge can set for an origin, and what the origin is configured for. */
const TIMEOUTS: readonly (readonly [name: string, configured: (origin: Origin) => Value<number> | undefined])[] = [
  ['readTimeout', ({ custom }) => custom?.readTimeout],
  ['keepaliveTimeout', ({ custom }) => custom?.keepaliveTimeout],
];

/** The longest value that the code gives to a timeout; undefined where it gives none. */
function setTo(name: string, code: string): number | undefined {
  const values = [...withoutComments(code).matchAll(new RegExp(`\\b${name}['"\\]]*\\s*[:=]\\s*(\\d+)`, 'g'))].map(([, seconds]) => Number(seconds));
  return values.length === 0 ? undefined : Math.max(...values);
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'lambda-origin-timeout',
    level: 'warning',
    spec: ['OTD-057'],
    editions: ['current'],
    says: 'a function at the edge sets no longer timeouts than the origin is configured for, whatever the quota of the account',
    *check(site) {
      for (const behavior of cacheBehaviorsOf(site)) {
        for (const { eventType, function: lambda, ...association } of behavior.lambdaAssociations) {
          const code = eventType === 'origin-request' && lambda !== undefined ? codeOf(lambda) : undefined;
          if (code === undefined) continue;
          for (const [name, configured] of TIMEOUTS) {
            const seconds = setTo(name, code);
            const shorter = targetOrigins(site, behavior).find((origin) => exceeds(seconds, configured(origin)));
            if (shorter === undefined) continue;
            yield {
              at: at(association, 'LambdaFunctionARN'),
              says: `the function ${lambda!.location.logicalId} sets ${name} to ${seconds} s, while the origin ${shorter.id} is configured for ${configured(shorter)} s: such requests may fail`,
              fix: 'raise the timeout of the origin, or lower the one in the code',
            };
          }
        }
      }
    },
  },
];

/** Rules about timeouts that functions at the edge set for origins. */
export const lambdaOriginTimeoutRules: RuleSet = { distribution };
