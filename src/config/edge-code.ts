import { PolicyStatement } from './access';
import { Part, Stated } from './location';
import { isKnown, knownOr, Value } from './unknown';

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
  /** The function, when the application defines it. */
  readonly function: LambdaFunction | undefined;
}

/** A CloudFront Function: `AWS::CloudFront::Function`. */
export interface EdgeFunction extends Part {
  /** The local value of its ARN. */
  readonly arn: string;
  readonly name: Value<string> | undefined;
  readonly code: Value<string> | undefined;
  /** `cloudfront-js-1.0` or `cloudfront-js-2.0`. */
  readonly runtime: Value<string> | undefined;
  /** Whether it is published, so that behaviors can use it. */
  readonly autoPublish: Value<boolean>;
  readonly keyValueStoreArns: readonly Value<string>[];
}

/** The name of a function, or its logical id where only the deployment knows the name. */
export function functionName({ name, location: { logicalId } }: EdgeFunction | ConnectionFunction): string {
  return knownOr(name, logicalId);
}

/** The function that has a name, an ARN or a logical id. */
export function functionCalled(called: string, functions: readonly EdgeFunction[]): EdgeFunction | undefined {
  return functions.find(({ name, arn, location: { logicalId } }) => [name, arn, logicalId].includes(called));
}

/** A function that runs at the TLS connection of a viewer with a client certificate: `AWS::CloudFront::ConnectionFunction`. */
export interface ConnectionFunction extends Part {
  /** The local value of its id. */
  readonly id: string;
  readonly name: Value<string> | undefined;
  readonly code: Value<string> | undefined;
  readonly runtime: Value<string> | undefined;
  /** Whether it is published, so that distributions can use it. */
  readonly autoPublish: Value<boolean>;
  readonly keyValueStoreArns: readonly Value<string>[];
}

/** Data that CloudFront Functions look up: `AWS::CloudFront::KeyValueStore`. */
export interface KeyValueStore extends Part {
  /** The local value of its ARN. */
  readonly arn: string;
  readonly name: Value<string> | undefined;
  /** The ARN of the object that it is filled from when it is created. */
  readonly importArn: Value<string> | undefined;
  /** The file of this machine that stands for that object, where that is an asset of the application. */
  readonly importFile: string | undefined;
}

/** A Lambda function of the application that runs at the edge: `AWS::Lambda::Function`. */
export interface LambdaFunction extends Part {
  /** The local value of its ARN, without version. */
  readonly arn: string;
  readonly runtime: Value<string> | undefined;
  /** MB. */
  readonly memorySize: Value<number> | undefined;
  /** Seconds. */
  readonly timeout: Value<number> | undefined;
  /** The directory or zip file of this machine with its code, where that is an asset of the application. */
  readonly codeSource: string | undefined;
  /** Who may assume its execution role, when the application defines that. */
  readonly trust: readonly PolicyStatement[] | undefined;
  /** What its versions say, such as provisioned concurrency. */
  readonly versions: readonly Part[];
}

/** The code of a function that stands in the template itself. */
export function inlineCode({ stated: { Code: code } }: LambdaFunction): string | undefined {
  const inline = typeof code === 'object' && code !== null ? (code as Stated).ZipFile : undefined;
  return typeof inline === 'string' ? inline : undefined;
}

/** Why a function of Lambda@Edge cannot run on this machine; undefined for one that can. */
export function hindrance(lambda: LambdaFunction | undefined): string | undefined {
  if (lambda === undefined) return 'no function of the application has its ARN; serve a cloud assembly with the stack of the function';
  const { runtime, codeSource } = lambda;
  if (isKnown(runtime) && !/^(nodejs|python)/.test(runtime)) return `its Runtime is ${runtime}; Lambda@Edge runs Node.js and Python`;
  if (codeSource !== undefined || inlineCode(lambda) !== undefined) return undefined;
  return 'its code is not on this machine; serve a cloud assembly, which has the code as an asset, or write it inline';
}
