import { web } from './api-client';
import { requireAccepted } from '../../../src/local/api/rule-check';
import { ChangedTemplates, CREATED } from '../../../src/local/changed-templates';

const TYPE = 'AWS::CloudFront::Distribution';
const made = { type: TYPE, callerReference: 'x', apiVersion: '2020-05-31', time: 0 };
const site = (config: object, more: object = {}) => new ChangedTemplates([{ name: 'Site', template: { Resources: { Site: web(config), ...more } } }]);

function update(before: ChangedTemplates, config: object): void {
  const change = { ...made, template: 'Site', logicalId: 'Site', properties: web(config).Properties };
  requireAccepted(before, before.with(change), change);
}

test('what CloudFront refuses is refused with its code, and with what to do', () => {
  expect(() => update(site({}), { DefaultRootObject: '/index.html' })).toThrow(expect.objectContaining({
    code: 'InvalidDefaultRootObject', message: expect.stringMatching(/^DistributionConfig.DefaultRootObject: .* Fix: /),
  }));
  expect(() => update(site({}), { DefaultRootObject: 'index.html' })).not.toThrow();
});

test('what was wrong before is not held against another change', () => {
  const wrong = { DefaultRootObject: '/index.html' };
  expect(() => update(site(wrong), { ...wrong, Comment: 'changed' })).not.toThrow();
  expect(() => update(site(wrong), { ...wrong, DefaultRootObject: '/other.html' })).toThrow(/other/);
});

test('a value that only AWS knows is not held against who sends it back', () => {
  const associations = (LambdaFunctionARN: unknown) => ({
    DefaultCacheBehavior: {
      ...web({}).Properties.DistributionConfig.DefaultCacheBehavior, LambdaFunctionAssociations: [{ EventType: 'viewer-request', LambdaFunctionARN }],
    },
  });
  const before = site(associations({ 'Fn::GetAtt': ['Reader', 'FunctionArn'] }), { Reader: { Type: 'Custom::CrossRegionReader' } });
  const { functionArn } = before.application.distributions[0].defaultCacheBehavior.lambdaAssociations[0];
  expect(functionArn).toMatch(/\.local$/);
  expect(() => update(before, { ...associations(functionArn), Comment: 'changed' })).not.toThrow();
  expect(() => update(site({}), associations(functionArn))).toThrow(expect.objectContaining({ code: 'InvalidLambdaFunctionAssociation' }));
});

test('what another resource has is refused once more', () => {
  const before = site({ Aliases: ['www.example.com'] });
  const change = { ...made, template: CREATED, logicalId: 'Distribution1', properties: web({ Aliases: ['www.example.com'] }).Properties };
  expect(() => requireAccepted(before, before.with(change), change)).toThrow(expect.objectContaining({ code: expect.stringMatching(/^(CNAMEAlreadyExists|InvalidViewerCertificate)$/) }));
});
