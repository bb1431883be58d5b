import { createHash } from 'crypto';
import { InvalidationFacts } from '../config';
import { isTagItem, isValidTagItem } from './cache/cache-tags';
import { Clock } from './clock';
import { isWildcard } from './invalidation';
import { isoTime } from './iso-time';

/** An invalidation, and how far it is. */
export interface Invalidation {
  readonly id: string;
  readonly distributionId: string;
  /** Beginning with a slash, or with # those that are cache tags. */
  readonly paths: readonly string[];
  /** When it was asked for: an ISO 8601 time in UTC. */
  readonly createTime: string;
  /** What the caller calls it, where that was said. */
  readonly callerReference?: string;
  readonly status: 'InProgress' | 'Completed';
}

/** How many paths an account has invalidated in a month. */
export interface InvalidationUsage {
  /** Such as `2025-01`. */
  readonly month: string;
  readonly paths: number;
  /** Those beyond the free ones. */
  readonly chargeable: number;
}

/** Why an invalidation is refused; nothing has changed then. */
export class InvalidationRefused extends Error {
  public readonly name = 'InvalidationRefused';

  /** @param code CloudFront's own error code */
  public constructor(public readonly code: 'InvalidArgument' | 'TooManyInvalidationsInProgress' | 'Throttling', message: string) {
    super(message);
  }
}

/** How long invalidations take and what they are held to. */
export interface InvalidationOptions {
  readonly clock: Clock;
  readonly facts: InvalidationFacts;
  /** Milliseconds until an invalidation is complete; `typical` for what CloudFront usually takes. */
  readonly time: number | 'typical';
  /** Whether rates, and the number of invalidations in progress, are held to. */
  readonly strict: boolean;
}

interface Entry {
  readonly invalidation: Omit<Invalidation, 'status'>;
  readonly created: number;
  readonly completed: number;
}

/** The invalidations of all distributions: asked for, in progress and completed. */
export class Invalidations {
  /** The latest last. */
  private readonly entries: Entry[] = [];

  public constructor(private readonly options: InvalidationOptions) {}

  /**
   * Notes an invalidation.
   *
   * @param callerReference  what the caller calls it: asking for the same again under that name changes nothing
   * @returns the invalidation, and whether it is a new one
   * @throws InvalidationRefused
   */
  public create(distributionId: string, paths: readonly string[], callerReference?: string): { readonly invalidation: Invalidation; readonly isNew: boolean } {
    const earlier = callerReference === undefined ? undefined : this.of(distributionId).find((entry) => entry.invalidation.callerReference === callerReference);
    if (earlier !== undefined) return { invalidation: this.repeated(earlier, paths), isNew: false };
    this.requireAllowed(distributionId, paths);
    const { clock, time, facts: { seconds } } = this.options;
    const created = clock.now();
    const duration = time === 'typical' ? Math.min(seconds.least + (paths.length - 1) * seconds.perPath, seconds.most) * 1000 : time;
    const id = `I${createHash('sha256').update(`${distributionId} ${this.entries.length}`).digest('hex').slice(0, 13).toUpperCase()}`;
    const invalidation = { id, distributionId, paths, createTime: isoTime(created), ...callerReference !== undefined && { callerReference } };
    const entry = { invalidation, created, completed: created + duration };
    this.entries.push(entry);
    return { invalidation: this.shown(entry), isNew: true };
  }

  public get(distributionId: string, id: string): Invalidation | undefined {
    const found = this.of(distributionId).find(({ invalidation }) => invalidation.id === id);
    return found && this.shown(found);
  }

  /** The invalidations of a distribution, the latest first. */
  public list(distributionId: string): readonly Invalidation[] {
    return this.of(distributionId).reverse().map((entry) => this.shown(entry));
  }

  /** What the account has used in this month [INV-049 to INV-052]. */
  public usage(): InvalidationUsage {
    const month = new Date(this.options.clock.now()).toISOString().slice(0, 7);
    const ofMonth = this.entries.filter(({ invalidation }) => invalidation.createTime.startsWith(month));
    const paths = ofMonth.reduce((sum, { invalidation }) => sum + invalidation.paths.length, 0);
    return { month, paths, chargeable: Math.max(0, paths - this.options.facts.freePathsPerMonth) };
  }

  private repeated(earlier: Entry, paths: readonly string[]): Invalidation {
    if (earlier.invalidation.paths.join('\n') === paths.join('\n')) return this.shown(earlier);
    throw new InvalidationRefused('InvalidArgument', `the caller reference ${earlier.invalidation.callerReference} was used before, for other paths`);
  }

  private requireAllowed(distributionId: string, paths: readonly string[]): void {
    const { facts, strict } = this.options;
    const tooLong = paths.find((path) => path.length > facts.pathCharacters);
    if (tooLong !== undefined) throw new InvalidationRefused('InvalidArgument', `a path has ${tooLong.length} characters; CloudFront allows ${facts.pathCharacters}`);
    const noTag = paths.find((path) => isTagItem(path) && !isValidTagItem(path));
    if (noTag !== undefined) throw new InvalidationRefused('InvalidArgument', `${noTag} is no cache tag: a tag has 1 to 256 visible ASCII characters and no comma`);
    const inProgress = this.of(distributionId).filter((entry) => this.isInProgress(entry));
    const count = inProgress.reduce((sum, { invalidation }) => sum + invalidation.paths.length, paths.length);
    if (count > (facts.pathsInProgress ?? Infinity)) throw tooMany(`${count} paths would be in progress; CloudFront allows ${facts.pathsInProgress} for a distribution`);
    if (!strict) return;
    if (inProgress.length >= (facts.invalidationsInProgress ?? Infinity)) throw tooMany(`${inProgress.length} invalidations of the distribution are in progress already`);
    this.requireRate(distributionId, paths);
  }

  private requireRate(distributionId: string, paths: readonly string[]): void {
    const { clock, facts: { pathsPerSecond = Infinity, wildcardsPerSecond = Infinity } } = this.options;
    const recent = this.of(distributionId).filter(({ created }) => clock.now() - created < 1000).flatMap(({ invalidation }) => invalidation.paths);
    const wildcards = [...recent, ...paths].filter(isWildcard).length;
    const others = recent.length + paths.length - wildcards;
    if (others > pathsPerSecond || wildcards > wildcardsPerSecond) {
      throw new InvalidationRefused('Throttling', `${others} paths and ${wildcards} wildcards within a second; CloudFront takes ${pathsPerSecond} and ${wildcardsPerSecond}`);
    }
  }

  private of(distributionId: string): Entry[] {
    return this.entries.filter(({ invalidation }) => invalidation.distributionId === distributionId);
  }

  private isInProgress({ completed }: Entry): boolean {
    return this.options.clock.now() < completed;
  }

  private shown(entry: Entry): Invalidation {
    return { ...entry.invalidation, status: this.isInProgress(entry) ? 'InProgress' : 'Completed' };
  }
}

function tooMany(message: string): InvalidationRefused {
  return new InvalidationRefused('TooManyInvalidationsInProgress', message);
}
