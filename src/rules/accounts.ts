import { Application, isKnown, Part, Quotas } from '../config';
import { Violation } from './rule';
import { countWithinQuota } from './values';

/** Resources that belong to one account: those of stacks with the same known account, or of one stack whose account is unknown. */
export function byAccount<P extends Part>(parts: readonly P[], { templates }: Application): P[][] {
  const accounts = new Map<string, P[]>();
  for (const part of parts) {
    const { template } = part.location;
    const account = templates.find(({ name }) => name === template)?.account;
    const key = isKnown(account) ? `account ${account}` : `stack ${template}`;
    accounts.set(key, [...accounts.get(key) ?? [], part]);
  }
  return [...accounts.values()];
}

/** Reports, at the first one beyond it, more resources of a kind than an account may have by a quota that AWS raises on request. */
export function* withinAccountQuota(parts: readonly Part[], application: Application, quotas: Quotas, quota: keyof Quotas, what: string): Iterable<Violation> {
  for (const ofAccount of byAccount(parts, application)) {
    const tooMany = ofAccount[quotas[quota]];
    if (tooMany !== undefined) yield* countWithinQuota(tooMany.location, ofAccount.length, quotas, quota, `${what} in one account`);
  }
}
