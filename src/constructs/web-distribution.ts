import { ArnFormat, Lazy, Resource, Stack, TagManager } from 'aws-cdk-lib';
import { CfnDistribution, DistributionReference, HttpVersion, IDistribution, PriceClass } from 'aws-cdk-lib/aws-cloudfront';
import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AccessLogs } from './access-logs';
import { BoundOrigins } from './bound-origins';
import { CacheBehaviorProps, DefaultCacheBehaviorProps, renderBehavior, renderDefaultBehavior } from './cache-behavior';
import { ErrorPage, renderErrorPage } from './error-page';
import { GeoRestriction } from './geo-restriction';
import { ViewerCertificate } from './viewer-certificate';
import { CloudFrontRules } from '../rules/plugin';

/** What a web distribution serves, and how. */
export interface WebDistributionProps {
  /** How requests are treated whose path no other behavior matches. */
  readonly defaultBehavior: DefaultCacheBehaviorProps;

  /**
   * Behaviors for paths, in the order in which they are tried: the first that matches wins.
   * @default - the default behavior takes all requests
   */
  readonly behaviors?: CacheBehaviorProps[];

  /**
   * Domain names of one's own, such as `www.example.com` or `*.example.com`. They need a certificate that covers them.
   * @default - CloudFront's domain name alone
   */
  readonly aliases?: string[];

  /**
   * The certificate that viewers see.
   * @default - CloudFront's, for its own domain name
   */
  readonly certificate?: ViewerCertificate;

  /**
   * The object that is served for the root of the distribution, such as `index.html`.
   * @default - none
   */
  readonly defaultRootObject?: string;

  /**
   * What viewers get in the place of errors.
   * @default - errors as they are
   */
  readonly errorPages?: ErrorPage[];

  /**
   * Which viewers may have the content, by country.
   * @default - viewers in all countries
   */
  readonly geoRestriction?: GeoRestriction;

  /**
   * Which edge locations serve the content.
   * @default - CloudFront's: all
   */
  readonly priceClass?: PriceClass;

  /**
   * What the distribution is for, at most 128 characters.
   * @default - none
   */
  readonly comment?: string;

  /**
   * Where access logs go.
   * @default - nowhere
   */
  readonly accessLogs?: AccessLogs;

  /**
   * Whether the distribution answers viewers.
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * The highest version of HTTP that viewers may use.
   * @default HttpVersion.HTTP2
   */
  readonly httpVersion?: HttpVersion;

  /**
   * Whether viewers may use IPv6.
   * @default true
   */
  readonly enableIpv6?: boolean;

  /**
   * The ARN of a web ACL of AWS WAF, of global scope.
   * @default - none
   */
  readonly webAclId?: string;
}

/** A web distribution that exists already. */
export interface WebDistributionAttributes {
  /** Its id, such as `EDFDVBD632BHDS5`. */
  readonly distributionId: string;
  /** Its domain name, such as `d111111abcdef8.cloudfront.net`. */
  readonly domainName: string;
}

/** What both new and imported distributions can do. */
abstract class WebDistributionBase extends Resource implements IDistribution {
  public abstract readonly distributionId: string;
  public abstract readonly distributionDomainName: string;

