import { Locator } from './locator';
import { Networks } from './networks';

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
  private readonly countries = new Networks<string>();

  /** @throws UnreadableNetworkTable */
  public constructor(entries: Iterable<readonly [network: string, country: string]>) {
    for (const [text, country] of entries) {
      if (!this.countries.add(text, country.toUpperCase())) throw new UnreadableNetworkTable(`${text}: expected an address or a network, such as 192.0.2.0/24`);
      if (!/^[A-Za-z]{2}$/.test(country)) throw new UnreadableNetworkTable(`${text}: expected an ISO 3166-1 alpha-2 code, such as DE, got ${country || 'nothing'}`);
    }
  }

  public countryOf(ip: string): string | undefined {
    return this.countries.find(ip);
  }
}
