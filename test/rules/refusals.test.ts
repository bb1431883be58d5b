import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { distribution } from './rule-test';
import { checkTemplates } from '../../src/rules';

type Json = { readonly [property: string]: unknown };

const POLICY = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const SERVER = { Id: 'site', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } };
const BUCKET = { Id: 'site', DomainName: 'site.s3.eu-west-1.amazonaws.com', S3OriginConfig: { OriginAccessIdentity: '' } };
const WEBSITE = 'site.s3-website-eu-west-1.amazonaws.com';
const IDENTITY = 'origin-access-identity/cloudfront/E1ABCDEFGHIJKL';
const BEHAVIOR = { TargetOriginId: 'site', ViewerProtocolPolicy: 'https-only', CachePolicyId: POLICY };
const LEGACY = { TargetOriginId: 'site', ViewerProtocolPolicy: 'https-only' };
const NONE = { CookiesConfig: { CookieBehavior: 'none' }, HeadersConfig: { HeaderBehavior: 'none' }, QueryStringsConfig: { QueryStringBehavior: 'none' } };

const origin = (properties: Json) => distribution({ Origins: [properties] });
const behaves = (properties: Json) => distribution({ DefaultCacheBehavior: { ...BEHAVIOR, ...properties } });
const certified = (alias: string, certificate: Json) => ({
  ...distribution({ Aliases: [alias], ViewerCertificate: { AcmCertificateArn: { Ref: 'Certificate' }, SslSupportMethod: 'sni-only', ...certificate } }),
  Certificate: { Type: 'AWS::CertificateManager::Certificate', Properties: { DomainName: '*.example.com' } },
});
const resource = (type: string, Properties: Json) => ({ Subject: { Type: `AWS::CloudFront::${type}`, Properties } });
const cachePolicy = (config: Json) => resource('CachePolicy', { CachePolicyConfig: { Name: 'p', MinTTL: 0, DefaultTTL: 1, MaxTTL: 1, ParametersInCacheKeyAndForwardedToOrigin: { ...NONE, EnableAcceptEncodingGzip: false }, ...config } });
const listing = (header: string) => resource('OriginRequestPolicy', { OriginRequestPolicyConfig: { Name: 'p', ...NONE, HeadersConfig: { HeaderBehavior: 'whitelist', Headers: [header] } } });
const edgeFunction = (properties: Json) => resource('Function', { Name: 'f', AutoPublish: true, FunctionCode: 'function handler(event) { return event.request; }', FunctionConfig: { Comment: '', Runtime: 'cloudfront-js-2.0' }, ...properties });
const VERSION = 'arn:aws:lambda:us-east-1:111122223333:function:edge:1';
const onEvent = (EventType: string, LambdaFunctionARN: unknown = VERSION) => ({ EventType, LambdaFunctionARN });
const lambda = (properties: Json) => ({
  ...behaves({ LambdaFunctionAssociations: [onEvent('viewer-request', { Ref: 'Version' })] }),
  Edge: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs22.x', Code: { ZipFile: '' }, ...properties } },
  Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Edge' } } },
});
const functionOn = (...events: string[]) => behaves({ FunctionAssociations: events.map((EventType) => ({ EventType, FunctionARN: 'arn:aws:cloudfront::111122223333:function/f' })) });
const logsTo = (bucket: unknown, more: Json = {}) => ({ ...distribution({ Logging: { Bucket: bucket } }), ...more });
const errorPage = (page: Json) => distribution({ CustomErrorResponses: [{ ErrorCode: 404, ...page }] });
const geo = (restriction: Json) => distribution({ Restrictions: { GeoRestriction: restriction } });
const GROUP = {
  Origins: [SERVER, { ...SERVER, Id: 'second' }],
  OriginGroups: { Quantity: 1, Items: [{ Id: 'both', FailoverCriteria: { StatusCodes: { Quantity: 1, Items: [500] } }, Members: { Quantity: 2, Items: [{ OriginId: 'site' }, { OriginId: 'second' }] } }] },
};
const ALL_METHODS = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];
const named = (count: number) => Array.from({ length: count }, (_, i) => `n${i}`);

const directory = mkdtempSync(join(tmpdir(), 'refusals-'));
afterAll(() => rmSync(directory, { recursive: true }));
writeFileSync(join(directory, 'large.zip'), Buffer.alloc(50 * 2 ** 20 + 1));

