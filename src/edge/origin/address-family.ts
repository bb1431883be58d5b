import { isIP } from 'net';
import { OriginFailure } from './origin-client';
import { isKnown, Origin } from '../../config';

/** The family of addresses by which an origin may be reached, by the value of IpAddressType; `dualstack` leaves it open. */
const FAMILIES: { readonly [type: string]: 4 | 6 } = { ipv4: 4, ipv6: 6 };

/** The family of addresses that an origin wants; undefined for either [OTD-038]. */
export function addressFamily({ custom }: Origin): 4 | 6 | undefined {
  const type = custom?.stated.IpAddressType;
  return isKnown(type) && typeof type === 'string' && Object.hasOwn(FAMILIES, type) ? FAMILIES[type] : undefined;
}

/** The failure of an origin whose server has no address of its family; undefined where names are looked up, or the address fits. */
export function withoutAddress(server: URL, family: 4 | 6 | undefined): OriginFailure | undefined {
  const host = server.hostname.replace(/^\[(.*)\]$/, '$1');
  const given = isIP(host);
  if (family === undefined || given === 0 || given === family) return undefined;
  return new OriginFailure('name-not-found', `${host} is no IPv${family} address, which IpAddressType asks for`);
}
