import { Clock } from './clock';
import { Configuration } from './configuration';
import type { EdgeLocation } from './edge-location';

/** A configuration on its way to the edge locations. */
interface Deployment {
  readonly configuration: Configuration;
  /** Milliseconds since the epoch when it reaches the first location, and how long after that each next one. */
  readonly interval: number;
  readonly changed: ReadonlySet<string>;
  reached: number;
}

/**
 * Brings configurations to the edge locations, one location after the other, changes in their order [DST-108, DST-109].
 * A location answers by the configuration that it had until the new one has reached it.
 */
export class Deployments {
  /** The configuration that was deployed last, wherever it has got to. */
  public newest: Configuration;
  /** When each distribution was last changed, in milliseconds since the epoch, by id. */
  private readonly changes = new Map<string, number>();
  private readonly begun: number;
  private readonly underWay: Deployment[] = [];
  private current: Configuration;
  /** Calls off the arrival of a configuration at the next location. */
  private callOff: (() => void) | undefined;

  /** @param duration milliseconds until the last location is reached */
  public constructor(
    private readonly clock: Clock, private readonly locations: readonly EdgeLocation[], private readonly duration: number, configuration: Configuration,
  ) {
    this.newest = configuration;
    this.current = configuration;
    this.begun = clock.now();
    this.noteChanges(configuration.configs.keys());
  }

  public deploy(configuration: Configuration): void {
    const changed = changedDistributions(this.newest, configuration);
    this.newest = configuration;
    this.noteChanges(changed);
    // What a bucket or an origin does now is so at once; only distributions are deployed.
    const duration = changed.size === 0 ? 0 : this.duration;
    this.underWay.push({ configuration, interval: duration / this.locations.length, changed, reached: 0 });
    if (this.underWay.length === 1) this.proceed();
  }

  /** When a distribution was last changed, in milliseconds since the epoch. */
  public lastModified(distributionId: string): number {
    return this.changes.get(distributionId) ?? this.begun;
  }

  /** Whether no change of a distribution is under way. */
  public isDeployed(distributionId: string): boolean {
    return !this.underWay.some(({ changed }) => changed.has(distributionId));
  }

  /** Cuts the connections to origins of the configurations that edge locations have or are about to have; those under way arrive no more. */
  public async close(): Promise<void> {
    this.callOff?.();
    await Promise.all([this.current, ...this.underWay.map(({ configuration }) => configuration)].map((configuration) => configuration.destroy()));
  }

  private noteChanges(distributionIds: Iterable<string>): void {
    for (const id of distributionIds) this.changes.set(id, this.clock.now());
  }

  private proceed(): void {
    const deployment = this.underWay[0];
    if (deployment.reached === this.locations.length) return this.finish();
    if (deployment.interval === 0) this.reachNext(deployment);
    else this.callOff = this.clock.after(deployment.interval, () => this.reachNext(deployment));
  }

  private reachNext(deployment: Deployment): void {
    this.locations[deployment.reached++].configuration = deployment.configuration;
    this.proceed();
  }

  private finish(): void {
    this.current.close();
    this.current = this.underWay.shift()!.configuration;
    if (this.underWay.length > 0) this.proceed();
  }
}

/** The ids of distributions that are new, gone, or configured in another way. */
function changedDistributions(before: Configuration, after: Configuration): ReadonlySet<string> {
  const ids = [...new Set([...before.configs.keys(), ...after.configs.keys()])];
  return new Set(ids.filter((id) => JSON.stringify(before.configs.get(id)) !== JSON.stringify(after.configs.get(id))));
}
