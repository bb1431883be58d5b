import { InvalidArgumentError } from 'commander';

/** Whose access keys are which: ARNs by access key id. */
export type IdentityOption = ReadonlyMap<string, string>;

const IDENTITY = /^arn:aws:(?:iam::\d{12}:(?:root|user\/.+)|sts::\d{12}:(?:assumed-role\/[^/]+\/[^/]+|federated-user\/[^/]+))$/;

/** Reads one of several access keys: its id, and whose it is. */
export function addIdentity(argument: string, earlier: IdentityOption): IdentityOption {
  const [, accessKeyId, arn] = /^([A-Za-z0-9]+)=(.+)$/.exec(argument) ?? [];
  if (arn === undefined || !IDENTITY.test(arn)) {
    throw new InvalidArgumentError('Expected KEY=ARN, the ARN of a user, of a role\'s session or of a federated user, such as AKIAIOSFODNN7EXAMPLE=arn:aws:iam::111122223333:user/smithj.');
  }
  return new Map([...earlier, [accessKeyId, arn]]);
}
