import { Application, Edition } from '../config';
import { Capacity } from './capacity';
import { Clock } from './clock';
import { OriginClients } from './configuration';
import { CompletedRecord, ViewerPlace } from './message';
import { Latency } from './routing';
import { AccountKeyPairs } from './signing/trusted-keys';

/** What an edge runs, and with what. */
export interface EdgeOptions {
  readonly application: Application;
  readonly clock: Clock;
  /** How to ask an origin, or a bucket that viewers reach without a distribution. */
  readonly origins: OriginClients;
  /** @default 'current' */
  readonly edition?: Edition;
  /** The names of the edge locations: the code of an airport and whatever follows. @default ['IAD89-P1'] */
  readonly edgeLocations?: readonly string[];
  /** How far viewers are from edge locations. @default - by the distance from their country */
  readonly latency?: Latency;
  /** Milliseconds until a changed configuration has reached the last edge location; the others get it one by one on the way. @default 0 */
  readonly deploymentTime?: number;
  /** Milliseconds until a changed DNS record is known to the resolvers of all viewers; those of some know it sooner [ORG-081]. @default 0 */
  readonly dnsPropagation?: number;
  /** Whether no traffic goes to staging distributions, as CloudFront may have it at peak times [DTD-143]. @default false */
  readonly bypassStaging?: boolean;
  /** Milliseconds until an invalidation is complete; `typical` for what CloudFront usually takes. Objects are gone at once. @default 0 */
  readonly invalidationTime?: number | 'typical';
  /** Whether to refuse invalidations beyond CloudFront's rates. @default false */
  readonly strictInvalidations?: boolean;
  /** CloudFront key pairs of the AWS accounts that are trusted signers; keys of key groups are in the templates. @default - accounts have no keys */
  readonly keyPairs?: AccountKeyPairs;
  /** Bytes that the cache of one edge location holds, as far as its share of the memory and of the files of this process goes. @default 8 GiB */
  readonly cacheSize?: number;
  /** Bytes of the largest object that is cached. @default - 50 GiB, and 20 GiB in the edition of 2014 */
  readonly largestObject?: number;
  /** Whether nothing is compressed, as CloudFront may have it under load [DTD-016]. @default false */
  readonly skipCompression?: boolean;
  /** Whether edge locations can serve requests at the beginning. @default 'available' */
  readonly capacity?: Capacity;
  /** The country of an address: an ISO 3166-1 alpha-2 code. @default - no address has a known country */
  readonly countryOf?: (ip: string) => string | undefined;
  /** Where an address is within its country. @default - no address has a known place */
  readonly placeOf?: (ip: string) => ViewerPlace | undefined;
  /** Gets the record of every request that counts, when its answer has ended. @default - nobody does */
  readonly record?: (record: CompletedRecord) => void;
}
