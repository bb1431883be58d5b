import { ok, ScenarioEdge, START, status } from './scenario';
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
  ['a tag in a second header', ['If-None-Match', '"y"', 'If-None-Match', '"x"'], OBJECT, 304],
  ['a tag with a comma in it', ['If-None-Match', '"a,b"'], ['ETag', '"a,b"'], 304],
  ['a tag beyond ASCII', ['If-None-Match', '"\xfc"'], ['ETag', '"\xfc"'], 304],
  ['a strong tag of a weak object', ['If-None-Match', '"x"'], ['ETag', 'W/"x"'], 304],
  ['a weak mark in lower case', ['If-None-Match', 'w/"x"'], OBJECT, 304],
  ['a tag without quotes', ['If-None-Match', 'x'], OBJECT, undefined],
  ['an asterisk in a tag without quotes', ['If-None-Match', 'a*b'], OBJECT, undefined],
  ['an asterisk in quotes', ['If-None-Match', '"*"'], OBJECT, undefined],
  ['the case of tags counts', ['If-None-Match', '"X"'], OBJECT, undefined],
  ['an empty list', ['If-None-Match', ''], OBJECT, undefined],
  ['a weak tag in If-Match', ['If-Match', 'W/"x"'], OBJECT, 412],
  ['the tag of a weak object in If-Match', ['If-Match', 'W/"x"'], ['ETag', 'W/"x"'], 412],
  ['any tag in If-Match', ['If-Match', '*'], OBJECT, undefined],
  ['If-Match before If-None-Match', ['If-None-Match', '"x"', 'If-Match', '"y"'], OBJECT, 412],
  ['If-Match in the place of If-Unmodified-Since', ['If-Match', '"x"', 'If-Unmodified-Since', 'Tue, 31 Dec 2024 00:00:00 GMT'], OBJECT, undefined],
  ['no change since If-Unmodified-Since', ['If-Unmodified-Since', MODIFIED], OBJECT, undefined],
  ['a later date', ['If-Modified-Since', 'Thu, 02 Jan 2025 00:00:00 GMT'], OBJECT, 304],
  ['a date of RFC 850', ['If-Modified-Since', 'Wednesday, 01-Jan-25 00:00:00 GMT'], OBJECT, 304],
  ['a date of asctime', ['If-Modified-Since', 'Wed Jan  1 00:00:00 2025'], OBJECT, 304],
  ['a date that HTTP does not have', ['If-Modified-Since', '2030-01-01'], OBJECT, undefined],
  ['a number for a date', ['If-Modified-Since', '0'], ['Last-Modified', 'Sat, 01 Jan 1994 00:00:00 GMT'], undefined],
  ['a number for a date in If-Unmodified-Since', ['If-Unmodified-Since', '0'], OBJECT, undefined],
  ['a date of the object that is none', ['If-Modified-Since', MODIFIED], ['Last-Modified', 'yesterday'], undefined],
  ['the date of the answer where the object has none', ['If-Modified-Since', MODIFIED], ['Date', MODIFIED], 304],
  ['a date before that of the answer', ['If-Modified-Since', 'Tue, 31 Dec 2024 00:00:00 GMT'], ['Date', MODIFIED], undefined],
])('%s', (_title, request, object, outcome) => expect(evaluateConditions(request, object, START)).toBe(outcome));

test.each<[string, string[], string[], boolean]>([
  ['without If-Range', [], OBJECT, true],
  ['its tag', ['If-Range', '"x"'], OBJECT, true],
  ['another tag', ['If-Range', '"y"'], OBJECT, false],
  ['a weak tag', ['If-Range', 'W/"x"'], ['ETag', 'W/"x"'], false],
  ['a strong tag of a weak object', ['If-Range', '"x"'], ['ETag', 'W/"x"'], false],
  ['a tag where the object has none', ['If-Range', '"x"'], [], false],
  ['several tags', ['If-Range', '"x", "y"'], OBJECT, false],
  ['its date', ['If-Range', MODIFIED], OBJECT, true],
  ['its date in another form', ['If-Range', 'Wed Jan  1 00:00:00 2025'], OBJECT, true],
  ['a later date', ['If-Range', 'Thu, 02 Jan 2025 00:00:00 GMT'], OBJECT, false],
  ['a date in the second of which it was sent', ['If-Range', MODIFIED], [...OBJECT, 'Date', MODIFIED], false],
  ['its date, sent later', ['If-Range', MODIFIED], [...OBJECT, 'Date', 'Wed, 01 Jan 2025 00:00:01 GMT'], true],
  ['no date, nor of the object', ['If-Range', 'soon'], ['Last-Modified', 'soon'], false],
  ['an asterisk', ['If-Range', '*'], OBJECT, false],
])('a range applies where If-Range names the object as it is: %s', (_title, request, object, applies) => expect(rangeApplies(request, object, START)).toBe(applies));

