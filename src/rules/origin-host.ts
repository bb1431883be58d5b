import { isKnown, Origin } from '../config';

export const IP_ADDRESS = /^(\d{1,3}(\.\d{1,3}){3}|\[?[0-9a-f]*:[0-9a-f.]*:[0-9a-f:.]*\]?)$/i;

/** A parameter of distribution tenants, which each fills in, or something that the deployment does. */
export const TEMPLATED = /\{\{/;

/** The domain name of an origin, unless it is unknown, an address, or filled in at deployment. */
export function hostOf({ domainName }: Origin): string | undefined {
  return isKnown(domainName) && domainName !== '' && !TEMPLATED.test(domainName) && !IP_ADDRESS.test(domainName) ? domainName : undefined;
}
