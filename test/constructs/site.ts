import { App, Stack, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CloudFrontRules, Origins, WebDistribution, WebDistributionProps } from '../../src';
import { Application, Edition } from '../../src/config';
import { checkTemplates, Finding } from '../../src/rules';
import { readTemplates } from '../../src/template';

// Both validators speak in strict-validation.test.ts alone: CDK's own takes seconds to load, and a finding here is what a test asks for.
process.env.CDK_VALIDATION = 'false';
jest.spyOn(CloudFrontRules.prototype, 'validate').mockReturnValue({ success: true, violations: [] });

/** A stack of an app of its own. */
export function newStack(region: string = 'us-east-1'): Stack {
  return new Stack(new App(), 'Stack', { env: { region, account: '123456789012' } });
}

/** The distribution `Site`, with a custom origin for all that the props do not state. */
export function newSite(stack: Stack, props: Partial<WebDistributionProps> = {}): WebDistribution {
  return new WebDistribution(stack, 'Site', { defaultBehavior: { origin: Origins.custom('www.example.com', { originId: 'www' }) }, ...props });
}

/** The configuration of the only distribution that a stack's template has. */
export function configOf(stack: Stack): { readonly [property: string]: any } {
  const [distribution] = Object.values(Template.fromStack(stack).findResources('AWS::CloudFront::Distribution'));
  return distribution.Properties.DistributionConfig;
}

/** The configuration of the only RTMP distribution that a stack's template has. */
export function rtmpConfigOf(stack: Stack): { readonly [property: string]: any } {
  const [distribution] = Object.values(Template.fromStack(stack).findResources('AWS::CloudFront::StreamingDistribution'));
  return distribution.Properties.StreamingDistributionConfig;
}

/** The statements of all bucket policies of a stack's template. */
export function bucketPolicyStatements(stack: Stack): readonly { readonly [property: string]: any }[] {
  const policies = Object.values(Template.fromStack(stack).findResources('AWS::S3::BucketPolicy'));
  return policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}

/** A stack's template as the rules and the edge understand it. */
export function read(stack: Stack): Application {
  return readTemplates([{ name: 'Stack', template: Template.fromStack(stack).toJSON() }]);
}

/** The ids of the rules that find something in a stack's template. */
export function findings(stack: Stack, edition?: Edition): readonly string[] {
  return found(stack, edition).map(({ rule }) => rule);
}

/** The ids of the rules that find an error in a stack's template. */
export function errors(stack: Stack, edition?: Edition): readonly string[] {
  return found(stack, edition).filter(({ level }) => level === 'error').map(({ rule }) => rule);
}

function found(stack: Stack, edition?: Edition): readonly Finding[] {
  const region = Token.isUnresolved(stack.region) ? undefined : stack.region;
  return checkTemplates([{ name: 'Stack', template: Template.fromStack(stack).toJSON(), region }], { edition });
}
