import { App, CfnResource, Duration, Stack, Validations } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AllowedMethods, CachedMethods, CachePolicy, CfnDistribution, PriceClass, ViewerProtocolPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, OriginGroup, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Bucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { CookieForwarding, GeoRestriction, OriginAccessIdentity, Origins, RtmpDistribution, ViewerCertificate, WebDistribution, WebDistributionProps } from '../../src';

const RESOURCE = 'AWS::CloudFront::Distribution';
const STRICT = { '@aws-cdk/core:validateAgainstDefaultRules': true, '@aws-cdk/core:annotationsInValidationReport': true };

let stack: Stack;
beforeEach(() => {
  process.env.CDK_VALIDATION = 'false';
  stack = new Stack(new App(), 'Stack', { env: { region: 'us-east-1', account: '123456789012' } });
});

function site(props: Partial<WebDistributionProps> = {}): WebDistribution {
  return new WebDistribution(stack, 'Site', { defaultRootObject: 'index.html', defaultBehavior: { origin: Origins.custom('www.example.com') }, ...props });
}

/** Says that the template has a distribution with this configuration. */
function has(config: object): void {
  Template.fromStack(stack).hasResourceProperties(RESOURCE, { DistributionConfig: Match.objectLike(config) });
}

test('minimal example', () => {
  site();
  expect(Template.fromStack(stack).findResources(RESOURCE)).toMatchSnapshot();
});

test('an S3 origin and a custom origin stand beside each other, each with its own configuration [WEB-003]', () => {
  const bucket = new Bucket(stack, 'Bucket');
  site({ behaviors: [{ pathPattern: '/images/*', origin: Origins.s3Bucket(bucket) }] });
  has({
    Origins: [Match.objectLike({ CustomOriginConfig: Match.anyValue() }), Match.objectLike({ S3OriginConfig: { OriginAccessIdentity: '' } })],
    CacheBehaviors: [Match.objectLike({ PathPattern: '/images/*', TargetOriginId: 'Origin2' })],
  });
});

test('an identity is granted the read of its bucket, and nothing is granted when that is switched off [WEB-008]', () => {
  const granted = new Bucket(stack, 'Granted');
  const own = new Bucket(stack, 'Own');
  const originAccessIdentity = new OriginAccessIdentity(stack, 'Identity');
  site({
    defaultBehavior: { origin: Origins.s3Bucket(granted, { originAccessIdentity }) },
    behaviors: [{ pathPattern: '/own/*', origin: Origins.s3Bucket(own, { originAccessIdentity, originAccessLevels: [] }) }],
  });
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::S3::BucketPolicy', 1);
  template.hasResourceProperties('AWS::S3::BucketPolicy', {
    PolicyDocument: { Statement: [Match.objectLike({ Action: 's3:GetObject', Principal: { CanonicalUser: { 'Fn::GetAtt': [Match.stringLikeRegexp('Identity'), 'S3CanonicalUserId'] } } })] },
  });
});

test('an identity gets list, put and delete on request', () => {
  const bucket = new Bucket(stack, 'Bucket');
  const identity = new OriginAccessIdentity(stack, 'Identity');
  identity.grantList(bucket);
  identity.grantPut(bucket, 'uploads/*');
  identity.grantDelete(bucket);
  Template.fromStack(stack).hasResourceProperties('AWS::S3::BucketPolicy', {
    PolicyDocument: { Statement: ['s3:ListBucket', 's3:PutObject', 's3:DeleteObject'].map((Action) => Match.objectLike({ Action })) },
  });
});

test('maximum example', () => {
  const logs = new Bucket(stack, 'Logs', { objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED });
  const api = Origins.custom('api.example.com', {
    originId: 'api',
    originPath: '/v1',
    customHeaders: { 'X-Secret': 's' },
    connectionAttempts: 2,
    connectionTimeout: Duration.seconds(5),
    originShieldRegion: 'eu-west-1',
    httpPort: 8080,
    httpsPort: 8443,
    readTimeout: Duration.seconds(60),
    keepaliveTimeout: Duration.seconds(30),
  });
  site({
    defaultBehavior: { origin: api, cachePolicy: CachePolicy.CACHING_OPTIMIZED, compress: true, viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS },
    behaviors: [{
      pathPattern: '/api/*',
      origin: api,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
      cachedMethods: CachedMethods.CACHE_GET_HEAD_OPTIONS,
      forwarding: { queryString: true, queryStringCacheKeys: ['v'], cookies: CookieForwarding.allowlist('session'), headers: ['Accept-Language'] },
      minTtl: Duration.seconds(1),
      defaultTtl: Duration.minutes(1),
      maxTtl: Duration.hours(1),
      trustedSigners: ['self'],
      smoothStreaming: false,
    }],
    aliases: ['www.example.com'],
    certificate: ViewerCertificate.fromIamCertificate('ASCACKCEVSQ6CEXAMPLE1'),
    defaultRootObject: 'index.html',
    errorPages: [{ errorCode: 404, pagePath: '/404.html', responseCode: 200, cachingMinTtl: Duration.minutes(5) }],
    geoRestriction: GeoRestriction.allowlist('DE', 'FR'),
    priceClass: PriceClass.PRICE_CLASS_100,
    comment: 'all of it',
    accessLogs: { bucket: logs, prefix: 'site/', includeCookies: true },
    enabled: false,
    enableIpv6: false,
  });
  expect(Template.fromStack(stack).findResources(RESOURCE)).toMatchSnapshot();
});

