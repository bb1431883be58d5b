import { ruleTest } from './rule-test';

const bucket = { DomainName: 'site.s3.eu-west-1.amazonaws.com', CustomOriginConfig: { Ref: 'AWS::NoValue' }, S3OriginConfig: {} };

ruleTest('origin-access-identity-and-control [OTD-124]', {
  in: 'origin',
  at: 'S3OriginConfig.OriginAccessIdentity',
  rejects: [{ ...bucket, DomainName: 'site.s3.amazonaws.com', S3OriginConfig: { OriginAccessIdentity: 'origin-access-identity/cloudfront/E1' }, OriginAccessControlId: 'E2' }],
  accepts: [{ ...bucket, DomainName: 'site.s3.amazonaws.com', S3OriginConfig: { OriginAccessIdentity: '' }, OriginAccessControlId: 'E2' }],
});

ruleTest('origin-access-identity-form [WEB-038]', {
  in: 'origin',
  at: 'S3OriginConfig.OriginAccessIdentity',
  rejects: [{ ...bucket, S3OriginConfig: { OriginAccessIdentity: 'E1' } }],
  accepts: [{ ...bucket, S3OriginConfig: { OriginAccessIdentity: 'origin-access-identity/cloudfront/E1' } }],
});
