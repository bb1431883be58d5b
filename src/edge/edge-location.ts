import { ObjectCache } from './cache/object-cache';
import { PendingFetch } from './cache/pending-fetch';
import { Clock } from './clock';
import { CompiledDistribution, CompiledOrigin } from './compiled-distribution';
import { Hosts } from './hosts';
import { OriginClient } from './origin/origin-client';

/** What the steps of one edge location share. */
export interface EdgeLocation {
  /** Such as `IAD89-P1`. */
  readonly name: string;
  /** The name by which it shows up in Via. */
  readonly via: string;
  readonly clock: Clock;
  readonly cache: ObjectCache;
  /** Requests to origins that others wait for, by cache key. */
  readonly pending: Map<string, PendingFetch>;
  readonly hosts: Hosts<CompiledDistribution>;
  /** The country of an address; undefined when it is not known. */
  readonly countryOf: (ip: string) => string | undefined;
  readonly clientOf: (origin: CompiledOrigin, distribution: CompiledDistribution) => OriginClient;
}
