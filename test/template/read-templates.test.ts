import fc from 'fast-check';
import { isKnown, UNKNOWN } from '../../src/config';
import { conditionOutcomes, readTemplates, TemplateSource } from '../../src/template';

type Json = { readonly [property: string]: unknown };

const MAIN = { TargetOriginId: 'a', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } };

const withComment = (Comment: unknown, more: Json = {}, name = 'template'): TemplateSource => ({
  name,
  template: { Resources: { Web: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: { Comment, DefaultCacheBehavior: MAIN } } } }, ...more },
});
const commentOf = (source: TemplateSource, options = {}) => readTemplates([source], options).distributions[0].comment;

const DECLARED = {
  Parameters: { Given: { Type: 'String', Default: 'value' }, List: { Type: 'CommaDelimitedList', Default: 'x, y' }, Missing: { Type: 'String' } },
  Mappings: { Map: { first: { second: 'mapped' } } },
  Conditions: { Yes: { 'Fn::Equals': ['a', 'a'] }, No: { 'Fn::Not': [{ Condition: 'Yes' }] }, ByValue: { 'Fn::Equals': [{ Ref: 'Given' }, 'value'] } },
};

test.each<[string, unknown, unknown]>([
  ['Ref of a parameter', { Ref: 'Given' }, 'value'],
  ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'Given' }, 1]] }, 'a-value-1'],
  ['Fn::Sub', { 'Fn::Sub': 'x ${Given} ${!Literal} ${AWS::StackName}' }, 'x value ${Literal} template'],
  ['Fn::Sub with braces that do not end', { 'Fn::Sub': '${Given} ${ ${Given' }, 'value ${ ${Given'],
  ['Fn::Sub with very many of them', { 'Fn::Sub': '${'.repeat(100_000) }, '${'.repeat(100_000)],
  ['Fn::Sub with variables', { 'Fn::Sub': ['${A}/${Given}', { A: 'a' }] }, 'a/value'],
  ['Fn::Select of a list parameter', { 'Fn::Select': [1, { Ref: 'List' }] }, 'y'],
  ['Fn::Select of Fn::Split', { 'Fn::Select': ['2', { 'Fn::Split': ['/', 'https://host/path'] }] }, 'host'],
  ['Fn::Split of what is no text', { 'Fn::Select': [0, { 'Fn::Split': ['/', ['a/b']] }] }, UNKNOWN],
  ['Fn::Split by what is no text', { 'Fn::Select': [0, { 'Fn::Split': [1, 'a/b'] }] }, UNKNOWN],
  ['Fn::GetAtt without an attribute', { 'Fn::GetAtt': 'Site' }, UNKNOWN],
  ['Fn::FindInMap with a fallback that is none', { 'Fn::FindInMap': ['Map', 'first', 'third', {}] }, UNKNOWN],
  ['Fn::FindInMap without keys', { 'Fn::FindInMap': ['Map'] }, UNKNOWN],
  ['Fn::If that holds', { 'Fn::If': ['Yes', 'then', 'else'] }, 'then'],
  ['Fn::If that does not', { 'Fn::If': ['No', 'then', 'else'] }, 'else'],
  ['Fn::If by a parameter', { 'Fn::If': ['ByValue', 'then', 'else'] }, 'then'],
  ['Fn::FindInMap', { 'Fn::FindInMap': ['Map', 'first', 'second'] }, 'mapped'],
  ['Fn::FindInMap with a default', { 'Fn::FindInMap': ['Map', 'first', 'third', { DefaultValue: 'other' }] }, 'other'],
  ['Fn::Base64', { 'Fn::Base64': 'a' }, 'YQ=='],
  ['AWS::NoValue', { Ref: 'AWS::NoValue' }, ''],
  ['a dynamic reference', '{{resolve:ssm:name}}', UNKNOWN],
  ['a parameter without default', { Ref: 'Missing' }, UNKNOWN],
  ['a join with something unknown', { 'Fn::Join': ['', ['a', { Ref: 'Missing' }]] }, UNKNOWN],
])('%s', (_title, value, expected) => expect(commentOf({ ...withComment(value, DECLARED), stackName: 'template' }, { unknownEnvironment: true })).toBe(expected));

