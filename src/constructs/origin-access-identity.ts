import { Aws, Resource } from 'aws-cdk-lib';
import { AccessLevel, CfnCloudFrontOriginAccessIdentity, CloudFrontOriginAccessIdentityReference, IOriginAccessIdentity as IAnyOriginAccessIdentity } from 'aws-cdk-lib/aws-cloudfront';
import { ArnPrincipal, CanonicalUserPrincipal, Grant, IPrincipal } from 'aws-cdk-lib/aws-iam';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { permissionOf } from './bucket-access';

/** How an origin access identity is described. */
export interface OriginAccessIdentityProps {
  /**
   * What it is for, at most 128 characters.
   * @default - the path of the construct
   */
  readonly comment?: string;
}

/** An origin access identity that exists already. */
export interface OriginAccessIdentityAttributes {
  /** Its id, such as `E15MNIMTCFKK4C`. */
  readonly originAccessIdentityId: string;

  /**
   * The canonical user id that bucket policies name.
   * @default - bucket policies name the identity by its ARN
   */
  readonly s3CanonicalUserId?: string;

  /**
   * The account that it belongs to. A distribution of another account cannot use it.
   * @default - the account of the stack
   */
  readonly account?: string;
}

/** An identity as which CloudFront reads an S3 bucket, so that nobody else has to be able to. */
export interface IOriginAccessIdentity extends IAnyOriginAccessIdentity {
  /** Lets CloudFront read objects of a bucket.
   * @param bucket     the bucket
   * @param keyPattern which objects; all when it is not given */
  grantRead(bucket: IBucket, keyPattern?: string): Grant;

  /** Lets CloudFront see which objects there are, so that a missing one is answered with 404 instead of 403.
   * @param bucket the bucket, whole */
  grantList(bucket: IBucket): Grant;

  /** Lets viewers put objects into a bucket, where the cache behavior lets them.
   * @param bucket     the bucket
   * @param keyPattern which objects; all when it is not given */
  grantPut(bucket: IBucket, keyPattern?: string): Grant;

  /** Lets viewers delete objects of a bucket, where the cache behavior lets them.
   * @param bucket     the bucket
   * @param keyPattern which objects; all when it is not given */
  grantDelete(bucket: IBucket, keyPattern?: string): Grant;
}

const LONGEST_COMMENT = 128;

/** What both new and imported identities can do. */
abstract class OriginAccessIdentityBase extends Resource implements IOriginAccessIdentity {
  /** The id of the identity, such as `E15MNIMTCFKK4C`. */
  public abstract readonly originAccessIdentityId: string;
  public abstract readonly grantPrincipal: IPrincipal;

  /**
   * The id, by its older name.
   * @deprecated use originAccessIdentityId
   */
  public get originAccessIdentityName(): string {
    return this.originAccessIdentityId;
  }

  public get cloudFrontOriginAccessIdentityRef(): CloudFrontOriginAccessIdentityReference {
    return { cloudFrontOriginAccessIdentityId: this.originAccessIdentityId };
  }

  public grantRead(bucket: IBucket, keyPattern?: string): Grant {
    return this.grant(AccessLevel.READ, bucket, keyPattern);
  }

  public grantList(bucket: IBucket): Grant {
    return this.grant(AccessLevel.LIST, bucket);
  }

  public grantPut(bucket: IBucket, keyPattern?: string): Grant {
    return this.grant(AccessLevel.WRITE, bucket, keyPattern);
  }

  public grantDelete(bucket: IBucket, keyPattern?: string): Grant {
    return this.grant(AccessLevel.DELETE, bucket, keyPattern);
  }

  private grant(level: AccessLevel, bucket: IBucket, keyPattern?: string): Grant {
    const { action, resourceArn } = permissionOf(level, bucket, keyPattern);
    return Grant.addToPrincipalOrResource({ grantee: this, actions: [action], resourceArns: [resourceArn], resource: bucket });
  }
}

/**
 * An identity as which CloudFront reads an S3 bucket. Several origins and distributions may share one.
 *
 * `Origins.s3Bucket` grants it the read, unless told not to; its own grants are for the rest. Nothing is granted unasked, and nothing taken away.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
 */
export class OriginAccessIdentity extends OriginAccessIdentityBase {
  /** Uses an identity that exists already.
   * @param attributes its id, and what else is known of it */
  public static fromOriginAccessIdentityAttributes(scope: Construct, id: string, attributes: OriginAccessIdentityAttributes): IOriginAccessIdentity {
    return new ImportedOriginAccessIdentity(scope, id, attributes);
  }

  /** Uses an identity of this account that exists already, by its id alone.
   * @param originAccessIdentityId such as `E15MNIMTCFKK4C` */
  public static fromOriginAccessIdentityId(scope: Construct, id: string, originAccessIdentityId: string): IOriginAccessIdentity {
    return new ImportedOriginAccessIdentity(scope, id, { originAccessIdentityId });
  }

  public readonly originAccessIdentityId: string;
  public readonly grantPrincipal: IPrincipal;
  /** The canonical user id that bucket policies name. */
  public readonly s3CanonicalUserId: string;

  public constructor(scope: Construct, id: string, props: OriginAccessIdentityProps = {}) {
    super(scope, id);
    const comment = props.comment ?? this.node.path.slice(0, LONGEST_COMMENT);
    const resource = new CfnCloudFrontOriginAccessIdentity(this, 'Resource', { cloudFrontOriginAccessIdentityConfig: { comment } });
    this.originAccessIdentityId = resource.ref;
    this.s3CanonicalUserId = resource.attrS3CanonicalUserId;
    this.grantPrincipal = new CanonicalUserPrincipal(this.s3CanonicalUserId);
  }
}

class ImportedOriginAccessIdentity extends OriginAccessIdentityBase {
  public readonly originAccessIdentityId: string;
  public readonly grantPrincipal: IPrincipal;

  public constructor(scope: Construct, id: string, { originAccessIdentityId, s3CanonicalUserId, account }: OriginAccessIdentityAttributes) {
    super(scope, id, { account });
    this.originAccessIdentityId = originAccessIdentityId;
    this.grantPrincipal = s3CanonicalUserId === undefined
      ? new ArnPrincipal(`arn:${Aws.PARTITION}:iam::cloudfront:user/CloudFront Origin Access Identity ${originAccessIdentityId}`)
      : new CanonicalUserPrincipal(s3CanonicalUserId);
  }
}
