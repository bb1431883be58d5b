import { associated, edgeWithFunctions, functionOf, FunctionScenario, withFunctions } from '../functions/edge-with-functions';
import { ok, ScenarioEdge, Viewer } from '../scenario';
import { pathIs, ruleOf, aclOf, WITH_ACL } from '../web-acl/acl';

const ANSWERS = 'function handler() { return { statusCode: 200, body: "function" }; }';
const own = withFunctions({ request: ANSWERS }).behavior!;

test.each<[string, FunctionScenario, Viewer, number]>([
  ['a redirect to HTTPS', { behavior: { ...own, ViewerProtocolPolicy: 'redirect-to-https' } }, { protocol: 'http' }, 301],
  ['a method that is not allowed', { behavior: { ...own, AllowedMethods: ['GET', 'HEAD'] } }, { method: 'DELETE' }, 403],
  ['a country that is blocked', { config: { Restrictions: { GeoRestriction: { RestrictionType: 'blacklist', Locations: ['DE'] } } } }, { country: 'DE' }, 403],
  ['a signature that is missing', { behavior: { ...own, TrustedSigners: ['self'] } }, {}, 403],
  ['a web ACL', { config: WITH_ACL, resources: aclOf([ruleOf(pathIs('/a'))]) }, {}, 403],
])('%s comes before the function [FUN-016] [DTD-157]', async (_title, scenario, viewer, status) => {
  const answer = await edgeWithFunctions({ request: ANSWERS, ...scenario }).get('/a', viewer);
  expect([answer.status, answer.record.functions]).toEqual([status, []]);
});

test('the web ACL sees the path of the viewer, whatever the function makes of it, and the function what the web ACL inserts [DTD-157] [FUN-072]', async () => {
  const inserts = ruleOf(pathIs('/b'), { Name: 'inserts', Priority: 1, Action: { Count: { CustomRequestHandling: { InsertHeaders: [{ Name: 'bot', Value: '1' }] } } } });
  const request = 'function handler(event) { console.log(String(event.request.headers["x-amzn-waf-bot"] && event.request.headers["x-amzn-waf-bot"].value)); event.request.uri = "/x"; return event.request; }';
  const edge = edgeWithFunctions({ request, config: WITH_ACL, resources: aclOf([ruleOf(pathIs('/x')), inserts]) });
  const answers = [await edge.get('/x'), await edge.get('/b')];
  expect(answers.map(({ status, record }) => [status, record.functions.flatMap(({ logs }) => logs)])).toEqual([[403, []], [200, ['1']]]);
});

test('a path that a function changes changes neither behavior nor origin [FUN-014]', async () => {
  const behavior = { ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } };
  const edge = new ScenarioEdge({
    origin: () => ok('a'),
    resources: { Rewrites: functionOf('rewrites', 'function handler(event) { event.request.uri = event.request.uri.replace("/a/", "/b/"); return event.request; }') },
    config: {
      Origins: ['a', 'b'].map((Id) => ({ Id, DomainName: `${Id}.example.com`, CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' } })),
      DefaultCacheBehavior: { ...behavior, TargetOriginId: 'b' },
      CacheBehaviors: [
        { ...behavior, PathPattern: '/a/*', TargetOriginId: 'a', FunctionAssociations: [associated('viewer-request', 'Rewrites')] },
        { ...behavior, PathPattern: '/b/*', TargetOriginId: 'b' },
      ],
    },
  });
  const { record } = await edge.get('/a/x');
  expect([record.pathPattern, record.originRequests.map(({ originId, url }) => [originId, url])]).toEqual(['/a/*', [['a', '/b/x']]]);
});

test('a path that a function makes / is that of the default root object [FUN-050]', async () => {
  const edge = edgeWithFunctions({ request: 'function handler(event) { event.request.uri = "/"; return event.request; }', config: { DefaultRootObject: 'index.html' } });
  await edge.get('/a');
  expect(edge.asked[0].url).toBe('/index.html');
});

test('a function runs on the handshake of WebSocket, and may refuse it [DTD-034]', async () => {
  const edge = edgeWithFunctions({ request: 'function handler() { return { statusCode: 403 }; }' });
  const headers = ['Host', edge.application.distributions[0].domainName, 'Upgrade', 'websocket', 'Connection', 'Upgrade', 'Sec-WebSocket-Version', '13', 'Sec-WebSocket-Key', 'x'];
  const { status, connection, record } = await edge.edge.handle({ method: 'GET', url: '/ws', headers, protocol: 'https', httpVersion: '1.1', ip: '192.0.2.1', asksForWebSocket: true });
  expect([status, connection, record.functions.length, edge.asked]).toEqual([403, undefined, 1, []]);
});

test('an answer of a function is there at once, as a hit is', async () => {
  const edge = edgeWithFunctions({ request: ANSWERS });
  const answer = edge.edge.answer({ method: 'GET', url: '/', headers: ['Host', edge.application.distributions[0].domainName], protocol: 'https', httpVersion: '1.1', ip: '192.0.2.1' });
  expect(answer).not.toBeInstanceOf(Promise);
});
