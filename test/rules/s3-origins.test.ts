import { checkDistribution, distribution, ruleTest } from './rule-test';

const NONE = { Ref: 'AWS::NoValue' };
const bucket = { CustomOriginConfig: NONE, S3OriginConfig: {} };
const named = (DomainName: unknown, rest: object = {}) => ({ ...bucket, DomainName, ...rest });
const website = (DomainName: string, rest: object = {}) => ({ DomainName, CustomOriginConfig: { OriginProtocolPolicy: 'http-only', ...rest } });
const WEBSITE = 'site.s3-website-eu-west-1.amazonaws.com';
const OAI = { S3OriginConfig: { OriginAccessIdentity: 'origin-access-identity/cloudfront/E1' } };

/** A distribution whose origin is a bucket of the application named `site`. */
const ofBucket = (DomainName: string, Bucket: object = {}) => ({
  ...distribution({ Origins: [{ Id: 'site', DomainName, S3OriginConfig: {} }] }), Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'site', ...Bucket } },
});
const IN_RESOURCES = { in: 'resources', at: 'Site.DistributionConfig.Origins[0].DomainName' } as const;

ruleTest('s3-origin-name [ORG-014] [ORG-017] [ORG-018] [ORG-022] [ORG-041] [PRV-012] [OTD-007]', {
  in: 'origin',
  at: 'DomainName',
  rejects: [
    named('other-bucket'), named('images.example.com'), named('www.example.com', OAI), named('abcd1234.data.mediastore.us-west-2.amazonaws.com'),
    named('3ae97e9482b0d011.mediapackage.us-west-2.amazonaws.com'),
  ],
  accepts: [
    named('other-bucket.s3.amazonaws.com'), named('images.example.com.s3.us-west-2.amazonaws.com'), named('site.s3.us-east-1.amazonaws.com', OAI), named('site.s3-us-west-2.amazonaws.com'),
    named('site.s3-external-1.amazonaws.com'), { DomainName: 'www.example.com' }, website('abcd1234.data.mediastore.us-west-2.amazonaws.com'),
    website('3ae97e9482b0d011.mediapackage.us-west-2.amazonaws.com'),
  ],
  message: /does not refer to an S3 bucket.*BUCKET\.s3\.REGION/,
});

ruleTest('s3-bucket-name [WEB-004] [DST-031] [ORG-006] [OTD-008]', {
  in: 'origin',
  at: 'DomainName',
  rejects: [
    'MyBucket', 'My_Bucket', 'my_bucket', 'ab', '-bucket', 'bucket-', 'my.-bucket', '192.168.5.4', 'b'.repeat(64),
  ].map((name) => named(`${name}.s3.amazonaws.com`)),
  accepts: ['mybucket', 'my-bucket', 'my.bucket.01', 'abc', 'b'.repeat(63), '1.2.3.4.5'].map((name) => named(`${name}.s3.eu-west-1.amazonaws.com`)),
});

ruleTest('s3-bucket-name-dots [ORG-007]', {
  in: 'origin', at: 'DomainName', rejects: [named('my.bucket.s3.amazonaws.com')], accepts: [named('my-bucket.s3.amazonaws.com'), website('my.bucket.s3-website-us-east-1.amazonaws.com')],
});

ruleTest('s3-global-name [ORG-009] [OTD-003]', {
  in: 'origin',
  at: 'DomainName',
  rejects: [named('b-1.s3.amazonaws.com')],
  accepts: [named('b-1.s3.eu-west-1.amazonaws.com'), named('b-1.s3.eu-central-1.amazonaws.com')],
  message: /b-1\.s3\.REGION\.amazonaws\.com/,
});
ruleTest('s3-global-name', { in: 'origin', at: 'DomainName', edition: '2014-10-21', rejects: [], accepts: [named('b-1.s3.amazonaws.com')] });

