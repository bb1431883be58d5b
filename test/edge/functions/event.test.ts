import { policies, originRequestPolicy } from '../policies';
import { ok, ScenarioEdge, START } from '../scenario';
import { ECHO, edgeWithFunctions, eventOf, functionOf, withFunctions } from './edge-with-functions';

test('an event has version, context, viewer and request, and no response before there is one [FUN-044] [FUN-045] [FUN-047]', async () => {
  const edge = edgeWithFunctions({ request: ECHO });
  const answer = await edge.get('/media/index.mpd?ID=42', { ip: '198.51.100.11' });
  expect(JSON.parse(answer.text)).toEqual({
    version: '1.0',
    context: { distributionDomainName: edge.application.distributions[0].domainName, distributionId: edge.id, eventType: 'viewer-request', requestId: answer.header('x-amz-cf-id') },
    viewer: { ip: '198.51.100.11' },
    request: { method: 'GET', uri: '/media/index.mpd', querystring: { ID: { value: '42' } }, headers: { host: { value: edge.application.distributions[0].domainName } }, cookies: {} },
  });
  expect((await eventOf('/a')).request).toMatchObject({ querystring: {}, cookies: {} });
});

test('at a response the event has it, with its cookies apart [FUN-044] [FUN-055] [FUN-057]', async () => {
  const Cookies = { Forward: 'all' };
  const edge = edgeWithFunctions({
    response: 'function handler(event) { return { statusCode: 200, headers: {}, body: JSON.stringify(event) }; }',
    origin: () => ok('body', { 'content-type': 'application/json', 'set-cookie': 'cookie1=val1; Secure; Path=/; Domain=example.com; Expires=Wed, 05 Apr 2021 07:28:00 GMT' }),
    behavior: { ForwardedValues: { QueryString: false, Cookies } },
  });
  const { context, response } = JSON.parse((await edge.get('/a')).text);
  expect(context.eventType).toBe('viewer-response');
  expect(response).toMatchObject({
    statusCode: 200,
    statusDescription: 'OK',
    headers: { 'content-type': { value: 'application/json' } },
    cookies: { cookie1: { value: 'val1', attributes: 'Secure; Path=/; Domain=example.com; Expires=Wed, 05 Apr 2021 07:28:00 GMT' } },
  });
  expect(response.headers['set-cookie']).toBeUndefined();
});

test('the viewer is who has the connection, whoever it says that it speaks for [FUN-046]', async () => {
  expect((await eventOf('/a', { ip: '198.51.100.11', headers: { 'X-Forwarded-For': '192.0.2.1' } })).viewer).toEqual({ ip: '198.51.100.11' });
});

test('path and query string are as the viewer sent them [FUN-049] [FUN-051]', async () => {
  const { request } = await eventOf('/a%20b?ID=42&NoValue&q=a%20b&id=43&mv=val1&mv=val2,val3');
  expect(request.uri).toBe('/a%20b');
  expect(request.querystring).toEqual({
    ID: { value: '42' }, NoValue: { value: '' }, q: { value: 'a%20b' }, id: { value: '43' }, mv: { value: 'val1', multiValue: [{ value: 'val1' }, { value: 'val2,val3' }] },
  });
});

test('the root is /, whatever the default root object [FUN-050]', async () => {
  const edge = edgeWithFunctions({ request: 'function handler(event) { console.log(event.request.uri); return event.request; }', config: { DefaultRootObject: 'index.html' } });
  const { record } = await edge.get('/');
  expect([record.functions[0].logs, edge.asked[0].url]).toEqual([['/'], '/index.html']);
});

test('headers are in lower case, with all of one name together; cookies have an object of their own [FUN-052] [FUN-055] [FUN-056] [FUN-057]', async () => {
  const edge = edgeWithFunctions({ request: ECHO });
  const { application: { distributions: [{ domainName }] } } = edge;
  const headers = ['Host', domainName, 'Accept', 'application/json', 'ACCEPT', 'application/xml', 'accept', 'text/html', 'Accept-Language', 'de, en', 'Cookie', 'a=1; b=2', 'Cookie', 'A=3; b=4'];
  const { body } = await edge.edge.handle({ method: 'GET', url: '/', headers, protocol: 'https', httpVersion: '2.0', ip: '192.0.2.1' });
  const { request } = JSON.parse(Buffer.from(body as Uint8Array).toString());
  expect(request.headers).toEqual({
    'host': { value: domainName },
    'accept': { value: 'application/json', multiValue: [{ value: 'application/json' }, { value: 'application/xml' }, { value: 'text/html' }] },
    'accept-language': { value: 'de, en' },
  });
  expect(request.cookies).toEqual({ a: { value: '1' }, A: { value: '3' }, b: { value: '2', multiValue: [{ value: '2' }, { value: '4' }] } });
});