test.each([{ 'Fn::GetAtt': ['Web', { 'Fn::GetAZs': '' }] }, { 'Fn::GetAtt': ['Web', {}] }, { 'Fn::Select': [{}, ['x']] }])('%j is not known', (value) => {
  expect(commentOf(withComment(value))).toBe(UNKNOWN);
});

test('account and region are unknown to rules and have local values for the edge', () => {
  expect(commentOf(withComment({ Ref: 'AWS::AccountId' }), { unknownEnvironment: true })).toBe(UNKNOWN);
  expect(commentOf(withComment({ 'Fn::Sub': '${AWS::Region}/${AWS::AccountId}' }))).toBe('us-east-1/123456789012');
});

test('a stage of an API is referred to by its name', () => {
  const Stage = { Type: 'AWS::ApiGateway::Stage', Properties: { StageName: 'prod' } };
  const { outputs } = readTemplates([{ name: 'api', template: { Resources: { Stage }, Outputs: { Path: { Value: { 'Fn::Sub': '/${Stage}' } } } } }]);
  expect(outputs).toEqual({ 'api.Path': '/prod' });
});

test('a value that another stack exports is found', () => {
  const exporting: TemplateSource = { name: 'other', template: { Resources: {}, Outputs: { Out: { Value: 'exported', Export: { Name: 'shared' } } } } };
  expect(readTemplates([withComment({ 'Fn::ImportValue': 'shared' }), exporting], { unknownEnvironment: true }).distributions[0].comment).toBe('exported');
});

test('booleans and numbers are taken as texts, and texts that are none are reported', () => {
  const template = { Resources: { Web: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: { Enabled: 'false', DefaultCacheBehavior: { ...MAIN, MinTTL: '10', MaxTTL: 'long' } } } } } };
  const { distributions: [web], problems } = readTemplates([{ name: 't', template }]);
  expect([web.enabled, web.defaultCacheBehavior.ttl.min, web.defaultCacheBehavior.ttl.max]).toEqual([false, 10, UNKNOWN]);
  expect(problems).toEqual([{ location: { template: 't', logicalId: 'Web', path: 'DistributionConfig.DefaultCacheBehavior.MaxTTL' }, says: expect.stringContaining('"long"'), fix: 'Write a number.' }]);
});

test('references in a circle are a problem that names the circle', () => {
  const bucket = (name: unknown) => ({ Type: 'AWS::S3::Bucket', Properties: { BucketName: name } });
  const template = { Resources: { A: bucket({ Ref: 'B' }), B: bucket({ Ref: 'A' }) } };
  expect(readTemplates([{ name: 't', template }]).problems.map(({ says }) => says)).toContainEqual(expect.stringMatching(/circle: .*A.*B|circle: .*B.*A/));
});

test('a value nested 100,000 deep is a problem, not a crash', () => {
  let value: unknown = 'x';
  for (let i = 0; i < 100_000; i++) value = { 'Fn::Join': ['', [value]] };
  const { distributions, problems } = readTemplates([withComment(value)]);
  expect(distributions[0].comment).toBe(UNKNOWN);
  expect(problems[0].says).toContain('nested');
});

test.each([
  ['a condition nested 100,000 deep', deep((inner) => ({ 'Fn::Not': [inner] }), { 'Fn::Equals': ['a', 'b'] }), 'nested'],
  ['a comparison nested 100,000 deep', { 'Fn::Equals': [deep((inner) => ({ 'Fn::Join': ['', [inner]] }), 'x'), 'a'] }, 'nested'],
  ['a condition that rests on itself', { 'Fn::Not': [{ Condition: 'C' }] }, 'refers to itself'],
  ['a condition that rests on nothing', { Condition: 'Missing' }, 'is not defined'],
])('%s is a problem, not a crash', (_what, C, says) => {
  const template = { Conditions: { C }, Resources: { Topic: { Type: 'AWS::SNS::Topic', Condition: 'C' } } };
  for (const outcome of conditionOutcomes([{ name: 't', template }])) {
    expect(readTemplates([{ name: 't', template }], outcome).problems.map((problem) => problem.says)).toContainEqual(expect.stringContaining(says));
  }
});

