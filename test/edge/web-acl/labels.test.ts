import { edgeWithAcl, pathIs, ruleOf } from './acl';
import { labelMatcher } from '../../../src/edge/web-acl/labels';

const CONTEXT = 'awswaf:111122223333:webacl:testWebACL:';
const GROUP = 'awswaf:111122223333:rulegroup:testRules:';

/** Keys of label match statements of the web ACL `testWebACL`, with labels that they match, and others. */
const KEYS: readonly (readonly [key: string, isSpace: boolean, matches: readonly string[], others: readonly string[]])[] = [
  ['header:encoding:utf8', false, [`${CONTEXT}header:encoding:utf8`, `${CONTEXT}testNS1:testNS2:header:encoding:utf8`], [`${CONTEXT}header:encoding2:utf8`, `${CONTEXT}xheader:encoding:utf8`, `${GROUP}header:encoding:utf8`]],
  [`${GROUP}header:encoding:utf8`, false, [`${GROUP}header:encoding:utf8`], [`${GROUP}NS:header:encoding:utf8`, `${CONTEXT}header:encoding:utf8`]],
  ['header:encoding:', true, [`${CONTEXT}header:encoding:utf8`, `${CONTEXT}NS:header:encoding:utf8`], [`${CONTEXT}header:encoding`, `${CONTEXT}header:encoding2:utf8`, `${GROUP}header:encoding:utf8`]],
  ['header', true, [`${CONTEXT}header:encoding`], [`${CONTEXT}header`]],
  ['awswaf:managed:aws:managed-rule-set:', true, ['awswaf:managed:aws:managed-rule-set:header:utf8'], ['awswaf:managed:aws:managed-rule-set2:header']],
];

test.each(KEYS)('%s, as a namespace: %s', (key, isSpace, matches, others) => {
  const isMeant = labelMatcher(key, isSpace, CONTEXT);
  expect(matches.map((label) => isMeant([label]))).toEqual(matches.map(() => true));
  expect(others.map((label) => isMeant([label]))).toEqual(others.map(() => false));
});

const watch = ruleOf(pathIs('/a'), { Action: { Count: {} }, RuleLabels: [{ Name: 'seen:a' }] });
const labelled = (Key: string, Scope = 'LABEL') => ruleOf({ LabelMatchStatement: { Key, Scope } }, { Name: 'labelled', Priority: 1 });

test.each([
  ['seen:a', 'LABEL', 403],
  ['a', 'LABEL', 403],
  ['b', 'LABEL', 200],
  ['seen', 'NAMESPACE', 403],
  ['awswaf:123456789012:webacl:site:seen:a', 'LABEL', 403],
])('a label of an earlier rule is matched by %s as %s: %i', async (key, scope, code) => {
  expect((await edgeWithAcl([watch, labelled(key, scope)]).get('/a')).status).toBe(code);
  expect((await edgeWithAcl([watch, labelled(key, scope)]).get('/b')).status).toBe(200);
});

test('a label of a later rule is not there yet', async () => {
  expect((await edgeWithAcl([{ ...watch, Priority: 2 }, labelled('seen:a')]).get('/a')).status).toBe(200);
});

test('a statement about the country labels the request with it, whatever it finds', async () => {
  const place = { run: { placeOf: () => ({ region: 'CA' }) } };
  const geo = ruleOf({ GeoMatchStatement: { CountryCodes: ['FR'] } }, { Action: { Count: {} } });
  for (const label of ['awswaf:clientip:geo:country:US', 'awswaf:clientip:geo:region:US-CA']) {
    expect((await edgeWithAcl([geo, labelled(label)], {}, {}, place).get('/', { country: 'US' })).status).toBe(403);
  }
});
