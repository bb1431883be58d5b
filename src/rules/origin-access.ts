import { at, isKnown } from '../config';
import { eachOrigin } from './each-origin';
import { Rule, RuleSet, Subjects } from './rule';

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'origin-access-identity-and-control',
    level: 'error',
    spec: ['OTD-124'],
    apiError: 'InvalidArgument',
    says: 'an origin has an access identity or an access control, not both',
    check: eachOrigin(function* ({ s3, originAccessControlId }) {
      if (s3 !== undefined && isKnown(originAccessControlId) && originAccessControlId !== '' && isKnown(s3.originAccessIdentity) && s3.originAccessIdentity !== '') {
        yield { at: at(s3, 'OriginAccessIdentity'), got: s3.originAccessIdentity, fix: 'leave OriginAccessIdentity empty and keep the access control' };
      }
    }),
  },
  {
    id: 'origin-access-identity-form',
    level: 'error',
    spec: ['WEB-038'],
    apiError: 'InvalidOriginAccessIdentity',
    says: 'an access identity is given as origin-access-identity/cloudfront/ID',
    check: eachOrigin(function* ({ s3 }) {
      const got = s3?.originAccessIdentity;
      if (s3 !== undefined && isKnown(got) && got !== '' && !/^origin-access-identity\/cloudfront\/\S+$/.test(got)) {
        yield { at: at(s3, 'OriginAccessIdentity'), got, limit: 'origin-access-identity/cloudfront/ID', fix: 'put origin-access-identity/cloudfront/ before the id' };
      }
    }),
  },
];

/** Rules about as whom CloudFront asks an origin. */
export const originAccessRules: RuleSet = { distribution };
