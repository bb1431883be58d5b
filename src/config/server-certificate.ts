import { Part } from './location';
import { Value } from './unknown';

/** A certificate that the application uploads to IAM: `AWS::IAM::ServerCertificate`. */
export interface ServerCertificate extends Part {
  /** Below `/cloudfront/` for those that CloudFront is to use. */
  readonly path: Value<string>;
  /** In PEM format, as are the next two. */
  readonly body: Value<string> | undefined;
  /** The intermediate certificates, from the one that signed `body` upwards. */
  readonly chain: Value<string> | undefined;
  readonly privateKey: Value<string> | undefined;
}
