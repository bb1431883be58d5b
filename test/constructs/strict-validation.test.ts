import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { GOLDEN } from './golden';
import { Origins, WebDistribution } from '../../src';

// The one suite of the constructs in which CDK's own validator and this package's rules both speak, as strictly as they can.
const STRICT = { '@aws-cdk/core:validateAgainstDefaultRules': true, '@aws-cdk/core:annotationsInValidationReport': true };

let app: App;
let stack: Stack;
beforeEach(() => {
  delete process.env.CDK_VALIDATION;
  jest.spyOn(console, 'error').mockImplementation();
  app = new App({ context: STRICT });
  stack = new Stack(app, 'Stack', { env: { region: 'us-east-1', account: '123456789012' } });
});

/** What the report of a synthesis says, of the severity named. */
function reported(severity: string): readonly string[] {
  const report = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'));
  const violations = report.pluginReports.flatMap(({ violations: found = [] }: { violations?: { severity?: string; ruleName: string }[] }) => found);
  return violations.filter((violation: { severity?: string }) => violation.severity === severity).map(({ ruleName }: { ruleName: string }) => ruleName);
}

test.each(Object.keys(GOLDEN))('%s has no errors', (name) => {
  GOLDEN[name](stack);
  expect(() => app.synth()).not.toThrow();
  expect(reported('error')).toEqual([]);
});

test('what CloudFront would refuse makes the synthesis fail', () => {
  new WebDistribution(stack, 'Site', { domainNames: ['www.example.com'], defaultBehavior: { origin: Origins.custom('www.example.com') } });
  expect(() => app.synth()).toThrow();
  expect(reported('error')).toEqual(['alias-certificate']);
});

test('an unacknowledged warning is in the report, and lets the synthesis pass', () => {
  new WebDistribution(stack, 'Site', { defaultBehavior: { origin: Origins.s3Bucket(Bucket.fromBucketName(stack, 'Bucket', 'mybucket')) } });
  expect(() => app.synth()).not.toThrow();
  expect(reported('warning')).toContain('root-object-missing');
});
