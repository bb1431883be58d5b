import { MANAGED } from './policies';
import { ok, ScenarioEdge, status } from './scenario';
import { OriginFailure } from '../../src/edge';
import { isGrpc } from '../../src/edge/grpc';

const METHODS = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];
const BEHAVIOR = { AllowedMethods: METHODS, GrpcConfig: { Enabled: true }, ForwardedValues: undefined, CachePolicyId: MANAGED.CachingOptimized };
const GRPC = { 'Content-Type': 'application/grpc' };

test.each([
  ['application/grpc', true],
  ['application/grpc+proto', true],
  ['Application/gRPC+json; charset=utf-8', true],
  ['application/grpc;x=1', true],
  ['application/grpc-web', false],
  ['application/grpc-web+proto', false],
  ['application/grpcs', false],
  ['text/plain, application/grpc', false],
  ['application/json', false],
])('%s is gRPC: %s [DTD-038] [DTD-039]', (type, expected) => {
  const request = { headers: ['Content-Type', type] };
  const asked = (grpc: boolean) => isGrpc({ behavior: { grpc }, request } as unknown as Parameters<typeof isGrpc>[0]);
  expect([asked(true), asked(false)]).toEqual([expected, false]);
});

test.each([['POST', 'body'], ['GET', undefined]])('a %s of gRPC is neither looked up nor cached, and passes the Origin Shield; the same of another type is not [DTD-039] [DTD-040]', async (method, body) => {
  const Origins = [{ Id: 'origin', DomainName: 'origin.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' }, OriginShield: { Enabled: true, OriginShieldRegion: 'us-east-1' } }];
  const edge = new ScenarioEdge({ origin: [ok('first', { 'Cache-Control': 'max-age=60' }), ok('second')], behavior: BEHAVIOR, config: { Origins } });
  const [first, second] = [await edge.get('/a', { method, headers: GRPC, body }), await edge.get('/a', { method, headers: GRPC, body })];
  expect([first.text, second.text, second.header('x-cache')]).toEqual(['first', 'second', 'Miss from cloudfront']);
  const atShield = (answer: typeof first) => answer.record.decisions.filter(({ step }) => step === 'origin-shield').map(({ decided }) => decided);
  expect([first, second, await edge.get('/a')].map(atShield)).toEqual([['passed'], ['passed'], ['asked']]);
  expect(await edge.xCache('/a')).toBe('Hit');
});

test.each([['POST', 'body'], ['GET', undefined]])('a %s of gRPC never fails over: the primary\'s error is returned [OTD-081] [DTD-040]', async (method, body) => {
  const origin = (Id: string) => ({ Id, DomainName: `${Id}.example.com`, CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } });
  const edge = new ScenarioEdge({
    origin: ({ headers }) => (headers.get('host') === 'one.example.com' ? status(503) : ok('second')),
    behavior: { ...BEHAVIOR, TargetOriginId: 'group' },
    config: {
      Origins: [origin('one'), origin('two')],
      OriginGroups: { Quantity: 1, Items: [{ Id: 'group', FailoverCriteria: { StatusCodes: { Quantity: 1, Items: [503] } }, Members: { Quantity: 2, Items: [{ OriginId: 'one' }, { OriginId: 'two' }] } }] },
    },
  });
  expect((await edge.get('/a', { method, headers: GRPC, body })).status).toBe(503);
  expect((await edge.get('/a')).text).toBe('second');
});

test('the headers of the protocol reach the origin whatever the policies name; others need a policy', async () => {
  const edge = new ScenarioEdge({ origin: [ok('')], behavior: BEHAVIOR });
  const headers = { ...GRPC, 'Grpc-Timeout': '1S', 'grpc-encoding': 'gzip', 'X-Own': '1' };
  await edge.get('/a', { method: 'POST', headers, body: 'body' });
  const sent = edge.asked[0].headers;
  expect([sent.get('content-type'), sent.get('grpc-timeout'), sent.get('grpc-encoding'), sent.get('x-own')]).toEqual(['application/grpc', '1S', 'gzip', null]);
  const plain = new ScenarioEdge({ origin: [ok('')], behavior: { ...BEHAVIOR, GrpcConfig: { Enabled: false } } });
  await plain.get('/a', { method: 'POST', headers, body: 'body' });
  expect(plain.asked[0].headers.get('grpc-timeout')).toBeNull();
});

test('an origin that cannot be reached is a 502 without the page for it', async () => {
  const edge = new ScenarioEdge({
    origin: ({ path }) => {
      if (path === '/page') return ok('the page');
      throw new OriginFailure('connection-refused', 'nobody listens');
    },
    behavior: BEHAVIOR,
    config: { CustomErrorResponses: [{ ErrorCode: 502, ResponseCode: 200, ResponsePagePath: '/page' }] },
  });
  expect((await edge.get('/a', { method: 'POST', headers: GRPC, body: 'body' })).status).toBe(502);
  expect((await edge.get('/a')).text).toBe('the page');
});