test('any origin of aws-cdk-lib is taken', () => {
  const bucket = new Bucket(stack, 'Bucket');
  site({
    defaultBehavior: { origin: S3BucketOrigin.withOriginAccessControl(bucket) },
    behaviors: [{
      pathPattern: '/group/*', origin: new OriginGroup({ primaryOrigin: new HttpOrigin('a.example.com'), fallbackOrigin: new HttpOrigin('b.example.com'), fallbackStatusCodes: [404] }),
    }],
  });
  has({
    Origins: [Match.objectLike({ OriginAccessControlId: Match.anyValue() }), Match.objectLike({ DomainName: 'a.example.com' }), Match.objectLike({ DomainName: 'b.example.com' })],
    OriginGroups: { Quantity: 1, Items: [Match.objectLike({ FailoverCriteria: { StatusCodes: { Items: [404], Quantity: 1 } } })] },
    CacheBehaviors: [Match.objectLike({ TargetOriginId: 'OriginGroup1' })],
  });
  Template.fromStack(stack).resourceCountIs('AWS::S3::BucketPolicy', 1);
});

test('an origin that two behaviors share is one origin', () => {
  const origin = Origins.custom('api.example.com');
  site({ defaultBehavior: { origin }, behaviors: [{ pathPattern: '/a/*', origin }] });
  has({ Origins: Match.arrayEquals([Match.objectLike({ Id: 'Origin1' })]) });
});

test('behaviors keep the order in which they were added', () => {
  const origin = Origins.custom('api.example.com');
  site({ behaviors: [{ pathPattern: '/z', origin }] }).addBehavior({ pathPattern: '/a', origin });
  has({ CacheBehaviors: [Match.objectLike({ PathPattern: '/z' }), Match.objectLike({ PathPattern: '/a' })] });
});

test('adding the same behavior twice throws', () => {
  const behavior = { pathPattern: '/a', origin: Origins.custom('api.example.com') };
  expect(() => site({ behaviors: [behavior, behavior] })).toThrow('the behavior for /a is added twice');
});

test('Route 53 takes it as alias target, and the L1 is its default child', () => {
  const distribution = site();
  const zone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'example.com' });
  new ARecord(stack, 'Record', { zone, target: RecordTarget.fromAlias(new CloudFrontTarget(distribution)) });
  Template.fromStack(stack).hasResourceProperties('AWS::Route53::RecordSet', { AliasTarget: { DNSName: { 'Fn::GetAtt': [Match.stringLikeRegexp('Site'), 'DomainName'] } } });
  expect(distribution.node.defaultChild).toBeInstanceOf(CfnDistribution);
});

test('grants and metrics name the distribution', () => {
  const distribution = site();
  const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  distribution.grantCreateInvalidation(role);
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', { PolicyDocument: { Statement: [Match.objectLike({ Action: 'cloudfront:CreateInvalidation' })] } });
  expect(distribution.metric('Requests').dimensions).toEqual({ DistributionId: distribution.distributionId, Region: 'Global' });
});

test('an existing distribution is used by its attributes', () => {
  const imported = WebDistribution.fromDistributionAttributes(stack, 'Imported', { distributionId: 'E1', domainName: 'd1.cloudfront.net' });
  expect([imported.distributionId, imported.distributionDomainName]).toEqual(['E1', 'd1.cloudfront.net']);
  Template.fromStack(stack).resourceCountIs(RESOURCE, 0);
});

describe('under CDK\'s own validator, as strict as it can be', () => {
  beforeEach(() => {
    delete process.env.CDK_VALIDATION;
    stack = new Stack(new App({ context: STRICT }), 'Stack', { env: { region: 'us-east-1', account: '123456789012' } });
  });

  test('a web distribution is clean', () => {
    site({ defaultRootObject: 'index.html' });
    expect(() => (stack.node.root as App).synth()).not.toThrow();
  });

  test('what CloudFront would refuse makes the synthesis fail', () => {
    site({ aliases: ['www.example.com'] });
    expect(() => (stack.node.root as App).synth()).toThrow();
  });

  test('an RTMP distribution is clean once its retirement is acknowledged', () => {
    const rtmp = new RtmpDistribution(stack, 'Rtmp', { bucket: new Bucket(stack, 'Bucket'), originAccessIdentity: new OriginAccessIdentity(stack, 'Identity'), trustedSigners: ['self'] });
    Validations.of(rtmp).acknowledge({ id: 'cloudfront-edge::rtmp-retired', reason: 'it is only rehearsed' });
    expect(() => (stack.node.root as App).synth()).not.toThrow();
    const resource = rtmp.node.defaultChild as CfnResource;
    Template.fromStack(stack).hasResourceProperties(resource.cfnResourceType, {
      StreamingDistributionConfig: { Enabled: true, Comment: '', TrustedSigners: { Enabled: true, AwsAccountNumbers: ['self'] }, S3Origin: Match.objectLike({}) },
    });
  });
});
