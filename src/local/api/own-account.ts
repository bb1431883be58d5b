import { Properties } from './element';
import { plainAccount } from '../../edge';

/** The properties that list the accounts of trusted signers, of web and of RTMP distributions. */
const SIGNERS: ReadonlySet<string> = new Set(['TrustedSigners', 'AwsAccountNumbers']);

/** A configuration in which the account's own number, as a trusted signer, is `self`, as CloudFront keeps it [WEB-156]. */
export function ownAccountAsSelf(config: Properties, number: string): Properties {
  return Object.fromEntries(Object.entries(config).map(([name, value]) => [name, withSelf(name, value, number)]));
}

function withSelf(name: string, value: unknown, number: string): unknown {
  if (Array.isArray(value)) {
    if (!SIGNERS.has(name)) return value.map((item) => withSelf('', item, number));
    return [...new Set(value.map((signer) => (plainAccount(String(signer)) === number ? 'self' : signer)))];
  }
  return typeof value === 'object' && value !== null ? ownAccountAsSelf(value as Properties, number) : value;
}