  public get distributionArn(): string {
    return Stack.of(this).formatArn({ service: 'cloudfront', region: '', resource: 'distribution', resourceName: this.distributionId, arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
  }

  public get distributionRef(): DistributionReference {
    return { distributionId: this.distributionId };
  }

  /** Lets somebody act on this distribution.
   * @param actions such as `cloudfront:GetDistribution` */
  public grant(identity: IGrantable, ...actions: string[]): Grant {
    return Grant.addToPrincipal({ grantee: identity, actions, resourceArns: [this.distributionArn] });
  }

  /** Lets somebody invalidate cached objects. */
  public grantCreateInvalidation(identity: IGrantable): Grant {
    return this.grant(identity, 'cloudfront:CreateInvalidation');
  }

  /** A metric of this distribution. CloudFront's metrics are in us-east-1.
   * @param metricName such as `Requests`, `BytesDownloaded` or `4xxErrorRate` */
  public metric(metricName: string, options: MetricOptions = {}): Metric {
    return new Metric({
      namespace: 'AWS/CloudFront',
      metricName,
      region: 'us-east-1',
      dimensionsMap: { DistributionId: this.distributionId, Region: 'Global' },
      ...options,
    });
  }
}

/**
 * A CloudFront web distribution. Whatever CloudFront would refuse of it is reported when the app is synthesised.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-web-values-specify.html
 */
export class WebDistribution extends WebDistributionBase {
  /** Uses a distribution that exists already. */
  public static fromDistributionAttributes(scope: Construct, id: string, attributes: WebDistributionAttributes): IDistribution {
    return new ImportedWebDistribution(scope, id, attributes);
  }

  public readonly distributionId: string;
  public readonly distributionDomainName: string;
  /** The tags of the distribution. */
  public readonly tags: TagManager;
  private readonly origins: BoundOrigins;
  private readonly behaviors: CacheBehaviorProps[] = [];

  public constructor(scope: Construct, id: string, props: WebDistributionProps) {
    super(scope, id);
    CloudFrontRules.enable(this);
    this.origins = new BoundOrigins(this, () => this.distributionId);
    const defaultCacheBehavior = renderDefaultBehavior(props.defaultBehavior, this.origins.targetId(props.defaultBehavior.origin));
    for (const behavior of props.behaviors ?? []) this.addBehavior(behavior);
    const resource = new CfnDistribution(this, 'Resource', {
      distributionConfig: {
        enabled: props.enabled ?? true,
        comment: props.comment,
        aliases: props.aliases,
        defaultRootObject: props.defaultRootObject,
        priceClass: props.priceClass,
        httpVersion: props.httpVersion ?? HttpVersion.HTTP2,
        ipv6Enabled: props.enableIpv6 ?? true,
        webAclId: props.webAclId,
        origins: Lazy.any({ produce: () => this.origins.renderOrigins() }),
        originGroups: Lazy.any({ produce: () => this.origins.renderGroups() }),
        defaultCacheBehavior,
        cacheBehaviors: Lazy.any({ produce: () => this.renderBehaviors() }, { omitEmptyArray: true }),
        customErrorResponses: props.errorPages?.map(renderErrorPage),
        restrictions: props.geoRestriction?._render(),
        viewerCertificate: props.certificate?._render(),
        logging: props.accessLogs && {
          bucket: props.accessLogs.bucket.bucketRegionalDomainName,
          prefix: props.accessLogs.prefix,
          includeCookies: props.accessLogs.includeCookies,
        },
      },
    });
    this.tags = resource.tags;
    this.distributionId = resource.ref;
    this.distributionDomainName = resource.attrDomainName;
  }

  /** Adds a behavior, which is tried after those that are there.
   * @param behavior the behavior, with its path pattern */
  public addBehavior(behavior: CacheBehaviorProps): void {
    if (this.behaviors.includes(behavior)) {
      throw new Error(`${this.node.path}: the behavior for ${behavior.pathPattern} is added twice; add each behavior once.`);
    }
    this.origins.targetId(behavior.origin);
    this.behaviors.push(behavior);
  }

  private renderBehaviors(): CfnDistribution.CacheBehaviorProperty[] {
    return this.behaviors.map((behavior) => renderBehavior(behavior, this.origins.targetId(behavior.origin)));
  }
}

class ImportedWebDistribution extends WebDistributionBase {
  public readonly distributionId: string;
  public readonly distributionDomainName: string;

  public constructor(scope: Construct, id: string, attributes: WebDistributionAttributes) {
    super(scope, id);
    this.distributionId = attributes.distributionId;
    this.distributionDomainName = attributes.domainName;
  }
}
