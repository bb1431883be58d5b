import { Application, Edition, isKnown, knownItems, Origin, WebDistribution } from '../config';
import { CompiledDistribution, CompiledOrigin, compileDistribution } from './compiled-distribution';
import { Hosts } from './hosts';
import { OriginClient } from './origin/origin-client';

/** How to ask an origin of a distribution. */
export type OriginClients = (origin: Origin, distribution: WebDistribution) => OriginClient;

/** What edge locations run: the distributions of an application at one time, made ready for requests, and the connections to their origins. */
export class Configuration {
  public readonly hosts = new Hosts<CompiledDistribution>();
  /** By id. */
  public readonly distributions: ReadonlyMap<string, CompiledDistribution>;
  private readonly clients = new Map<string, OriginClient>();

  public constructor(application: Application, edition: Edition, private readonly origins: OriginClients) {
    this.distributions = new Map(application.distributions.map((config) => [config.id, compileDistribution(config, application, edition)]));
    for (const distribution of this.distributions.values()) {
      this.hosts.add(distribution.config.domainName, distribution);
      for (const alias of knownItems(distribution.config.aliases)) this.hosts.add(alias, distribution);
    }
  }

  public clientOf({ config: origin }: CompiledOrigin, { config: distribution }: CompiledDistribution): OriginClient {
    const key = `${distribution.id} ${isKnown(origin.id) ? origin.id : origin.location.path}`;
    let client = this.clients.get(key);
    if (client === undefined) {
      client = this.origins(origin, distribution);
      this.clients.set(key, client);
    }
    return client;
  }

  /** Lets go of the connections to origins once the requests that are under way have ended. */
  public close(): void {
    for (const client of this.clients.values()) void client.close?.();
    this.clients.clear();
  }
}
