import { OriginPrincipal } from './origin-client';
import { Application, isKnown, Origin, WebDistribution } from '../../config';
import { RawHeaders } from '../message';
import { headerValue } from '../raw-headers';

const IDENTITY_PREFIX = 'origin-access-identity/cloudfront/';
export const ANONYMOUS: OriginPrincipal = { kind: 'anonymous' };

/** The credential in a signature of Version 4 or 2. */
const CREDENTIAL = /^(?:AWS4-HMAC-SHA256 Credential=([^/,]+)\/|AWS ([^:]+):)/;

/**
 * As whom a bucket is asked without CloudFront. Any signature will do: an access key that is the number of an account stands for that account,
 * any other for the one that owns the bucket.
 */
export function directPrincipal(headers: RawHeaders): OriginPrincipal {
  const [, key4, key2] = CREDENTIAL.exec(headerValue(headers, 'authorization') ?? '') ?? [];
  const key = key4 ?? key2;
  return key === undefined ? ANONYMOUS : { kind: 'account', number: /^\d{12}$/.test(key) ? key : undefined };
}

/** As whom CloudFront asks an origin, by its origin access identity or origin access control. */
export function principalOf(origin: Origin, distribution: WebDistribution, application: Application): OriginPrincipal {
  const control = application.originAccessControls.find(({ id }) => id === origin.originAccessControlId);
  if (control !== undefined && control.signingBehavior !== 'never') {
    const facts = application.templates.find(({ name }) => name === distribution.location.template);
    const account = facts !== undefined && isKnown(facts.account) ? facts.account : '';
    return { kind: 'origin-access-control', distributionArn: `arn:aws:cloudfront::${account}:distribution/${distribution.id}` };
  }
  const path = origin.s3?.originAccessIdentity;
  if (!isKnown(path) || path === '') return ANONYMOUS;
  const id = path.replace(IDENTITY_PREFIX, '');
  const identity = application.originAccessIdentities.find((candidate) => candidate.id === id);
  return { kind: 'origin-access-identity', id, s3CanonicalUserId: identity?.s3CanonicalUserId ?? '' };
}
