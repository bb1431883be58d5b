import { Part } from './location';
import { Value } from './unknown';

/** The authorities that sign certificates of viewers: `AWS::CloudFront::TrustStore`. */
export interface TrustStore extends Part {
  /** The id that the local edge gives it, the same on every run. */
  readonly id: string;
  readonly name: Value<string> | undefined;
  /** The file of this machine from which the application deploys the bundle of certificates; undefined where it deploys none. */
  readonly bundleFile: string | undefined;
}
