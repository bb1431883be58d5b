/** Knows where addresses are. */
export interface Locator {
  /** The country of an address: an ISO 3166-1 alpha-2 code; undefined when it is not known. */
  countryOf(ip: string): string | undefined;
}