test('Host is in lower case, without port [FUN-054]', async () => {
  const edge = edgeWithFunctions({ request: ECHO });
  const host = `${edge.application.distributions[0].domainName.toUpperCase()}:443`;
  expect(JSON.parse((await edge.get('/', { host })).text).request.headers.host.value).toBe(host.toLowerCase().replace(':443', ''));
});

test('headers that no edge function sees are not in the event, and go on as they are [FUN-020]', async () => {
  const hidden = {
    'Proxy-Authorization': 'a', 'X-Real-IP': 'b', 'X-Accel-Redirect': 'c', 'X-Amz-Cf-Foo': 'd', 'X-Edge-Location': 'e', 'X-Cache': 'f', 'Expect': 'g', 'X-Amzn-Auth': 'h', 'X-Forwarded-Proto': 'i',
  };
  expect(Object.keys((await eventOf('/a', { headers: { ...hidden, 'X-Own': 'j' } })).request.headers)).toEqual(['host', 'x-own']);
  const { behavior, resources } = policies({ cache: {}, request: originRequestPolicy({ headers: ['X-Accel-Redirect'] }) });
  const edge = edgeWithFunctions({ request: 'function handler(event) { return event.request; }', behavior: { ...withFunctions({ request: ECHO }).behavior, ...behavior }, resources });
  await edge.get('/a', { headers: hidden });
  expect(edge.asked[0].headers.get('x-accel-redirect')).toBe('c');
});

test('what is no UTF-8 is read as ISO-8859-1, and goes on as it came [FUN-031]', async () => {
  const { behavior, resources } = policies({ cache: { headers: ['X-Name', 'X-Utf8', 'X-New'] } });
  const code = 'function handler(event) { const h = event.request.headers; h["x-new"] = { value: h["x-name"].value }; console.log(h["x-name"].value + h["x-utf8"].value); return event.request; }';
  const edge = edgeWithFunctions({ request: code, behavior: { ...withFunctions({ request: code }).behavior, ...behavior }, resources });
  const { record } = await edge.get('/a', { headers: { 'X-Name': '\xe9', 'X-Utf8': '\xc3\xa9' } });
  expect(record.functions[0].logs).toEqual(['éé']);
  const sent = record.originRequests[0].headers;
  expect(['X-Name', 'X-Utf8', 'X-New'].map((name) => sent[sent.indexOf(name) + 1])).toEqual(['\xe9', '\xc3\xa9', '\xc3\xa9']);
});

test('CloudFront\'s own headers are there where a policy names them, in the place of what the viewer says [POL-112]', async () => {
  const seen = async (headers: readonly string[], code = ECHO) => {
    const { behavior, resources } = policies({ cache: {}, request: originRequestPolicy(headers.length === 0 ? {} : { headers }) });
    const edge = edgeWithFunctions({ request: code, behavior: { ...withFunctions({ request: code }).behavior, ...behavior }, resources });
    return { edge, answer: await edge.get('/a', { country: 'DE', headers: { 'CloudFront-Viewer-Country': 'XX' } }) };
  };
  const country = 'cloudfront-viewer-country';
  expect(JSON.parse((await seen(['CloudFront-Viewer-Country'])).answer.text).request.headers[country]).toEqual({ value: 'DE' });
  expect(JSON.parse((await seen([])).answer.text).request.headers[country]).toEqual({ value: 'XX' });
  const changed = await seen(['CloudFront-Viewer-Country'], `function handler(event) { event.request.headers["${country}"].value = "EU"; return event.request; }`);
  expect(changed.edge.asked[0].headers.get(country)).toBe('EU');
  const unchanged = await seen(['CloudFront-Viewer-Country'], 'function handler(event) { return event.request; }');
  expect(unchanged.edge.asked[0].headers.get(country)).toBe('DE');
});

