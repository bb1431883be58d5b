import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { checkTemplates } from '../../src/rules';
import { loadTemplates, readTemplates, UnreadableInput } from '../../src/template';

const folder = () => mkdtempSync(join(tmpdir(), 'templates-'));

function written(name: string, text: string): string {
  const path = join(folder(), name);
  writeFileSync(path, text);
  return path;
}

test('YAML with short tags, also nested ones', () => {
  const file = written('site.yaml', [
    'Parameters: { Name: { Type: String, Default: www } }',
    'Resources:',
    '  Web:',
    '    Type: AWS::CloudFront::Distribution',
    '    Properties:',
    '      DistributionConfig:',
    '        Comment: !Join ["-", [!Ref Name, !Sub "${Name}.example.com", !Select [0, !Split [",", "a,b"]]]]',
    '        DefaultCacheBehavior: { TargetOriginId: a, ViewerProtocolPolicy: allow-all }',
  ].join('\n'));
  expect(readTemplates(loadTemplates(file)).distributions[0].comment).toBe('www-www.example.com-a');
});

test.each<[string, string, string, RegExp]>([
  ['broken JSON', 'a.json', '{ "Resources": {', /a\.json is no valid JSON/],
  ['broken YAML, with its place', 'a.yaml', 'Resources:\n  - [a', /a\.yaml is no valid YAML .*line \d+, column \d+/],
  ['a document that is no template', 'a.json', '{ "Description": "x" }', /a\.json has no Resources/],
  ['a list', 'a.yaml', '- a', /a\.yaml is no CloudFormation template/],
])('%s is one line', (_title, name, text, message) => {
  const load = () => loadTemplates(written(name, text));
  expect(load).toThrow(UnreadableInput);
  expect(load).toThrow(message);
});

test('a key that stands twice is taken once, and named with its line', () => {
  const [source] = loadTemplates(written('a.yaml', 'Resources:\n  Web:\n    Type: AWS::SNS::Topic\n    Type: AWS::SQS::Queue\n'));
  expect([source.template, source.repeatedKeys]).toEqual([{ Resources: { Web: { Type: 'AWS::SQS::Queue' } } }, ['Type (line 4)']]);
  const message = 'The key Type (line 4) stands twice in one object, and only the last counts.';
  expect(checkTemplates([source])).toEqual([expect.objectContaining({ rule: 'repeated-key', level: 'warning', message })]);
});

test('a date of YAML is the text that it is written as', () => {
  const [{ template }] = loadTemplates(written('a.yaml', 'AWSTemplateFormatVersion: 2010-09-09\nResources: { A: { Type: AWS::S3::Bucket, Properties: { Tags: [!Sub x, 2020-01-02] } } }\n'));
  expect(template).toMatchObject({ AWSTemplateFormatVersion: '2010-09-09', Resources: { A: { Properties: { Tags: [{ 'Fn::Sub': 'x' }, '2020-01-02'] } } } });
});

test('a path that does not exist, and a directory without templates', () => {
  expect(() => loadTemplates('/nowhere/at/all')).toThrow(/\/nowhere\/at\/all does not exist: give a cloud assembly/);
  expect(() => loadTemplates(folder())).toThrow(/neither a manifest\.json nor a template/);
});

test('a directory of templates, among which other documents are left aside', () => {
  const directory = folder();
  writeFileSync(join(directory, 'package.json'), '{"name":"site"}');
  writeFileSync(join(directory, 'parameters.json'), '[{"ParameterKey":"Name"}]');
  expect(() => loadTemplates(directory)).toThrow(/neither a manifest\.json nor a template/);
  for (const name of ['b.template.json', 'a.json', 'c.yml', 'd.template', 'README.md', 'json']) writeFileSync(join(directory, name), '{"Resources":{}}');
  expect(loadTemplates(directory).map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
  writeFileSync(join(directory, 'c.json'), '{"Resources":');
  expect(() => loadTemplates(directory)).toThrow(/c\.json is no valid JSON/);
});

test('stacks of one name, in several regions, are told apart by their artifacts, and know their name; one may be empty', () => {
  const directory = folder();
  const stackIn = (region: string) => ({ type: 'aws:cloudformation:stack', environment: `aws://123456789012/${region}`, properties: { templateFile: 'site.json', stackName: 'site' } });
  const other = { ...stackIn('us-east-1'), properties: { templateFile: 'site.json', stackName: 'other' } };
  writeFileSync(join(directory, 'manifest.json'), JSON.stringify({ artifacts: { SiteUs: stackIn('us-east-1'), SiteEu: stackIn('eu-west-1'), Other: other, Empty: { ...other, properties: { templateFile: 'empty.json' } } } }));
  writeFileSync(join(directory, 'empty.json'), '{}');
  writeFileSync(join(directory, 'site.json'), JSON.stringify({ Resources: { Web: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: { Comment: { Ref: 'AWS::StackName' } } } } } }));
  const sources = loadTemplates(directory);
  expect(sources.map(({ name, stackName, region }) => [name, stackName, region])).toEqual([['SiteUs', 'site', 'us-east-1'], ['SiteEu', 'site', 'eu-west-1'], ['other', 'other', 'us-east-1'], ['Empty', 'Empty', 'us-east-1']]);
  const { distributions, problems } = readTemplates(sources);
  expect(problems).toEqual([]);
  expect(distributions.map(({ comment }) => comment)).toEqual(['site', 'site', 'other']);
  expect(new Set(distributions.map(({ id }) => id)).size).toBe(3);
});