function deep(wrap: (inner: unknown) => unknown, innermost: unknown): unknown {
  let value = innermost;
  for (let i = 0; i < 100_000; i++) value = wrap(value);
  return value;
}

test('__proto__ is only a key', () => {
  const template = JSON.parse('{"Resources":{"Web":{"Type":"AWS::CloudFront::Distribution","Properties":{"__proto__":{"polluted":true},"DistributionConfig":{"__proto__":{"Enabled":false}}}},"__proto__":{"Type":"x"}}}');
  const application = readTemplates([{ name: 't', template }]);
  expect(({} as Json).polluted).toBeUndefined();
  expect(application.distributions[0].enabled).toBe(true);
  expect(application.treatment.some(({ as, location }) => as === 'refused' && location.path.endsWith('__proto__'))).toBe(true);
});

test('whatever a template says, reading it never throws', () => {
  const key = fc.constantFrom('Ref', 'Fn::Join', 'Fn::If', 'Fn::Sub', 'Fn::GetAtt', 'Fn::Select', 'DistributionConfig', 'Origins', 'CacheBehaviors', 'DefaultCacheBehavior', 'Aliases', 'Comment', 'toString');
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ depthSize: 'small' }, fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(tie('tree'), { maxLength: 4 }), fc.dictionary(key, tie('tree'), { maxKeys: 4 })),
  }));
  fc.assert(fc.property(tree, tree, (properties, conditions) => {
    const template = { Resources: { Web: { Type: 'AWS::CloudFront::Distribution', Properties: properties } }, Conditions: conditions };
    readTemplates([{ name: 't', template }]);
    return conditionOutcomes([{ name: 't', template }]).length > 0;
  }), { examples: [[{ 'Fn::GetAtt': { toString: 1 } }, {}], [{ 'Fn::GetAtt': [{ toString: 1 }] }, {}], [{ 'Fn::GetAtt': ['Web', {}] }, {}], [{ 'Fn::Select': [{}, ['x']] }, {}]] });
});

test('conditions that a deployment decides have both outcomes, and consistent ones', () => {
  const template = {
    Resources: {},
    Parameters: { Stage: { Type: 'String', Default: 'dev' } },
    Conditions: {
      IsProduction: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
      IsTest: { 'Fn::Equals': [{ Ref: 'Stage' }, 'test'] },
      Other: { 'Fn::Not': [{ Condition: 'IsProduction' }] },
      Always: { 'Fn::Equals': ['a', 'a'] },
    },
  };
  const outcomes = conditionOutcomes([{ name: 't', template }]).map((outcome) => ['IsProduction', 'IsTest', 'Other', 'Always'].map((name) => Number(outcome.conditions[`t/${name}`])).join(''));
  expect(outcomes.sort()).toEqual(['0011', '0111', '1001']);
});

const whatIf = (parameter: Json, compared: unknown, constants: string[], more: Json = {}) => {
  const template = {
    Parameters: { P: parameter },
    Conditions: Object.fromEntries(constants.map((constant, i) => [`C${i}`, { 'Fn::Equals': [compared, constant] }])),
    Resources: { Web: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: { Comment: { Ref: 'P' }, DefaultCacheBehavior: MAIN, ...more } } } },
  };
  return conditionOutcomes([{ name: 't', template }]).map((outcome) => {
    const [{ comment }] = readTemplates([{ name: 't', template }], { ...outcome, unknownEnvironment: true }).distributions;
    return [...constants.map((_, i) => outcome.conditions[`t/C${i}`]), comment];
  });
};

