import { array, assert, boolean, constant, constantFrom, dictionary, integer, letrec, oneof, property, string } from 'fast-check';
import { checkTemplates, RULE_SETS } from '../../src/rules';

const source = (resources: unknown, rest: object = {}) => [{ name: 'Stack', template: { ...rest, Resources: resources } }];

test('what the reader finds malformed is an error', () => {
  const findings = checkTemplates(source({ Site: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: { Enabled: 'perhaps' } } } }));
  expect(findings).toContainEqual(expect.objectContaining({ rule: 'malformed-template', level: 'error', location: expect.objectContaining({ path: 'DistributionConfig.Enabled' }) }));
});

test('a property that nobody knows is a warning', () => {
  const findings = checkTemplates(source({ Site: { Type: 'AWS::CloudFront::PublicKey', Properties: { Colour: 'red' } } }));
  expect(findings).toContainEqual(expect.objectContaining({ rule: 'unknown-property', level: 'warning', resourceType: 'AWS::CloudFront::PublicKey' }));
});

const site = (config: object) => ({
  Type: 'AWS::CloudFront::Distribution',
  Properties: {
    DistributionConfig: {
      Enabled: true,
      DefaultRootObject: 'index.html',
      Origins: [{ Id: 'site', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }],
      DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' },
      ...config,
    },
  },
});

test('a sound distribution has no findings', () => expect(checkTemplates(source({ Site: site({}) }))).toEqual([]));

test('each outcome of a condition is checked, and each finding reported once', () => {
  const conditions = { Parameters: { Stage: { Type: 'String' } }, Conditions: { IsProduction: { 'Fn::Equals': [{ Ref: 'Stage' }, 'production'] } } };
  const config = { Comment: 'x'.repeat(129), PriceClass: { 'Fn::If': ['IsProduction', 'PriceClass_All', 'PriceClass_1'] } };
  expect(checkTemplates(source({ Site: site(config) }, conditions)).map(({ rule }) => rule)).toEqual(['comment-length', 'price-class']);
});

test('findings come in the order of templates, resources and list items, whatever the order in the template', () => {
  const behaviors = Array.from({ length: 11 }, (_, i) => ({
    PathPattern: `/${i} `, TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
  }));
  const paths = checkTemplates(source({ B: site({}), A: site({ CacheBehaviors: behaviors, Comment: 'x'.repeat(129) }) })).map(({ location }) => location.path);
  expect(paths).toEqual([...behaviors.map((_, i) => `DistributionConfig.CacheBehaviors[${i}].PathPattern`), 'DistributionConfig.Comment']);
});

const CACHING = { ViewerProtocolPolicy: 'https-only', CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' };
const origin = (rest: object) => ({ Origins: [{ Id: 'site', ...rest }] });
const onEvent = (key: string, arn: string) => [{ EventType: 'viewer-request', [key]: arn }];

test.each([
  ['s3-bucket-name', 'Origins[0].DomainName', origin({ DomainName: 'My_Bucket.s3.amazonaws.com', S3OriginConfig: {} })],
  ['origin-domain-name', 'Origins[0].DomainName', origin({ DomainName: 'https://www.example.com', S3OriginConfig: {} })],
  ['edge-function-mix', 'DefaultCacheBehavior.LambdaFunctionAssociations[0].EventType', {
    DefaultCacheBehavior: {
      TargetOriginId: 'site',
      ...CACHING,
      FunctionAssociations: onEvent('FunctionARN', 'arn:aws:cloudfront::111122223333:function/one'),
      LambdaFunctionAssociations: onEvent('LambdaFunctionARN', 'arn:aws:lambda:us-east-1:111122223333:function:one:1'),
    },
  }],
  ['trusted-signer-tenants', 'DefaultCacheBehavior.TrustedSigners', {
    ConnectionMode: 'tenant-only',
    ...origin({ DomainName: 'www.example.com', VpcOriginConfig: { VpcOriginId: 'vo_1' } }),
    DefaultCacheBehavior: { TargetOriginId: 'site', ...CACHING, TrustedSigners: ['self'] },
  }],
  ['default-behavior-path-pattern', 'DefaultCacheBehavior.PathPattern', { DefaultCacheBehavior: { TargetOriginId: 'site', ...CACHING, PathPattern: '/a' } }],
  ['origin-access-control-https', 'Origins[0].CustomOriginConfig.OriginProtocolPolicy', origin({
    DomainName: 'abcdefgh.lambda-url.us-east-1.on.aws', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' }, OriginAccessControlId: 'E2QWRUHAPOMQZL',
  })],
  ['origin-custom-header-name', 'Origins[0].OriginCustomHeaders[0].HeaderName', origin({
    DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' }, OriginCustomHeaders: [{ HeaderName: 'X Custom', HeaderValue: '1' }],
  })],
  ['alias-syntax', 'Aliases[0]', { Aliases: ['www.example.com.'] }],
  ['alias-of-aws', 'Aliases[0]', { Aliases: ['www.cloudfront.net'] }],
])('one mistake is told once, as %s', (rule, path, config) => {
  const errors = checkTemplates(source({ Site: site(config) })).filter(({ location }) => location.path === `DistributionConfig.${path}`);
  expect(errors.map((finding) => finding.rule)).toEqual([rule]);
});

test('a setting that a tenant cannot have is told once', () => {
  const tenant = { Type: 'AWS::CloudFront::DistributionTenant', Properties: { Name: 'one', DistributionId: 'E1', Domains: ['www.example.com'], Customizations: { Colour: 'red' } } };
  const findings = checkTemplates(source({ Tenant: tenant })).filter(({ location }) => location.path === 'Customizations.Colour');
  expect(findings.map(({ rule }) => rule)).toEqual(['tenant-customization']);
});

test('two different mistakes at one place are both told', () => {
  const findings = checkTemplates(source({ Site: site(origin({ DomainName: 'my.bucket.s3.amazonaws.com', S3OriginConfig: {} })) }));
  expect(findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['s3-bucket-name-dots', 's3-global-name']));
});

