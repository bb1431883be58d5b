import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import type { AccountKeyPair } from '../edge';

/** What the option that names key pairs of trusted signers holds. */
export interface KeyPairOption {
  readonly keyPair: readonly AccountKeyPair[];
}

/** Adds the option by which a user gives the CloudFront key pairs of accounts; keys of key groups are in the templates. */
export function withKeyPairOption(command: Command): Command {
  return command.option('--key-pair <[account:]id=file>', 'a CloudFront key pair of a trusted signer, with the file of its public key (repeatable; without account it is one of self)', addKeyPair, []);
}

function addKeyPair(argument: string, earlier: readonly AccountKeyPair[]): readonly AccountKeyPair[] {
  const [, account = 'self', id, file] = /^(?:(self|[\d-]+):)?([A-Z0-9]+)=(.+)$/.exec(argument) ?? [];
  if (file === undefined) throw new InvalidArgumentError('Expected ID=FILE or ACCOUNT:ID=FILE.');
  return [...earlier, { account, id, publicKey: publicKeyIn(file) }];
}

function publicKeyIn(file: string): string {
  try {
    const pem = readFileSync(file, 'utf8');
    createPublicKey(pem);
    return pem;
  } catch (error) {
    throw new InvalidArgumentError(`${file} is no public key in PEM: ${(error as Error).message}.`);
  }
}
