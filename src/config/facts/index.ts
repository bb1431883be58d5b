import { ALLOWED_VALUES, AllowedValues } from './allowed-values';
import { Defaults, DEFAULTS } from './cache-defaults';
import { CertificateKeys, CERTIFICATE_KEYS } from './certificate-keys';
import { ErrorCaching, ERROR_CACHING } from './error-caching';
import { S3_HEADERS, UNCACHEABLE_HEADERS } from './forwarded-headers';
import { InvalidationFacts, INVALIDATION_FACTS } from './invalidations';
import { Quotas, QUOTAS } from './quotas';
import { SignedContentFacts, SIGNED_CONTENT_FACTS } from './signed-content';

export * from './allowed-values';
export * from './cache-defaults';
export * from './certificate-keys';
export * from './cloudfront-headers';
export * from './continents';
export * from './countries';
export * from './country-places';
export * from './deployment-actions';
export * from './edge-locations';
export * from './error-caching';
export * from './forwarded-headers';
export * from './edge-code';
export * from './function-runtimes';
export * from './invalidations';
export * from './limits';
export * from './live-events';
export * from './media-extensions';
export * from './media-servers';
export * from './metrics';
export * from './origin-response-headers';
export * from './quotas';
export * from './realtime-log-fields';
export * from './regions';
export * from './request-headers';
export * from './response-headers';
export * from './security-policies';
export * from './signed-content';
export * from './standard-log-fields';
export * from './streaming-ttl';
export * from './viewer-certificates';

/** The editions of CloudFront's documented facts: the guide of 2014-10-21, and the present day. */
export type Edition = 'current' | '2014-10-21';

/** The numbers, lists and tables that hold in one edition. One file per subject in this folder. */
export interface Facts {
  readonly edition: Edition;
  readonly quotas: Quotas;
  readonly defaults: Defaults;
  readonly allowed: AllowedValues;
  readonly errorCaching: ErrorCaching;
  readonly invalidations: InvalidationFacts;
  readonly certificateKeys: CertificateKeys;
  readonly signedContent: SignedContentFacts;
  /** Headers that `ForwardedValues` cannot list. */
  readonly uncacheableHeaders: readonly string[];
  /** Headers that an S3 bucket looks at. */
  readonly s3Headers: readonly string[];
}

/** The facts of an edition. */
export function factsOf(edition: Edition): Facts {
  return {
    edition,
    quotas: QUOTAS[edition],
    defaults: DEFAULTS[edition],
    allowed: ALLOWED_VALUES[edition],
    errorCaching: ERROR_CACHING[edition],
    invalidations: INVALIDATION_FACTS[edition],
    certificateKeys: CERTIFICATE_KEYS[edition],
    signedContent: SIGNED_CONTENT_FACTS[edition],
    uncacheableHeaders: UNCACHEABLE_HEADERS[edition],
    s3Headers: S3_HEADERS[edition],
  };
}
