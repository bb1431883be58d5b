import { Part } from './location';
import { Value } from './unknown';

/** A CloudFront Function on a cache behavior. */
export interface EdgeFunctionAssociation extends Part {
  /** `viewer-request` or `viewer-response`. */
  readonly eventType: Value<string> | undefined;
  readonly functionArn: Value<string> | undefined;
  /** The function, when the application defines it. */
  readonly function: EdgeFunction | undefined;
}

/** A Lambda@Edge function on a cache behavior. */
export interface LambdaAssociation extends Part {
  /** `viewer-request`, `origin-request`, `origin-response` or `viewer-response`. */
  readonly eventType: Value<string> | undefined;
  readonly functionArn: Value<string> | undefined;
  readonly includeBody: Value<boolean>;
}

/** A CloudFront Function: `AWS::CloudFront::Function`. */
export interface EdgeFunction extends Part {
  /** The local value of its ARN. */
  readonly arn: string;
  readonly name: Value<string> | undefined;
  readonly code: Value<string> | undefined;
  /** `cloudfront-js-1.0` or `cloudfront-js-2.0`. */
  readonly runtime: Value<string> | undefined;
  readonly keyValueStoreArns: readonly Value<string>[];
}
