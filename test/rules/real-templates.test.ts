import { generateKeyPairSync } from 'crypto';
import { checkTemplates } from '../../src/rules';

type Json = { readonly [property: string]: unknown };

const NO_VALUE = { Ref: 'AWS::NoValue' };
const BUCKET = { Id: 'site', DomainName: { 'Fn::GetAtt': ['Content', 'RegionalDomainName'] }, S3OriginConfig: {} };
const SERVER = { Id: 'site', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } };
const BEHAVIOR = { TargetOriginId: 'site', ViewerProtocolPolicy: 'redirect-to-https', CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' };
const CERTIFICATE = 'arn:aws:acm:us-east-1:111122223333:certificate/1';
const KEY = String(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' }));

/** A template with one distribution. */
const template = (config: Json, more: Json = {}) => ({
  Parameters: { Domain: { Type: 'String', Default: '' }, Certificate: { Type: 'String', Default: '' }, Stage: { Type: 'String', AllowedValues: ['staging', 'production'] }, Api: { Type: 'String' } },
  Conditions: {
    HasDomain: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Domain' }, ''] }] },
    HasCertificate: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Certificate' }, ''] }] },
    IsProduction: { 'Fn::Equals': [{ Ref: 'Stage' }, 'production'] },
  },
  Resources: {
    Content: { Type: 'AWS::S3::Bucket', Properties: {} },
    Site: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: { Enabled: true, DefaultRootObject: 'index.html', Origins: [SERVER], DefaultCacheBehavior: BEHAVIOR, ...config } } },
    ...more,
  },
});

