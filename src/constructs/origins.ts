import { Fn, Tokenization } from 'aws-cdk-lib';
import { IOrigin, OriginProtocolPolicy, S3OriginAccessControl } from 'aws-cdk-lib/aws-cloudfront';
import { IInstance } from 'aws-cdk-lib/aws-ec2';
import { ILoadBalancerV2 } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { CustomOrigin, CustomOriginOptions } from './custom-origin';
import { OriginGroup, OriginGroupOptions } from './origin-group';
import { OriginOptions } from './origin-options';
import { S3BucketOrigin, S3BucketOriginOptions } from './s3-bucket-origin';

/** Origins: where CloudFront gets objects from. Any `IOrigin` of aws-cdk-lib can be used beside them. */
export class Origins {
  /** The objects of an S3 bucket, which are public unless an access control or identity is given.
   * @param bucket  the bucket, of this app or imported
   * @param options how it is used */
  public static s3Bucket(bucket: IBucket, options: S3BucketOriginOptions = {}): IOrigin {
    return new S3BucketOrigin(bucket, options);
  }

  /** The objects of a private S3 bucket, which lets this distribution alone in: what AWS recommends.
   * @param bucket  the bucket, of this app or imported
   * @param options how it is used; a control is made for it when none is given */
  public static s3BucketWithOriginAccessControl(bucket: IBucket, options: S3BucketOriginOptions = {}): IOrigin {
    return new S3BucketOrigin(bucket, options, (scope) => options.originAccessControl ?? new S3OriginAccessControl(scope, 'OriginAccessControl'));
  }

  /** The website endpoint of an S3 bucket: a custom origin that CloudFront reaches by HTTP.
   * @param bucket  a bucket with a website, whose objects are public
   * @param options how it is used */
  public static s3Website(bucket: IBucket, options: OriginOptions = {}): IOrigin {
    return new CustomOrigin(bucket.bucketWebsiteDomainName, { ...options, protocolPolicy: OriginProtocolPolicy.HTTP_ONLY }, bucket);
  }

  /** An HTTP server: an API, or any other host with a public name.
   * @param domainName the host name alone, without scheme, port or path
   * @param options    protocol, ports, timeouts and so on */
  public static custom(domainName: string, options: CustomOriginOptions = {}): IOrigin {
    return new CustomOrigin(domainName, options);
  }

  /** A load balancer that faces the internet. CloudFront checks the name in its certificate, so HTTPS needs a certificate for a name of one's own.
   * @param loadBalancer an application or network load balancer, of this app or imported
   * @param options      protocol, ports, timeouts and so on */
  public static loadBalancer(loadBalancer: ILoadBalancerV2, options: CustomOriginOptions = {}): IOrigin {
    return new CustomOrigin(loadBalancer.loadBalancerDnsName, options, loadBalancer);
  }

  /** An EC2 instance with a public name. A load balancer before it lets instances come and go.
   * @param instance the instance, in a public subnet
   * @param options  protocol, ports, timeouts and so on */
  public static ec2Instance(instance: IInstance, options: CustomOriginOptions = {}): IOrigin {
    return new CustomOrigin(instance.instancePublicDnsName, options, instance);
  }

  /** A container of MediaStore, which AWS ended on 13 November 2025.
   * @param endpoint the container's endpoint, such as `https://abcd1234.data.mediastore.us-west-2.amazonaws.com`
   * @param options  protocol, ports, timeouts and so on */
  public static mediaStore(endpoint: string, options: CustomOriginOptions = {}): IOrigin {
    return new CustomOrigin(hostOf(endpoint), options);
  }

  /** A channel of MediaPackage.
   * @param endpoint the URL of one of its endpoints, such as `https://3ae97e9482b0d011.mediapackage.us-west-2.amazonaws.com/out/v1/abc/index.m3u8`
   * @param options  protocol, ports, timeouts and so on */
  public static mediaPackage(endpoint: string, options: CustomOriginOptions = {}): IOrigin {
    return new CustomOrigin(hostOf(endpoint), options);
  }

  /** Two origins, the second of which is asked when the first fails.
   * @param primary   the first, which is no group itself
   * @param secondary the second, which is no group itself
   * @param options   when the second is asked */
  public static group(primary: IOrigin, secondary: IOrigin, options: OriginGroupOptions = {}): IOrigin {
    return new OriginGroup(primary, secondary, options);
  }

  private constructor() {}
}

/** The host name in an endpoint's URL; CloudFormation takes it out of a URL that is known only when it is deployed. */
function hostOf(endpoint: string): string {
  const { length, firstToken } = Tokenization.reverseString(endpoint);
  if (length === 1 && firstToken !== undefined) return Fn.select(2, Fn.split('/', endpoint));
  return endpoint.replace(/^https?:\/\//, '').split('/')[0];
}