test('conditions of a method that reads no object do not count', async () => {
  const OPTIONS = ['GET', 'HEAD', 'OPTIONS'];
  const edge = new ScenarioEdge({ origin: () => ok('body', { 'etag': '"x"', 'cache-control': 'max-age=60' }), behavior: { AllowedMethods: OPTIONS, CachedMethods: OPTIONS } });
  for (const headers of [{}, { 'If-None-Match': '"x"' }, { 'If-Match': '"y"' }] as { [name: string]: string }[]) expect((await edge.get('/a', { method: 'OPTIONS', headers })).status).toBe(200);
  expect(edge.asked).toHaveLength(1);
});

test('an origin that confirms another version than the cached one is asked for its own', async () => {
  const edge: ScenarioEdge = new ScenarioEdge({
    origin: ({ headers }) => {
      const version = edge.asked.length;
      if (headers.has('if-none-match')) return status(304, { 'etag': '"2"', 'cache-control': 'max-age=60' }, '');
      return ok(`v${version}`, { 'etag': `"${version}"`, 'cache-control': 'max-age=10' });
    },
  });
  await edge.get('/a');
  edge.advance(11);
  const answer = await edge.get('/a');
  expect([answer.text, answer.header('etag'), edge.asked.length]).toEqual(['v3', '"3"', 3]);
});

test('an expired error is asked for without conditions: an object that is older than its page takes its place', async () => {
  const validators = { 'etag': '"404.html"', 'last-modified': MODIFIED, 'cache-control': 'max-age=10' };
  const edge = new ScenarioEdge({ origin: [status(404, validators), ok('body')] });
  await edge.get('/a');
  edge.advance(11);
  expect((await edge.get('/a')).text).toBe('body');
  expect(['if-none-match', 'if-modified-since'].map((name) => edge.asked[1].headers.get(name))).toEqual([null, null]);
});

test('a viewer\'s condition on a fresh copy is answered by the edge alone [DTD-071] [REQ-155]', async () => {
  const edge = new ScenarioEdge({ origin: [ok('body', { etag: '"x"' })] });
  await edge.get('/a');
  const same = await edge.get('/a', { headers: { 'If-None-Match': 'W/"x"' } });
  expect([same.status, same.text, same.header('x-cache'), same.header('content-length')]).toEqual([304, '', 'Hit from cloudfront', undefined]);
  expect(same.record.decisions).toContainEqual(expect.objectContaining({ step: 'conditions', decided: 'not modified' }));
  const failed = await edge.get('/a', { headers: { 'If-Match': '"y"' } });
  expect([failed.status, failed.text, failed.header('x-cache'), failed.record.resultType]).toEqual([412, '', 'Error from cloudfront', 'Error']);
  expect(failed.record.decisions).toContainEqual(expect.objectContaining({ step: 'conditions', decided: 'precondition failed' }));
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

test.each([['If-None-Match', '"x"', 304, undefined], ['If-Match', '"y"', 412, '0']])('an answer to %s: %s about a part says nothing of its bytes [DTD-074]', async (name, tag, code, length) => {
  const part = status(206, { 'ETag': '"x"', 'Cache-Control': 'max-age=60', 'Content-Range': 'bytes 0-3/10' }, 'body');
  const edge = new ScenarioEdge({ origin: () => part });
  await edge.get('/a', { headers: { Range: 'bytes=0-3' } });
  const answer = await edge.get('/a', { headers: { Range: 'bytes=0-3', [name]: tag } });
  expect([answer.status, answer.header('etag'), answer.header('content-range'), answer.header('content-length')]).toEqual([code, '"x"', undefined, length]);
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
