import { readFileSync } from 'node:fs';
import { directoryWith, run } from './run';
import { websiteTemplate } from './templates';

const directory = directoryWith({
  'good.json': websiteTemplate(),
  'empty.json': { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } },
  'bad.json': websiteTemplate({ DefaultCacheBehavior: { TargetOriginId: 'nowhere', ViewerProtocolPolicy: 'allow-all', CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' } }),
  'many.json': websiteTemplate({
    Origins: Array.from({ length: 101 }, (_, index) => ({ Id: index === 0 ? 'pages' : index === 1 ? 'api' : `o${index}`, DomainName: `o${index}.example.com`, CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } })),
  }),
});

test('a template without errors passes', async () => {
  expect(await run('check', `${directory}/good.json`)).toMatchObject({ exitCode: 0, errors: '' });
});

test('templates without anything to check are named', async () => {
  expect(await run('check', `${directory}/empty.json`)).toEqual({ exitCode: 0, output: '0 errors, 0 warnings\n', errors: expect.stringMatching(/^cloudfront-edge: there is no CloudFront resource in \S+empty\.json\n$/) });
});

test('an error is reported for people, with its place and its fix', async () => {
  const { exitCode, output } = await run('check', `${directory}/good.json`, `${directory}/bad.json`);
  expect(exitCode).toBe(1);
  expect(output).toMatch(/error +\S+[^]*DistributionConfig\.DefaultCacheBehavior\.TargetOriginId[^]*nowhere[^]*Fix: /);
});

test('as JSON the report has its findings and their number', async () => {
  const { exitCode, output } = await run('check', '--format', 'json', `${directory}/bad.json`);
  const report = JSON.parse(output);
  expect(exitCode).toBe(1);
  expect(report.summary.errors).toBe(report.findings.filter((finding: { level: string }) => finding.level === 'error').length);
  expect(report.findings).toContainEqual(expect.objectContaining({
    level: 'error',
    path: 'DistributionConfig.DefaultCacheBehavior.TargetOriginId',
    message: expect.stringContaining('nowhere'),
    fix: expect.any(String),
    spec: expect.any(Array),
  }));
});

test('as SARIF the report has its findings as results', async () => {
  const { exitCode, output } = await run('check', '--format', 'sarif', `${directory}/bad.json`);
  const report = JSON.parse(output);
  expect(exitCode).toBe(1);
  const [shown] = report.runs[0].results.filter(({ ruleId }: { ruleId: string }) => ruleId === 'target-origin-exists');
  expect(shown).toMatchObject({ level: 'error', locations: [{ physicalLocation: { artifactLocation: { uri: expect.stringMatching(/bad\.json$/) } } }] });
  const { startColumn, endColumn } = shown.locations[0].physicalLocation.region;
  expect(readFileSync(`${directory}/bad.json`, 'utf8').slice(startColumn - 1, endColumn - 1)).toBe('"TargetOriginId":"nowhere"');
});

test('a quota that AWS has raised is no warning any more', async () => {
  const quotas = async (...args: string[]) => JSON.parse((await run('check', '--format', 'json', ...args, `${directory}/many.json`)).output)
    .findings.filter((finding: { message: string }) => /101/.test(finding.message));
  expect(await quotas()).toHaveLength(1);
  expect(await quotas('--quota', 'originsPerDistribution=101')).toHaveLength(0);
});

const key = (EncodedKey: string) => ({ Resources: { Key: { Type: 'AWS::CloudFront::PublicKey', Properties: { PublicKeyConfig: { CallerReference: 'one', Name: 'key', EncodedKey } } } } });
const keys = directoryWith({ 'new.json': key('new'), 'old.json': key('old') });

test('what is deployed now is compared with what is to be', async () => {
  const found = async (...args: string[]) => (await run('check', ...args, `${keys}/new.json`)).output.includes('public-key-replaced');
  expect(await found('--deployed', `${keys}/old.json`)).toBe(true);
  expect(await found('--deployed', `${keys}/new.json`)).toBe(false);
  expect(await found()).toBe(false);
});
