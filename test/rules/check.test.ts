import { checkTemplates } from '../../src/rules';

const source = (resources: unknown, rest: object = {}) => [{ name: 'Stack', template: { ...rest, Resources: resources } }];

test('what the reader finds malformed is an error', () => {
  const findings = checkTemplates(source({ Site: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: { Enabled: 'perhaps' } } } }));
  expect(findings).toContainEqual(expect.objectContaining({ rule: 'malformed-template', level: 'error', location: expect.objectContaining({ path: 'DistributionConfig.Enabled' }) }));
});

test('a property that nobody knows is a warning', () => {
  const findings = checkTemplates(source({ Site: { Type: 'AWS::CloudFront::PublicKey', Properties: { Colour: 'red' } } }));
  expect(findings).toContainEqual(expect.objectContaining({ rule: 'unknown-property', level: 'warning', resourceType: 'AWS::CloudFront::PublicKey' }));
});
