import type { ViewerRequest } from '../message';

type CountryOf = (ip: string) => string | undefined;

/** The country of a viewer, in capitals: the one that its request says, or that of its address; undefined when it is not known. */
export function viewerCountry({ country, ip }: Pick<ViewerRequest, 'country' | 'ip'>, countryOf?: CountryOf): string | undefined {
  return (country ?? countryOf?.(ip))?.toUpperCase();
}

/** Addresses that are remembered at most. */
const REMEMBERED = 10_000;

/** The same, but an address is looked up once, however many requests come from it and however many ask for its country. */
export function remembered(countryOf: CountryOf): CountryOf {
  const known = new Map<string, string | undefined>();
  return (ip) => {
    if (known.has(ip)) return known.get(ip);
    if (known.size >= REMEMBERED) known.clear();
    const country = countryOf(ip);
    known.set(ip, country);
    return country;
  };
}