test('a parameter has the value with which a condition holds, not its default', () => {
  expect(whatIf({ Type: 'String', Default: '' }, { Ref: 'P' }, [''])).toEqual([[true, UNKNOWN], [false, UNKNOWN]]);
  expect(whatIf({ Type: 'String', Default: 'dev' }, { Ref: 'P' }, ['prod'])).toEqual([[true, 'prod'], [false, 'dev']]);
  expect(whatIf({ Type: 'String', Default: 'prod' }, { Ref: 'P' }, ['prod'])).toEqual([[true, 'prod'], [false, UNKNOWN]]);
  expect(whatIf({ Type: 'String', Default: 'a' }, { 'Fn::Join': ['', ['x', { Ref: 'P' }]] }, ['xa'])).toEqual([[true, 'a'], [false, UNKNOWN]]);
  expect(whatIf({ Type: 'AWS::SSM::Parameter::Value<String>', Default: '/name' }, { Ref: 'P' }, ['prod'])).toEqual([[true, UNKNOWN], [false, UNKNOWN]]);
});

test('values that a parameter may not have are no outcomes', () => {
  expect(whatIf({ Type: 'String', Default: 'a', AllowedValues: ['a', 'b'] }, { Ref: 'P' }, ['a', 'b'])).toEqual([[true, false, 'a'], [false, true, 'b']]);
  expect(whatIf({ Type: 'String', Default: 'a', AllowedValues: ['a', 'b'] }, { Ref: 'P' }, ['a', 'c'])).toEqual([[true, false, 'a'], [false, false, UNKNOWN]]);
});

test('outcomes that come to the same are one', () => {
  const regions = (source: Json) => conditionOutcomes([{
    name: 't', ...source, template: { Resources: {}, Conditions: { C: { 'Fn::Or': ['us-east-1', 'eu-west-1', 'eu-west-2'].map((region) => ({ 'Fn::Equals': [{ Ref: 'AWS::Region' }, region] })) } } },
  }]).map(({ conditions }) => conditions['t/C']);
  expect(regions({})).toEqual([true, false]);
  expect(regions({ region: 'eu-west-1' })).toEqual([true]);
  expect(regions({ region: 'ap-south-1' })).toEqual([false]);
});

test('an empty default stands for a value that the deployment gives', () => {
  const template = { Parameters: { P: { Type: 'String', Default: '' } }, Resources: { Web: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: { Comment: { Ref: 'P' } } } } } };
  expect(readTemplates([{ name: 't', template }], { unknownEnvironment: true }).distributions[0].comment).toBe(UNKNOWN);
  expect(readTemplates([{ name: 't', template }]).distributions[0].comment).toBe('');
});

test('the name of a stack is known where an assembly tells it', () => {
  const commented = (source: Json) => readTemplates([{ ...withComment({ Ref: 'AWS::StackName' }), ...source }], { unknownEnvironment: true }).distributions[0].comment;
  expect(commented({})).toBe(UNKNOWN);
  expect(commented({ stackName: 'Site' })).toBe('Site');
});

test('macros may add resources, so that a name without resource is unknown', () => {
  const { distributions, problems } = readTemplates([withComment({ 'Fn::GetAtt': ['FunctionUrl', 'FunctionUrl'] }, { Transform: 'AWS::Serverless-2016-10-31' })], { unknownEnvironment: true });
  expect([distributions[0].comment, problems]).toEqual([UNKNOWN, []]);
});

test('an origin that is S3 or custom by condition is read as one of them in each outcome', () => {
  const origin = {
    Id: 'a',
    DomainName: 'b.s3.amazonaws.com',
    S3OriginConfig: { 'Fn::If': ['S3', {}, { Ref: 'AWS::NoValue' }] },
    CustomOriginConfig: { 'Fn::If': ['S3', { Ref: 'AWS::NoValue' }, { OriginProtocolPolicy: 'http-only' }] },
  };
  const template = {
    Parameters: { P: { Type: 'String' } },
    Conditions: { S3: { 'Fn::Equals': [{ Ref: 'P' }, 'yes'] } },
    Resources: { Web: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: { Origins: [origin], DefaultCacheBehavior: MAIN } } } },
  };
  const kinds = conditionOutcomes([{ name: 't', template }]).map((outcome) => {
    const { s3, custom } = readTemplates([{ name: 't', template }], outcome).distributions[0].origins[0];
    return [s3 !== undefined, custom !== undefined];
  });
  expect(kinds).toEqual([[true, false], [false, true]]);
});

