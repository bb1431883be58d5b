import { QueryApi, QueryError, required } from '../../../src/local/api/query-api';

const service = (name: string) => ({
  name,
  namespace: `https://${name}.example.com/`,
  actions: {
    Echo: (parameters: URLSearchParams, account: string | undefined) => ({ Text: required(parameters, 'Text'), Account: account }),
    Refuse: () => { throw new QueryError('NotNow', 'come back later', 409); },
    Break: () => { throw new TypeError('a defect'); },
  },
});
const api = new QueryApi({ one: service('One'), two: service('Two') });
const signed = (signedFor: string, key = 'ANY') => `AWS4-HMAC-SHA256 Credential=${key}/20250101/us-east-1/${signedFor}/aws4_request, SignedHeaders=host, Signature=00`;

test('a request is answered by the service for which it is signed, for the account of its key', () => {
  expect(api.answer(signed('two', '111122223333'), 'Action=Echo&Text=a').body).toContain('<EchoResponse xmlns="https://Two.example.com/"><EchoResult><Text>a</Text><Account>111122223333</Account></EchoResult>');
  expect(api.answer('AWS KEY:AAAA', 'Action=Echo&Text=a').body).toContain('https://One.example.com/');
});

test.each([
  [signed('one'), 'Action=Refuse', 409, 'NotNow', 'come back later'],
  [signed('one'), 'Action=Echo', 400, 'MissingParameter', 'the request has no Text'],
  [signed('one'), 'Action=toString', 400, 'InvalidAction', 'the local edge has no action toString of One; it has Echo, Refuse, Break'],
  [signed('three'), 'Action=Echo', 400, 'InvalidAction', 'the local edge has no API of three; it has one, two'],
  [undefined, 'Action=Echo', 403, 'MissingAuthenticationToken', 'the request is not signed; any credentials do'],
])('%s %s is refused with %i', (authorization, body, status, code, message) => {
  const answer = api.answer(authorization, body);
  expect([answer.status, answer.body]).toEqual([status, expect.stringContaining(`<Code>${code}</Code><Message>${message}</Message>`)]);
});

test('a defect is not told as a refusal', () => {
  expect(() => api.answer(signed('one'), 'Action=Break')).toThrow(TypeError);
});
