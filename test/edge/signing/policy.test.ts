import { createHash } from 'crypto';
import { assert, ipV4, nat, property, record, string } from 'fast-check';
import { AccessPolicy, cannedPolicy, isAddressRange, MalformedPolicy, policyText, readPolicy } from '../../../src/edge/signing/policy';

const END = 1357034400;

test('the canned policy is one text, byte for byte [SIG-036]', () => {
  const text = cannedPolicy('http://d111111abcdef8.cloudfront.net/horizon.jpg?size=large&license=yes', END);
  expect(text).toBe('{"Statement":[{"Resource":"http://d111111abcdef8.cloudfront.net/horizon.jpg?size=large&license=yes","Condition":{"DateLessThan":{"AWS:EpochTime":1357034400}}}]}');
  expect([Buffer.byteLength(text), createHash('sha1').update(text).digest('hex')]).toEqual([160, '56947649f05f9d66e63194fc5dd432838ca8b23e']);
});

test('a custom policy is compact JSON with times as numbers [SIG-065] [SIG-079] [SIG-088] [SIG-090]', () => {
  expect(policyText({ resource: 'http://*', ipAddress: '192.0.2.10/32', dateGreaterThan: END, dateLessThan: 1357120800 }))
    .toBe('{"Statement":[{"Resource":"http://*","Condition":{"IpAddress":{"AWS:SourceIp":"192.0.2.10/32"},"DateGreaterThan":{"AWS:EpochTime":1357034400},"DateLessThan":{"AWS:EpochTime":1357120800}}}]}');
});

test('that of a stream is the same but for its resource, a name [SIG-100]', () => {
  const text = cannedPolicy('videos/mediafile', END);
  expect(text).toBe('{"Statement":[{"Resource":"videos/mediafile","Condition":{"DateLessThan":{"AWS:EpochTime":1357034400}}}]}');
  expect(createHash('sha1').update(text).digest('hex')).toBe('40daeff42bfd85d5e6aaebcd8d4d50e2032aace1');
});

test('its end is read from its JSON, whatever digits follow [SIG-109]', () => {
  expect(readPolicy(policyText({ resource: 'http://*', dateLessThan: END, ipAddress: '192.0.2.0/24' })).dateLessThan).toBe(END);
  const after = `{"Statement":[{"Condition":{"DateLessThan":{"AWS:EpochTime":${END}},"IpAddress":{"AWS:SourceIp":"192.0.2.0/24"}},"Resource":"http://*/4"}]}`;
  expect(readPolicy(after).dateLessThan).toBe(END);
});

test('what was written is read again', () => {
  const policies = record<AccessPolicy, keyof AccessPolicy>({ resource: string(), dateLessThan: nat(), dateGreaterThan: nat(), ipAddress: ipV4() }, { requiredKeys: ['dateLessThan'] });
  assert(property(policies, (policy) => expect(readPolicy(policyText(policy))).toEqual(policy)));
});

const condition = (Condition: object) => JSON.stringify({ Statement: [{ Resource: '*', Condition }] });
const until = { DateLessThan: { 'AWS:EpochTime': END } };

test.each([
  ['a time of 0', condition({ DateLessThan: { 'AWS:EpochTime': 0 } }), { resource: '*', dateLessThan: 0 }],
  ['white space and line breaks', ' {\r\n "Statement": [ { "Condition": { "DateLessThan": { "AWS:EpochTime": 1 } } } ] }\r\n', { dateLessThan: 1 }],
  ['any order of conditions [SIG-067]', condition({ IpAddress: { 'AWS:SourceIp': '192.0.2.0/24' }, ...until }), { resource: '*', dateLessThan: END, ipAddress: '192.0.2.0/24' }],
  ['an address without a length [SIG-085]', condition({ ...until, IpAddress: { 'AWS:SourceIp': '192.0.2.10' } }), { resource: '*', dateLessThan: END, ipAddress: '192.0.2.10' }],
])('is read with %s', (_what, text, policy) => {
  expect(readPolicy(text)).toEqual(policy);
});

test.each([
  ['what is no JSON', '{', /not JSON/],
  ['a list', '[]', /the policy is an object/],
  ['another version', JSON.stringify({ Version: '2012-10-17', Statement: [] }), /has Version/],
  ['no statement', '{"Statement":[]}', /one statement/],
  ['two statements', JSON.stringify({ Statement: [{ Condition: until }, { Condition: until }] }), /one statement/],
  ['an abbreviated name [SIG-066]', condition({ DateLT: { 'AWS:EpochTime': END } }), /has DateLT/],
  ['a name in lower case [SIG-066]', condition({ datelessthan: { 'AWS:EpochTime': END } }), /has datelessthan/],
  ['a key without AWS: [SIG-066]', condition({ DateLessThan: { EpochTime: END } }), /has EpochTime/],
  ['another condition [SIG-065]', condition({ ...until, StringEquals: {} }), /has StringEquals/],
  ['no end [SIG-078]', condition({ IpAddress: { 'AWS:SourceIp': '192.0.2.10' } }), /needs DateLessThan/],
  ['a time in quotation marks [SIG-079]', condition({ DateLessThan: { 'AWS:EpochTime': String(END) } }), /without quotation marks/],
  ['a time that is no whole number [SIG-079]', condition({ DateLessThan: { 'AWS:EpochTime': END + 0.5 } }), /whole number/],
  ['a time before all times [SIG-079]', condition({ DateLessThan: { 'AWS:EpochTime': -1 } }), /whole number/],
  ['a condition that is a list', condition({ ...until, IpAddress: [] }), /IpAddress is an object/],
  ['a condition that is nothing', condition({ ...until, DateGreaterThan: null }), /DateGreaterThan is an object/],
  ['two addresses [SIG-086]', condition({ ...until, IpAddress: { 'AWS:SourceIp': ['192.0.2.0/24', '198.51.100.0/24'] } }), /one IPv4 address/],
  ['an IPv6 address [SIG-084]', condition({ ...until, IpAddress: { 'AWS:SourceIp': '2001:db8::/32' } }), /one IPv4 address/],
  ['a resource that is no text', JSON.stringify({ Statement: [{ Resource: ['*'], Condition: until }] }), /one URL/],
])('refuses %s', (_what, text, message) => {
  expect(() => readPolicy(text)).toThrow(message);
  expect(() => readPolicy(text)).toThrow(MalformedPolicy);
});

test.each(['10.52.176.0/24', '192.0.2.10/32', '0.0.0.0/0', '192.0.2.10'])('%s is an address or a range [SIG-084]', (text) => expect(isAddressRange(text)).toBe(true));

test.each(['10.52.176.0-10.52.176.255', '10.52.176.*', '300.1.1.1/24', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0.0/008', '10.0.0.0/x8', '10.0.0.0/8x', '2001:db8::/32', ''])('%s is none [SIG-084]', (text) => expect(isAddressRange(text)).toBe(false));
