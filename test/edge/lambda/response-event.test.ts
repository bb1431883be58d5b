import fc from 'fast-check';
import { LambdaFailure } from '../../../src/edge/lambda/lambda-failure';
import { eventResponse, generatedResponse, isGenerated, returnedResponse } from '../../../src/edge/lambda/response-event';

const KB = 1024;
const NOW = Date.UTC(2025, 0, 1);
const CLOUDFRONTS = ['Server', 'CloudFront', 'Date', 'Wed, 01 Jan 2025 00:00:00 GMT'];
const BEFORE = { status: 200, headers: ['Content-Type', 'text/html', 'Content-Length', '3', 'X-Cache', 'theirs'] };
const SEEN = eventResponse(BEFORE.status, BEFORE.headers);

test('a response shows its status as a string, and its headers [FUN-171]', () => {
  expect(SEEN).toEqual({ headers: { 'content-type': [{ key: 'Content-Type', value: 'text/html' }], 'content-length': [{ key: 'Content-Length', value: '3' }] }, status: '200', statusDescription: 'OK' });
});

test('a status tells a response from a request [FUN-154]', () => {
  expect([{ status: '200' }, { body: 'x' }, { uri: '/', method: 'GET' }, { method: 'GET' }, 'x', null].map(isGenerated)).toEqual([true, true, false, false, false, false]);
});

test.each(['200', '299', '404', '599', 302])('%j is a status, whatever its description [FUN-166]', (status) => {
  expect(generatedResponse({ status, statusDescription: 'Anything' }, 'viewer-request', NOW).status).toBe(Number(status));
  expect(returnedResponse({ ...SEEN, status }, BEFORE, 'origin-response').status).toBe(Number(status));
});

test.each(['199', '600', '20', 'OK', 200.5, undefined, null])('%j is no status [FUN-166] [FUN-165]', (status) => {
  const message = /^response\.status is .*; return a string from "200" to "599"$/;
  expect(() => generatedResponse({ status }, 'viewer-request', NOW)).toThrow(message);
  expect(() => returnedResponse({ ...SEEN, status }, BEFORE, 'origin-response')).toThrow(message);
});

test('a response that is made has the length of its body, in text unless base64 is said [FUN-165]', () => {
  expect(generatedResponse({ status: '200', body: 'é' }, 'viewer-request', NOW)).toEqual({ status: 200, headers: [...CLOUDFRONTS, 'Content-Length', '2'], body: Buffer.from('é') });
  expect(generatedResponse({ status: '200', body: 'eA==', bodyEncoding: 'base64' }, 'viewer-request', NOW).body).toEqual(Buffer.from('x'));
  expect(() => generatedResponse({ status: '200', body: 'é', bodyEncoding: 'base64' }, 'viewer-request', NOW)).toThrow('response.body is not valid base64');
  expect(() => generatedResponse({ status: '200', body: {} }, 'viewer-request', NOW)).toThrow('response.body is {}; return a string');
});

test('Server is CloudFront, and Date its own where the function has none [FUN-170]', () => {
  const headers = { date: [{ key: 'DATE', value: 'Fri, 01 Jan 2021 00:00:00 GMT' }], server: [{ key: 'sErVeR', value: 'mine' }, { value: 'other' }] };
  expect(generatedResponse({ status: '204', headers }, 'viewer-request', NOW).headers).toEqual(['Server', 'CloudFront', 'Date', 'Fri, 01 Jan 2021 00:00:00 GMT']);
  expect(generatedResponse({ status: '204', headers: { date: [] } }, 'viewer-request', NOW).headers).toEqual(CLOUDFRONTS);
});

test.each<['viewer-request' | 'origin-request', number]>([['viewer-request', 40 * KB], ['origin-request', KB * KB]])('at %s it has %i bytes of headers and body at most [FUN-168]', (eventType, limit) => {
  const headers = { 'x-a': [{ key: 'X-A', value: '1234567' }] };
  expect(generatedResponse({ status: '200', headers, body: 'x'.repeat(limit - 10) }, eventType, NOW).body!.length).toBe(limit - 10);
  expect(() => generatedResponse({ status: '200', headers, body: 'x'.repeat(limit - 9) }, eventType, NOW))
    .toThrow(`response has ${limit + 1} bytes of headers and body; CloudFront allows ${limit} in ${eventType} events; return less`);
});

test('204 has no body in viewer-request events [FUN-169]', () => {
  expect(() => generatedResponse({ status: '204', body: 'x' }, 'viewer-request', NOW)).toThrow('response.body is given for status 204');
  expect(generatedResponse({ status: '204' }, 'viewer-request', NOW)).toEqual({ status: 204, headers: CLOUDFRONTS, body: new Uint8Array(0) });
  expect(generatedResponse({ status: '204', body: 'x' }, 'origin-request', NOW).status).toBe(204);
});

test('origin-response changes status, headers and body [FUN-172]', () => {
  const response = { ...SEEN, status: '201', headers: { ...SEEN.headers, 'x-a': [{ value: '1' }] }, body: 'new' };
  expect(returnedResponse(response, BEFORE, 'origin-response')).toEqual({
    status: 201, statusDescription: 'OK', headers: ['X-Cache', 'theirs', 'Content-Type', 'text/html', 'Content-Length', '3', 'X-A', '1'], body: Buffer.from('new'),
  });
  expect(returnedResponse({ ...SEEN, body: '' }, BEFORE, 'origin-response').body).toEqual(Buffer.alloc(0));
  expect(returnedResponse(SEEN, BEFORE, 'origin-response').body).toBeUndefined();
});

test('viewer-response changes headers only [FUN-173]', () => {
  expect(returnedResponse({ ...SEEN, headers: { ...SEEN.headers, 'x-a': [{ value: '1' }] } }, BEFORE, 'viewer-response').headers).toContain('X-A');
  expect(() => returnedResponse({ ...SEEN, status: '500' }, BEFORE, 'viewer-response')).toThrow('response.status is "500", and read-only in viewer-response events');
  expect(() => returnedResponse({ ...SEEN, body: 'x' }, BEFORE, 'viewer-response')).toThrow('response.body cannot be given in viewer-response events');
});

test('whatever a function returns, a response comes out or it fails', () => {
  const some = fc.record({ status: fc.jsonValue(), headers: fc.jsonValue(), body: fc.jsonValue(), bodyEncoding: fc.jsonValue() }, { requiredKeys: [] });
  fc.assert(fc.property(fc.oneof(fc.jsonValue(), some), (value) => {
    for (const take of [() => returnedResponse(value, BEFORE, 'origin-response'), () => isGenerated(value) && generatedResponse(value, 'origin-request', NOW)]) {
      try {
        take();
      } catch (error) {
        expect(error).toBeInstanceOf(LambdaFailure);
      }
    }
  }));
});
