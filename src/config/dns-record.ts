import { Part } from './location';
import { Value } from './unknown';

/** A DNS record of the application: `AWS::Route53::RecordSet`, or an item of `AWS::Route53::RecordSetGroup`. Names have no trailing dot. */
export interface DnsRecord extends Part {
  readonly name: Value<string> | undefined;
  /** `A`, `AAAA`, `CNAME` and so on. */
  readonly type: Value<string> | undefined;
  /** Seconds that resolvers may keep it; an alias record has none of its own. */
  readonly ttl: Value<number> | undefined;
  /** The id of its hosted zone; undefined where it is given by name. */
  readonly zoneId: Value<string> | undefined;
  /** The name of its hosted zone, where the application tells. */
  readonly zoneName: Value<string> | undefined;
  /** The domain name that an alias record stands for. */
  readonly aliasTarget: Value<string> | undefined;
  /** The values of a record that is no alias record. */
  readonly values: Value<readonly Value<string>[]>;
}
