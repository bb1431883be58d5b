import { createHash } from 'node:crypto';
import { Caller } from './api-call';
import { TrailValue } from './trail-parameters';

/** Whose access key is which: the ARN of a user, a role's session, a federated user or an account's root, by access key id. */
export type Identities = ReadonlyMap<string, string>;

/** Kinds of identities by their ARNs. */
const KINDS: readonly { readonly type: string; readonly arn: RegExp }[] = [
  { type: 'Root', arn: /^arn:aws:iam::(\d{12}):root$/ },
  { type: 'IAMUser', arn: /^arn:aws:iam::(\d{12}):user\/(?:.*\/)?([\w+=,.@-]+)$/ },
  { type: 'AssumedRole', arn: /^arn:aws:sts::(\d{12}):assumed-role\/([\w+=,.@-]+)\/([\w+=,.@-]+)$/ },
  { type: 'FederatedUser', arn: /^arn:aws:sts::(\d{12}):federated-user\/([\w+=,.@-]+)$/ },
];

/**
 * Who made a call, as CloudTrail says it [RPT-106].
 *
 * @param account the account to which access keys belong of which nothing is known: its root's
 */
export function userIdentity({ accessKeyId, service }: Caller, identities: Identities, account: string): { readonly [name: string]: TrailValue } {
  if (service !== undefined) return { type: 'AWSService', invokedBy: service };
  const arn = identities.get(accessKeyId ?? '') ?? `arn:aws:iam::${account}:root`;
  const { type, arn: pattern } = KINDS.find((kind) => kind.arn.test(arn))!;
  const [, accountId, name = '', session = ''] = pattern.exec(arn)!;
  const common = { arn, accountId, ...accessKeyId !== undefined && { accessKeyId } };
  switch (type) {
    case 'IAMUser': return { type, principalId: principalId('AIDA', arn), ...common, userName: name };
    case 'AssumedRole': {
      const role = `arn:aws:iam::${accountId}:role/${name}`;
      const sessionIssuer = { type: 'Role', principalId: principalId('AROA', role), arn: role, accountId, userName: name };
      return { type, principalId: `${principalId('AROA', role)}:${session}`, ...common, sessionContext: { sessionIssuer } };
    }
    case 'FederatedUser': return { type, principalId: `${accountId}:${name}`, ...common };
    default: return { type, principalId: accountId, ...common };
  }
}

/** The same on every run. */
function principalId(prefix: string, arn: string): string {
  return prefix + createHash('sha256').update(arn).digest('hex').slice(0, 17).toUpperCase();
}
