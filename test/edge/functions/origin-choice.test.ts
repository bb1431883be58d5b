import { Origin } from '../../../src/config';
import { FunctionOrigin, FunctionOriginRequest, OriginFailure } from '../../../src/edge';
import { policies } from '../policies';
import { Json, ok, Received, ScenarioEdge, status, Viewer } from '../scenario';
import { FunctionScenario, withFunctions } from './edge-with-functions';

const CUSTOM = { OriginProtocolPolicy: 'match-viewer' };
const ORIGINS: readonly Json[] = [
  { Id: 'a', DomainName: 'a.example.com', CustomOriginConfig: CUSTOM, OriginPath: '/one', OriginCustomHeaders: [{ HeaderName: 'X-Origin-Marker', HeaderValue: 'a' }] },
  { Id: 'b', DomainName: 'b.example.com', CustomOriginConfig: CUSTOM },
  { Id: 'bucket', DomainName: 'files.s3.us-east-1.amazonaws.com', S3OriginConfig: { OriginAccessIdentity: '' } },
  { Id: 'vpc', DomainName: 'vpc.example.com', VpcOriginConfig: { VpcOriginId: 'vo_1' } },
  { Id: 'mtls', DomainName: 'm.example.com', CustomOriginConfig: { ...CUSTOM, OriginMtlsConfig: { ClientCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1' } } },
];

/** An edge that shows which origin was asked, and as what. */
class Choosing {
  public readonly asked: (readonly [Origin, FunctionOriginRequest])[] = [];
  public readonly edge: ScenarioEdge;

  public constructor(statements: string, scenario: FunctionScenario = {}, private readonly answer: (id: string) => ReturnType<typeof ok> = ok) {
    const request = `import cf from 'cloudfront';\nfunction handler(event) { ${statements}; return event.request; }`;
    const { behavior, ...rest } = withFunctions({ request, ...scenario });
    this.edge = new ScenarioEdge({
      ...rest,
      config: { Origins: ORIGINS, ...scenario.config },
      behavior: { ...withFunctions({ request }).behavior, TargetOriginId: 'a', ...scenario.behavior },
      run: { origins: (origin) => this.clientOf(origin), ...scenario.run },
    });
  }

  public get(url = '/x', viewer?: Viewer): Promise<Received> {
    return this.edge.get(url, viewer);
  }

  /** The ids of the origins that were asked. */
  public get ids(): readonly unknown[] {
    return this.asked.map(([{ id }]) => id);
  }

  private clientOf(origin: Origin): FunctionOrigin {
    return new FunctionOrigin((request) => {
      this.asked.push([origin, request]);
      return this.answer(String(origin.id));
    });
  }
}

async function refusal(statements: string, scenario?: FunctionScenario): Promise<unknown> {
  const choosing = new Choosing(statements, scenario);
  const answer = await choosing.get();
  expect([answer.status, answer.header('x-cache'), choosing.ids]).toEqual([502, 'FunctionValidationError from cloudfront', []]);
  expect(answer.text).toContain('The CloudFront function returned an invalid value for origin rewrite.');
  return answer.record.decisions.find(({ decided }) => decided === 'invalid')!.because!.reason;
}

test('selectRequestOriginById asks another origin of the distribution, with all its settings [FUN-097]', async () => {
  const choosing = new Choosing('cf.selectRequestOriginById("b")');
  const { record, text } = await choosing.get();
  const [[, { url, headers }]] = choosing.asked;
  expect([text, url, headers.get('host'), headers.get('x-origin-marker')]).toEqual(['b', '/x', 'b.example.com', null]);
  expect(record.decisions).toContainEqual(expect.objectContaining({ step: 'viewer-request', decided: 'chose an origin', because: { function: 'viewer-request', origins: ['b'] } }));
  expect(record.functions[0].outcome).toBe('changed');
});

test('it may override the Host, the server name and the names of certificates [FUN-097]', async () => {
  const choosing = new Choosing('cf.selectRequestOriginById("b", { hostHeader: "h.example.com", sni: "s.example.com", allowedCertificateNames: ["*.example.com"] })');
  await choosing.get();
  const [[{ overrides }, { headers }]] = choosing.asked;
  expect([headers.get('host'), overrides]).toEqual(['h.example.com', { hostHeader: 'h.example.com', sni: 's.example.com', allowedCertificateNames: ['*.example.com'] }]);
});

test('it may ask a VPC origin [FUN-096]', async () => {
  const choosing = new Choosing('cf.selectRequestOriginById("vpc")');
  await choosing.get();
  expect(choosing.ids).toEqual(['vpc']);
});

test.each([
  ['cf.selectRequestOriginById("none")', 'selectRequestOriginById was given "none", which is no origin of Web; it has a, b, bucket, vpc, mtls'],
  ['cf.selectRequestOriginById("mtls")', 'selectRequestOriginById was given mtls, which uses mutual TLS'],
  ['cf.selectRequestOriginById("b", { domainName: "c.example.com" })', 'selectRequestOriginById was given overrides with a domainName that is no property of an origin; those are hostHeader, sni, allowedCertificateNames'],
  ['cf.selectRequestOriginById("bucket", { hostHeader: "h.example.com" })', 'selectRequestOriginById was given overrides for bucket, which is a bucket'],
  ['cf.createRequestOriginGroup({ originIds: ["a"], failoverCriteria: { statusCodes: [500] } })', 'createRequestOriginGroup was not given two originIds'],
  ['cf.createRequestOriginGroup({ originIds: ["a", "mtls"], failoverCriteria: { statusCodes: [500] } })', 'createRequestOriginGroup was given mtls, which uses mutual TLS'],
  ['cf.createRequestOriginGroup({ originIds: ["a", "b"] })', 'createRequestOriginGroup was given no failoverCriteria with statusCodes of 400, 403, 404, 416, 429, 500, 502, 503, 504'],
  ['cf.createRequestOriginGroup({ originIds: ["a", "b"], failoverCriteria: { statusCodes: [500] }, selectionCriteria: "best" })', 'createRequestOriginGroup was given other selectionCriteria than default and media-quality-score'],
])('502 for %s: %s [FUN-097] [FUN-099] [FUN-100] [FUN-103]', async (statements, reason) => expect(await refusal(statements)).toBe(reason));

test.each(['{ originId: "a", originOverrides: { hostHeader: "h.example.com" } }, { originId: "b" }', '"a", "b"'])('createRequestOriginGroup of %s fails over [FUN-099] [FUN-106]', async (originIds) => {
  const choosing = new Choosing(`cf.createRequestOriginGroup({ originIds: [${originIds}], failoverCriteria: { statusCodes: [500] } })`, {}, (id) => (id === 'a' ? status(500) : ok(id)));
  const { text, record } = await choosing.get();
  expect([text, choosing.ids, record.functions]).toEqual(['b', ['a', 'b'], [expect.objectContaining({ event: 'viewer-request' })]]);
  expect(choosing.asked[0][1].headers.get('host')).toBe(originIds.includes('h.example.com') ? 'h.example.com' : 'a.example.com');
});

test('a group may go by the quality of the pictures [FUN-099]', async () => {
  const statements = 'cf.createRequestOriginGroup({ originIds: ["a", "b"], failoverCriteria: { statusCodes: [500] }, selectionCriteria: "media-quality-score" })';
  const choosing = new Choosing(statements, {}, (id) => ok(id, { 'cmsd-static': `mqcs=${id === 'b' ? 90 : 10}`, 'cache-control': 'no-store' }));
  const texts = [];
  for (const url of ['/1', '/2']) {
    texts.push((await choosing.get(url)).text);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(texts).toEqual(['a', 'b']);
});

test('updateRequestOrigin asks another server, with what it says and all that the assigned origin has beside [FUN-093] [FUN-105]', async () => {
  const origins = [{ ...ORIGINS[0], OriginShield: { Enabled: true, OriginShieldRegion: 'us-east-1' } }];
  const choosing = new Choosing('cf.updateRequestOrigin({ domainName: "www.example.com" })', { config: { Origins: origins } });
  const { record } = await choosing.get();
  const [[{ id, domainName, originShield }, { url, headers }]] = choosing.asked;
  expect([id, domainName, url, headers.get('host'), headers.get('x-origin-marker'), originShield?.region]).toEqual(['www.example.com', 'www.example.com', '/one/x', 'www.example.com', 'a', 'us-east-1']);
  expect(record.decisions).toContainEqual(expect.objectContaining({ step: 'origin-shield', decided: 'asked' }));
});

test('updateRequestOrigin changes properties of the assigned origin [FUN-093] [FUN-094]', async () => {
  const choosing = new Choosing(`cf.updateRequestOrigin({
    hostHeader: "h.example.com", originPath: "/two", customHeaders: { "x-stage": "prod" }, connectionAttempts: 2, originShield: { enabled: false }, sni: "s.example.com",
    timeouts: { readTimeout: 120, connectionTimeout: 5, keepAliveTimeout: 7, responseCompletionTimeout: 200 }, allowedCertificateNames: ["c.example.com"],
    customOriginConfig: { port: 8443, protocol: "https", sslProtocols: ["TLSv1.1"] }, mTLSConfig: "off"
  })`);
  await choosing.get();
  const [[origin, { url, headers }]] = choosing.asked;
  expect([url, headers.get('host'), headers.get('x-stage'), headers.get('x-origin-marker')]).toEqual(['/two/x', 'h.example.com', 'prod', null]);
  expect(origin).toMatchObject({
    id: 'a',
    domainName: 'a.example.com',
    connectionAttempts: 2,
    connectionTimeout: 5,
    responseCompletionTimeout: 200,
    originShield: { enabled: false },
    custom: { httpsPort: 8443, protocolPolicy: 'https-only', sslProtocols: ['TLSv1.1'], readTimeout: 120, keepaliveTimeout: 7 },
    overrides: { hostHeader: 'h.example.com', sni: 's.example.com', allowedCertificateNames: ['c.example.com'] },
  });
});

test.each([['', 'arn:aws:acm:us-east-1:111122223333:certificate/1'], [', mTLSConfig: "inherit"', 'arn:aws:acm:us-east-1:111122223333:certificate/1'], [', mTLSConfig: "off"', undefined]])('the certificate for mutual TLS is inherited unless it is switched off: "%s" [FUN-094]', async (mutual, expected) => {
  const choosing = new Choosing(`cf.updateRequestOrigin({ originPath: "/two"${mutual} })`, { behavior: { TargetOriginId: 'mtls' } });
  await choosing.get();
  expect(choosing.asked[0][0].custom?.clientCertificateArn).toBe(expected);
});

test('an origin may become a bucket, with origin access control [FUN-093]', async () => {
  const access = '{ enabled: true, signingBehavior: "always", signingProtocol: "sigv4", originType: "s3" }';
  const choosing = new Choosing(`cf.updateRequestOrigin({ domainName: "other.s3.us-east-1.amazonaws.com", originAccessControlConfig: ${access}, customHeaders: {} })`);
  await choosing.get();
  const [[{ s3, custom }, { headers }]] = choosing.asked;
  expect([s3 === undefined, custom, headers.get('host'), headers.get('x-origin-marker')]).toEqual([false, undefined, 'other.s3.us-east-1.amazonaws.com', null]);
  expect(headers.get('authorization')).toMatch(/^AWS4-HMAC-SHA256 Credential=.*\/us-east-1\/s3\/aws4_request/);
});

test('a domain name that an origin of the distribution has is asked where that one is', async () => {
  const choosing = new Choosing('cf.updateRequestOrigin({ domainName: "b.example.com" })');
  await choosing.get();
  expect([choosing.ids, choosing.asked[0][1].url]).toEqual([['b'], '/one/x']);
});

test('the same call has the same connections, whatever headers a request has', async () => {
  const asked: (string | null)[] = [];
  let clients = 0;
  const origins = () => {
    clients++;
    return new FunctionOrigin(({ headers }) => {
      asked.push(headers.get('host'));
      return ok('a', { 'cache-control': 'no-store' });
    });
  };
  const choosing = new Choosing('cf.updateRequestOrigin({ domainName: "www.example.com" })', { run: { origins } });
  for (const name of ['X-1', 'X-2', 'X-3']) await choosing.get(`/${name}`, { headers: { [name]: '1' } });
  expect([asked, clients]).toEqual([Array(3).fill('www.example.com'), 1]);
});

const VALID = 'domainName: "www.example.com"';

test.each<[string, string]>([
  ['{ domainName: "a:80" }', 'with a domainName that is with a colon'],
  ['{ domainName: "192.0.2.1" }', 'with a domainName that is an IP address'],
  [`{ domainName: "${'a'.repeat(254)}" }`, 'with a domainName that is of 254 characters; CloudFront allows 253'],
  [`{ domainName: "${'a'.repeat(105)}.s3.us-east-1.amazonaws.com" }`, 'with a domainName that is the name of a bucket of more than 128 characters'],
  ['{ domainName: "A.s3.us-east-1.amazonaws.com" }', 'with a domainName that is the name of a bucket with capital letters'],
  ['{ hostHeader: "a:80" }', 'with a hostHeader that is with a colon'],
  ['{ domainName: "a.s3.us-east-1.amazonaws.com", hostHeader: "b" }', 'a hostHeader, sni or allowedCertificateNames for a bucket'],
  ['{ originPath: "a" }', 'with a originPath that is not one that begins with / and does not end with it, URL-encoded'],
  ['{ originPath: "/a/" }', 'does not end with it'],
  [`{ originPath: "/${'a'.repeat(255)}" }`, 'not a text of at most 255 characters'],
  ['{ customHeaders: { "X-A": "1" } }', 'with the header X-A, which is not in lower case'],
  ['{ customHeaders: { "x a": "1" } }', 'with "x a", which is no name of a header'],
  ['{ customHeaders: { "x-a": "\\u0001" } }', 'with the header x-a, whose value is not a text in one line'],
  ['{ customHeaders: { "x-cache": "1" } }', 'with the header x-cache, which CloudFront does not let be added'],
  ['{ customHeaders: { "x-own": "1" } }', 'the custom header x-own, which the request has as well'],
  ['{ connectionAttempts: 0 }', 'not a whole number from 1 to 3'], ['{ connectionAttempts: 4 }', 'not a whole number from 1 to 3'],
  ['{ originShield: { region: "us-east-1" } }', 'without enabled'], ['{ originShield: { enabled: true } }', 'an originShield that is enabled without region'],
  ['{ originAccessControlConfig: { enabled: true } }', 'enabled without signingBehavior, signingProtocol or originType'],
  ['{ originAccessControlConfig: { enabled: true, signingBehavior: "some" } }', 'none of always, never, no-override'],
  ['{ timeouts: { readTimeout: 121 } }', 'with a timeouts that is with a readTimeout that is not a whole number from 1 to 120'], ['{ timeouts: { readTimeout: 0 } }', 'from 1 to 120'],
  ['{ timeouts: { keepAliveTimeout: 121 } }', 'from 1 to 120'], ['{ timeouts: { connectionTimeout: 11 } }', 'from 1 to 10'],
  ['{ timeouts: { readTimeout: 30, responseCompletionTimeout: 29 } }', 'a responseCompletionTimeout below its readTimeout'],
  ['{ customOriginConfig: { port: 80, protocol: "http" } }', 'without sslProtocols'], ['{ customOriginConfig: { port: 80, protocol: "ftp", sslProtocols: [] } }', 'none of http, https'],
  ['{ customOriginConfig: { port: 80, protocol: "http", sslProtocols: ["TLSv1.3"] } }', 'none of SSLv3, TLSv1, TLSv1.1, TLSv1.2'],
  ['{ customOriginConfig: { port: 80, protocol: "http", sslProtocols: [], ipAddressType: "ipv4" } }', 'an ipAddressType without domainName'],
  ['{ sni: "192.0.2.1" }', 'an IP address'], [`{ allowedCertificateNames: [${'"a",'.repeat(21)}] }`, 'not a list of at most 20'], [`{ allowedCertificateNames: ["${'a'.repeat(65)}"] }`, 'more than 64 characters'],
  ['{ mTLSConfig: "on" }', 'none of inherit, off'], ['{ port: 80 }', 'with a port that is no property of an origin'], ['[]', 'not an object'],
])('502 for updateRequestOrigin(%s): %s [FUN-094] [FUN-103]', async (properties, reason) => {
  expect(await refusal(`event.request.headers["x-own"] = { value: "1" }; cf.updateRequestOrigin(${properties})`)).toContain(reason);
});

test.each([
  `{ domainName: "${'a'.repeat(253)}" }`, `{ ${VALID}, originPath: "" }`, '{ connectionAttempts: 3 }', '{ timeouts: { readTimeout: 120, connectionTimeout: 10, keepAliveTimeout: 1 } }',
  `{ ${VALID}, customOriginConfig: { port: 80, protocol: "http", sslProtocols: ["SSLv3"], ipAddressType: "dualstack" } }`, `{ originPath: "/${'a'.repeat(254)}" }`, '{ customHeaders: {} }',
])('updateRequestOrigin(%s) is taken [FUN-094]', async (properties) => {
  expect((await new Choosing(`cf.updateRequestOrigin(${properties})`).get()).status).toBe(200);
});

test.each(['cf.updateRequestOrigin("a")', 'cf.selectRequestOriginById(1)', 'cf.createRequestOriginGroup()'])('%s throws in the function [FUN-094]', async (statement) => {
  const answer = await new Choosing(statement).get();
  expect([answer.status, answer.header('x-cache')]).toEqual([503, 'FunctionExecutionError from cloudfront']);
  expect((await new Choosing(`try { ${statement} } catch (e) { return { statusCode: 200, body: e.name } }`).get()).text).toBe('TypeError');
});

test('helpers of origins throw in viewer-response functions [FUN-092]', async () => {
  const response = 'import cf from "cloudfront";\nfunction handler(event) { cf.selectRequestOriginById("b"); return event.response; }';
  const { behavior, resources } = withFunctions({ response });
  const edge = new ScenarioEdge({ origin: () => ok('a'), behavior, resources });
  const answer = await edge.get('/a');
  expect([answer.status, answer.header('x-cache')]).toEqual([503, 'FunctionExecutionError from cloudfront']);
});

test('updateRequestOrigin cannot change a VPC origin [FUN-096]', async () => {
  expect(await refusal('cf.updateRequestOrigin({ originPath: "/a" })', { behavior: { ...withFunctions({ request: '' }).behavior, TargetOriginId: 'vpc' } })).toBe('updateRequestOrigin cannot update a VPC origin');
});

test('of a group updateRequestOrigin changes the primary origin alone [FUN-095] [FUN-106]', async () => {
  const OriginGroups = { Quantity: 1, Items: [{ Id: 'g', FailoverCriteria: { StatusCodes: { Quantity: 1, Items: [503] } }, Members: { Quantity: 2, Items: [{ OriginId: 'a' }, { OriginId: 'b' }] } }] };
  const choosing = new Choosing('cf.updateRequestOrigin({ domainName: "c.example.com" })', {
    config: { Origins: ORIGINS, OriginGroups }, behavior: { ...withFunctions({ request: '' }).behavior, TargetOriginId: 'g' },
  }, (id) => (id === 'c.example.com' ? status(503) : ok(id)));
  const { text, record } = await choosing.get();
  expect([text, choosing.ids, record.functions.length]).toEqual(['b', ['c.example.com', 'b'], 1]);
});

test('origin access control excludes another Host, unless it is switched off [FUN-104]', async () => {
  const scenario: FunctionScenario = {
    config: { Origins: [{ Id: 'a', DomainName: 'x.lambda-url.us-east-1.on.aws', CustomOriginConfig: CUSTOM, OriginAccessControlId: { Ref: 'Access' } }] },
    resources: {
      Access: { Type: 'AWS::CloudFront::OriginAccessControl', Properties: { OriginAccessControlConfig: { Name: 'x', OriginAccessControlOriginType: 'lambda', SigningBehavior: 'always', SigningProtocol: 'sigv4' } } },
    },
  };
  const with1 = (statements: string) => {
    const request = `import cf from 'cloudfront';\nfunction handler(event) { ${statements}; return event.request; }`;
    return { ...scenario, resources: { ...withFunctions({ request }).resources, ...scenario.resources } };
  };
  const moves = 'cf.updateRequestOrigin({ domainName: "y.lambda-url.us-east-1.on.aws", hostHeader: "h.example.com" })';
  expect(await refusal(moves, with1(moves))).toBe('updateRequestOrigin was given a hostHeader for an origin with origin access control');
  const free = 'cf.updateRequestOrigin({ domainName: "y.lambda-url.us-east-1.on.aws", hostHeader: "h.example.com", originAccessControlConfig: { enabled: false } })';
  expect((await new Choosing(free, with1(free)).get()).status).toBe(200);
  const inherits = 'cf.updateRequestOrigin({ domainName: "y.lambda-url.us-east-1.on.aws" })';
  const choosing = new Choosing(inherits, with1(inherits));
  await choosing.get();
  expect(choosing.asked[0][1].headers.get('authorization')).toContain('/us-east-1/lambda/aws4_request');
});

test('the choice of an origin is not in the cache key, unless what it depends on is [FUN-101]', async () => {
  const statements = 'if (event.request.headers["x-to"].value === "b") cf.selectRequestOriginById("b")';
  const to = (value: string): Viewer => ({ headers: { 'X-To': value } });
  const shared = new Choosing(statements);
  expect([(await shared.get('/x', to('a'))).text, (await shared.get('/x', to('b'))).text]).toEqual(['a', 'a']);
  const { behavior, resources } = policies({ cache: { headers: ['X-To'] } });
  const request = `import cf from 'cloudfront';\nfunction handler(event) { ${statements}; return event.request; }`;
  const own = withFunctions({ request });
  const apart = new Choosing(statements, { behavior: { ...own.behavior, ...behavior }, resources: { ...own.resources, ...resources } });
  expect([(await apart.get('/x', to('a'))).text, (await apart.get('/x', to('b'))).text]).toEqual(['a', 'b']);
});

test('an origin that a function names and for which nothing stands cannot be reached', async () => {
  const choosing = new Choosing('cf.updateRequestOrigin({ domainName: "gone.example.com" })', { run: { origins: () => new FunctionOrigin(() => { throw new OriginFailure('name-not-found', 'nobody'); }) } });
  expect((await choosing.get()).status).toBe(502);
});