test('a distribution\'s tenant has the endpoint of its connection group, and its parameters [FUN-045] [FUN-109]', async () => {
  const code = 'import cf from "cloudfront";\nfunction handler(event) { return { statusCode: 200, body: JSON.stringify([event.context, cf.distributionTenant.id, cf.distributionTenant.parameters.get("name")]) }; }';
  const edge = edgeWithFunctions({
    request: code,
    config: { ConnectionMode: 'tenant-only' },
    resources: {
      Group: { Type: 'AWS::CloudFront::ConnectionGroup', Properties: { Name: 'group' } },
      Tenant: {
        Type: 'AWS::CloudFront::DistributionTenant',
        Properties: { Name: 't', DistributionId: { Ref: 'Web' }, ConnectionGroupId: { Ref: 'Group' }, Domains: ['t.example.com'], Parameters: [{ Name: 'name', Value: 'one' }] },
      },
    },
  });
  const [context, id, name] = JSON.parse((await edge.get('/', { host: 't.example.com' })).text);
  const { distributionTenants: [tenant], connectionGroups: [group] } = edge.application;
  expect([context.endpoint, context.distributionDomainName, id, name]).toEqual([group.routingEndpoint, undefined, tenant.id, 'one']);
  const { record } = await edgeWithFunctions({ request: code }).get('/');
  expect(record.decisions).toContainEqual(expect.objectContaining({ decided: 'failed', because: expect.objectContaining({ reason: 'Error: distributionTenant module is not available', line: 2 }) }));
});

test('rawQueryString() is what stands behind the question mark [FUN-108]', async () => {
  const code = 'function handler(event) { return { statusCode: 200, body: String(JSON.stringify(event.request.rawQueryString())) }; }';
  const edge = edgeWithFunctions({ request: code });
  expect((await Promise.all(['/a?x=1&x=%20', '/a?', '/a'].map((url) => edge.get(url)))).map(({ text }) => text)).toEqual(['"x=1&x=%20"', '""', 'undefined']);
});

test('the edge location has the code of its place, an address and the Region nearest to it, before the response alone [FUN-107]', async () => {
  const code = (fields: string) => `import cf from "cloudfront";\nfunction handler(event) { return { statusCode: 200, body: JSON.stringify(${fields}) }; }`;
  const edge = edgeWithFunctions({ request: code('cf.edgeLocation'), run: { edgeLocations: ['SEA19-C1'] } });
  expect(JSON.parse((await edge.get('/')).text)).toEqual({ name: 'SEA', serverIp: '192.0.2.1', region: 'us-west-2' });
  const later = edgeWithFunctions({ response: code('cf.edgeLocation') });
  expect(JSON.parse((await later.get('/')).text)).toEqual({});
});

test('each behavior runs its own function, and one may serve several behaviors [FUN-005]', async () => {
  const code = (name: string) => `function handler() { return { statusCode: 200, body: "${name}" }; }`;
  const runs = (logicalId: string) => [{ EventType: 'viewer-request', FunctionARN: { 'Fn::GetAtt': [logicalId, 'FunctionARN'] } }];
  const behavior = { TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } };
  const edge = new ScenarioEdge({
    origin: () => ok('origin'),
    resources: { One: functionOf('one', code('one')), Two: functionOf('two', code('two')) },
    config: {
      CacheBehaviors: [
        { ...behavior, PathPattern: '/a/*', FunctionAssociations: runs('One') }, { ...behavior, PathPattern: '/b/*', FunctionAssociations: runs('Two') },
        { ...behavior, PathPattern: '/c/*', FunctionAssociations: runs('One') },
      ],
    },
  });
  expect(await Promise.all(['/a/x', '/b/x', '/c/x', '/x'].map(async (url) => (await edge.get(url)).text))).toEqual(['one', 'two', 'one', 'origin']);
});

test('time is that of the request, and stands still [FUN-079]', async () => {
  const code = 'function handler() { const a = Date.now(); for (let i = 0; i < 1e5; i++); return { statusCode: 200, body: JSON.stringify([a, Date.now(), new Date().getTime(), +new Date(5)]) }; }';
  const edge = edgeWithFunctions({ request: code });
  edge.advance(5);
  expect(JSON.parse((await edge.get('/')).text)).toEqual([START + 5000, START + 5000, START + 5000, 5]);
});
