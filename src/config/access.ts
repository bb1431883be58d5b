import { Part, Stated } from './location';
import { BucketReference } from './origin';
import { Value } from './unknown';

/** The identity as which CloudFront reads a bucket: `AWS::CloudFront::CloudFrontOriginAccessIdentity`. */
export interface OriginAccessIdentity extends Part {
  /** The local value of its id. */
  readonly id: string;
  readonly s3CanonicalUserId: string;
  readonly comment: Value<string> | undefined;
}

/** How CloudFront signs its requests to an origin: `AWS::CloudFront::OriginAccessControl`. */
export interface OriginAccessControl extends Part {
  /** The local value of its id. */
  readonly id: string;
  readonly name: Value<string> | undefined;
  /** `s3`, `mediastore`, `mediapackagev2` or `lambda`. */
  readonly originType: Value<string> | undefined;
  /** `always`, `never` or `no-override`. */
  readonly signingBehavior: Value<string> | undefined;
  readonly signingProtocol: Value<string> | undefined;
}

/** An S3 bucket of the application: `AWS::S3::Bucket`. */
export interface Bucket extends Part {
  /** Its name: as stated, or the one that the local edge gives it. */
  readonly name: string;
  readonly region: Value<string>;
  readonly websiteConfiguration: Stated | undefined;
  readonly corsConfiguration: Stated | undefined;
  readonly publicAccessBlock: Stated | undefined;
  readonly accessControl: Value<string> | undefined;
  readonly objectOwnership: Value<string> | undefined;
  readonly encryption: Stated | undefined;
}

/** Who may do what with a bucket: `AWS::S3::BucketPolicy`. */
export interface BucketPolicy extends Part {
  /** The bucket of the application that it is about. */
  readonly bucket: BucketReference | undefined;
  readonly statements: readonly PolicyStatement[];
}

/** A statement of a policy document. Lists are lists even where the template writes one value alone. */
export interface PolicyStatement extends Part {
  readonly effect: Value<string>;
  /** By kind, such as `AWS`, `CanonicalUser` or `Service`; `*` alone is `{ AWS: ['*'] }`. */
  readonly principals: { readonly [kind: string]: readonly Value<string>[] };
  readonly actions: readonly Value<string>[];
  readonly notActions: readonly Value<string>[];
  readonly resources: readonly Value<string>[];
  /** Operator, condition key and values, such as `{ StringEquals: { 'AWS:SourceArn': ['arn:…'] } }`. */
  readonly conditions: { readonly [operator: string]: { readonly [key: string]: readonly Value<string>[] } };
}

/** Files that the application deploys to a bucket (`BucketDeployment`). */
export interface BucketContent {
  readonly bucket: BucketReference;
  /** Directory or zip file on this machine. */
  readonly source: string;
  /** Key prefix in the bucket; empty for its root. */
  readonly keyPrefix: string;
  /** Metadata that every object of the deployment gets, by header name, such as `cache-control`. */
  readonly metadata: { readonly [header: string]: string };
  /** What stands in the files for values that a deployment knows first, such as domain names, and the values as they are put there. */
  readonly markers: { readonly [marker: string]: string };
}

/** What a media file is, by its first bytes. */
export type MediaContainer = 'flv' | 'mp4' | 'mp3';

/** A file that the application deploys to a bucket. */
export interface DeployedFile {
  readonly key: string;
  /** Absent for what is no media file. */
  readonly container: MediaContainer | undefined;
  /** Where it is on this machine. */
  readonly path: string;
}

/** Files that are copied to a bucket, and what is then removed from the caches of a distribution: a `BucketDeployment` of aws-cdk-lib. */
export interface BucketDeployment extends Part {
  readonly bucket: BucketReference | undefined;
  readonly distributionId: Value<string> | undefined;
  /** Paths that are invalidated; empty for all below the key prefix. */
  readonly distributionPaths: Value<readonly Value<string>[]>;
  /** Metadata that every object of the deployment gets, by header name, such as `cache-control`. */
  readonly metadata: { readonly [header: string]: string };
  /** The files, where they are on this machine. */
  readonly contents: readonly BucketContent[];
}

/** A public key for signed URLs and cookies: `AWS::CloudFront::PublicKey`. */
export interface PublicKey extends Part {
  /** The local value of its id. */
  readonly id: string;
  readonly name: Value<string> | undefined;
  readonly encodedKey: Value<string> | undefined;
}

/** Keys that may sign together: `AWS::CloudFront::KeyGroup`. */
export interface KeyGroup extends Part {
  /** The local value of its id. */
  readonly id: string;
  readonly name: Value<string> | undefined;
  readonly publicKeyIds: Value<readonly Value<string>[]>;
}
