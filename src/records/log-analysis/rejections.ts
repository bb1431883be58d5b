import { timeOf } from './summary';
import { LogEntry } from '../access-logs/log-file';

/** A request that was answered with 403, and whether its viewer's country explains that. */
export interface Rejection {
  readonly time: string;
  readonly ip: string;
  /** Undefined where the address is in no known country. */
  readonly country: string | undefined;
  readonly path: string;
  readonly cause: 'geo restriction' | 'probably geo restriction' | 'another';
}

/**
 * Requests that were answered with 403, with the countries of their viewers. A log of today says itself which are for the country;
 * an older one does not, and the country makes it probable [GEO-033].
 *
 * @param isRefused whether viewers from a country are refused
 */
export function rejections(entries: readonly LogEntry[], countryOf: (ip: string) => string | undefined, isRefused: (country: string) => boolean): Rejection[] {
  return entries.filter((entry) => entry['sc-status'] === '403').map((entry) => {
    const ip = entry['c-ip'] ?? '';
    const country = countryOf(ip);
    return { time: timeOf(entry), ip, country, path: entry['cs-uri-stem'] ?? '', cause: causeOf(entry, country, isRefused) };
  });
}

function causeOf({ 'x-edge-detailed-result-type': detail }: LogEntry, country: string | undefined, isRefused: (country: string) => boolean): Rejection['cause'] {
  if (detail !== undefined) return detail === 'ClientGeoBlocked' ? 'geo restriction' : 'another';
  return country !== undefined && isRefused(country) ? 'probably geo restriction' : 'another';
}
