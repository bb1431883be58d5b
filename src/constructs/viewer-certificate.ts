import { ICertificateRef } from 'aws-cdk-lib/aws-certificatemanager';
import { CfnDistribution, SecurityPolicyProtocol, SSLMethod } from 'aws-cdk-lib/aws-cloudfront';

/** How CloudFront uses a certificate of one's own. */
export interface ViewerCertificateOptions {
  /**
   * Whether viewers must name the host (SNI), or the distribution has IP addresses of its own, at extra cost.
   * @default SSLMethod.SNI
   */
  readonly sslMethod?: SSLMethod;

  /**
   * The oldest protocol, and with it the ciphers, that viewers may use.
   * @default SecurityPolicyProtocol.TLS_V1_2_2021
   */
  readonly minimumProtocolVersion?: SecurityPolicyProtocol;
}

/** The certificate that a distribution shows to viewers. */
export class ViewerCertificate {
  /** CloudFront's own certificate, for its own domain name; a distribution with aliases needs another. */
  public static fromCloudFrontDefaultCertificate(): ViewerCertificate {
    return new ViewerCertificate({ cloudFrontDefaultCertificate: true });
  }

  /** A certificate of AWS Certificate Manager, in us-east-1.
   * @param certificate one that covers every domain name of the distribution
   * @param options     SNI or dedicated addresses, and the oldest protocol */
  public static fromAcmCertificate(certificate: ICertificateRef, options: ViewerCertificateOptions = {}): ViewerCertificate {
    return new ViewerCertificate({ acmCertificateArn: certificate.certificateRef.certificateArn, ...rendered(options) });
  }

  /** A server certificate of IAM, under the path `/cloudfront/`, of any type. The certificate authority has to allow its upload to a content delivery network.
   * @param certificateId the id, such as `ASCACKCEVSQ6CEXAMPLE1`; not the name or ARN
   * @param options       SNI or dedicated addresses, and the oldest protocol */
  public static fromIamCertificate(certificateId: string, options: ViewerCertificateOptions = {}): ViewerCertificate {
    return new ViewerCertificate({ iamCertificateId: certificateId, ...rendered(options) });
  }

  private constructor(private readonly property: CfnDistribution.ViewerCertificateProperty) {}

  /** Whether it is of one's own, not CloudFront's.
   * @internal */
  public get _isOwn(): boolean {
    return this.property.cloudFrontDefaultCertificate === undefined;
  }

  /** @internal */
  public _render(): CfnDistribution.ViewerCertificateProperty {
    return this.property;
  }
}

function rendered(options: ViewerCertificateOptions): CfnDistribution.ViewerCertificateProperty {
  return {
    sslSupportMethod: options.sslMethod ?? SSLMethod.SNI,
    minimumProtocolVersion: options.minimumProtocolVersion ?? SecurityPolicyProtocol.TLS_V1_2_2021,
  };
}