/** What templates of the field have, and what is no error. */
const FOUND: { readonly [what: string]: Json } = {
  'S3OriginConfig that is empty': template({ Origins: [BUCKET] }),
  'an access identity that is empty': template({ Origins: [{ ...BUCKET, S3OriginConfig: { OriginAccessIdentity: '' } }] }),
  'booleans and numbers as texts': template({
    Enabled: 'true',
    IPV6Enabled: 'True',
    Origins: [{ ...SERVER, ConnectionAttempts: '3', CustomOriginConfig: { OriginProtocolPolicy: 'https-only', HTTPSPort: '443', OriginReadTimeout: '30' } }],
    DefaultCacheBehavior: { ...BEHAVIOR, Compress: 'true' },
    CustomErrorResponses: [{ ErrorCode: '404', ResponseCode: '200', ResponsePagePath: '/index.html', ErrorCachingMinTTL: '300' }],
  }),
  'an origin that is a bucket or a server': template({
    Origins: [{ ...BUCKET, S3OriginConfig: { 'Fn::If': ['IsProduction', {}, NO_VALUE] }, CustomOriginConfig: { 'Fn::If': ['IsProduction', NO_VALUE, SERVER.CustomOriginConfig] } }],
  }),
  'an ACM or an IAM certificate': template({
    Aliases: ['www.example.com'],
    ViewerCertificate: {
      AcmCertificateArn: { 'Fn::If': ['IsProduction', CERTIFICATE, NO_VALUE] }, IamCertificateId: { 'Fn::If': ['IsProduction', NO_VALUE, 'ASCAEXAMPLE'] }, SslSupportMethod: 'sni-only', MinimumProtocolVersion: 'TLSv1.2_2021',
    },
  }),
  'a certificate or the default one, as a parameter says': template({
    Aliases: { 'Fn::If': ['HasDomain', [{ Ref: 'Domain' }], NO_VALUE] },
    ViewerCertificate: { 'Fn::If': ['HasDomain', { AcmCertificateArn: CERTIFICATE, SslSupportMethod: 'sni-only' }, { CloudFrontDefaultCertificate: true }] },
  }),
  'parts that are empty unless parameters are given': template({
    Aliases: { 'Fn::If': ['HasCertificate', [{ Ref: 'Domain' }], NO_VALUE] },
    ViewerCertificate: { 'Fn::If': ['HasCertificate', { AcmCertificateArn: { Ref: 'Certificate' }, SslSupportMethod: 'sni-only' }, NO_VALUE] },
    CustomErrorResponses: { 'Fn::If': ['HasDomain', [{ ErrorCode: 404, ResponseCode: 404, ResponsePagePath: { 'Fn::Sub': '/${Domain}/404.html' } }], NO_VALUE] },
  }),
  'cache behaviors behind conditions': template({
    CacheBehaviors: [{ PathPattern: '/static/*', ...BEHAVIOR }, { 'Fn::If': ['IsProduction', { PathPattern: '/api/*', ...BEHAVIOR }, NO_VALUE] }],
    Logging: { 'Fn::If': ['IsProduction', { Bucket: 'logs.s3.amazonaws.com', Prefix: 'web/' }, NO_VALUE] },
  }),
  'all cache behaviors behind one condition': template({ CacheBehaviors: { 'Fn::If': ['IsProduction', [{ PathPattern: '/api/*', ...BEHAVIOR }], NO_VALUE] } }),
  'a host name made of an URL': template({ Origins: [{ ...SERVER, DomainName: { 'Fn::Select': [2, { 'Fn::Split': ['/', { 'Fn::GetAtt': ['Url', 'FunctionUrl'] }] }] } }] }, {
    Url: { Type: 'AWS::Lambda::Url', Properties: { AuthType: 'NONE', TargetFunctionArn: { Ref: 'Api' } } },
  }),
  'a host name of a dynamic reference': template({ Origins: [{ ...SERVER, DomainName: '{{resolve:ssm:/site/origin}}', OriginCustomHeaders: [{ HeaderName: 'X-Secret', HeaderValue: '{{resolve:secretsmanager:site:SecretString:header}}' }] }] }),
  'the default certificate with a protocol version': template({ ViewerCertificate: { CloudFrontDefaultCertificate: true, MinimumProtocolVersion: 'TLSv1.2_2021' } }),
  'ForwardedValues beside a cache policy': template({ DefaultCacheBehavior: { ...BEHAVIOR, ForwardedValues: { QueryString: false } } }),
  'a public key without a line break at the end': template({}, { Key: { Type: 'AWS::CloudFront::PublicKey', Properties: { PublicKeyConfig: { CallerReference: 'one', Name: 'key', EncodedKey: KEY.trimEnd() } } } }),
  'the older S3Origin': template({ Origins: NO_VALUE, S3Origin: { DNSName: 'site.s3.eu-west-1.amazonaws.com', OriginAccessIdentity: '' } }),
  'the older CustomOrigin': template({ Origins: NO_VALUE, CustomOrigin: { DNSName: 'www.example.com', OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] } }),
  'names of a mapping': {
    ...template({ Origins: [{ ...SERVER, DomainName: { 'Fn::FindInMap': ['Stages', { Ref: 'Stage' }, 'Host'] } }], PriceClass: { 'Fn::FindInMap': ['Stages', { Ref: 'Stage' }, 'PriceClass'] } }),
    Mappings: { Stages: { staging: { Host: 'staging.example.com', PriceClass: 'PriceClass_100' }, production: { Host: 'www.example.com', PriceClass: 'PriceClass_All' } } },
  },
  'what the Serverless Application Model adds': {
    Transform: 'AWS::Serverless-2016-10-31',
    ...template({ Origins: [{ ...SERVER, DomainName: { 'Fn::Select': [2, { 'Fn::Split': ['/', { 'Fn::GetAtt': ['RenderUrl', 'FunctionUrl'] }] }] } }] }, {
      Render: { Type: 'AWS::Serverless::Function', Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler', CodeUri: '.', FunctionUrlConfig: { AuthType: 'NONE' } } },
    }),
  },
  'what a macro or a parameter fills in': {
    Resources: {
      Site: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://configuration/site.yaml' } } } } },
      Policy: { Type: 'AWS::CloudFront::CachePolicy', Properties: { CachePolicyConfig: { 'Fn::ImportValue': 'policy' } } },
    },
  },
  'names that contain the name of the stack': template({}, {
    Headers: { Type: 'AWS::CloudFront::ResponseHeadersPolicy', Properties: { ResponseHeadersPolicyConfig: { Name: { 'Fn::Sub': '${AWS::StackName}-headers' }, RemoveHeadersConfig: { Items: [{ Header: 'Server' }] } } } },
  }),
  'aliases in capitals': template({ Aliases: ['WWW.Example.com'], ViewerCertificate: { AcmCertificateArn: CERTIFICATE, SslSupportMethod: 'sni-only' } }),
};

test.each(Object.entries(FOUND))('%s: no error', (_, source) => {
  const names = ['a-file-whose-name-is-longer-than-the-names-that-cloudfront-takes-of-access-controls-and-functions', 'site'];
  const errors = names.flatMap((name) => checkTemplates([{ name, template: source }])).filter(({ level }) => level === 'error');
  expect(errors.map(({ rule, location, message }) => `${rule} ${location.path} ${message}`)).toEqual([]);
});

test('ForwardedValues beside a cache policy are a warning: they have no effect', () => {
  const found = checkTemplates([{ name: 'site', template: FOUND['ForwardedValues beside a cache policy'] }]);
  expect(found.map(({ rule, level }) => [rule, level])).toContainEqual(['forwarded-values-ignored', 'warning']);
});
