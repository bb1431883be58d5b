import { headerValue } from '../raw-headers';
import { isOwnServer, ORIGIN_RULES, OriginAnswered, OriginRule } from './origin-rules';

/** What an answer of an origin shows that the origin should do otherwise. */
export interface OriginAdvice extends Pick<OriginRule, 'level' | 'spec' | 'fix'> {
  /** The id of the rule. */
  readonly rule: string;
  /** The header at fault with its value, and what is wrong with it. */
  readonly says: string;
}

/**
 * What CloudFront's documentation would have an origin do otherwise, by what it answers.
 *
 * @param now milliseconds since the epoch
 * @see ORG-052, REQ-066 to REQ-068, REQ-153, REQ-163, REQ-177, REQ-182
 */
export function originAdvice(answered: OriginAnswered, now: number): OriginAdvice[] {
  if (!isOwnServer(answered.origin)) return [];
  return ORIGIN_RULES.flatMap((rule) => {
    const fault = rule.check(answered, now);
    return fault === undefined ? [] : [advice(rule, `${shown(rule.header, answered)} ${fault}`)];
  });
}

export function advice({ id, level, spec, fix }: Pick<OriginRule, 'id' | 'level' | 'spec' | 'fix'>, says: string): OriginAdvice {
  return { rule: id, level, spec, says, fix };
}

function shown(header: string, { headers }: OriginAnswered): string {
  const value = headerValue(headers, header.toLowerCase());
  return value === undefined ? header : `${header}: ${value}`;
}
