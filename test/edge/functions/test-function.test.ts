import { EdgeFunction, UNKNOWN } from '../../../src/config';
import { KeyValueStores, ManualClock, testFunction } from '../../../src/edge';
import { applicationOf, START } from '../scenario';
import { functionOf } from './edge-with-functions';

const stores = new KeyValueStores(new ManualClock(START));
const edgeFunction = (code: string): EdgeFunction => applicationOf({ resources: { F: functionOf('f', code) } }).functions[0];
const test1 = (code: string, event: unknown) => testFunction(edgeFunction(code), event, stores, START);

const EVENT = { version: '1.0', context: { eventType: 'viewer-request' }, viewer: { ip: '198.51.100.11' }, request: { method: 'GET', uri: '/a', querystring: {}, headers: {}, cookies: {} } };
const RETURNS = 'function handler(event) { console.log(event.request.uri); event.request.uri += "/index.html"; return event.request; }';

test('a test runs a function on an event without any distribution, and tells what it returned, its log and its time [FUN-089]', () => {
  expect(test1(RETURNS, EVENT)).toEqual({ output: { request: { ...EVENT.request, uri: '/a/index.html' } }, logs: ['/a'], computeUtilization: expect.any(Number) });
  expect(test1('function handler() { return { statusCode: 302 }; }', EVENT).output).toEqual({ response: { statusCode: 302 } });
});

test('headers that may only be read are not looked at [FUN-023]', () => {
  const changesHost = 'function handler(event) { event.request.headers.host = { value: "other" }; return event.request; }';
  expect(test1(changesHost, EVENT)).toMatchObject({ output: { request: { headers: { host: { value: 'other' } } } } });
});

test.each([
  ['function handler() {\n throw new Error("no"); }', { message: 'Error: no', line: 2 }],
  ['function handler( {', { message: expect.stringContaining('SyntaxError'), line: 1 }],
  ['function handler() { return 1; }', { message: 'the function returned neither a response nor a request' }],
])('what fails is told: %s [FUN-089]', (code, error) => expect(test1(code, EVENT)).toMatchObject({ error }));

test('at a response only a response counts', () => {
  const event = { ...EVENT, context: { eventType: 'viewer-response' }, response: { statusCode: 200, headers: {}, cookies: {} } };
  expect(test1('function handler(event) { return event.response; }', event).output).toEqual({ response: event.response });
  expect(test1('function handler(event) { return event.request; }', event).error).toEqual({ message: 'the function returned neither a response' });
});

test.each<[unknown, string]>([
  [undefined, 'the event has no context.eventType of viewer-request or viewer-response'], [{ context: { eventType: 'origin-request' } }, 'no context.eventType'],
  [{ context: { eventType: 'viewer-request' } }, 'the event has no request'], [{ ...EVENT, context: { eventType: 'viewer-response' } }, 'the event has no response'],
  [{ ...EVENT, request: { ...EVENT.request, headers: { Host: { value: 'a' } } } }, 'the header Host of the event is not in lower case'],
])('the event %j is refused: %s [FUN-089]', (event, message) => expect(() => test1(RETURNS, event)).toThrow(message));

test('code that only the deployment knows cannot be tested', () => {
  expect(() => testFunction({ ...edgeFunction(RETURNS), code: UNKNOWN }, EVENT, stores, START)).toThrow('the code or the runtime of f is not in the templates');
});
