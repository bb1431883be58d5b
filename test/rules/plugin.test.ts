import { mkdtempSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, NestedStack, Stack, Validations } from 'aws-cdk-lib';
import { CfnCloudFrontOriginAccessIdentity, CfnDistribution, Distribution, PriceClass } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { CloudFrontEdition, CloudFrontRules } from '../../src/rules/plugin';

let printed: string[];

beforeAll(() => { process.env.CDK_VALIDATION = 'false'; });
afterAll(() => { delete process.env.CDK_VALIDATION; });
beforeEach(() => {
  printed = [];
  jest.spyOn(console, 'error').mockImplementation((text) => { printed.push(String(text)); });
});
afterEach(() => jest.restoreAllMocks());

function stackWithRules(context: Record<string, unknown> = {}): { app: App; stack: Stack } {
  const app = new App({ context });
  CloudFrontRules.enable(app);
  return { app, stack: new Stack(app, 'Stack') };
}

function cfnDistribution(scope: Construct, config: Partial<CfnDistribution.DistributionConfigProperty>): CfnDistribution {
  return new CfnDistribution(scope, 'Site', {
    distributionConfig: {
      enabled: true,
      origins: [{ id: 'site', domainName: 'www.example.com', customOriginConfig: { originProtocolPolicy: 'http-only' } }],
      defaultCacheBehavior: { targetOriginId: 'site', viewerProtocolPolicy: 'allow-all', forwardedValues: { queryString: false } },
      ...config,
    },
  });
}

/** A bucket without a default root object: a warning. */
const LISTED = { origins: [{ id: 'site', domainName: 'mybucket.s3.eu-central-1.amazonaws.com', s3OriginConfig: {} }] };

test('an error stops synthesis with construct path, property, value, limit and fix', () => {
  const { app, stack } = stackWithRules();
  cfnDistribution(stack, { defaultRootObject: 'x'.repeat(256) });
  const report = /DistributionConfig\.DefaultRootObject[\s\S]*255 characters[\s\S]*Stack\/Site[\s\S]*shorten[\s\S]*cloudfront-edge::root-object-length/;
  expect(() => app.synth()).toThrow(report);
});

test('the Distribution of aws-cdk-lib is checked too', () => {
  const { app, stack } = stackWithRules();
  new Distribution(stack, 'Site', { defaultBehavior: { origin: new HttpOrigin('192.0.2.1') } });
  expect(() => app.synth()).toThrow(/Stack\/Site[\s\S]*origin-ip-address/);
});

test('two stacks of one name in one account and region stop synthesis', () => {
  const { app } = stackWithRules();
  const env = { account: '111122223333', region: 'us-east-1' };
  for (const id of ['First', 'Second']) new Stack(app, id, { env, stackName: 'live' });
  expect(() => app.synth()).toThrow(/same name live in us-east-1[\s\S]*stack-name-repeated/);
});

test('an app may have empty stacks', () => {
  const { app, stack } = stackWithRules();
  new NestedStack(stack, 'Nested');
  expect(() => app.synth()).not.toThrow();
});

test('a finding about a whole resource names no property', () => {
  const { app, stack } = stackWithRules();
  for (const id of ['One', 'Other']) new CfnCloudFrontOriginAccessIdentity(stack, id, { cloudFrontOriginAccessIdentityConfig: { comment: id } });
  app.synth();
  expect(printed.join('\n')).toMatch(/WARNING The stack has (One|Other), too/);
});

test('a distribution in a nested stack is checked', () => {
  const { app, stack } = stackWithRules();
  cfnDistribution(new NestedStack(stack, 'Nested'), { priceClass: 'PriceClass_1' });
  expect(() => app.synth()).toThrow(/price-class/);
});

test.each([['app.js', true], ['app.3f2a91bc.js', false]])('the files of the app are looked at: %s', (name, isReported) => {
  const { app, stack } = stackWithRules();
  const files = mkdtempSync(join(tmpdir(), 'files-'));
  writeFileSync(join(files, name), 'text');
  const bucket = new Bucket(stack, 'Bucket');
  new Distribution(stack, 'Site', { defaultBehavior: { origin: S3BucketOrigin.withOriginAccessControl(bucket) }, defaultRootObject: 'index.html' });
  new BucketDeployment(stack, 'Deployment', { destinationBucket: bucket, sources: [Source.asset(files)] });
  app.synth();
  expect(printed.join('\n').includes('deployment-without-invalidation')).toBe(isReported);
});

test('a sound distribution synthesises in silence about errors', () => {
  const { app, stack } = stackWithRules();
  new Distribution(stack, 'Site', { defaultBehavior: { origin: new HttpOrigin('www.example.com') }, priceClass: PriceClass.PRICE_CLASS_100, defaultRootObject: 'index.html' });
  expect(() => app.synth()).not.toThrow();
});

test('a warning does not stop synthesis, and disappears when it is acknowledged', () => {
  const warned = stackWithRules();
  cfnDistribution(warned.stack, LISTED);
  warned.app.synth();
  expect(printed.join('\n')).toMatch(/root-object-missing/);

  printed = [];
  const quiet = stackWithRules();
  const site = cfnDistribution(quiet.stack, LISTED);
  Validations.of(site).acknowledge({ id: 'cloudfront-edge::root-object-missing', reason: 'nobody may list the bucket' });
  quiet.app.synth();
  expect(printed.join('\n')).not.toMatch(/root-object-missing/);
});

test('the rules run once, however often they are enabled, and take the props of each call', () => {
  const { app, stack } = stackWithRules();
  CloudFrontRules.enable(stack, { quotas: { aliasesPerDistribution: 5 } });
  CloudFrontRules.enable(stack, { edition: CloudFrontEdition.GUIDE_2014 });
  cfnDistribution(stack, { priceClass: 'PriceClass_1', aliases: Array.from({ length: 6 }, (_, i) => `a${i}.example.com`) });
  let report = '';
  try { app.synth(); } catch (error) { report = String(error); }
  expect(report.match(/PriceClass is \\?"PriceClass_1/g)).toHaveLength(1);
  expect(report).toMatch(/allowed: 5 /);
});

test('a quota that does not exist is refused at once', () => {
  expect(() => CloudFrontRules.enable(new App(), { quotas: { originz: 5 } })).toThrow(/no quota "originz"; there are .*originsPerDistribution/);
});

test('beside the rules, CDK\'s own validator finds nothing, even where it is strict and annotations are in the report', () => {
  delete process.env.CDK_VALIDATION;
  const { app, stack } = stackWithRules({ '@aws-cdk/core:validateAgainstDefaultRules': true, '@aws-cdk/core:annotationsInValidationReport': true });
  cfnDistribution(stack, LISTED);
  expect(() => app.synth()).not.toThrow();
  const { pluginReports } = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'));
  expect(pluginReports.map(({ pluginName, violations }: any) => [pluginName, violations.map((violation: any) => violation.ruleName)]))
    .toEqual([['cloudfront-edge', ['forwarded-values-legacy', 'root-object-missing']]]);
});
