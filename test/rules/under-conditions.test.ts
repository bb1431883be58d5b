import { distribution } from './rule-test';
import { checkTemplates } from '../../src/rules';

const CERTIFICATE = { AcmCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1', SslSupportMethod: 'sni-only', MinimumProtocolVersion: 'TLSv1.2_2021' };
const NONE = { Ref: 'AWS::NoValue' };

/** What a rule says of a distribution whose settings depend on two conditions. */
function messages(rule: string, config: object): string[] {
  const template = {
    Parameters: { Name: { Type: 'String' }, Certificate: { Type: 'String' } },
    Conditions: { NoName: { 'Fn::Equals': [{ Ref: 'Name' }, ''] }, NoCertificate: { 'Fn::Equals': [{ Ref: 'Certificate' }, ''] } },
    Resources: distribution(config as never),
  };
  return checkTemplates([{ name: 'template', template }]).filter((finding) => finding.rule === rule).map(({ message }) => message);
}

test('a finding that some outcomes of the conditions have says in which, and is told once', () => {
  const Aliases = { 'Fn::If': ['NoName', NONE, ['www.example.com']] };
  const ViewerCertificate = { 'Fn::If': ['NoCertificate', NONE, CERTIFICATE] };
  expect(messages('alias-certificate', { Aliases, ViewerCertificate })).toEqual([expect.stringMatching(/ It is so where NoName is false and NoCertificate is true\.$/)]);
  expect(messages('alias-certificate', { Aliases })).toEqual([expect.stringMatching(/ It is so where NoName is false\.$/)]);
});

test('the condition of the resource itself goes without saying', () => {
  const { Site } = distribution({ PriceClass: '100' } as never) as { Site: object };
  const template = { Conditions: { NoName: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'x'] } }, Resources: { Site: { ...Site, Condition: 'NoName' } } };
  expect(checkTemplates([{ name: 'template', template }]).filter(({ rule }) => rule === 'price-class').map(({ message }) => message)).toEqual([expect.not.stringMatching(/It is so/)]);
});

test('a finding that all outcomes have, or that has no one condition, says nothing of them', () => {
  expect(messages('price-class', { PriceClass: '100', Comment: { 'Fn::If': ['NoName', 'a', 'b'] } })).toEqual([expect.not.stringMatching(/It is so/)]);
  const PriceClass = { 'Fn::If': ['NoName', '100', { 'Fn::If': ['NoCertificate', '100', 'PriceClass_100'] }] };
  expect(messages('price-class', { PriceClass })).toEqual([expect.not.stringMatching(/It is so/)]);
});
