import { ruleTest } from './rule-test';

const custom = { OriginProtocolPolicy: 'http-only' };
const origin = (Id: unknown, rest: object = {}) => ({ Id, DomainName: 'www.example.com', CustomOriginConfig: custom, ...rest });
const bucket = { CustomOriginConfig: { Ref: 'AWS::NoValue' }, S3OriginConfig: {} };
const WEBSITE = 'site.s3-website-eu-west-1.amazonaws.com';

ruleTest('origin-missing [WEB-002] [DST-023]', {
  in: 'distribution', at: 'Origins', rejects: [{ Origins: [], DefaultCacheBehavior: {} }], accepts: [{ Origins: [origin('site')] }], message: /add the bucket or server/,
});

ruleTest('origin-quota [WEB-001] [WEB-021] [DST-062]', {
  in: 'distribution',
  at: 'Origins',
  edition: '2014-10-21',
  rejects: [{ Origins: Array.from({ length: 11 }, (_, i) => origin(i === 0 ? 'site' : `o${i}`)) }],
  accepts: [{ Origins: Array.from({ length: 10 }, (_, i) => origin(i === 0 ? 'site' : `o${i}`)) }],
  message: /11 items; allowed: 10.*originsPerDistribution/,
});

const manyBehaviors = (length: number) => ({
  CacheBehaviors: Array.from({ length }, (_, i) => ({
    PathPattern: `/${i}`, TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false },
  })),
});
ruleTest('behavior-quota [WEB-066]', {
  in: 'distribution', at: 'CacheBehaviors', rejects: [manyBehaviors(76)], accepts: [manyBehaviors(75)], message: /allowed: 75/,
});
ruleTest('behavior-quota', {
  in: 'distribution', at: 'CacheBehaviors', quotas: { cacheBehaviorsPerDistribution: 100 }, rejects: [manyBehaviors(101)], accepts: [manyBehaviors(100)],
});

ruleTest('target-origin-exists [WEB-023] [OTD-018]', {
  in: 'defaultBehavior', at: 'TargetOriginId', rejects: [{ TargetOriginId: 'other' }], accepts: [{ TargetOriginId: 'site' }], message: /"other"; allowed: site/,
});
ruleTest('target-origin-exists', {
  in: 'distribution',
  at: 'DefaultCacheBehavior.TargetOriginId',
  rejects: [{ Origins: [origin('other')] }],
  accepts: [{ Origins: [origin({ Ref: 'Unknown' })] }, { Origins: [origin('site')] }],
});

ruleTest('target-origin-missing [WEB-063]', {
  in: 'behavior', at: 'TargetOriginId', rejects: [{ TargetOriginId: '' }], accepts: [{ TargetOriginId: 'site' }],
});

ruleTest('origin-id-missing [WEB-034]', { in: 'origin', at: 'Id', rejects: [{ Id: '' }], accepts: [{ Id: 'site' }] });

ruleTest('origin-id-unique [WEB-033]', {
  in: 'distribution', at: 'Origins[1].Id', rejects: [{ Origins: [origin('site'), origin('site')] }], accepts: [{ Origins: [origin('site'), origin('other')] }],
});

ruleTest('origin-domain-name [WEB-026] [DST-029] [DST-035] [OTD-005] [OTD-006] [OTD-015]', {
  in: 'origin',
  at: 'DomainName',
  rejects: [
    { DomainName: 'https://www.example.com' }, { DomainName: 'www.example.com:8080' }, { DomainName: 'cafe:80' }, { DomainName: 'www.example.com/path' }, { DomainName: 's3.amazonaws.com/bucket' },
    { DomainName: 'www.example.com?x' }, { DomainName: 'www example.com' }, { DomainName: 'www.example.com.' }, { DomainName: 'site.s3-accelerate.amazonaws.com' },
  ],
  accepts: [{ DomainName: 'www.example.com' }, { DomainName: '{{resolve:ssm:host}}' }, { DomainName: '{{tenant}}.example.com' }],
});

ruleTest('origin-domain-name-missing [DST-034]', { in: 'origin', at: 'DomainName', rejects: [{ DomainName: '' }], accepts: [{ DomainName: 'www.example.com' }] });

ruleTest('origin-ip-address [WEB-028] [DST-035] [OTD-015]', {
  in: 'origin', at: 'DomainName', rejects: [{ DomainName: '192.0.2.1' }, { DomainName: '2001:db8::1' }], accepts: [{ DomainName: '192.example.com' }], message: /DNS name/,
});

ruleTest('s3-bucket-name [WEB-004] [DST-031] [OTD-008]', {
  in: 'origin',
  at: 'DomainName',
  rejects: [{ ...bucket, DomainName: 'MyBucket.s3.amazonaws.com' }, { ...bucket, DomainName: 'my_bucket.s3.amazonaws.com' }],
  accepts: [{ ...bucket, DomainName: 'mybucket.s3.amazonaws.com' }, { ...bucket, DomainName: 'my.bucket-1.s3.eu-west-1.amazonaws.com' }],
});

