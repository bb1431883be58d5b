import { edgeResponse } from './responses';

async function* chunks(...texts: string[]) {
  for (const text of texts) {
    if (text === 'BREAK') throw new Error('the origin has closed the connection');
    yield Buffer.from(text);
  }
}

test('a body is read as text, as JSON and as bytes, whether it is there or arrives', async () => {
  for (const body of [Buffer.from('{"ä":1}'), chunks('{"ä', '":1}')]) {
    const response = await edgeResponse({ body });
    expect(response.text()).toBe('{"ä":1}');
    expect(response.json()).toEqual({ ä: 1 });
    expect(Buffer.from(response.body)).toEqual(Buffer.from('{"ä":1}'));
    expect(response.complete).toBe(true);
  }
  expect((await edgeResponse()).text()).toBe('');
});

test('a body that breaks off is not taken for a whole one', async () => {
  const response = await edgeResponse({ body: chunks('first', 'BREAK', 'last') });
  expect(response.complete).toBe(false);
  expect(() => response.text()).toThrow('the origin has closed the connection');
  expect(Buffer.from(response.receivedBody).toString()).toBe('first');
});

test('headers are found by name, and are kept as they were sent', async () => {
  const headers = ['X-CASE', 'a', 'x-case', 'b', 'Set-Cookie', 'c=1', 'Set-Cookie', 'd=2'];
  const response = await edgeResponse({ headers });
  expect(response.headers.get('x-case')).toBe('a, b');
  expect(response.headers.getSetCookie()).toEqual(['c=1', 'd=2']);
  expect(response.rawHeaders).toEqual(headers);
});

test('the record is shown by its parts', async () => {
  const originRequests = [{ originId: 'Api', method: 'GET', url: '/a', headers: [], outcome: 200, firstByteAfter: 5, advice: [] }];
  const decisions = [{ step: 'cache', decided: 'fresh' }];
  const response = await edgeResponse({ record: { resultType: 'Hit', originRequests, decisions } });
  expect(response).toMatchObject({ resultType: 'Hit', cacheHit: true, originRequests, decisions });
  expect(response.explanation).toMatch(/^GET https:\/\/d111.cloudfront.net\/a[^]*fresh[^]*200, Hit$/);
  expect((await edgeResponse()).cacheHit).toBe(false);
});