test('a rule of one edition says nothing in the other', () => {
  const found = (edition: 'current' | '2014-10-21') => checkTemplates(source({ Site: site({ Aliases: ['www.example.com'] }) }), { edition })
    .filter(({ spec }) => spec.includes('DST-127')).map(({ rule, level }) => [rule, level]);
  expect(found('current')).toEqual([['alias-certificate', 'error']]);
  expect(found('2014-10-21')).toEqual([['alias-certificate-https', 'warning']]);
});

test('every rule has an id of its own, and names rows that exist in one form', () => {
  const rules = [...new Set(RULE_SETS.flatMap((set) => Object.values(set).flat()))];
  expect(rules.length).toBeGreaterThanOrEqual(60);
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  for (const { id, spec } of rules) {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    for (const row of spec) expect(row).toMatch(/^[A-Z]{3}-\d{3}$/);
  }
});

test('hostile keys are only keys', () => {
  const template = JSON.parse('{"Resources":{"__proto__":{"Type":"AWS::CloudFront::Distribution","Properties":{"DistributionConfig":{"__proto__":{"x":1}}}}}}');
  expect(() => checkTemplates([{ name: 'Stack', template }])).not.toThrow();
  expect(({} as { x?: number }).x).toBeUndefined();
});

test('a template of 50 MB is checked', () => {
  const topic = { Type: 'AWS::SNS::Topic', Properties: { Lines: Array.from({ length: 500_000 }, (_, i) => `${i} ${'x'.repeat(90)}`) } };
  const text = JSON.stringify({ Resources: { Site: site({ Comment: 'x'.repeat(129) }), Topic: topic } });
  expect(text.length).toBeGreaterThan(49_000_000);
  expect(checkTemplates([{ name: 'Stack', template: JSON.parse(text) }]).map(({ rule }) => rule)).toEqual(['comment-length']);
});

test('whatever stands in a template, it is checked without a crash', () => {
  const known = ['Origins', 'Items', 'Id', 'DomainName', 'DefaultCacheBehavior', 'CacheBehaviors', 'PathPattern', 'Aliases', 'ViewerCertificate', 'ForwardedValues', 'Headers',
    'Cookies', 'MinTTL', 'Restrictions', 'GeoRestriction', 'Locations', 'CustomErrorResponses', 'ErrorCode', 'S3OriginConfig', 'CustomOriginConfig', 'Logging', 'Comment'];
  const { value } = letrec((tie) => ({
    value: oneof({ maxDepth: 5 }, tie('scalar'), array(tie('value'), { maxLength: 3 }), dictionary(constantFrom(...known), tie('value'), { maxKeys: 6 })),
    scalar: oneof(string(), integer(), boolean(), constant(null), constant({ Ref: 'Unknown' }), constant({ 'Fn::If': ['C', 'a', { Ref: 'AWS::NoValue' }] })),
  }));
  const template = (config: unknown) => ({
    Parameters: { Unknown: { Type: 'String' } },
    Conditions: { C: { 'Fn::Equals': [{ Ref: 'Unknown' }, 'x'] } },
    Resources: { Site: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: config } } },
  });
  assert(property(value, (config) => checkTemplates([{ name: 'Stack', template: template(config) }]).every(({ message }) => message !== '')), { numRuns: 500 });
});
