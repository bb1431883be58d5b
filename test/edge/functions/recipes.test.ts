import { createHmac } from 'crypto';
import { originRequestPolicy, policies } from '../policies';
import { ok, ScenarioEdge, START } from '../scenario';
import { edgeWithFunctions, FunctionScenario, withFunctions } from './edge-with-functions';

const RUNTIMES = ['cloudfront-js-1.0', 'cloudfront-js-2.0'];

/** An edge whose behavior has functions and policies. */
function edgeWith(functions: FunctionScenario, ...given: Parameters<typeof policies>): ScenarioEdge {
  const { behavior, resources } = policies(...given);
  return edgeWithFunctions({ ...functions, resources, behavior: { ...withFunctions(functions).behavior, ...behavior } });
}

test.each(RUNTIMES)('the index of directories is added in %s [FUN-184]', async (runtime) => {
  const request = `function handler(event) {
    var request = event.request;
    if (request.uri.endsWith('/')) request.uri += 'index.html';
    else if (!request.uri.includes('.')) request.uri += '/index.html';
    return request;
  }`;
  const edge = edgeWithFunctions({ request, runtime });
  for (const url of ['/a/', '/b', '/c.html', '/']) await edge.get(url);
  expect(edge.asked.map(({ url }) => url)).toEqual(['/a/index.html', '/b/index.html', '/c.html', '/index.html']);
});

test.each(RUNTIMES)('viewers of a country are sent to their pages in %s, where a policy names the header [FUN-185]', async (runtime) => {
  const request = `function handler(event) {
    var request = event.request, country = request.headers['cloudfront-viewer-country'];
    if (!country || country.value !== 'DE') return request;
    return { statusCode: 302, statusDescription: 'Found', headers: { location: { value: 'https://' + request.headers.host.value + '/de/index.html' } } };
  }`;
  const edge = edgeWith({ request, runtime }, { cache: {}, request: originRequestPolicy({ headers: ['CloudFront-Viewer-Country'] }) });
  const german = await edge.get('/', { country: 'DE' });
  expect([german.status, german.header('location')]).toEqual([302, `https://${edge.application.distributions[0].domainName}/de/index.html`]);
  expect((await edge.get('/', { country: 'FR' })).status).toBe(200);
  expect((await edgeWith({ request, runtime }, { cache: {} }).get('/', { country: 'DE' })).status).toBe(200);
});

/** A token as RFC 7519 has it, signed by HS256. */
function token(claims: object, secret = 'LzdWGpAToQ1DqYuzHxE6YOqi7G3X2yvNBot9mCXfx5k'): string {
  const parts = [{ typ: 'JWT', alg: 'HS256' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${parts}.${createHmac('sha256', secret).update(parts).digest('base64url')}`;
}

test.each([
  ['cloudfront-js-1.0', 'String.bytesFrom(parts[1], "base64url")'], ['cloudfront-js-2.0', 'Buffer.from(parts[1], "base64url").toString()'],
])('a token in the query string is checked in %s, and taken out [FUN-188]', async (runtime, payload) => {
  const request = `var crypto = require('crypto');
  function isValid(text) {
    var parts = text.split('.');
    if (parts.length !== 3) return false;
    var signature = crypto.createHmac('sha256', 'LzdWGpAToQ1DqYuzHxE6YOqi7G3X2yvNBot9mCXfx5k').update(parts[0] + '.' + parts[1]).digest('base64url');
    return signature === parts[2] && JSON.parse(${payload}).exp > Date.now() / 1000;
  }
  function handler(event) {
    var request = event.request, jwt = request.querystring.jwt;
    if (!jwt || !isValid(jwt.value)) { console.log('refused'); return { statusCode: 401, statusDescription: 'Unauthorized' }; }
    delete request.querystring.jwt;
    return request;
  }`;
  const edge = edgeWith({ request, runtime }, { cache: { queryStrings: 'all' } });
  const [valid, expired] = [START / 1000 + 60, START / 1000 - 1].map((exp) => token({ sub: 'me', exp }));
  expect((await edge.get(`/a?x=1&jwt=${valid}`)).status).toBe(200);
  expect(edge.asked.map(({ url }) => url)).toEqual(['/a?x=1']);
  for (const url of [`/a?jwt=${expired}`, `/a?jwt=${token({ exp: START }, 'other')}`, '/a?jwt=a.b', '/a']) expect((await edge.get(url)).status).toBe(401);
});

test.each(RUNTIMES)('CORS by functions in %s: an Origin for the origin, and a header for viewers that sent one [FUN-189]', async (runtime) => {
  const request = `function handler(event) {
    var headers = event.request.headers;
    if (!headers.origin) headers.origin = { value: 'https://' + headers.host.value };
    return event.request;
  }`;
  const response = `function handler(event) {
    var response = event.response;
    if (!response.headers['access-control-allow-origin'] && event.request.headers.origin) response.headers['access-control-allow-origin'] = { value: event.request.headers.origin.value };
    return response;
  }`;
  const edge = edgeWith({ request, response, runtime, origin: () => ok('a') }, { cache: {}, request: originRequestPolicy({ headers: ['Origin'] }) });
  const own = `https://${edge.application.distributions[0].domainName}`;
  expect((await edge.get('/a')).header('access-control-allow-origin')).toBe(own);
  expect((await edge.get('/b', { headers: { Origin: 'https://other.example.com' } })).header('access-control-allow-origin')).toBe('https://other.example.com');
  expect(edge.asked.map(({ headers }) => headers.get('origin'))).toEqual([own, 'https://other.example.com']);
});
