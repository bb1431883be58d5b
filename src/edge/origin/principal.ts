import { OriginPrincipal } from './origin-client';
import { Application, isKnown, Origin, WebDistribution } from '../../config';

const IDENTITY_PREFIX = 'origin-access-identity/cloudfront/';
export const ANONYMOUS: OriginPrincipal = { kind: 'anonymous' };

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
