import { ArnFormat, IResource, Resource, Stack, TagManager, Tags } from 'aws-cdk-lib';
import { AccessLevel, CfnStreamingDistribution, IOriginAccessIdentity, IStreamingDistributionRef, PriceClass, StreamingDistributionReference } from 'aws-cdk-lib/aws-cloudfront';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { AccessLogs, logBucket } from './access-logs';
import { grantOriginAccess } from './bucket-access';
import { refuseForeignIdentity, refuseOfAnotherApp } from './foreign-constructs';
import { NOT_OF_AN_RTMP_DISTRIBUTION, NOT_OF_RTMP_LOGS, refuseMisplaced } from './misplaced-props';
import { RtmpPlayer } from './rtmp-player';
import { renderTrustedSigners } from './trusted-signers';
import { playCallOf, streamNameOf } from '../config';
import { CloudFrontRules } from '../rules/plugin';

/** What an RTMP distribution streams, and how. */
export interface RtmpDistributionProps {
  /** The bucket that has the media files. */
  readonly bucket: IBucket;

  /**
   * The identity as which CloudFront reads the bucket.
   * @default - none: the files have to be public
   */
  readonly originAccessIdentity?: IOriginAccessIdentity;

  /**
   * What the bucket's policy lets the identity do with the bucket. An empty list leaves the policy alone.
   * @default [AccessLevel.READ]
   */
  readonly originAccessLevels?: AccessLevel[];

  /**
   * Domain names of one's own.
   * @default - CloudFront's domain name alone
   */
  readonly aliases?: string[];

  /**
   * AWS accounts whose CloudFront key pairs may sign URLs: account ids, with or without hyphens, or `self`, which the id of the stack's own account becomes.
   * @default - content is not private
   */
  readonly trustedSigners?: string[];

  /**
   * Where access logs go.
   * @default - nothing is logged
   */
  readonly accessLogs?: AccessLogs;

  /**
   * Which edge locations stream the content.
   * @default - CloudFront's: all
   */
  readonly priceClass?: PriceClass;

  /**
   * What the distribution is for, at most 128 characters.
   * @default - an empty comment
   */
  readonly comment?: string;

  /**
   * Whether the distribution answers viewers.
   * @default true
   */
  readonly enabled?: boolean;
}

/** The variants of RTMP by which players reach a distribution. */
export enum RtmpProtocol {
  /** RTMP, on port 1935. */
  RTMP = 'rtmp',
  /** RTMP tunnelled through HTTP. */
  RTMPT = 'rtmpt',
  /** RTMP, encrypted. */
  RTMPE = 'rtmpe',
  /** RTMP, encrypted and tunnelled through HTTP. */
  RTMPTE = 'rtmpte',
}

/** An RTMP distribution that exists already. */
export interface RtmpDistributionAttributes {
  /** Its id, such as `EGTXBD79H29TRA8`. */
  readonly distributionId: string;
  /** Its domain name, such as `s5c39gqb8ow64r.cloudfront.net`. */
  readonly domainName: string;
}

/** An RTMP distribution, new or existing. */
export interface IRtmpDistribution extends IResource, IStreamingDistributionRef {
  /** Its id, such as `EGTXBD79H29TRA8`. */
  readonly distributionId: string;
  /** Its domain name, such as `s5c39gqb8ow64r.cloudfront.net`. */
  readonly distributionDomainName: string;
  /** Its ARN. */
  readonly distributionArn: string;

  /** Lets somebody act on this distribution.
   * @param actions such as `cloudfront:GetStreamingDistribution` */
  grant(identity: IGrantable, ...actions: string[]): Grant;

  /** What players take as the streamer, such as `rtmp://s5c39gqb8ow64r.cloudfront.net/cfx/st`.
   * @param protocol the variant of RTMP; plain RTMP when it is not given */
  streamerUrl(protocol?: RtmpProtocol): string;

  /** What a player takes as the name of an object: of `my-vacation.mp4`, Flash Player `mp4:my-vacation`, Flowplayer `mp4:my-vacation.mp4`, JW Player the name as it is.
   * @param objectName its key in the bucket, with its extension */
  streamName(objectName: string, player: RtmpPlayer): string;

  /** Streamer and name of an object in one, for players that take one URL, such as `rtmp://s5c39gqb8ow64r.cloudfront.net/cfx/st/mp4:my-vacation`.
   * @param objectName its key in the bucket, with its extension
   * @param player     the player; the URL has the key as it is when none is given
   * @param protocol   the variant of RTMP; plain RTMP when it is not given */
  objectUrl(objectName: string, player?: RtmpPlayer, protocol?: RtmpProtocol): string;

  /** The call by which ActionScript plays an object, such as `play("mp4:my-vacation", 0, -1)`.
   * Made so, it tells when the object is missing, where `play("mp4:my-vacation")` waits.
   * @param objectName its key in the bucket, with its extension */
  playCall(objectName: string): string;
}

