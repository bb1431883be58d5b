import { addressDigits, prefix, readNetwork } from './address';

/** Values by network, such as `192.0.2.0/24` or `2001:db8::/32`. Of several networks that an address is in, the smallest counts. */
export class Networks<T> {
  private readonly values = new Map<string, T>();
  /** The lengths of the networks, longest first. */
  private lengths: readonly number[] = [];

  /** Adds the value of a network; returns false for a text that is none. */
  public add(text: string, value: T): boolean {
    const network = readNetwork(text);
    if (network === undefined) return false;
    this.values.set(`${network.bits} ${network.digits}`, value);
    if (!this.lengths.includes(network.bits)) this.lengths = [...this.lengths, network.bits].sort((a, b) => b - a);
    return true;
  }

  /** The value of the network that an address is in; undefined when it is in none, or is no address. */
  public find(ip: string): T | undefined {
    const digits = addressDigits(ip);
    if (digits === undefined) return undefined;
    for (const bits of this.lengths) {
      const value = this.values.get(`${bits} ${prefix(digits, bits)}`);
      if (value !== undefined) return value;
    }
    return undefined;
  }
}
