/** A Host without its port. */
export function withoutPort(host: string): string {
  return host.replace(/:\d*$/, '');
}

/** Finds what belongs to a host name: exact names first, then the wildcard of the same suffix, such as `*.example.com`. */
export class Hosts<T> {
  private readonly exact = new Map<string, T>();
  private readonly wildcards = new Map<string, T>();

  public add(name: string, owner: T): void {
    const lower = name.toLowerCase();
    const table = lower.startsWith('*.') ? this.wildcards : this.exact;
    const key = lower.startsWith('*.') ? lower.slice(1) : lower;
    if (!table.has(key)) table.set(key, owner);
  }

  /** The owner of a Host header's value; a port is left out of account. */
  public find(host: string): T | undefined {
    const found = this.exact.get(host);
    if (found !== undefined) return found;
    const name = withoutPort(host).toLowerCase();
    const exact = this.exact.get(name);
    if (exact !== undefined) return exact;
    for (let dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
      const owner = this.wildcards.get(name.slice(dot));
      if (owner !== undefined) return owner;
    }
    return undefined;
  }
}
