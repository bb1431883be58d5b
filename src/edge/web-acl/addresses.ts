import { InspectedRequest, Match } from './inspected-request';
import { UNKNOWN_VALUE } from './inspector';
import { ForwardedIp, isKnown } from '../../config';
import { addressDigits } from '../locator/address';

/** Addresses of a header are looked at up to this many. */
const MOST_FORWARDED = 10;

/**
 * Makes the function that asks something of the viewer's address, or of those that a header says.
 * A request without the header is not one that the statement is about.
 */
export function addressMatcher(forwardedIp: ForwardedIp | undefined, matches: (request: InspectedRequest, ip: string) => Match): (request: InspectedRequest) => Match {
  if (forwardedIp === undefined) return (request) => matches(request, request.ip);
  const { header, fallback, position } = forwardedIp;
  if (!isKnown(header) || !isKnown(position)) return (request) => request.cannotTell(UNKNOWN_VALUE);
  return (request) => {
    const value = request.header(header.toLowerCase());
    if (value === undefined) return undefined;
    const ips = addressesAt(position, value.split(',').map((text) => text.trim()));
    if (ips === undefined) return fallback === 'MATCH';
    const answers = ips.map((ip) => matches(request, ip));
    return answers.includes(true) || (answers.includes(undefined) ? undefined : false);
  };
}

/** The first address that a header says; undefined when it has none there. */
export function firstForwarded(forwardedIp: ForwardedIp | undefined, request: InspectedRequest): string | undefined {
  const value = isKnown(forwardedIp?.header) ? request.header(forwardedIp.header.toLowerCase()) : undefined;
  return value === undefined ? undefined : addressesAt('FIRST', value.split(',').map((text) => text.trim()))?.[0];
}

function addressesAt(position: string, texts: readonly string[]): readonly string[] | undefined {
  const meant = position === 'ANY' ? texts.slice(0, MOST_FORWARDED) : [position === 'LAST' ? texts[texts.length - 1] : texts[0]];
  const valid = meant.filter((text) => addressDigits(text) !== undefined);
  return valid.length === 0 ? undefined : valid;
}
