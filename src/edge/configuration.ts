import { LRUCache } from 'lru-cache';
import { AnyDistribution, Application, DistributionTenant, Edition, SIZE_LIMITS, SizeLimits, knownItems, Origin, WebDistribution } from '../config';
import { CompiledDistribution, CompiledOrigin, compileDistribution } from './compiled-distribution';
import { functionRuntimes } from './functions/compile-functions';
import { FunctionThrottling } from './functions/function-throttling';
import { KeyValueStores } from './functions/key-value-stores';
import { Hosts } from './hosts';
import { LambdaRuntimes } from './lambda/behavior-lambdas';
import { ChangedOrigins } from './lambda/changed-origins';
import { MADE_BY_FUNCTIONS } from './origin/compiled-origin';
import { OriginClient } from './origin/origin-client';
import { hasTenantsOnly } from './refusal';
import { AccountKeyPairs } from './signing/trusted-keys';
import { stagingOf } from './staging';
import { compileWebAcl } from './web-acl/web-acl';

/** How to ask an origin. */
export type OriginClients = (origin: Origin) => OriginClient;

/** How a configuration comes to be. */
interface ConfigurationOptions {
  readonly edition: Edition;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The configuration that it takes the place of, whose sessions go on, and whose distributions may stay as they are. */
  readonly before: Configuration | undefined;
  /** CloudFront key pairs of accounts that may be trusted signers. */
  readonly keyPairs: AccountKeyPairs;
  /** Whether nothing is sent to staging distributions. */
  readonly bypassesStaging: boolean;
  /** What functions look up. */
  readonly stores: KeyValueStores;
  /** Which functions are not let run. */
  readonly throttling: FunctionThrottling;
}

/** What edge locations run: the distributions of an application at one time, made ready for requests, and the connections to their origins. */
export class Configuration {
  public readonly hosts = new Hosts<CompiledDistribution>();
  /** By id, also those of tenants. */
  public readonly distributions: ReadonlyMap<string, CompiledDistribution>;
  /** What the distributions of both kinds are configured as, by id, also those of tenants. */
  public readonly configs: ReadonlyMap<string, AnyDistribution>;
  public readonly sizeLimits: SizeLimits;
  /** Where functions send requests that are for other origins than those of the distributions. */
  public readonly changedOrigins: ChangedOrigins;
  private readonly lambdas = new LambdaRuntimes();
  /** Counts the configurations of an edge. */
  private readonly number: number;
  /** By origin as it is asked: a request that was here before the configuration still asks its own. */
  private readonly clients = new Map<CompiledOrigin, OriginClient>();
  /** The same for origins that functions make, of which there may be as many as there are requests. */
  private readonly clientsOfFunctions = new LRUCache<CompiledOrigin, OriginClient>({ max: MADE_BY_FUNCTIONS, dispose: (client) => void client.close?.() });

  public constructor(application: Application, private readonly origins: OriginClients, options: ConfigurationOptions) {
    const { edition, now, keyPairs, before, bypassesStaging, stores, throttling } = options;
    const webAcls = new Map(application.webAcls.map((acl) => [acl.arn, compileWebAcl(acl)]));
    const functions = functionRuntimes(application, stores, throttling);
    const common = { application, edition, now, webAcls, functions, lambdas: this.lambdas, keyPairs };
    const compile = (config: WebDistribution, tenant?: DistributionTenant) => (
      compileDistribution(config, { ...common, before: before?.distributions.get(tenant?.id ?? config.id) }, tenant)
    );
    const ofTenants = application.distributionTenants.flatMap((tenant) => (tenant.distribution === undefined ? [] : compile(tenant.distribution, tenant)));
    const compiled = new Map([...application.distributions.map((config) => compile(config)), ...ofTenants].map((distribution) => [distribution.id, distribution]));
    this.distributions = compiled;
    this.configs = new Map<string, AnyDistribution>([
      ...[...compiled].map(([id, { config }]) => [id, config] as const),
      ...application.streamingDistributions.map((config) => [config.id, config] as const),
    ]);
    this.changedOrigins = new ChangedOrigins(application, now);
    this.sizeLimits = SIZE_LIMITS[edition];
    this.number = (before?.number ?? 0) + 1;
    for (const distribution of bypassesStaging ? [] : compiled.values()) {
      distribution.staging = stagingOf(distribution.config, application, compiled, before?.distributions.get(distribution.id)?.staging, this.number);
    }
    for (const distribution of this.distributions.values()) {
      for (const name of namesOf(distribution)) this.hosts.add(name, distribution);
    }
  }

  public clientOf(origin: CompiledOrigin): OriginClient {
    const clients = origin.isMadeByFunction ? this.clientsOfFunctions : this.clients;
    let client = clients.get(origin);
    if (client === undefined) {
      client = this.origins(origin.config);
      clients.set(origin, client);
    }
    return client;
  }

  /** Lets go of the connections to origins, and of functions, once the requests that are under way have ended. */
  public close(): void {
    for (const client of this.clients.values()) void client.close?.();
    this.clients.clear();
    this.clientsOfFunctions.clear();
    this.lambdas.close();
  }

  /** Cuts the connections to origins and ends functions, with all that is under way on them. */
  public async destroy(): Promise<void> {
    await Promise.all([this.lambdas.destroy(), ...[...this.clients.values(), ...this.clientsOfFunctions.values()].map((client) => client.destroy?.())]);
    this.clients.clear();
    this.clientsOfFunctions.clear();
  }
}

/** The names by which viewers ask: a tenant's domains are its own, and its distribution has none but the one that CloudFront gives it. */
function namesOf({ config, tenant }: CompiledDistribution): readonly string[] {
  const aliases = knownItems(config.aliases);
  if (tenant !== undefined) return aliases;
  return hasTenantsOnly(config) ? [config.domainName] : [config.domainName, ...aliases];
}
