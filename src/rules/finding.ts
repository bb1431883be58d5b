import { Location, SourcePlace } from '../config';
import { Level } from './rule';

/** A violation of a rule, worded. */
export interface Finding {
  /** The rule's id. */
  readonly rule: string;
  readonly level: Level;
  /** The rule in one sentence. */
  readonly says: string;
  /** What is wrong, with the value and what is allowed. */
  readonly message: string;
  readonly fix: string;
  readonly location: Location;
  /** The file of the template, where it was read from one. */
  readonly file: string | undefined;
  /** The type of the resource, such as `AWS::CloudFront::Distribution`. */
  readonly resourceType: string;
  /** The path of the construct, where the template tells. */
  readonly construct: string | undefined;
  /** Where the program makes the construct, where the assembly tells. */
  readonly createdAt: SourcePlace | undefined;
  readonly spec: readonly string[];
  readonly apiError: string | undefined;
}
