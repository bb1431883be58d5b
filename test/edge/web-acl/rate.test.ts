import { RateCounter } from '../../../src/edge/web-acl/rate';
import { Json, ScenarioEdge, Viewer } from '../scenario';
import { edgeWithAcl, pathIs, ruleOf } from './acl';

const rate = (settings: Json = {}) => ruleOf({ RateBasedStatement: { Limit: 10, AggregateKeyType: 'IP', ...settings } });

/** How many of some requests at one time are let through. */
async function allowed(edge: ScenarioEdge, count: number, viewer?: Viewer, url = '/'): Promise<number> {
  let through = 0;
  for (let i = 0; i < count; i++) if ((await edge.get(url, viewer)).status === 200) through++;
  return through;
}

test('requests beyond the limit are blocked, for each address apart', async () => {
  const edge = edgeWithAcl([rate()]);
  expect(await allowed(edge, 12)).toBe(10);
  expect(await allowed(edge, 12, { ip: '198.51.100.1' })).toBe(10);
});

test.each([[undefined, 300], [60, 60], [120, 120], [600, 600]])('with an EvaluationWindowSec of %p the requests of the last %i s count', async (EvaluationWindowSec, seconds) => {
  const edge = edgeWithAcl([rate({ EvaluationWindowSec })]);
  await allowed(edge, 10);
  edge.advance(seconds - 1);
  expect(await allowed(edge, 1)).toBe(0);
  edge.advance(1);
  expect(await allowed(edge, 11)).toBe(9);
});

test('only requests in scope count, and only they are blocked', async () => {
  const edge = edgeWithAcl([rate({ ScopeDownStatement: pathIs('/login') })]);
  expect([await allowed(edge, 20, {}, '/'), await allowed(edge, 20, {}, '/login'), await allowed(edge, 1, {}, '/')]).toEqual([20, 10, 1]);
});

test('the address may be one that a header says', async () => {
  const edge = edgeWithAcl([rate({ AggregateKeyType: 'FORWARDED_IP', ForwardedIPConfig: { HeaderName: 'X-Forwarded-For', FallbackBehavior: 'NO_MATCH' } })]);
  const from = (ip: string) => ({ headers: { 'X-Forwarded-For': `${ip}, 10.0.0.1` } });
  expect([await allowed(edge, 12, from('192.0.2.7')), await allowed(edge, 12, from('192.0.2.8')), await allowed(edge, 12)]).toEqual([10, 10, 12]);
});

test('all requests in scope may count together', async () => {
  const edge = edgeWithAcl([rate({ AggregateKeyType: 'CONSTANT', ScopeDownStatement: pathIs('/', 'STARTS_WITH') })]);
  expect([await allowed(edge, 6), await allowed(edge, 6, { ip: '198.51.100.1' })]).toEqual([6, 4]);
});

test.each<[Json, Viewer, Viewer, string]>([
  [{ Header: { Name: 'X-Key', TextTransformations: [{ Priority: 0, Type: 'LOWERCASE' }] } }, { headers: { 'X-Key': 'a' } }, { headers: { 'X-Key': 'b' } }, '/'],
  [{ Cookie: { Name: 'id', TextTransformations: [{ Priority: 0, Type: 'NONE' }] } }, { headers: { Cookie: 'id=a' } }, { headers: { Cookie: 'x=y; id=b' } }, '/'],
  [{ IP: {} }, { ip: '192.0.2.1' }, { ip: '192.0.2.2' }, '/'],
  [{ HTTPMethod: {} }, { method: 'GET' }, { method: 'HEAD' }, '/'],
])('requests may be counted by %j', async (key, one, other, url) => {
  const edge = edgeWithAcl([rate({ AggregateKeyType: 'CUSTOM_KEYS', CustomKeys: [key, { UriPath: { TextTransformations: [] } }] })]);
  expect([await allowed(edge, 11, one, url), await allowed(edge, 11, other, url), await allowed(edge, 11, one, '/else'), await allowed(edge, 1, one, url)]).toEqual([10, 10, 10, 0]);
});

test('a request that lacks a key is not counted', async () => {
  const edge = edgeWithAcl([rate({ AggregateKeyType: 'CUSTOM_KEYS', CustomKeys: [{ Header: { Name: 'X-Key', TextTransformations: [] } }] })]);
  expect(await allowed(edge, 12)).toBe(12);
});

test('requests may be counted by their labels', async () => {
  const label = ruleOf(pathIs('/a'), { Action: { Count: {} }, RuleLabels: [{ Name: 'kind:a' }] });
  const Namespace = 'awswaf:123456789012:webacl:site:kind:';
  const edge = edgeWithAcl([label, { ...rate({ AggregateKeyType: 'CUSTOM_KEYS', CustomKeys: [{ LabelNamespace: { Namespace } }] }), Priority: 1 }]);
  expect([await allowed(edge, 12, {}, '/a'), await allowed(edge, 12, {}, '/b')]).toEqual([10, 12]);
});

test('a counter keeps no more than it needs, and forgets whom it has not heard of for longest', () => {
  const counter = new RateCounter(2, 1000);
  counter.exceeds('first', 0);
  counter.exceeds('first', 0);
  for (let i = 0; i < 10_000; i++) counter.exceeds(`other ${i}`, 0);
  expect(counter.exceeds('first', 0)).toBe(false);
  expect([counter.exceeds('first', 0), counter.exceeds('first', 0)]).toEqual([false, true]);
});
