import { Application } from '../config';
import { Entrance, EntranceOptions } from './entrance';
import { WebUrls } from './ready-event';
import type { Viewers } from './viewer-request';

/** Where the distributions of an application are reached. */
export interface EntrancesOptions extends Omit<EntranceOptions, 'ipv6' | 'viewers' | 'port' | 'httpsPort'> {
  /** The application as it is now. */
  readonly application: () => Application;
  readonly viewers: Omit<Viewers, 'protocol' | 'ownDomainName'>;
  /** The ports that lead to every distribution. @default 0 free ones */
  readonly port?: number;
  readonly httpsPort?: number;
}

/** The ports of an application: shared ones, by which viewers reach every distribution, and own ones of each distribution but the first. */
export class Entrances {
  private shared: Entrance | undefined;
  /** By id. */
  private readonly own = new Map<string, Entrance>();

  public constructor(private readonly options: EntrancesOptions) {}

  public async open(): Promise<void> {
    const { port, httpsPort } = this.options;
    this.shared = await this.openEntrance(port, httpsPort);
    await this.openOwn();
  }

  /** Opens and closes ports as the application has changed. */
  public async adapt(): Promise<void> {
    await this.openOwn();
    await this.shared!.useIpv6(this.usesIpv6());
    for (const [id, entrance] of this.own) await entrance.useIpv6(this.usesIpv6(id));
    const gone = [...this.own].filter(([id]) => !this.distributions.some((distribution) => distribution.id === id));
    await Promise.all(gone.map(([id, entrance]) => {
      this.own.delete(id);
      return entrance.close();
    }));
  }

  public urls(distributionId: string): WebUrls {
    return (this.own.get(distributionId) ?? this.shared!).urls;
  }

  /** Lets the requests that are under way end. */
  public async drain(): Promise<void> {
    await Promise.all(this.all.map((entrance) => entrance.drain()));
  }

  public async close(): Promise<void> {
    await Promise.all(this.all.map((entrance) => entrance.close()));
  }

  private get all(): readonly Entrance[] {
    return this.shared === undefined ? [] : [this.shared, ...this.own.values()];
  }

  private get distributions() {
    return this.options.application().distributions;
  }

  private async openOwn(): Promise<void> {
    for (const { id, domainName } of this.distributions.slice(1)) {
      if (!this.own.has(id)) this.own.set(id, await this.openEntrance(0, 0, id, domainName));
    }
  }

  private openEntrance(port = 0, httpsPort = 0, id?: string, ownDomainName?: string): Promise<Entrance> {
    const { edge, viewers, encryption, host, onDefect } = this.options;
    return Entrance.open({ edge, viewers: { ...viewers, ownDomainName }, encryption, host, onDefect, port, httpsPort, ipv6: this.usesIpv6(id) });
  }

  /** Whether a distribution has IPv6 on; without id, whether any has that the shared ports lead to. */
  private usesIpv6(id?: string): boolean {
    return this.distributions.some((distribution) => distribution.ipv6 === true && (id === undefined || distribution.id === id));
  }
}
