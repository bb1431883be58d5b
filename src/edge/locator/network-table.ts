import { addressDigits, prefix, readNetwork } from './address';
import { Locator } from './locator';

/** A network that is none, or a country that is none, in a table that a user gave. */
export class UnreadableNetworkTable extends Error {
  public readonly name = 'UnreadableNetworkTable';
}

/** Countries by network, such as `192.0.2.0/24` or `2001:db8::/32`. */
export interface NetworkCountries {
  readonly [network: string]: string;
}

/** A table of networks and their countries. Of several networks that an address is in, the smallest counts. */
export class NetworkTable implements Locator {
  private readonly countries = new Map<string, string>();
  /** The lengths of the networks, longest first. */
  private readonly lengths: readonly number[];

  /** @throws UnreadableNetworkTable */
  public constructor(entries: Iterable<readonly [network: string, country: string]>) {
    for (const [text, country] of entries) {
      const network = readNetwork(text);
      if (network === undefined) throw new UnreadableNetworkTable(`${text}: expected an address or a network, such as 192.0.2.0/24`);
      if (!/^[A-Za-z]{2}$/.test(country)) throw new UnreadableNetworkTable(`${text}: expected an ISO 3166-1 alpha-2 code, such as DE, got ${country || 'nothing'}`);
      this.countries.set(`${network.bits} ${network.digits}`, country.toUpperCase());
    }
    this.lengths = [...new Set([...this.countries.keys()].map((key) => parseInt(key, 10)))].sort((a, b) => b - a);
  }

  public countryOf(ip: string): string | undefined {
    const digits = addressDigits(ip);
    if (digits === undefined) return undefined;
    for (const bits of this.lengths) {
      const country = this.countries.get(`${bits} ${prefix(digits, bits)}`);
      if (country !== undefined) return country;
    }
    return undefined;
  }
}