describe('a bucket in a region opened after March 2019', () => {
  const cases = { ...IN_RESOURCES, rejects: [ofBucket('site.s3.amazonaws.com')], accepts: [] };
  ruleTest('s3-global-name-region [ORG-009] [ORG-010]', { ...cases, region: 'ap-east-1', accepts: [ofBucket('site.s3.ap-east-1.amazonaws.com')], message: /write site\.s3\.ap-east-1\.amazonaws\.com/ });
  ruleTest('s3-global-name-region', { ...cases, region: 'me-south-1' });
});
ruleTest('s3-global-name-region', { ...IN_RESOURCES, region: 'us-east-1', rejects: [], accepts: [ofBucket('site.s3.amazonaws.com')] });
ruleTest('s3-global-name-region', { ...IN_RESOURCES, rejects: [], accepts: [ofBucket('site.s3.amazonaws.com')] });

ruleTest('s3-external-name-region [ORG-012]', { ...IN_RESOURCES, region: 'eu-west-1', rejects: [ofBucket('site.s3-external-1.amazonaws.com')], accepts: [ofBucket('site.s3.eu-west-1.amazonaws.com')] });
ruleTest('s3-external-name-region', { ...IN_RESOURCES, region: 'us-east-1', rejects: [], accepts: [ofBucket('site.s3-external-1.amazonaws.com')] });

ruleTest('s3-region [ORG-088]', {
  ...IN_RESOURCES,
  region: 'eu-central-1',
  rejects: [ofBucket('site.s3.us-east-1.amazonaws.com')],
  accepts: [ofBucket('site.s3.eu-central-1.amazonaws.com'), ofBucket('other.s3.us-east-1.amazonaws.com')],
  message: /the bucket is in eu-central-1/i,
});
ruleTest('s3-region', { ...IN_RESOURCES, rejects: [], accepts: [ofBucket('site.s3.us-east-1.amazonaws.com')] });

ruleTest('s3-access-point [ORG-018] [OTD-009]', {
  in: 'origin',
  at: 'OriginAccessControlId',
  rejects: [named('my-ap-abc123-s3alias.s3.us-west-2.amazonaws.com'), named('my-ap-abc123--ol-s3.s3.us-west-2.amazonaws.com', { OriginAccessControlId: '' })],
  accepts: [named('my-ap-abc123-s3alias.s3.us-west-2.amazonaws.com', { OriginAccessControlId: 'E1' }), named('site.s3.us-west-2.amazonaws.com')],
});

const pages = { WebsiteConfiguration: { IndexDocument: 'index.html' } };
ruleTest('s3-website-unused [ORG-026]', {
  ...IN_RESOURCES,
  rejects: [ofBucket('site.s3.eu-west-1.amazonaws.com', pages)],
  accepts: [
    ofBucket('site.s3.eu-west-1.amazonaws.com'),
    { ...ofBucket('', pages), ...distribution({ Origins: [{ Id: 'site', ...website('site.s3-website-us-east-1.amazonaws.com') }] }) },
  ],
  message: /website endpoint/,
});

ruleTest('s3-website-as-bucket [WEB-029] [DST-037] [ORG-022] [ORG-027] [PRV-012] [OTD-002]', {
  in: 'origin',
  at: 'S3OriginConfig',
  rejects: [named(WEBSITE), named('site.s3-website-us-west-2.amazonaws.com', OAI), named('site.s3-website.eu-central-1.amazonaws.com')],
  accepts: [website(WEBSITE), named('site.s3.amazonaws.com', OAI)],
});
ruleTest('s3-website-as-bucket', {
  in: 'origin', at: 'OriginAccessControlId', rejects: [{ DomainName: WEBSITE, OriginAccessControlId: 'E1' }], accepts: [{ DomainName: WEBSITE, OriginAccessControlId: '' }],
});

ruleTest('s3-website-protocol [WEB-049] [TLS-017] [ORG-034] [OTD-012] [REQ-045]', {
  in: 'origin',
  at: 'CustomOriginConfig.OriginProtocolPolicy',
  rejects: [website(WEBSITE, { OriginProtocolPolicy: 'match-viewer' }), website('site.s3-website.eu-central-1.amazonaws.com', { OriginProtocolPolicy: 'https-only' })],
  accepts: [website(WEBSITE), { CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }],
});