/** What deployments were refused for: what was wrong, the template, the rule that finds it and the error code that CloudFront gave. */
const REFUSALS: readonly (readonly [string, Json, string, string, string?])[] = [
  ['an alias without certificate', distribution({ Aliases: ['www.example.com'] }), 'alias-certificate', 'InvalidViewerCertificate'],
  ['a certificate that is not in us-east-1', certified('www.example.com', { AcmCertificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/1' }), 'certificate-region', 'InvalidViewerCertificate'],
  ['a certificate of a stack that is not in us-east-1', certified('www.example.com', {}), 'certificate-region', 'InvalidViewerCertificate', 'eu-west-1'],
  ['a certificate that does not cover the alias', certified('example.com', {}), 'alias-certificate-names', 'InvalidViewerCertificate', 'us-east-1'],
  ['a wildcard of a certificate that stands for one label', certified('a.b.example.com', {}), 'alias-certificate-names', 'InvalidViewerCertificate', 'us-east-1'],
  ['one alias for two distributions', { ...distribution({ Aliases: ['www.example.com'] }), Other: distribution({ Aliases: ['www.example.com'] }).Site }, 'alias-taken', 'CNAMEAlreadyExists'],
  ['an alias with a scheme', distribution({ Aliases: ['https://www.example.com'] }), 'alias-syntax', 'InvalidArgument'],
  ['an alias with a dot at the end', distribution({ Aliases: ['www.example.com.'] }), 'alias-syntax', 'InvalidArgument'],
  ['the URL of a website as origin', origin({ ...SERVER, DomainName: `http://${WEBSITE}` }), 'origin-domain-name', 'InvalidArgument'],
  ['an https URL as origin', origin({ ...SERVER, DomainName: 'https://www.example.com' }), 'origin-domain-name', 'InvalidArgument'],
  ['a port in the name of an origin', origin({ ...SERVER, DomainName: 'www.example.com:8080' }), 'origin-domain-name', 'InvalidArgument'],
  ['a website endpoint with an access identity', origin({ ...BUCKET, DomainName: WEBSITE, S3OriginConfig: { OriginAccessIdentity: IDENTITY } }), 's3-website-as-bucket', 'InvalidArgument'],
  ['a website endpoint with an access control', origin({ ...SERVER, DomainName: WEBSITE, OriginAccessControlId: 'E1ABCDEFGHIJKL' }), 's3-website-as-bucket', 'InvalidArgument'],
  ['a target origin that is not there', behaves({ TargetOriginId: 'missing' }), 'target-origin-exists', 'NoSuchOrigin'],
  ['neither cache policy nor ForwardedValues', distribution({ DefaultCacheBehavior: LEGACY }), 'forwarded-values-missing', 'InvalidArgument'],
  ['TTLs of a behavior out of order', distribution({ DefaultCacheBehavior: { ...LEGACY, ForwardedValues: { QueryString: false }, MinTTL: 2, DefaultTTL: 1, MaxTTL: 3 } }), 'ttl-order', 'InvalidTTLOrder'],
  ['TTLs of a cache policy out of order', cachePolicy({ MinTTL: 2 }), 'cache-policy-ttl-order', 'InvalidTTLOrder'],
  [
    'headers in the key of a policy that disables caching',
    cachePolicy({ DefaultTTL: 0, MaxTTL: 0, ParametersInCacheKeyAndForwardedToOrigin: { ...NONE, EnableAcceptEncodingGzip: false, HeadersConfig: { HeaderBehavior: 'whitelist', Headers: ['Origin'] } } }),
    'cache-policy-disabled-key', 'InvalidArgument',
  ],
  ['Authorization in an origin request policy', listing('Authorization'), 'origin-request-policy-header', 'InvalidArgument'],
  ['Accept-Encoding in an origin request policy', listing('Accept-Encoding'), 'origin-request-policy-header', 'InvalidArgument'],
  ['a name of a cache policy that is too long', cachePolicy({ Name: 'n'.repeat(129) }), 'cache-policy-name', 'InvalidArgument'],
  [
    'a name of an access control that is too long',
    resource('OriginAccessControl', { OriginAccessControlConfig: { Name: 'n'.repeat(65), OriginAccessControlOriginType: 's3', SigningBehavior: 'always', SigningProtocol: 'sigv4' } }),
    'origin-access-control-name', 'InvalidArgument',
  ],
  ['access control and access identity together', origin({ ...BUCKET, OriginAccessControlId: 'E1ABCDEFGHIJKL', S3OriginConfig: { OriginAccessIdentity: IDENTITY } }), 'origin-access-identity-and-control', 'InvalidArgument'],
  ['two functions on one event', functionOn('viewer-request', 'viewer-request'), 'edge-function-event-repeated', 'InvalidFunctionAssociation'],
  ['a Lambda function without version', behaves({ LambdaFunctionAssociations: [onEvent('viewer-request', VERSION.slice(0, -2))] }), 'lambda-version', 'InvalidLambdaFunctionAssociation'],
  ['a Lambda function with environment variables', lambda({ Environment: { Variables: { TABLE: 'users' } } }), 'lambda-unsupported', 'InvalidLambdaFunctionAssociation'],
  ['a Lambda function that is too large', lambda({ Code: { S3Bucket: 'assets', S3Key: 'large.zip' } }), 'lambda-package', 'InvalidLambdaFunctionAssociation'],
  ['a Lambda function of another region', behaves({ LambdaFunctionAssociations: [onEvent('viewer-request', VERSION.replace('us-east-1', 'eu-west-1'))] }), 'lambda-region', 'InvalidLambdaFunctionAssociation'],
  ['a name of a function that is too long', edgeFunction({ Name: 'n'.repeat(65) }), 'function-name', 'InvalidArgument'],
  ['a function of more than 10 KB', edgeFunction({ FunctionCode: `function handler(event) { return event.request; }//${'x'.repeat(10_240)}` }), 'function-size', 'FunctionSizeLimitExceeded'],
  ['a function on an event of the origin', functionOn('origin-request'), 'function-event-type', 'InvalidFunctionAssociation'],
  ['writing to an origin group', distribution({ ...GROUP, DefaultCacheBehavior: { ...BEHAVIOR, TargetOriginId: 'both', AllowedMethods: ALL_METHODS } }), 'origin-group-methods', 'InvalidArgument'],
  ['an error page without code', errorPage({ ResponsePagePath: '/404.html' }), 'error-page-pair', 'InvalidArgument'],
  ['a code without error page', errorPage({ ResponseCode: 200 }), 'error-page-pair', 'InvalidArgument'],
  ['too many cache behaviors', distribution({ CacheBehaviors: named(76).map((name) => ({ PathPattern: `/${name}`, ...BEHAVIOR })) }), 'behavior-quota', 'TooManyCacheBehaviors'],
  ['too many origins', distribution({ Origins: [SERVER, ...named(100).map((Id) => ({ ...SERVER, Id }))] }), 'origin-quota', 'TooManyOrigins'],
  [
    'a log bucket without ACL',
    logsTo({ 'Fn::GetAtt': ['Logs', 'DomainName'] }, { Logs: { Type: 'AWS::S3::Bucket', Properties: { OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } } } }),
    'log-bucket-acls-disabled', 'InvalidArgument',
  ],
  ['a log bucket in a region to opt in to', logsTo('logs.s3.me-south-1.amazonaws.com'), 'log-bucket-region', 'InvalidArgument'],
  ['countries without restriction', geo({ RestrictionType: 'none', Locations: ['DE'] }), 'geo-locations-without-restriction', 'InvalidGeoRestrictionParameter'],
  ['a country that is not in ISO 3166-1', geo({ RestrictionType: 'whitelist', Locations: ['UK'] }), 'geo-location', 'InvalidGeoRestrictionParameter'],
  ['a key group without keys', resource('KeyGroup', { KeyGroupConfig: { Name: 'g', Items: [] } }), 'key-group-empty', 'InvalidArgument'],
  ['a text that is no public key', resource('PublicKey', { PublicKeyConfig: { CallerReference: 'one', Name: 'k', EncodedKey: 'MIIBIjAN' } }), 'public-key-form', 'InvalidArgument'],
  [
    'a web ACL of regional scope',
    { ...distribution({ WebACLId: { 'Fn::GetAtt': ['Acl', 'Arn'] } }), Acl: { Type: 'AWS::WAFv2::WebACL', Properties: { Scope: 'REGIONAL', DefaultAction: { Allow: {} }, VisibilityConfig: {} } } },
    'web-acl-scope', 'InvalidWebACLId',
  ],
  ['query strings in the key that are not forwarded', distribution({ DefaultCacheBehavior: { ...LEGACY, ForwardedValues: { QueryString: false, QueryStringCacheKeys: ['page'] } } }), 'query-string-keys', 'InvalidArgument'],
];

const CASES = REFUSALS.map(([what, resources, rule, apiError, region]) => [what, { resources, rule, apiError, region }] as const);

test.each(CASES)('%s is found at synth, with CloudFront\'s error code', (_, { resources, rule, apiError, region }) => {
  const found = checkTemplates([{ name: 'Stack', region, assets: { large: join(directory, 'large.zip') }, template: { Resources: resources } }]);
  expect(found).toContainEqual(expect.objectContaining({ rule, apiError, fix: expect.stringMatching(/./) }));
  expect(found.find((finding) => finding.rule === rule)!.level).toBe(rule.endsWith('-quota') ? 'warning' : 'error');
});
