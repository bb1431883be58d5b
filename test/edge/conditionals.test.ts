import { ok, ScenarioEdge, status } from './scenario';
import { evaluateConditions, rangeApplies } from '../../src/edge/conditionals';

const MODIFIED = 'Wed, 01 Jan 2025 00:00:00 GMT';
const OBJECT = ['ETag', '"x"', 'Last-Modified', MODIFIED];

test.each<[string, string[], string[], 304 | 412 | undefined]>([
  ['an equal tag', ['If-None-Match', '"x"'], OBJECT, 304],
  ['a weak tag of the same', ['If-None-Match', 'W/"x"'], OBJECT, 304],
  ['one tag of several', ['If-None-Match', '"y", "x"'], OBJECT, 304],
  ['any tag', ['If-None-Match', '*'], OBJECT, 304],
  ['another tag', ['If-None-Match', '"y"'], OBJECT, undefined],
  ['another tag wins over the date', ['If-None-Match', '"y"', 'If-Modified-Since', MODIFIED], OBJECT, undefined],
  ['a tag where the object has none', ['If-None-Match', '"x"'], [], undefined],
  ['the same date', ['If-Modified-Since', MODIFIED], OBJECT, 304],
  ['an older date', ['If-Modified-Since', 'Tue, 31 Dec 2024 00:00:00 GMT'], OBJECT, undefined],
  ['another tag in If-Match', ['If-Match', '"y"'], OBJECT, 412],
  ['the tag in If-Match', ['If-Match', '"x"'], OBJECT, undefined],
  ['a change since If-Unmodified-Since', ['If-Unmodified-Since', 'Tue, 31 Dec 2024 00:00:00 GMT'], OBJECT, 412],
])('%s', (_title, request, object, outcome) => expect(evaluateConditions(request, object)).toBe(outcome));

test('a range applies where If-Range names the object as it is', () => {
  expect(rangeApplies(['If-Range', '"x"'], OBJECT)).toBe(true);
  expect(rangeApplies(['If-Range', '"y"'], OBJECT)).toBe(false);
  expect(rangeApplies(['If-Range', MODIFIED], OBJECT)).toBe(true);
  expect(rangeApplies([], OBJECT)).toBe(true);
});

test('a viewer\'s condition on a fresh copy is answered by the edge alone [DTD-071] [REQ-155]', async () => {
  const edge = new ScenarioEdge({ origin: [ok('body', { etag: '"x"' })] });
  await edge.get('/a');
  const same = await edge.get('/a', { headers: { 'If-None-Match': 'W/"x"' } });
  expect([same.status, same.text, same.header('x-cache'), same.header('content-length')]).toEqual([304, '', 'Hit from cloudfront', undefined]);
  expect((await edge.get('/a', { headers: { 'If-Match': '"y"' } })).status).toBe(412);
  expect(edge.asked).toHaveLength(1);
});

test.each([['that is cached', 60], ['that the origin confirms', 0]])('a 304 about an object %s says what identifies it, and nothing of a body [DTD-074]', async (_title, maxAge) => {
  const headers = {
    'ETag': '"x"', 'Last-Modified': MODIFIED, 'Cache-Control': `max-age=${maxAge}`, 'Date': MODIFIED, 'Content-Type': 'text/html', 'Content-Language': 'de', 'X-Own': '1',
  };
  const edge = new ScenarioEdge({ origin: ({ headers: asked }) => (asked.has('if-none-match') ? status(304, headers, '') : ok('body', headers)) });
  await edge.get('/a');
  const same = await edge.get('/a', { headers: { 'If-None-Match': '"x"' } });
  expect([same.status, same.text]).toEqual([304, '']);
  for (const name of ['etag', 'last-modified', 'cache-control', 'date', 'via', 'x-cache', 'x-amz-cf-id', 'x-own']) expect([name, same.header(name)]).toEqual([name, expect.any(String)]);
  for (const name of ['content-length', 'content-type', 'content-language', 'transfer-encoding']) expect([name, same.header(name)]).toEqual([name, undefined]);
});

test('a 304 with which the origin answers a viewer\'s condition has no Content-Length [DTD-074]', async () => {
  const edge = new ScenarioEdge({ origin: [status(304, { 'ETag': '"x"', 'Content-Length': '4' }, '')] });
  const same = await edge.get('/a', { headers: { 'If-None-Match': '"x"' } });
  expect([same.status, same.text, same.header('etag'), same.header('content-length')]).toEqual([304, '', '"x"', undefined]);
});

test('conditions by tag are ignored where the origin sent none [REQ-154]', async () => {
  const edge = new ScenarioEdge({ origin: [ok('body')] });
  await edge.get('/a');
  expect((await edge.get('/a', { headers: { 'If-None-Match': '"x"' } })).status).toBe(200);
});
