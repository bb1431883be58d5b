import { CfnDistribution, ITrustStoreRef } from 'aws-cdk-lib/aws-cloudfront';

/** How CloudFront checks the certificates of viewers. */
export interface ViewerMtlsOptions {
  /**
   * Whether viewers are told the names of the trusted authorities.
   * @default false
   */
  readonly advertiseTrustStoreCaNames?: boolean;

  /**
   * Whether certificates that have expired are trusted.
   * @default false
   */
  readonly ignoreCertificateExpiry?: boolean;
}

/**
 * Which certificates viewers show (mutual TLS). Every behavior has to require HTTPS.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/mtls-authentication.html
 */
export class ViewerMtls {
  /** Viewers without a certificate that is trusted are refused.
   * @param trustStore the authorities whose certificates are trusted */
  public static required(trustStore: ITrustStoreRef, options: ViewerMtlsOptions = {}): ViewerMtls {
    return new ViewerMtls('required', trustStore, options);
  }

  /** Viewers without a certificate are let in, those with one that is not trusted are refused.
   * @param trustStore the authorities whose certificates are trusted */
  public static optional(trustStore: ITrustStoreRef, options: ViewerMtlsOptions = {}): ViewerMtls {
    return new ViewerMtls('optional', trustStore, options);
  }

  /** CloudFront checks no certificate and caches nothing: the origin gets the certificate, and decides. */
  public static passthrough(): ViewerMtls {
    return new ViewerMtls('passthrough');
  }

  private constructor(private readonly mode: string, private readonly trustStore?: ITrustStoreRef, private readonly options: ViewerMtlsOptions = {}) {}

  /** @internal */
  public _render(): CfnDistribution.ViewerMtlsConfigProperty {
    const { mode, trustStore, options: { advertiseTrustStoreCaNames, ignoreCertificateExpiry } } = this;
    return { mode, trustStoreConfig: trustStore && { trustStoreId: trustStore.trustStoreRef.trustStoreId, advertiseTrustStoreCaNames, ignoreCertificateExpiry } };
  }
}