ruleTest('origin-kind [WEB-029] [OTD-001]', {
  in: 'origin',
  at: '',
  rejects: [{ CustomOriginConfig: { Ref: 'AWS::NoValue' } }, { CustomOriginConfig: custom, S3OriginConfig: {} }],
  accepts: [{ CustomOriginConfig: custom }, { ...bucket, DomainName: 'site.s3.amazonaws.com' }, { CustomOriginConfig: custom, S3OriginConfig: { Ref: 'Unknown' } }],
});

ruleTest('vpc-origin-edition [WEB-029]', {
  in: 'origin', at: 'VpcOriginConfig', edition: '2014-10-21', rejects: [{ VpcOriginConfig: { VpcOriginId: 'vo_1' } }], accepts: [{}],
});

ruleTest('s3-website-as-bucket [WEB-029] [DST-037] [OTD-002]', {
  in: 'origin', at: 'S3OriginConfig', rejects: [{ ...bucket, DomainName: WEBSITE }], accepts: [{ DomainName: WEBSITE }, { ...bucket, DomainName: 'site.s3.amazonaws.com' }],
});
ruleTest('s3-website-as-bucket', {
  in: 'origin', at: 'OriginAccessControlId', rejects: [{ DomainName: WEBSITE, OriginAccessControlId: 'E1' }], accepts: [{ DomainName: WEBSITE, OriginAccessControlId: '' }],
});

ruleTest('s3-website-protocol [WEB-049] [TLS-017] [OTD-012]', {
  in: 'origin',
  at: 'CustomOriginConfig.OriginProtocolPolicy',
  rejects: [{ DomainName: WEBSITE, CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' } }, { DomainName: WEBSITE, CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }],
  accepts: [{ DomainName: WEBSITE }, { CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }],
});

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

ruleTest('origin-path-form [OTD-023]', {
  in: 'origin',
  at: 'OriginPath',
  rejects: [{ OriginPath: 'site' }, { OriginPath: '/site/' }, { OriginPath: '/' }],
  accepts: [{ OriginPath: '' }, { OriginPath: '/site' }, { OriginPath: '/a/b' }],
});

ruleTest('origin-connection-attempts [OTD-044]', {
  in: 'origin', at: 'ConnectionAttempts', rejects: [{ ConnectionAttempts: 0 }, { ConnectionAttempts: 4 }], accepts: [{ ConnectionAttempts: 1 }, { ConnectionAttempts: '3' }],
});

ruleTest('origin-connection-timeout [OTD-045]', {
  in: 'origin', at: 'ConnectionTimeout', rejects: [{ ConnectionTimeout: 0 }, { ConnectionTimeout: 11 }], accepts: [{ ConnectionTimeout: 1 }, { ConnectionTimeout: 10 }],
});

ruleTest('origin-custom-header-length [OTD-115]', {
  in: 'origin',
  at: 'OriginCustomHeaders[0].HeaderValue',
  rejects: [{ OriginCustomHeaders: [{ HeaderName: 'X-A', HeaderValue: 'x'.repeat(1784) }] }],
  accepts: [{ OriginCustomHeaders: [{ HeaderName: 'X-A', HeaderValue: 'x'.repeat(1783) }] }],
});

const headers = (last: number) => ({
  OriginCustomHeaders: [...Array.from({ length: 5 }, (_, i) => ({ HeaderName: `X-${i}`, HeaderValue: 'x'.repeat(1783) })), { HeaderName: 'X-Last', HeaderValue: 'x'.repeat(last) }],
});
ruleTest('origin-custom-headers-total [OTD-115]', {
  in: 'origin', at: 'OriginCustomHeaders', rejects: [headers(1305)], accepts: [headers(1304)], message: /10241 characters together; allowed: 10240/,
});

ruleTest('origin-custom-header-unique [OTD-113]', {
  in: 'origin',
  at: 'OriginCustomHeaders[1].HeaderName',
  rejects: [{ OriginCustomHeaders: [{ HeaderName: 'X-A', HeaderValue: '1' }, { HeaderName: 'x-a', HeaderValue: '2' }] }],
  accepts: [{ OriginCustomHeaders: [{ HeaderName: 'X-A', HeaderValue: '1' }, { HeaderName: 'X-B', HeaderValue: '2' }] }],
});

ruleTest('origin-unused [WEB-064]', {
  in: 'distribution',
  at: 'Origins[1].Id',
  rejects: [{ Origins: [origin('site'), origin('spare')] }],
  accepts: [
    { Origins: [origin('site')] },
    {
      Origins: [origin('site'), origin('spare')],
      OriginGroups: { Quantity: 1, Items: [{ Id: 'group', Members: { Quantity: 2, Items: [{ OriginId: 'site' }, { OriginId: 'spare' }] }, FailoverCriteria: { StatusCodes: { Quantity: 1, Items: [500] } } }] },
    },
  ],
});
