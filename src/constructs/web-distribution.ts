import { Fn, Lazy, TagManager, Token } from 'aws-cdk-lib';
import { CfnDistribution, CfnMonitoringSubscription, HttpVersion, IOrigin } from 'aws-cdk-lib/aws-cloudfront';
import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { logBucket, WebAccessLogs } from './access-logs';
import { BoundOrigins } from './bound-origins';
import { CacheBehaviorOptions, CacheBehaviorProps, DefaultCacheBehaviorProps, renderBehavior, renderDefaultBehavior } from './cache-behavior';
import { renderErrorResponse } from './error-response';
import { NOT_OF_A_BEHAVIOR, NOT_OF_A_WEB_DISTRIBUTION, refuseMisplaced } from './misplaced-props';
import { refuseNoSigners } from './trusted-signers';
import { IWebDistribution, WebDistributionBase } from './web-distribution-base';
import { WebDistributionAttributes, WebDistributionProps } from './web-distribution-props';
import { CloudFrontRules } from '../rules/plugin';

/**
 * A CloudFront web distribution. Whatever CloudFront would refuse of it is reported when the app is synthesised.
 *
 * What no prop covers is set on the L1, as `(site.node.defaultChild as CfnDistribution).addPropertyOverride('DistributionConfig.…', …)`, and is checked all the same.
 *
 * @example
 * const site = new WebDistribution(this, 'Site', {
 *   domainNames: ['www.example.com'],
 *   certificate: ViewerCertificate.fromAcmCertificate(certificate),
 *   defaultRootObject: 'index.html',
 *   defaultBehavior: { origin: Origins.s3BucketWithOriginAccessControl(bucket) },
 *   behaviors: [{ pathPattern: '/api/*', origin: Origins.custom('api.example.com'), cachePolicy: CachePolicy.CACHING_DISABLED }],
 *   errorResponses: [{ httpStatus: 403, responsePagePath: '/404.html', responseHttpStatus: 404 }],
 * });
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-web-values-specify.html
 */
export class WebDistribution extends WebDistributionBase {
  /** Uses a distribution that exists already.
   * @param attributes its id and domain name */
  public static fromDistributionAttributes(scope: Construct, id: string, attributes: WebDistributionAttributes): IWebDistribution {
    return new ImportedWebDistribution(scope, id, attributes);
  }

  public readonly distributionId: string;
  public readonly distributionDomainName: string;
  /** The tags of the distribution. */
  public readonly tags: TagManager;
  /** The bucket of the access logs, when there are any. */
  public readonly logBucket?: IBucket;
  private readonly origins: BoundOrigins;
  private readonly behaviors: CacheBehaviorProps[] = [];
  private webAclId?: string;

  public constructor(scope: Construct, id: string, private readonly props: WebDistributionProps) {
    super(scope, id);
    CloudFrontRules.enable(this);
    refuseMisplaced(this, props, NOT_OF_A_WEB_DISTRIBUTION);
    this.refuseMisuse(props.defaultBehavior);
    this.origins = new BoundOrigins(this, () => this.distributionId);
    this.logBucket = props.accessLogs && logBucket(this, props.accessLogs);
    const defaultCacheBehavior = renderDefaultBehavior(this, props.defaultBehavior, this.origins.targetId(props.defaultBehavior.origin));
    for (const behavior of props.behaviors ?? []) this.add(behavior);
    this.webAclId = props.webAclId;
    const resource = new CfnDistribution(this, 'Resource', {
      distributionConfig: {
        enabled: props.enabled ?? true,
        comment: props.comment,
        aliases: props.domainNames,
        defaultRootObject: props.defaultRootObject,
        priceClass: props.priceClass,
        httpVersion: props.httpVersion ?? HttpVersion.HTTP2,
        ipv6Enabled: props.enableIpv6 ?? true,
        webAclId: Lazy.string({ produce: () => this.webAclId }),
        anycastIpListId: props.anycastIpList?.anycastIpListRef.anycastIpListId,
        staging: props.staging,
        continuousDeploymentPolicyId: props.continuousDeploymentPolicy?.continuousDeploymentPolicyRef.continuousDeploymentPolicyId,
        origins: Lazy.any({ produce: () => this.origins.renderOrigins() }),
        originGroups: Lazy.any({ produce: () => this.origins.renderGroups() }),
        defaultCacheBehavior,
        cacheBehaviors: Lazy.any({ produce: () => this.renderBehaviors() }, { omitEmptyArray: true }),
        customErrorResponses: props.errorResponses?.map(renderErrorResponse),
        restrictions: props.geoRestriction?._render(),
        viewerCertificate: props.certificate?._render(),
        viewerMtlsConfig: props.viewerMtls?._render(),
        connectionFunctionAssociation: props.connectionFunction && { id: props.connectionFunction.connectionFunctionRef.connectionFunctionId },
        cacheTagConfig: props.cacheTagHeader === undefined ? undefined : { headerName: props.cacheTagHeader },
        logging: this.renderLogging(props.accessLogs),
      },
    });
    this.tags = resource.tags;
    this.distributionId = resource.ref;
    this.distributionDomainName = resource.attrDomainName;
    if (props.publishAdditionalMetrics === true) this.publishAdditionalMetrics();
  }