ruleTest('s3-website-port [ORG-034]', {
  in: 'origin', at: 'CustomOriginConfig.HTTPPort', rejects: [website(WEBSITE, { HTTPPort: 8080 })], accepts: [website(WEBSITE, { HTTPPort: 80 }), website(WEBSITE)],
});

ruleTest('s3-rest-port [WEB-057]', {
  in: 'origin',
  at: 'CustomOriginConfig.HTTPPort',
  rejects: [website('mybucket.s3.amazonaws.com', { HTTPPort: 8080 }), website('mybucket.s3.eu-west-1.amazonaws.com', { HTTPPort: 443 })],
  accepts: [website('mybucket.s3.eu-west-1.amazonaws.com', { HTTPPort: 80, HTTPSPort: 443 }), website('www.example.com', { HTTPPort: 8080 }), website('mybucket.s3.amazonaws.com', { HTTPPort: { Ref: 'Unknown' } })],
});
test.each([
  ['in S3OriginConfig', { ...bucket, DomainName: 'mybucket.s3.amazonaws.com', S3OriginConfig: { HTTPPort: 8080 } }, 'unknown-property'],
  ['in a CustomOriginConfig beside it', { ...bucket, DomainName: 'mybucket.s3.amazonaws.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only', HTTPPort: 8080 } }, 'origin-kind'],
])('a bucket has no port %s [WEB-057]', (_title, one, rule) => {
  expect(checkDistribution({ Origins: [{ Id: 'site', ...one }] }).map((finding) => finding.rule)).toContain(rule);
});
ruleTest('s3-origin-name [DST-028] [DST-030]', {
  in: 'origin',
  at: 'DomainName',
  rejects: [named('myawsbucket'), named('downloads.example.com')],
  accepts: [named('myawsbucket.s3.amazonaws.com'), named('myawsbucket.s3.eu-west-1.amazonaws.com'), named('downloads.example.com.s3.amazonaws.com')],
});
ruleTest('s3-website-as-bucket [RPT-114]', {
  in: 'origin',
  at: 'S3OriginConfig',
  rejects: [named('myawsbucket.s3-website-us-east-1.amazonaws.com')],
  accepts: [website('myawsbucket.s3-website-us-east-1.amazonaws.com', { HTTPPort: 80, HTTPSPort: 443 })],
});
ruleTest('s3-global-name-region [DST-151]', {
  in: 'resources',
  region: 'eu-west-1',
  at: '',
  rejects: [],
  accepts: [{
    ...distribution({ Origins: [{ Id: 'site', ...named('mybucket.s3.amazonaws.com'), CustomOriginConfig: NONE }] }),
    Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'mybucket' } },
  }],
});

const redirecting = (HostName: unknown, Aliases: unknown[] = []) => ({
  Moved: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'moved', WebsiteConfiguration: { RedirectAllRequestsTo: { HostName } } } },
  Site: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        Aliases,
        ViewerCertificate: { AcmCertificateArn: { Ref: 'Unknown' }, SslSupportMethod: 'sni-only' },
        Origins: [{ Id: 'site', DomainName: 'moved.s3-website-us-east-1.amazonaws.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }],
        DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
      },
    },
  },
});
ruleTest('s3-website-redirect [REQ-060]', {
  in: 'resources',
  at: 'Site.DistributionConfig.Origins[0].DomainName',
  rejects: [redirecting('www.other.example'), redirecting('www.other.example', ['example.com'])],
  accepts: [redirecting('d1111111abcdef8.cloudfront.net'), redirecting('example.com', ['example.com']), redirecting({ Ref: 'Unknown' }), redirecting('www.other.example', [{ Ref: 'Unknown' }])],
  message: /redirects all requests to www\.other\.example/,
});
