import { PolicyStatement } from '../../src/config';
import { conditionsHold, isAboutAction, isAboutResource } from '../../src/edge/policy-statement';

const statement = (more: Partial<PolicyStatement>) => ({ actions: [], notActions: [], resources: [], conditions: {}, ...more }) as unknown as PolicyStatement;
const holds = (operator: string, wanted: string, actual?: string) => conditionsHold(statement({ conditions: { [operator]: { 'aws:Key': [wanted] } } }), (key) => (key === 'aws:key' ? actual : undefined));

test('actions are meant in any case, with wildcards, or by what they are not; resources by wildcards', () => {
  expect([isAboutAction(statement({ actions: ['CloudFront:get*'] }), 'cloudfront:GetDistribution'), isAboutAction(statement({ notActions: ['s3:*'] }), 's3:GetObject')]).toEqual([true, false]);
  expect([isAboutResource(statement({ resources: ['arn:*:a/?'] }), 'arn:x:a/1'), isAboutResource(statement({ resources: ['arn:a'] }), 'arn:ab')]).toEqual([true, false]);
});

test.each([
  ['StringEquals', 'a', 'a', true], ['StringEquals', 'a', 'A', false], ['StringEqualsIgnoreCase', 'a', 'A', true], ['StringNotEquals', 'a', 'a', false], ['StringLike', 'a*', 'abc', true],
  ['Bool', 'TRUE', 'true', true], ['IpAddress', '192.0.2.0/24', '192.0.2.255', true], ['IpAddress', '192.0.2.0/24', '192.0.3.0', false], ['IpAddress', '2001:db8::/32', '2001:db8::1', true],
  ['NotIpAddress', '192.0.2.1', '192.0.2.1', false], ['IpAddress', 'nonsense', '192.0.2.1', false], ['DateEquals', '2014-05-06T00:00:00Z', '2014-05-06T00:00:00.000Z', true],
  ['DateLessThan', '2014-05-06T00:00:00Z', '2014-05-06T00:00:00.000Z', false], ['DateLessThanEquals', '2014-05-06T00:00:00Z', '2014-05-06T00:00:00.000Z', true],
  ['DateGreaterThan', '1399334400', '1399334401', true], ['DateGreaterThanEquals', '1399334400', '1399334399', false], ['StringEquals', 'a', undefined, false],
  ['StringEqualsIfExists', 'a', undefined, true], ['StringNotEquals', 'a', undefined, true], ['NumericEquals', '1', '1', false],
])('%s %s for %s is %s', (operator, wanted, actual, expected) => {
  expect(holds(operator, wanted, actual)).toBe(expected);
});
