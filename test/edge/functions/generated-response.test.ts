import { valuesByName } from '../../../src/edge/raw-headers';
import { Received } from '../scenario';
import { edgeWithFunctions } from './edge-with-functions';

const answers = (response: string) => `function handler() { return ${response}; }`;

const REDIRECT = `{
  statusCode: 302, statusDescription: 'Found',
  headers: { 'cloudfront-functions': { value: 'generated-by-CloudFront-Functions' }, location: { value: 'https://aws.amazon.com/cloudfront/' } },
}`;

test('an answer of a function is neither looked up nor cached, and no origin is asked [FUN-062] [DTD-214]', async () => {
  const edge = edgeWithFunctions({ request: answers(REDIRECT) });
  const first = await edge.get('/a');
  const { record, status, statusDescription, headers } = await edge.get('/a');
  expect([status, statusDescription, record.resultType, record.detailedResultType, edge.asked, first.record.resultType]).toEqual([
    302, 'Found', 'FunctionGeneratedResponse', 'FunctionGeneratedResponse', [], 'FunctionGeneratedResponse',
  ]);
  expect(headers.filter((_text, i) => i % 2 === 0)).toEqual(['Server', 'Date', 'Cloudfront-Functions', 'Location', 'Content-Length', 'X-Cache', 'Via', 'X-Amz-Cf-Pop', 'X-Amz-Cf-Id']);
  expect([first.header('x-cache'), first.header('content-length'), first.header('location')]).toEqual(['FunctionGeneratedResponse from cloudfront', '0', 'https://aws.amazon.com/cloudfront/']);
  expect(record.decisions.find(({ step }) => step === 'viewer-request')).toMatchObject({ decided: 'answered', because: { status: 302 } });
});

test('an answer with a Date and a Server of its own has each once: its own Date, and CloudFront [FUN-062]', async () => {
  const headers = '{ date: { value: "Fri, 01 Jan 2021 00:00:00 GMT" }, server: { multiValue: [{ value: "mine" }, { value: "other" }] } }';
  const answer = await edgeWithFunctions({ request: answers(`{ statusCode: 200, headers: ${headers} }`) }).get('/a');
  expect(['date', 'server'].map((name) => valuesByName(answer.headers).get(name))).toEqual([['Fri, 01 Jan 2021 00:00:00 GMT'], ['CloudFront']]);
});

test('a status is enough, and has to be a whole number [FUN-064]', async () => {
  expect((await edgeWithFunctions({ request: answers('{ statusCode: 204 }') }).get('/a')).status).toBe(204);
});

test.each<[string, string]>([
  ['{ statusCode: "302" }', 'response.statusCode is "302", not a whole number'],
  ['{ statusCode: 200.5 }', 'not a whole number'],
  ['{ statusCode: 199 }', 'response.statusCode is 199, not one of 200 to 599'],
  ['{ statusCode: 600 }', 'not one of 200 to 599'],
  ['{ statusCode: 200, statusDescription: 1 }', 'response.statusDescription is not a text'],
  ['{ statusCode: 200, statusDescription: "Fine\\r\\nX-Evil: 1" }', 'response.statusDescription has a line break or another control character'],
  ['{ statusCode: 200, headers: { "x-a": { value: "\\u0001" } } }', 'a line break or another control character'],
  ['{ statusCode: 200, headers: { "x-cache": { value: "" } } }', 'may not set'],
  ['{ statusCode: 200, headers: { Location: { value: "" } } }', 'capital letter'],
  ['{ statusCode: 200, headers: { "set-cookie": { value: "a=1" } } }', 'cookies have an object of their own'],
  ['{ statusCode: 200, cookies: { a: { value: "1", attributes: 2 } } }', 'attributes is not a text'],
  ['{ statusCode: 200, cookies: { a: { value: "1", attributes: "\\r\\nX: 1" } } }', 'has a line break'],
  ['{ statusCode: 200, cookies: { a: { value: "\\u0001" } } }', 'has a line break or another control character'],
  ['{ statusCode: 200, body: { encoding: "hex", data: "00" } }', 'response.body.encoding is "hex", neither text nor base64'],
  ['{ statusCode: 200, body: { encoding: "base64", data: "a" } }', 'response.body.data is not base64'],
  ['{ statusCode: 200, body: 1 }', 'response.body is neither a text nor { encoding, data }'],
])('502 for %s [FUN-064] [FUN-065]', async (response, reason) => {
  const answer = await edgeWithFunctions({ request: answers(response) }).get('/a');
  expect([answer.status, answer.header('x-cache'), reasonOf(answer)]).toEqual([502, 'FunctionValidationError from cloudfront', expect.stringContaining(reason)]);
});

test.each([
  ['"hello é"', 'hello é'], ['{ encoding: "text", data: "hello" }', 'hello'], ['{ encoding: "base64", data: "aGVsbG8=" }', 'hello'], ['{ encoding: "base64", data: "aGVsbG8" }', 'hello'], ['""', ''],
])('the body %s is %j [FUN-065]', async (body, text) => {
  const answer = await edgeWithFunctions({ request: answers(`{ statusCode: 200, body: ${body} }`) }).get('/a');
  expect([answer.text, answer.header('content-length')]).toEqual([text, String(Buffer.byteLength(text))]);
});

test('a description beyond ASCII goes out as the bytes of its UTF-8', async () => {
  const answer = await edgeWithFunctions({ request: answers('{ statusCode: 200, statusDescription: "€" }') }).get('/a');
  expect(answer.statusDescription).toBe('\xe2\x82\xac');
});

test('cookies are set one by one', async () => {
  const cookies = '{ a: { value: "1", attributes: "Secure; Path=/" }, b: { multiValue: [{ value: "2" }, { value: "3", attributes: "Path=/b" }] } }';
  const { headers } = await edgeWithFunctions({ request: answers(`{ statusCode: 200, cookies: ${cookies} }`) }).get('/a');
  expect(headers.filter((_text, i) => headers[i - 1] === 'Set-Cookie')).toEqual(['a=1; Secure; Path=/', 'b=2', 'b=3; Path=/b']);
});

test('no error page stands in for an error that a function answers [FUN-068]', async () => {
  const CustomErrorResponses = [{ ErrorCode: 404, ResponsePagePath: '/404.html', ResponseCode: 200 }];
  const edge = edgeWithFunctions({ request: answers('{ statusCode: 404, body: "mine" }'), config: { CustomErrorResponses } });
  const answer = await edge.get('/a');
  expect([answer.status, answer.text, edge.asked]).toEqual([404, 'mine', []]);
});

test('no viewer-response function runs for what a viewer-request function answers [FUN-018]', async () => {
  const edge = edgeWithFunctions({ request: answers('{ statusCode: 302 }'), response: 'function handler(event) { event.response.statusCode = 200; return event.response; }' });
  const { status, record } = await edge.get('/a');
  expect([status, record.functions.map(({ event, outcome }) => [event, outcome])]).toEqual([302, [['viewer-request', 'generated']]]);
});

test('HEAD gets no body', async () => {
  const answer = await edgeWithFunctions({ request: answers('{ statusCode: 200, body: "hello" }') }).get('/a', { method: 'HEAD' });
  expect([answer.text, answer.header('content-length')]).toEqual(['', '5']);
});

function reasonOf({ record }: Received): unknown {
  return record.decisions.find(({ decided }) => decided === 'invalid')?.because?.reason;
}
