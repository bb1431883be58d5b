import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, CfnOutput, NestedStack, Stack } from 'aws-cdk-lib';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { conditionOutcomes, loadTemplates, readTemplates } from '../../src/template';

beforeAll(() => { process.env.CDK_VALIDATION = 'false'; });
afterAll(() => { delete process.env.CDK_VALIDATION; });

const root = mkdtempSync(join(tmpdir(), 'nested-stacks-'));
afterAll(() => rmSync(root, { recursive: true }));

const site = (scope: NestedStack | Stack, name: string) => new Distribution(scope, 'Site', { defaultBehavior: { origin: new HttpOrigin(name) } });

test('an assembly has its nested stacks, with what the stacks give one another, and each construct at its own place', () => {
  const app = new App({ outdir: join(root, 'cdk.out') });
  const stack = new Stack(app, 'Parent', { env: { account: '111122223333', region: 'eu-west-1' } });
  const bucket = new Bucket(stack, 'Bucket');
  const outer = new NestedStack(stack, 'Outer');
  const inner = new NestedStack(outer, 'Inner');
  site(stack, 'www.example.com');
  const nested = site(inner, bucket.bucketRegionalDomainName);
  new CfnOutput(stack, 'Name', { value: nested.distributionDomainName });

  const sources = loadTemplates(app.synth().directory);
  expect(sources.map(({ name, region, account }) => [name, region, account])).toEqual([
    ['Parent', 'eu-west-1', '111122223333'],
    [expect.stringMatching(/^Parent-Outer\w+$/), 'eu-west-1', '111122223333'],
    [expect.stringMatching(/^Parent-Outer\w+-Inner\w+$/), 'eu-west-1', '111122223333'],
  ]);
  const { distributions, outputs, resources, problems } = readTemplates(sources);
  expect(problems).toEqual([]);
  expect(distributions.map(({ origins: [{ domainName }] }) => domainName)).toEqual(['www.example.com', expect.stringMatching(/^parent-bucket\w+-\w+\.s3\.eu-west-1\.amazonaws\.com$/)]);
  expect(distributions[1].origins[0].bucket).toMatchObject({ template: 'Parent' });
  expect(outputs['Parent.Name']).toBe(distributions[1].domainName);
  expect(resources.filter(({ type }) => type === 'AWS::CloudFront::Distribution').map(({ constructPath }) => constructPath))
    .toEqual(['Parent/Site/Resource', 'Parent/Outer/Inner/Site/Resource']);
});

const NESTED = {
  Parameters: { Name: { Type: 'String' }, Env: { Type: 'String', Default: 'dev' } },
  Conditions: { IsLive: { 'Fn::Equals': [{ Ref: 'Env' }, 'live'] } },
  Resources: { Web: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: { Comment: { 'Fn::If': ['IsLive', { Ref: 'Name' }, 'in development'] } } } } },
  Outputs: { Id: { Value: { Ref: 'Web' } } },
};
const stackOf = (more: object = {}, parameters: object = { Env: 'live', Name: { 'Fn::Sub': '${Env}.example.com' } }) => ({
  Parameters: { Env: { Type: 'String', Default: 'www' } },
  Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
  Resources: { Cdn: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: './cdn.yaml', Parameters: parameters }, ...more } },
  Outputs: { Id: { Value: { 'Fn::GetAtt': ['Cdn', 'Outputs.Id'] } } },
});

function templates(parent: object, nested: object = NESTED): string {
  const directory = mkdtempSync(join(root, 'templates-'));
  writeFileSync(join(directory, 'parent.json'), JSON.stringify(parent));
  writeFileSync(join(directory, 'cdn.yaml'), JSON.stringify(nested));
  return directory;
}

test('a template has the nested stacks whose templates are files beside it, also where its directory is given', () => {
  const directory = templates(stackOf());
  for (const path of [directory, join(directory, 'parent.json')]) {
    const sources = loadTemplates(path);
    expect(sources.map(({ name }) => name)).toEqual(['parent', 'parent-Cdn']);
    const { distributions, outputs } = readTemplates(sources);
    expect(distributions.map(({ comment }) => comment)).toEqual(['www.example.com']);
    expect(outputs['parent.Id']).toBe(distributions[0].id);
  }
});

test('conditions on a parameter that the outer stack gives as a constant have one outcome', () => {
  expect(conditionOutcomes(loadTemplates(templates(stackOf())))).toMatchObject([{ conditions: { 'parent-Cdn/IsLive': true } }]);
  expect(conditionOutcomes(loadTemplates(templates(stackOf({}, { Env: { Ref: 'Env' } }))))).toHaveLength(2);
});

test('a nested stack that is not made has no distributions', () => {
  expect(readTemplates(loadTemplates(templates(stackOf({ Condition: 'Never' })))).distributions).toEqual([]);
});

test('a stack that is nested in itself is read once, and one whose template is elsewhere is left out', () => {
  const circle = { Resources: { Again: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'cdn.yaml' } } } };
  expect(loadTemplates(join(templates(stackOf(), circle), 'cdn.yaml')).map(({ name }) => name)).toEqual(['cdn']);
  const elsewhere = stackOf({ Properties: { TemplateURL: 'https://s3.amazonaws.com/templates/cdn.yaml' } });
  expect(loadTemplates(join(templates(elsewhere), 'parent.json')).map(({ name }) => name)).toEqual(['parent']);
});