test('an assembly gives its stacks with region and account, construct paths, and what they deploy to buckets', () => {
  const directory = folder();
  const json = (name: string, content: object) => writeFileSync(join(directory, name), JSON.stringify(content));
  mkdirSync(join(directory, 'asset.abc'));
  json('manifest.json', {
    artifacts: {
      'Stack.assets': { type: 'cdk:asset-manifest', properties: { file: 'Stack.assets.json' } },
      'Stack': {
        type: 'aws:cloudformation:stack',
        environment: 'aws://123456789012/eu-west-1',
        properties: { templateFile: 'Stack.template.json', stackName: 'site' },
        dependencies: ['Stack.assets'],
        metadata: { '/Stack/Bucket/Resource': [{ type: 'aws:cdk:logicalId', data: 'Bucket' }, { type: 'aws:cdk:creationStack', data: ['main (/app/bin/app.ts:3:1)'] }] },
      },
    },
  });
  json('Stack.assets.json', { files: { abc: { source: { path: 'asset.abc' } } } });
  json('Stack.template.json', {
    Resources: {
      Bucket: { Type: 'AWS::S3::Bucket' },
      Deployment: {
        Type: 'Custom::CDKBucketDeployment',
        Properties: { SourceObjectKeys: ['abc.zip'], DestinationBucketName: { Ref: 'Bucket' }, DestinationBucketKeyPrefix: 'site', SystemMetadata: { 'cache-control': 'max-age=5' } },
      },
    },
  });
  const [source] = loadTemplates(directory);
  expect([source.name, source.region, source.account, source.constructPaths]).toEqual(['site', 'eu-west-1', '123456789012', { Bucket: 'Stack/Bucket/Resource' }]);
  expect(source.creationPlaces).toEqual({ Bucket: { file: '/app/bin/app.ts', line: 3, column: 1 } });
  expect(readTemplates([source]).resources[0]).toMatchObject({ constructPath: 'Stack/Bucket/Resource', createdAt: { line: 3 } });
  expect(readTemplates([source]).bucketContents).toEqual([
    { bucket: { template: 'site', logicalId: 'Bucket' }, source: join(directory, 'asset.abc'), keyPrefix: 'site', metadata: { 'cache-control': 'max-age=5' }, markers: {} },
  ]);
});

test.each<[string, object, RegExp]>([
  ['an assembly in itself', { type: 'cdk:cloud-assembly', properties: { directoryName: '.' } }, /manifest\.json has an assembly that is in itself: synthesise the app again/],
  ['an assembly without a directory', { type: 'cdk:cloud-assembly' }, /manifest\.json has an assembly that is in itself/],
  ['an assembly in an assembly that is not there', { type: 'cdk:cloud-assembly', properties: { directoryName: 'none' } }, /none\/manifest\.json cannot be read \(ENOENT/],
  ['a stack whose template is gone', { type: 'aws:cloudformation:stack', properties: { templateFile: 'gone.json' } }, /gone\.json cannot be read \(ENOENT.*synthesise the app again/],
  ['a stack without a template', { type: 'aws:cloudformation:stack' }, /cannot be read \(EISDIR.*synthesise the app again/],
])('%s is one line', (_title, artifact, message) => {
  const directory = folder();
  writeFileSync(join(directory, 'manifest.json'), JSON.stringify({ artifacts: { A: artifact } }));
  expect(() => loadTemplates(directory)).toThrow(message);
  expect(() => loadTemplates(directory)).toThrow(UnreadableInput);
});

test('assemblies that are in each other by symbolic links are one line, and one that is twice in another is none', () => {
  const directory = folder();
  mkdirSync(join(directory, 'stage'));
  symlinkSync('..', join(directory, 'stage', 'up'));
  const write = (path: string, artifacts: object) => writeFileSync(join(directory, path), JSON.stringify({ artifacts }));
  const stage = (directoryName: string) => ({ type: 'cdk:cloud-assembly', properties: { directoryName } });
  write('manifest.json', { One: stage('stage'), Other: stage('stage') });
  write('stage/manifest.json', {});
  expect(loadTemplates(directory)).toEqual([]);
  write('stage/manifest.json', { Up: stage('up') });
  expect(() => loadTemplates(directory)).toThrow(/stage\/up\/manifest\.json has an assembly that is in itself/);
});

test('aliases that make a few lines of YAML immense are refused', () => {
  const levels = 'abcdefgh'.split('').map((name, i) => `${name}: &${name} [${Array(9).fill(i === 0 ? 'x' : `*${'abcdefgh'[i - 1]}`).join(', ')}]`);
  expect(() => loadTemplates(written('t.yaml', [...levels, 'Resources: { A: *h }'].join('\n')))).toThrow(/t\.yaml cannot be read .*fewer aliases/);
});
