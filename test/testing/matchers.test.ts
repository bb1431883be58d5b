import { edgeResponse } from './responses';
import { ResultType } from '../../src/edge';
import { edgeMatchers } from '../../src/testing';

expect.extend(edgeMatchers);

const originRequests = [{ originId: 'Api', method: 'GET', url: '/a', headers: [], outcome: 200, firstByteAfter: 5, advice: [] }];

test.each<[string, ResultType, (received: jest.JestMatchers<unknown>) => void]>([
  ['toBeCacheHit', 'Hit', (received) => received.toBeCacheHit()],
  ['toBeCacheMiss', 'Miss', (received) => received.toBeCacheMiss()],
  ['toBeRefreshHit', 'RefreshHit', (received) => received.toBeRefreshHit()],
])('%s accepts %s alone', async (_name, resultType, matches) => {
  for (const other of ['Hit', 'Miss', 'RefreshHit', 'Error'] as const) {
    const received = expect(await edgeResponse({ record: { resultType: other } }));
    if (other === resultType) matches(received);
    else expect(() => matches(received)).toThrow(`Expected: ${resultType}\nReceived: ${other}`);
  }
});

test('toHaveStatus compares the status', async () => {
  const response = await edgeResponse({ status: 403 });
  expect(response).toHaveStatus(403);
  expect(response).not.toHaveStatus(200);
  expect(() => expect(response).toHaveStatus(200)).toThrow('Expected: status 200\nReceived: status 403');
});

test('toHaveHeader finds a header, with a value or a pattern', async () => {
  const response = await edgeResponse({ headers: ['X-Cache', 'Hit from cloudfront'] });
  expect(response).toHaveHeader('x-cache');
  expect(response).toHaveHeader('X-Cache', 'Hit from cloudfront');
  expect(response).toHaveHeader('X-Cache', /^Hit/);
  expect(response).not.toHaveHeader('Age');
  expect(() => expect(response).toHaveHeader('x-cache', 'Hit')).toThrow('Expected: header x-cache: Hit\nReceived: x-cache: Hit from cloudfront');
  expect(() => expect(response).toHaveHeader('age', /1/)).toThrow('Received: no header age');
});

test('toHaveAskedOrigin tells whether, and which, origin was asked', async () => {
  const asked = await edgeResponse({ record: { originRequests } });
  expect(asked).toHaveAskedOrigin();
  expect(asked).toHaveAskedOrigin('Api');
  expect(asked).not.toHaveAskedOrigin('Bucket');
  expect(await edgeResponse()).not.toHaveAskedOrigin();
  expect(() => expect(asked).toHaveAskedOrigin('Bucket')).toThrow('Received: requests to Api');
  expect(() => expect(asked).not.toHaveAskedOrigin()).toThrow('Expected not: a request to an origin');
});

test('a failure explains what was decided', async () => {
  const response = await edgeResponse({ record: { decisions: [{ step: 'freshness', decided: 'expired', because: { age: 61 } }] } });
  expect(() => expect(response).toBeCacheHit()).toThrow(/GET https:\/\/d111.cloudfront.net\/a[^]*freshness +expired, age 61[^]*200, Miss/);
});