/** What both new and existing distributions can do. */
abstract class RtmpDistributionBase extends Resource implements IRtmpDistribution {
  public abstract readonly distributionId: string;
  public abstract readonly distributionDomainName: string;

  public get distributionArn(): string {
    return Stack.of(this).formatArn({
      service: 'cloudfront', region: '', resource: 'streaming-distribution', resourceName: this.distributionId, arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
  }

  public get streamingDistributionRef(): StreamingDistributionReference {
    return { streamingDistributionId: this.distributionId };
  }

  public grant(identity: IGrantable, ...actions: string[]): Grant {
    return Grant.addToPrincipal({ grantee: identity, actions, resourceArns: [this.distributionArn] });
  }

  public streamerUrl(protocol: RtmpProtocol = RtmpProtocol.RTMP): string {
    const protocols = Object.values(RtmpProtocol);
    if (!protocols.includes(protocol)) throw new Error(`${this.node.path}: an RTMP distribution does not speak ${protocol}; it speaks ${protocols.join(', ')}.`);
    return `${protocol}://${this.distributionDomainName}/cfx/st`;
  }

  public streamName(objectName: string, player: RtmpPlayer): string {
    return streamNameOf(objectName, player);
  }

  public objectUrl(objectName: string, player: RtmpPlayer = RtmpPlayer.JW_PLAYER, protocol?: RtmpProtocol): string {
    return `${this.streamerUrl(protocol)}/${this.streamName(objectName, player)}`;
  }

  public playCall(objectName: string): string {
    return playCallOf(objectName);
  }
}

/**
 * A CloudFront RTMP distribution, for streaming media files out of an S3 bucket to Flash players.
 *
 * AWS retired RTMP distributions on 31 December 2020. What that means: CloudFormation still knows the resource, so the template can be written,
 * checked and rehearsed on the local edge, but CloudFront serves no such distribution any more. The synthesis says so in a warning.
 * For viewers of today, serve the same bucket with a `WebDistribution`, by HLS or progressive download.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cloudfront-streamingdistribution.html
 */
export class RtmpDistribution extends RtmpDistributionBase {
  /** Uses a distribution that exists already. */
  public static fromDistributionAttributes(scope: Construct, id: string, attributes: RtmpDistributionAttributes): IRtmpDistribution {
    return new ImportedRtmpDistribution(scope, id, attributes);
  }

  public readonly distributionId: string;
  public readonly distributionDomainName: string;
  /** The tags of the distribution. */
  public readonly tags: TagManager;
  /** The bucket of the access logs, when there are any. */
  public readonly logBucket?: IBucket;

  public constructor(scope: Construct, id: string, props: RtmpDistributionProps) {
    super(scope, id);
    CloudFrontRules.enable(this);
    refuseMisplaced(this, props, NOT_OF_AN_RTMP_DISTRIBUTION);
    refuseMisplaced(this, props.accessLogs ?? {}, NOT_OF_RTMP_LOGS);
    const { bucket, originAccessIdentity: identity, originAccessLevels = [AccessLevel.READ], accessLogs } = props;
    refuseOfAnotherApp(this, bucket, 'the bucket');
    refuseForeignIdentity(this, identity);
    if (identity !== undefined) grantOriginAccess(this, bucket, originAccessLevels, identity.grantPrincipal);
    this.logBucket = accessLogs && logBucket(this, accessLogs);
    const resource = new CfnStreamingDistribution(this, 'Resource', {
      streamingDistributionConfig: {
        enabled: props.enabled ?? true,
        comment: props.comment ?? '',
        aliases: props.aliases,
        priceClass: props.priceClass,
        s3Origin: {
          domainName: bucket.bucketDomainName,
          originAccessIdentity: identity === undefined ? '' : `origin-access-identity/cloudfront/${identity.originAccessIdentityId}`,
        },
        trustedSigners: { enabled: props.trustedSigners !== undefined, awsAccountNumbers: renderTrustedSigners(this, props.trustedSigners) },
        logging: this.logBucket && { enabled: true, bucket: this.logBucket.bucketDomainName, prefix: accessLogs?.prefix ?? '' },
      },
      tags: [],
    });
    // CloudFormation's schema requires Tags of this resource, and CDK leaves an empty list out.
    Tags.of(resource).add('Name', this.node.path);
    this.tags = resource.tags;
    this.distributionId = resource.ref;
    this.distributionDomainName = resource.attrDomainName;
  }
}

class ImportedRtmpDistribution extends RtmpDistributionBase {
  public readonly distributionId: string;
  public readonly distributionDomainName: string;

  public constructor(scope: Construct, id: string, attributes: RtmpDistributionAttributes) {
    super(scope, id);
    this.distributionId = attributes.distributionId;
    this.distributionDomainName = attributes.domainName;
  }
}
