import { distribution, ruleTest } from './rule-test';

type Json = { readonly [property: string]: unknown };

const BEHAVIOR = { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } };
const ALL = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'];
const OBJECTS = { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, '/*']] };
const SELF = { 'Fn::Join': ['', ['arn:aws:cloudfront::111122223333:distribution/', { Ref: 'Site' }]] };
const BLOCKED = { PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true } };

const forSource = (SourceArn: unknown) => ({ StringEquals: { 'AWS:SourceArn': SourceArn } });
const allow = (Action: unknown, Principal: unknown, rest: Json = {}) => ({ Effect: 'Allow', Action, Principal, Resource: OBJECTS, ...rest });
const toCloudFront = (Action: unknown, Condition: unknown = forSource(SELF)) => allow(Action, { Service: 'cloudfront.amazonaws.com' }, { Condition });
const IDENTITY_USER = { CanonicalUser: { 'Fn::GetAtt': ['Identity', 'S3CanonicalUserId'] } };
const everybody = allow('s3:GetObject', '*');

const policy = (...Statement: unknown[]) => ({ Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Version: '2012-10-17', Statement } } } });

/** A distribution whose origin is a bucket of the application. */
const site = (origin: Json, bucket: Json = {}, config: Json = {}) => ({
  ...distribution({ Origins: [{ Id: 'site', DomainName: { 'Fn::GetAtt': ['Bucket', 'RegionalDomainName'] }, S3OriginConfig: {}, ...origin }], DefaultCacheBehavior: BEHAVIOR, ...config }),
  Bucket: { Type: 'AWS::S3::Bucket', Properties: bucket },
  Control: { Type: 'AWS::CloudFront::OriginAccessControl', Properties: { OriginAccessControlConfig: { Name: 'one', OriginAccessControlOriginType: 's3', SigningBehavior: 'always', SigningProtocol: 'sigv4' } } },
  Identity: { Type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity', Properties: { CloudFrontOriginAccessIdentityConfig: { Comment: '' } } },
});
const OPEN = {};
const CONTROL = { OriginAccessControlId: { Ref: 'Control' } };
const IDENTITY = { S3OriginConfig: { OriginAccessIdentity: { 'Fn::Sub': 'origin-access-identity/cloudfront/${Identity}' } } };
const UNTOLD = { OriginAccessControlId: { Ref: 'Unknown' } };
const WEBSITE = {
  DomainName: { 'Fn::Select': [2, { 'Fn::Split': ['/', { 'Fn::GetAtt': ['Bucket', 'WebsiteURL'] }] }] }, S3OriginConfig: { Ref: 'AWS::NoValue' }, CustomOriginConfig: { OriginProtocolPolicy: 'http-only' },
};

const origin = (property: string) => ({ in: 'resources', at: `Site.DistributionConfig.Origins[0].${property}` }) as const;
const BY_CONTROL = origin('OriginAccessControlId');
const BY_IDENTITY = origin('S3OriginConfig.OriginAccessIdentity');
const BY_NAME = origin('DomainName');

ruleTest('bucket-unreadable [WEB-006] [IAM-024] [ORG-025] [OTD-146]', {
  ...BY_NAME,
  rejects: [site(OPEN, BLOCKED), site(OPEN), { ...site(OPEN, BLOCKED), ...policy(everybody) }],
  accepts: [
    { ...site(OPEN), ...policy(everybody) }, site(OPEN, { AccessControl: 'PublicRead' }), { ...site(IDENTITY, BLOCKED), ...policy(allow('s3:GetObject', IDENTITY_USER)) },
    { ...site(CONTROL, BLOCKED), ...policy(toCloudFront('s3:GetObject')) }, site(UNTOLD, BLOCKED), { ...site(OPEN), ...policy(allow({ Ref: 'Unknown' }, '*')) },
  ],
  message: /not public, so CloudFront cannot read/,
});
const REDIRECTING = { ...BLOCKED, WebsiteConfiguration: { RedirectAllRequestsTo: { HostName: 'www.example.com' } } };
ruleTest('bucket-unreadable [ORG-036]', { ...BY_NAME, rejects: [site(WEBSITE, BLOCKED)], accepts: [{ ...site(WEBSITE), ...policy(everybody) }, site(WEBSITE, REDIRECTING)] });

ruleTest('bucket-unreadable [MED-036] [MED-085]', {
  ...BY_NAME,
  rejects: [site(OPEN, BLOCKED)],
  accepts: [site(OPEN, { AccessControl: 'PublicRead' }), { ...site(IDENTITY, BLOCKED), ...policy(allow('s3:GetObject', IDENTITY_USER)) }],
});

/** An RTMP distribution of the same bucket. */
const media = (OriginAccessIdentity: unknown, bucket: Json) => ({
  ...site(OPEN, bucket),
  Site: {
    Type: 'AWS::CloudFront::StreamingDistribution',
    Properties: {
      Tags: [],
      StreamingDistributionConfig: {
        Enabled: true, Comment: '', TrustedSigners: { Enabled: false }, S3Origin: { DomainName: { 'Fn::GetAtt': ['Bucket', 'DomainName'] }, OriginAccessIdentity },
      },
    },
  },
});
ruleTest('rtmp-bucket-unreadable [RTM-060] [MED-085]', {
  in: 'resources',
  at: 'Site.StreamingDistributionConfig.S3Origin.OriginAccessIdentity',
  rejects: [media('', BLOCKED), media('', {})],
  accepts: [
    media('', { AccessControl: 'PublicRead' }), { ...media('', {}), ...policy(everybody) }, { ...media('', {}), ...policy(allow({ Ref: 'Unknown' }, '*')) },
    { ...media(IDENTITY.S3OriginConfig.OriginAccessIdentity, BLOCKED), ...policy(allow('s3:GetObject', IDENTITY_USER)) },
  ],
  message: /not public, so CloudFront cannot read/,
});

ruleTest('rtmp-bucket-public [RTM-074]', {
  in: 'resources',
  at: 'Site.StreamingDistributionConfig.S3Origin.OriginAccessIdentity',
  rejects: [media(IDENTITY.S3OriginConfig.OriginAccessIdentity, { AccessControl: 'PublicRead' }), { ...media(IDENTITY.S3OriginConfig.OriginAccessIdentity, {}), ...policy(everybody, allow('s3:GetObject', IDENTITY_USER)) }],
  accepts: [
    media('', { AccessControl: 'PublicRead' }), media({ Ref: 'Unknown' }, { AccessControl: 'PublicRead' }),
    { ...media(IDENTITY.S3OriginConfig.OriginAccessIdentity, {}), ...policy(allow('s3:GetObject', IDENTITY_USER)) },
  ],
  message: /everybody can read Bucket by its S3 URLs.*take the public read out/i,
});

ruleTest('bucket-public [WEB-045] [PRV-030]', {
  ...BY_IDENTITY,
  rejects: [site(IDENTITY, { AccessControl: 'PublicRead' }), { ...site(IDENTITY), ...policy(allow('s3:GetObject', IDENTITY_USER), everybody) }],
  accepts: [{ ...site(IDENTITY), ...policy(allow('s3:GetObject', IDENTITY_USER)) }, { ...site(IDENTITY, BLOCKED), ...policy(allow('s3:GetObject', IDENTITY_USER)) }],
});

ruleTest('bucket-policy-missing [PRV-021]', { ...BY_IDENTITY, rejects: [site(IDENTITY)], accepts: [{ ...site(IDENTITY), ...policy(allow('s3:GetObject', IDENTITY_USER)) }, site(OPEN)] });
ruleTest('bucket-policy-missing [OTD-126]', { ...BY_CONTROL, rejects: [site(CONTROL)], accepts: [{ ...site(CONTROL), ...policy(toCloudFront('s3:GetObject')) }] });

ruleTest('bucket-policy-identity [PRV-021] [PRV-041]', {
  ...BY_IDENTITY,
  rejects: [{ ...site(IDENTITY), ...policy(allow('s3:GetObject', { CanonicalUser: 'f'.repeat(64) })) }, { ...site(IDENTITY), ...policy(allow('s3:PutObject', IDENTITY_USER)) }],
  accepts: [
    { ...site(IDENTITY), ...policy(allow('s3:GetObject', IDENTITY_USER)) }, { ...site(IDENTITY), ...policy(allow('s3:Get*', { AWS: { Ref: 'Unknown' } })) },
    { ...site(IDENTITY), ...policy(allow('s3:GetObject', { AWS: { 'Fn::Sub': 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${Identity}' } })) },
  ],
});

const literal = (id: string) => forSource(`arn:aws:cloudfront::111122223333:distribution/${id}`);
ruleTest('bucket-policy-access-control [OTD-126]', {
  ...BY_CONTROL,
  rejects: [
    { ...site(CONTROL), ...policy(allow('s3:GetObject', IDENTITY_USER)) }, { ...site(CONTROL), ...policy(toCloudFront('s3:PutObject')) },
    { ...site(CONTROL), ...policy({ ...toCloudFront('s3:GetObject'), Resource: { 'Fn::GetAtt': ['Bucket', 'Arn'] } }) }, { ...site(CONTROL), ...policy({ ...toCloudFront('s3:GetObject'), Effect: 'Deny' }) },
  ],
  accepts: [
    { ...site(CONTROL), ...policy(toCloudFront('s3:GetObject')) }, { ...site(CONTROL), ...policy(toCloudFront('s3:GetObject', forSource({ Ref: 'Unknown' }))) },
    { ...site(CONTROL), ...policy(toCloudFront('s3:GetObject', literal('E1EXAMPLE'))) }, { ...site(CONTROL), ...policy(toCloudFront({ Ref: 'Unknown' })) }, { ...site(CONTROL), ...policy(toCloudFront('s3:*')) },
    { ...site(CONTROL), Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Ref: 'Unknown' } } } },
  ],
  message: /AWS:SourceArn equal to the ARN of this distribution/,
});

const other = { Other: distribution({}).Site };
const FOR_OTHER = forSource({ 'Fn::Join': ['', ['arn:aws:cloudfront::111122223333:distribution/', { Ref: 'Other' }]] });
const staging = (Condition: Json) => ({ ...site(CONTROL, {}, { Staging: true }), ...other, ...policy(toCloudFront('s3:GetObject', Condition)) });
ruleTest('bucket-policy-staging [OTD-130]', { ...BY_CONTROL, rejects: [staging(FOR_OTHER)], accepts: [staging(forSource(SELF)), staging(forSource([SELF, FOR_OTHER.StringEquals['AWS:SourceArn']]))] });
ruleTest('bucket-policy-access-control [OTD-130]', {
  ...BY_CONTROL, rejects: [{ ...site(CONTROL), ...other, ...policy(toCloudFront('s3:GetObject', FOR_OTHER)) }], accepts: [{ ...site(CONTROL), ...other, ...policy(toCloudFront('s3:GetObject')) }],
});

const writing = (AllowedMethods: unknown, ...statements: unknown[]) => ({
  ...site(CONTROL, {}, { DefaultCacheBehavior: { ...BEHAVIOR, AllowedMethods } }), ...policy(...statements),
});
ruleTest('bucket-policy-methods [OTD-128]', {
  ...BY_CONTROL,
  rejects: [writing(ALL, toCloudFront('s3:GetObject')), writing(ALL, toCloudFront(['s3:GetObject', 's3:PutObject'])), writing(['GET', 'HEAD'], toCloudFront(['s3:GetObject', 's3:PutObject']))],
  accepts: [writing(ALL, toCloudFront(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'])), writing(['GET', 'HEAD'], toCloudFront('s3:GetObject')), writing({ Ref: 'Unknown' }, toCloudFront('s3:GetObject'))],
});

const uploading = (...actions: string[]) => ({
  ...site(IDENTITY, {}, { DefaultCacheBehavior: { ...BEHAVIOR, AllowedMethods: ALL } }), ...policy(allow(actions, IDENTITY_USER)),
});
ruleTest('bucket-delete-through-identity [PRV-035] [WEB-108] [REQ-018]', {
  ...BY_IDENTITY,
  rejects: [uploading('s3:*'), uploading('s3:GetObject', 's3:PutObject', 's3:DeleteObject')],
  accepts: [uploading('s3:GetObject', 's3:PutObject'), { ...site(IDENTITY), ...policy(allow('s3:*', IDENTITY_USER)) }],
});

const LOGGING = { Logging: { Bucket: 'logs.s3.amazonaws.com' } };
ruleTest('bucket-logs-incomplete [PRV-018]', {
  ...BY_NAME,
  rejects: [{ ...site(OPEN, {}, LOGGING), ...policy(everybody) }],
  accepts: [{ ...site(IDENTITY, {}, LOGGING), ...policy(allow('s3:GetObject', IDENTITY_USER)) }, { ...site(OPEN), ...policy(everybody) }],
});

const listing = policy(toCloudFront('s3:GetObject'), { ...toCloudFront('s3:ListBucket'), Resource: { 'Fn::GetAtt': ['Bucket', 'Arn'] } });
ruleTest('bucket-listing [OTD-151]', {
  ...BY_NAME,
  rejects: [{ ...site(CONTROL), ...listing }],
  accepts: [{ ...site(CONTROL, {}, { DefaultRootObject: 'index.html' }), ...listing }, { ...site(CONTROL), ...policy(toCloudFront('s3:GetObject')) }],
});

/** A distribution of a server, whose error page comes from a bucket. */
const errorPage = (access: Json, ...statements: unknown[]) => {
  const { Site } = site(access) as unknown as { readonly Site: { readonly Properties: { readonly DistributionConfig: { readonly Origins: readonly Json[] } } } };
  const Origins = [...Site.Properties.DistributionConfig.Origins, { Id: 'server', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }];
  return {
    ...site(access, {}, {
      Origins,
      DefaultCacheBehavior: { ...BEHAVIOR, TargetOriginId: 'server' },
      CacheBehaviors: [{ ...BEHAVIOR, PathPattern: '/errors/*' }],
      CustomErrorResponses: [{ ErrorCode: 404, ResponseCode: 404, ResponsePagePath: '/errors/404.html' }],
    }),
    ...(statements.length > 0 ? policy(...statements) : {}),
  };
};
ruleTest('bucket-unreadable [ERR-029]', { ...BY_NAME, rejects: [errorPage(OPEN)], accepts: [errorPage(OPEN, everybody)] });
ruleTest('bucket-policy-identity [ERR-029]', {
  ...BY_IDENTITY, rejects: [errorPage(IDENTITY, allow('s3:PutObject', IDENTITY_USER))], accepts: [errorPage(IDENTITY, allow('s3:GetObject', IDENTITY_USER)), errorPage(IDENTITY, everybody)],
});

const ROOT = { DefaultRootObject: 'index.html' };
ruleTest('bucket-unreadable [ERR-087]', { ...BY_NAME, rejects: [site(OPEN, {}, ROOT)], accepts: [{ ...site(OPEN, {}, ROOT), ...policy(everybody) }] });
ruleTest('bucket-policy-identity [ERR-087]', {
  ...BY_IDENTITY,
  rejects: [{ ...site(IDENTITY, {}, ROOT), ...policy(allow('s3:PutObject', IDENTITY_USER)) }],
  accepts: [{ ...site(IDENTITY, {}, ROOT), ...policy(allow('s3:GetObject', IDENTITY_USER)) }],
});
ruleTest('open-bucket-root-object [ERR-077]', {
  in: 'resources',
  at: 'Site.DistributionConfig.DefaultRootObject',
  rejects: [{ ...site(OPEN, {}, ROOT), ...policy(everybody) }],
  accepts: [{ ...site(IDENTITY, {}, ROOT), ...policy(allow('s3:GetObject', IDENTITY_USER)) }, { ...site(WEBSITE, {}, ROOT), ...policy(everybody) }, { ...site(OPEN), ...policy(everybody) }],
});
ruleTest('bucket-public [ERR-077]', {
  ...BY_IDENTITY, rejects: [{ ...site(IDENTITY, {}, ROOT), ...policy(everybody) }], accepts: [{ ...site(IDENTITY, {}, ROOT), ...policy(allow('s3:GetObject', IDENTITY_USER)) }],
});
const mayList = allow('s3:ListBucket', IDENTITY_USER, { Resource: { 'Fn::GetAtt': ['Bucket', 'Arn'] } });
ruleTest('bucket-listing [ERR-081]', {
  ...BY_NAME,
  rejects: [{ ...site(IDENTITY), ...policy(allow('s3:GetObject', IDENTITY_USER), mayList) }],
  accepts: [{ ...site(IDENTITY), ...policy(allow('s3:GetObject', IDENTITY_USER)) }, { ...site(IDENTITY, {}, ROOT), ...policy(allow('s3:GetObject', IDENTITY_USER), mayList) }],
});

const page = (ErrorCode: number) => ({ ErrorCode, ResponseCode: 200, ResponsePagePath: '/index.html' });
const singlePage = (...codes: number[]) => site(CONTROL, {}, { CustomErrorResponses: codes.map(page) });
ruleTest('bucket-missing-object-status [OTD-150]', {
  in: 'resources',
  at: 'Site.DistributionConfig.CustomErrorResponses[0].ErrorCode',
  rejects: [{ ...singlePage(404), ...policy(toCloudFront('s3:GetObject')) }],
  accepts: [{ ...singlePage(403), ...policy(toCloudFront('s3:GetObject')) }, { ...singlePage(404, 403), ...policy(toCloudFront('s3:GetObject')) }, { ...singlePage(404), ...listing }],
});

const POLICY = 'Policy.PolicyDocument.Statement[0]';
/** As CDK writes it: the account and the partition are known only when it is deployed. */
const ARN_OF_SITE = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':cloudfront::', { Ref: 'AWS::AccountId' }, ':distribution/', { Ref: 'Site' }]] };
ruleTest('bucket-policy-any-distribution [OTD-127]', {
  in: 'resources',
  at: `${POLICY}.Condition`,
  rejects: [{ ...site(CONTROL), ...policy(allow('s3:GetObject', { Service: 'cloudfront.amazonaws.com' })) }],
  accepts: [
    { ...site(CONTROL), ...policy(toCloudFront('s3:GetObject')) }, { ...site(CONTROL), ...policy(toCloudFront('s3:GetObject', { StringEquals: { 'AWS:SourceAccount': '111122223333' } })) },
    ...[{ Ref: 'Unknown' }, { StringEquals: { Ref: 'Unknown' } }, { StringEquals: { 'AWS:SourceArn': { Ref: 'Unknown' } } }, { StringEquals: { 'AWS:SourceArn': ARN_OF_SITE } }]
      .map((condition) => ({ ...site(CONTROL), ...policy(toCloudFront('s3:GetObject', condition)) })),
  ],
});

ruleTest('bucket-policy-canonical-user [PRV-041]', {
  in: 'resources',
  at: `${POLICY}.Principal.CanonicalUser`,
  rejects: [
    { ...site(OPEN, { AccessControl: 'PublicRead' }), ...policy(allow('s3:GetObject', { CanonicalUser: 'E74FTE3AJFJ256A' })) },
    { ...site(OPEN, { AccessControl: 'PublicRead' }), ...policy(allow('s3:GetObject', { CanonicalUser: { Ref: 'Identity' } })) },
  ],
  accepts: [{ ...site(IDENTITY), ...policy(allow('s3:GetObject', IDENTITY_USER)) }],
});

const denyAllBut = (NotPrincipal: unknown) => policy({ Effect: 'Deny', NotPrincipal, Action: 's3:*', Resource: OBJECTS }, allow('s3:GetObject', IDENTITY_USER));
ruleTest('bucket-policy-locks-out [PRV-039]', {
  in: 'resources',
  at: `${POLICY}.NotPrincipal`,
  rejects: [{ ...site(IDENTITY), ...denyAllBut(IDENTITY_USER) }],
  accepts: [{ ...site(IDENTITY), ...denyAllBut({ ...IDENTITY_USER, AWS: 'arn:aws:iam::111122223333:role/Administrator' }) }, { ...site(IDENTITY), ...policy(allow('s3:GetObject', IDENTITY_USER)) }],
});

const ENCRYPTED = { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::GetAtt': ['Key', 'Arn'] } } }] } };
const keyFor = (...Statement: unknown[]) => ({ Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Version: '2012-10-17', Statement } } } });
const owner = { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:*', Resource: '*' };
const decrypting = { Effect: 'Allow', Principal: { Service: 'cloudfront.amazonaws.com' }, Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*'], Resource: '*', Condition: forSource(SELF) };
const READ = policy(toCloudFront('s3:GetObject'));
ruleTest('bucket-key-policy [OTD-129]', {
  ...BY_CONTROL,
  rejects: [{ ...site(CONTROL, ENCRYPTED), ...READ, ...keyFor(owner) }],
  accepts: [{ ...site(CONTROL, ENCRYPTED), ...READ, ...keyFor(owner, decrypting) }, { ...site(CONTROL), ...READ, ...keyFor(owner) }, { ...site(CONTROL, ENCRYPTED), ...READ, ...keyFor({ Ref: 'Unknown' }, decrypting) }],
});
const byIdentity = policy(allow('s3:GetObject', IDENTITY_USER));
ruleTest('bucket-encrypted-identity [OTD-129]', {
  ...BY_IDENTITY,
  rejects: [{ ...site(IDENTITY, ENCRYPTED), ...byIdentity, ...keyFor(owner, decrypting) }],
  accepts: [{ ...site(IDENTITY), ...byIdentity }, { ...site(CONTROL, ENCRYPTED), ...READ, ...keyFor(decrypting) }],
});

const NAME = { 'Fn::Sub': 'content-${AWS::AccountId}' };
const granting = (Bucket: unknown) => ({
  Content: { Type: 'AWS::S3::Bucket', Properties: { BucketName: NAME } },
  Policy: {
    Type: 'AWS::S3::BucketPolicy',
    Properties: { Bucket, PolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { Service: 'cloudfront.amazonaws.com' }, Action: 's3:GetObject', Resource: { 'Fn::Sub': 'arn:aws:s3:::content-${AWS::AccountId}/*' } }] } },
  },
  Site: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        DefaultRootObject: 'index.html',
        Origins: [{ Id: 'site', DomainName: { 'Fn::GetAtt': ['Content', 'RegionalDomainName'] }, OriginAccessControlId: 'E1ABCDEFGHIJKL', S3OriginConfig: {} }],
        DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'https-only', CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' },
      },
    },
  },
});
ruleTest('bucket-policy-missing [PRV-021] [OTD-126]', {
  in: 'resources',
  at: 'Site.DistributionConfig.Origins[0].OriginAccessControlId',
  rejects: [granting('other-bucket')],
  accepts: [granting({ Ref: 'Content' }), granting(NAME), granting({ 'Fn::Sub': 'other-${AWS::AccountId}' })],
});