test('the legacy origin of a distribution counts as one', () => {
  const template = { Resources: { Web: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: { S3Origin: { DNSName: 'b.s3.amazonaws.com', OriginAccessIdentity: '' }, DefaultCacheBehavior: MAIN } } } } };
  expect(readTemplates([{ name: 't', template }]).distributions[0].origins.map(({ id, domainName }) => [id, domainName])).toEqual([['a', 'b.s3.amazonaws.com']]);
});

test('local names are the same on every run and differ from resource to resource', () => {
  const [first, second] = ['one', 'two'].map((name) => readTemplates([withComment('', {}, name)]).distributions[0]);
  expect(readTemplates([withComment('', {}, 'one')]).distributions[0].domainName).toBe(first.domainName);
  expect(second.domainName).not.toBe(first.domainName);
  expect(first.domainName).toMatch(/^d[a-z0-9]{13}\.cloudfront\.net$/);
  expect(isKnown(first.comment)).toBe(true);
});

test.each([
  [{ MinTTL: 172800 }, [172800, 172800, 31536000]],
  [{ DefaultTTL: 63072000 }, [0, 63072000, 63072000]],
  [{ MinTTL: 63072000 }, [63072000, 63072000, 63072000]],
  [{}, [0, 86400, 31536000]],
  [{ MinTTL: 1, DefaultTTL: 2, MaxTTL: 3 }, [1, 2, 3]],
])('a cache policy with %j has the TTLs %j [POL-014]', (ttl, expected) => {
  const template = { Resources: { Policy: { Type: 'AWS::CloudFront::CachePolicy', Properties: { CachePolicyConfig: { Name: 'policy', ...ttl } } } } };
  const [policy] = readTemplates([{ name: 't', template }]).cachePolicies;
  expect([policy.ttl.min, policy.ttl.default, policy.ttl.max]).toEqual(expected);
});

test('a header that HTTP does not have is reported, and unknown', () => {
  const headers = [{ HeaderName: 'X-A', HeaderValue: '1\r\nX-B: 2' }, { HeaderName: 'x y', HeaderValue: '1\u0001' }, { HeaderName: 'X-C', HeaderValue: 'caf\xe9\t' }];
  const Properties = { DistributionConfig: { Origins: [{ Id: 'a', DomainName: 'a.example.com', OriginCustomHeaders: headers }] } };
  const { distributions, problems } = readTemplates([{ name: 'template', template: { Resources: { Site: { Type: 'AWS::CloudFront::Distribution', Properties } } } }]);
  expect(distributions[0].origins[0].customHeaders.map(({ name, value }) => [name, value])).toEqual([['X-A', UNKNOWN], [UNKNOWN, UNKNOWN], ['X-C', 'caf\xe9\t']]);
  const places = problems.map(({ location, says }) => `${location.path}: ${says}`).filter((problem) => problem.includes('OriginCustomHeaders'));
  expect(places).toEqual([
    'DistributionConfig.Origins[0].OriginCustomHeaders[0].HeaderValue: HeaderValue is "1\\r\\nX-B: 2", where CloudFormation takes a text in one line of the characters that headers have.',
    'DistributionConfig.Origins[0].OriginCustomHeaders[1].HeaderName: HeaderName is "x y", where CloudFormation takes the name of a header.',
    'DistributionConfig.Origins[0].OriginCustomHeaders[1].HeaderValue: HeaderValue is "1\\u0001", where CloudFormation takes a text in one line of the characters that headers have.',
  ]);
});

test('what Fn::FindInMap does not find is reported', () => {
  const { problems } = readTemplates([withComment({ 'Fn::FindInMap': ['Map', 'first', 'third'] }, DECLARED)]);
  expect(problems.map(({ says }) => says)).toContain('Fn::FindInMap finds no Map.first.third in the mappings.');
});
