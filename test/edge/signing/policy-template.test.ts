import { filledPolicy, UnusableSigning } from '../../../src/edge';
import { cannedPolicy, policyText } from '../../../src/edge/signing/policy';

const END = 1357034400;
const CANNED = '{"Statement":[{"Resource":"RESOURCE","Condition":{"DateLessThan":{"AWS:EpochTime":EXPIRES}}}]}';
const CUSTOM = `{"Statement": [{"Resource": "RESOURCE", "Condition": {
  "IpAddress": {"AWS:SourceIp": "IP_ADDRESS"}, "DateGreaterThan": {"AWS:EpochTime": START_TIME}, "DateLessThan": {"AWS:EpochTime": END_TIME}}}]}`;

test('the placeholders of a template stand for what is said, and the canned one makes the canned policy [SIG-106]', () => {
  const resource = 'http://d111111abcdef8.cloudfront.net/a';
  expect(policyText(filledPolicy(CANNED, { resource, dateLessThan: END }))).toBe(cannedPolicy(resource, END));
  const all = { resource, dateLessThan: END, dateGreaterThan: END - 60, ipAddress: '192.0.2.0/24' };
  expect(filledPolicy(CUSTOM, all)).toEqual(all);
  expect(filledPolicy(CANNED, all)).toEqual({ resource, dateLessThan: END });
  expect(filledPolicy(CANNED, { resource: 'http://*/"EXPIRES"', dateLessThan: END }).resource).toBe('http://*/"EXPIRES"');
});

test.each([
  [CUSTOM, /the template has IP_ADDRESS, for which no value was given/],
  ['{"Statement":[]}', /the template makes no policy: Statement is a list with one statement/],
  ['RESOURCE', /the template makes no policy: the policy is not JSON/],
])('%s is refused', (template, message) => {
  const fill = () => filledPolicy(template, { resource: 'http://d111111abcdef8.cloudfront.net/a', dateLessThan: END, dateGreaterThan: END - 60 });
  expect(fill).toThrow(UnusableSigning);
  expect(fill).toThrow(message);
});