  /** The URL of the distribution: of its first domain name that is no wildcard, when it has a certificate of its own, else of CloudFront's domain name. */
  public get distributionUrl(): string {
    const { domainNames = [], certificate } = this.props;
    const own = certificate?._isOwn ? firstHostName(domainNames) : undefined;
    return `https://${own ?? this.distributionDomainName}`;
  }

  /** The URL of an object.
   * @param objectName its key in the bucket, or its path on the server; a slash in front makes no difference */
  public objectUrl(objectName: string): string {
    return `${this.distributionUrl}/${objectName.replace(/^\//, '')}`;
  }

  /** The URL of a presentation in Microsoft Smooth Streaming, which players are given: that of its client manifest.
   * @param presentation its name with its path, such as `video/presentation`; the extension `.ism` may be left out */
  public smoothStreamingUrl(presentation: string): string {
    return this.objectUrl(`${presentation.replace(/\.ism$/, '')}.ism/Manifest`);
  }

  /** Adds a behavior, which is tried after those that are there.
   * @param pathPattern the paths that it is for, such as `/images/*.jpg`
   * @param origin      where their objects come from
   * @param options     how they are treated; as `DefaultCacheBehaviorProps` says when it is not given */
  public addBehavior(pathPattern: string, origin: IOrigin, options: CacheBehaviorOptions = {}): void {
    this.add({ ...options, pathPattern, origin });
  }

  /** Puts a web ACL of AWS WAF before the distribution.
   * @param webAclId the ARN of a web ACL of global scope */
  public attachWebAclId(webAclId: string): void {
    if (this.webAclId !== undefined) throw new Error(`${this.node.path}: the distribution has the web ACL ${this.webAclId} already; attach one web ACL.`);
    this.webAclId = webAclId;
  }

  /** @internal */
  protected _additionalMetric(metricName: string, options?: MetricOptions): Metric {
    if (this.props.publishAdditionalMetrics !== true) {
      throw new Error(`${this.node.path}: the distribution does not publish the metric ${metricName}; set publishAdditionalMetrics to true.`);
    }
    return super._additionalMetric(metricName, options);
  }

  private add(behavior: CacheBehaviorProps): void {
    const { pathPattern, origin } = behavior;
    if (this.behaviors.some((known) => known.pathPattern === pathPattern)) {
      throw new Error(`${this.node.path}: there are two behaviors for ${pathPattern}, the second of which would never be used; add one behavior for each path pattern.`);
    }
    this.refuseMisuse(behavior);
    this.origins.targetId(origin);
    this.behaviors.push(behavior);
  }

  private refuseMisuse(behavior: DefaultCacheBehaviorProps): void {
    refuseMisplaced(this, behavior, NOT_OF_A_BEHAVIOR);
    refuseNoSigners(this, behavior);
  }

  private renderBehaviors(): CfnDistribution.CacheBehaviorProperty[] {
    return this.behaviors.map((behavior) => renderBehavior(this, behavior, this.origins.targetId(behavior.origin)));
  }

  private renderLogging({ prefix, includeCookies }: WebAccessLogs = {}): CfnDistribution.LoggingProperty | undefined {
    return this.logBucket && { bucket: this.logBucket.bucketRegionalDomainName, prefix, includeCookies };
  }

  private publishAdditionalMetrics(): void {
    new CfnMonitoringSubscription(this, 'MonitoringSubscription', {
      distributionId: this.distributionId,
      monitoringSubscription: { realtimeMetricsSubscriptionConfig: { realtimeMetricsSubscriptionStatus: 'Enabled' } },
    });
  }
}

function firstHostName(domainNames: string[]): string | undefined {
  return Token.isUnresolved(domainNames) ? Fn.select(0, domainNames) : domainNames.find((name) => !name.startsWith('*'));
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
