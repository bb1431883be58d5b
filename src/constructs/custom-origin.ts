import { Duration } from 'aws-cdk-lib';
import { ICertificateRef } from 'aws-cdk-lib/aws-certificatemanager';
import { IOrigin, IOriginAccessControlRef, OriginBindConfig, OriginBindOptions, OriginIpAddressType, OriginProtocolPolicy, OriginSslPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { Construct, IConstruct } from 'constructs';
import { refuseOfAnotherApp } from './foreign-constructs';
import { OriginOptions, renderOriginOptions } from './origin-options';

/** How an HTTP server is used as origin. */
export interface CustomOriginOptions extends OriginOptions {
  /**
   * Whether CloudFront asks by HTTP, by HTTPS, or as the viewer does.
   * @default OriginProtocolPolicy.HTTPS_ONLY
   */
  readonly protocolPolicy?: OriginProtocolPolicy;

  /**
   * The port for HTTP.
   * @default 80
   */
  readonly httpPort?: number;

  /**
   * The port for HTTPS.
   * @default 443
   */
  readonly httpsPort?: number;

  /**
   * The protocols that CloudFront may use for HTTPS.
   * @default [OriginSslPolicy.TLS_V1_2]
   */
  readonly originSslProtocols?: OriginSslPolicy[];

  /**
   * How long CloudFront waits for an answer, and between its pieces: 1 to 120 seconds without a raised quota.
   * @default - CloudFront's: 30 seconds
   */
  readonly readTimeout?: Duration;

  /**
   * How long CloudFront keeps an idle connection: 1 to 120 seconds without a raised quota.
   * @default - CloudFront's: 5 seconds
   */
  readonly keepaliveTimeout?: Duration;

  /**
   * Whether CloudFront connects by IPv4, by IPv6, or by either.
   * @default - CloudFront's: IPv4
   */
  readonly ipAddressType?: OriginIpAddressType;

  /**
   * How CloudFront signs its requests, to the services of AWS that check it: Lambda function URLs, MediaPackage v2, MediaStore.
   * @default - requests are not signed
   */
  readonly originAccessControl?: IOriginAccessControlRef;

  /**
   * The certificate that CloudFront shows to the server (mutual TLS): of AWS Certificate Manager, in us-east-1, for client authentication.
   * @default - CloudFront shows none
   */
  readonly clientCertificate?: ICertificateRef;
}

/** An HTTP server. */
export class CustomOrigin implements IOrigin {
  /**
   * @param domainName its host name
   * @param options    how it is used
   * @param server     the construct that has the name, when there is one
   */
  public constructor(private readonly domainName: string, private readonly options: CustomOriginOptions, private readonly server?: IConstruct) {}

  public bind(scope: Construct, { originId }: OriginBindOptions): OriginBindConfig {
    refuseOfAnotherApp(scope, this.server, 'the origin');
    const { protocolPolicy, httpPort, httpsPort, originSslProtocols, readTimeout, keepaliveTimeout, ipAddressType } = this.options;
    const { originAccessControl, clientCertificate } = this.options;
    return {
      originProperty: {
        ...renderOriginOptions(this.options, originId),
        domainName: this.domainName,
        originAccessControlId: originAccessControl?.originAccessControlRef.originAccessControlId,
        customOriginConfig: {
          originProtocolPolicy: protocolPolicy ?? OriginProtocolPolicy.HTTPS_ONLY,
          httpPort,
          httpsPort,
          originSslProtocols: originSslProtocols ?? [OriginSslPolicy.TLS_V1_2],
          originReadTimeout: readTimeout?.toSeconds(),
          originKeepaliveTimeout: keepaliveTimeout?.toSeconds(),
          ipAddressType,
          originMtlsConfig: clientCertificate && { clientCertificateArn: clientCertificate.certificateRef.certificateArn },
        },
      },
    };
  }
}
