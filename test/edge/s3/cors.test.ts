import { corsHeaders } from '../../../src/edge/s3/cors';

const RULES = {
  CorsRules: [
    { AllowedOrigins: ['https://*.example.com', 'https://example.org'], AllowedMethods: ['GET', 'PUT'], AllowedHeaders: ['X-A', 'x-amz-*'], ExposedHeaders: ['ETag', 'X-B'], MaxAge: 300 },
    { AllowedOrigins: ['*'], AllowedMethods: ['GET'] },
  ],
};
const VARY = { Vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method' };
const NAMED = { 'Access-Control-Allow-Methods': 'GET, PUT', 'Access-Control-Expose-Headers': 'ETag, X-B', 'Access-Control-Max-Age': '300', 'Access-Control-Allow-Credentials': 'true', ...VARY };
const EVERYBODY = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Methods': 'GET', ...VARY };

test.each<[string, string, string[], object | undefined]>([
  ['https://www.example.com', 'GET', [], { 'Access-Control-Allow-Origin': 'https://www.example.com', ...NAMED }],
  ['https://example.org', 'PUT', ['x-a', 'X-Amz-Date'], { 'Access-Control-Allow-Origin': 'https://example.org', 'Access-Control-Allow-Headers': 'x-a, X-Amz-Date', ...NAMED }],
  ['https://example.net', 'GET', [], EVERYBODY],
  ['https://example.org', 'GET', ['X-Other'], undefined],
  ['https://example.net', 'PUT', [], undefined],
  ['https://example.net', 'GET', ['X-A'], undefined],
])('the rule for %s with %s and the headers %j', (origin, method, requested, expected) => {
  const headers = corsHeaders(RULES, origin, method, requested);
  expect(headers && Object.fromEntries(headers.flatMap((name, i) => (i % 2 === 0 ? [[name, headers[i + 1]]] : [])))).toEqual(expected);
});

test.each([undefined, {}, { CorsRules: 'none' }, { CorsRules: [{}] }])('%j allows nothing', (configuration) => {
  expect(corsHeaders(configuration, 'https://example.com', 'GET', [])).toBeUndefined();
});
