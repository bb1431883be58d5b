import { Resource } from 'aws-cdk-lib';
import { CfnCloudFrontOriginAccessIdentity } from 'aws-cdk-lib/aws-cloudfront';
import { CanonicalUserPrincipal, Grant, IGrantable, IPrincipal } from 'aws-cdk-lib/aws-iam';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

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
  /** The canonical user id that bucket policies name. */
  readonly s3CanonicalUserId: string;
}

/** An identity as which CloudFront reads an S3 bucket, so that nobody else has to be able to. */
export interface IOriginAccessIdentity extends IGrantable {
  /** Its id, such as `E15MNIMTCFKK4C`. */
  readonly originAccessIdentityId: string;
  /** The canonical user id that bucket policies name. */
  readonly s3CanonicalUserId: string;
}

const LONGEST_COMMENT = 128;

/**
 * An identity as which CloudFront reads an S3 bucket. Several distributions may share one.
 *
 * Nothing is granted unasked: `Origins.s3Bucket` grants the read, unless it is told not to; the grants below are for the rest.
 */
export class OriginAccessIdentity extends Resource implements IOriginAccessIdentity {
  /** Uses an identity that exists already. */
  public static fromOriginAccessIdentityAttributes(_scope: Construct, _id: string, attributes: OriginAccessIdentityAttributes): IOriginAccessIdentity {
    return { ...attributes, grantPrincipal: new CanonicalUserPrincipal(attributes.s3CanonicalUserId) };
  }

  public readonly originAccessIdentityId: string;
  public readonly s3CanonicalUserId: string;
  public readonly grantPrincipal: IPrincipal;

  public constructor(scope: Construct, id: string, props: OriginAccessIdentityProps = {}) {
    super(scope, id);
    const comment = props.comment ?? this.node.path.slice(0, LONGEST_COMMENT);
    const resource = new CfnCloudFrontOriginAccessIdentity(this, 'Resource', { cloudFrontOriginAccessIdentityConfig: { comment } });
    this.originAccessIdentityId = resource.ref;
    this.s3CanonicalUserId = resource.attrS3CanonicalUserId;
    this.grantPrincipal = new CanonicalUserPrincipal(this.s3CanonicalUserId);
  }

  /** Lets CloudFront read the objects of a bucket.
   * @param keyPattern which objects; `*` for all */
  public grantRead(bucket: IBucket, keyPattern: string = '*'): Grant {
    return grantObjects(this, bucket, 's3:GetObject', keyPattern);
  }

  /** Lets CloudFront see which objects there are, so that a missing one is answered with 404 instead of 403. */
  public grantList(bucket: IBucket): Grant {
    return grant(this, bucket, 's3:ListBucket', bucket.bucketArn);
  }

  /** Lets viewers put objects into a bucket, where the cache behavior lets them. */
  public grantPut(bucket: IBucket, keyPattern: string = '*'): Grant {
    return grantObjects(this, bucket, 's3:PutObject', keyPattern);
  }

  /** Lets viewers delete objects of a bucket, where the cache behavior lets them. */
  public grantDelete(bucket: IBucket, keyPattern: string = '*'): Grant {
    return grantObjects(this, bucket, 's3:DeleteObject', keyPattern);
  }
}

/** Grants an identity an action on objects of a bucket, in the bucket's policy. */
export function grantObjects(identity: IOriginAccessIdentity, bucket: IBucket, action: string, keyPattern: string): Grant {
  return grant(identity, bucket, action, bucket.arnForObjects(keyPattern));
}

function grant(grantee: IOriginAccessIdentity, resource: IBucket, action: string, resourceArn: string): Grant {
  return Grant.addToPrincipalOrResource({ grantee, actions: [action], resourceArns: [resourceArn], resource });
}
