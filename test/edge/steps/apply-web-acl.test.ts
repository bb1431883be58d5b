import { explain } from '../../../src/edge';
import { ERROR_ANSWERS, errorBody } from '../../../src/edge/error-answers';
import { Json, ok, ScenarioEdge, status } from '../scenario';
import { aclOf, contains, edgeWithAcl, pathIs, ruleOf, WITH_ACL } from '../web-acl/acl';

const BLOCK_SECRET = ruleOf(pathIs('/secret'));
const BODIES = { CustomResponseBodies: { denied: { ContentType: 'APPLICATION_JSON', Content: '{"denied":true}' } } };
const PAGE_FOR_403 = { CustomErrorResponses: [{ ErrorCode: 403, ResponsePagePath: '/denied.html', ResponseCode: 404 }] };

test('a blocked request gets 403 with "Request blocked.", and reaches neither cache nor origin [DTD-154]', async () => {
  const edge = edgeWithAcl([BLOCK_SECRET]);
  const answer = await edge.get('/secret');
  expect([answer.status, answer.header('x-cache')]).toEqual([403, 'Error from cloudfront']);
  expect(answer.text).toBe(Buffer.from(errorBody(403, ERROR_ANSWERS['request blocked'].message, answer.header('x-amz-cf-id')!)).toString());
  expect(answer.text).toContain('\nRequest blocked.\n');
  expect([edge.asked, answer.record.decisions.some(({ step }) => step === 'cache')]).toEqual([[], false]);
});

test('what is in the cache is blocked, too, and other paths are served [DTD-154]', async () => {
  const edge = edgeWithAcl([ruleOf(contains({ SingleHeader: { Name: 'User-Agent' } }, 'BadBot'))]);
  expect(await edge.xCache('/a')).toBe('Miss');
  expect(await edge.xCache('/a')).toBe('Hit');
  expect((await edge.get('/a', { headers: { 'User-Agent': 'BadBot/1.0' } })).status).toBe(403);
  expect(await edge.xCache('/a')).toBe('Hit');
});

test('a distribution without web ACL, with an empty id, or with one that is elsewhere lets everything through', async () => {
  for (const config of [{}, { WebACLId: '' }, { WebACLId: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/other/1' }]) {
    const edge = new ScenarioEdge({ origin: () => ok('body'), config, resources: aclOf([BLOCK_SECRET]) });
    expect((await edge.get('/secret')).status).toBe(200);
  }
});

test('a web ACL that is elsewhere, and what of one is not emulated, is told when the template is read', () => {
  const managed = ruleOf({ ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet' } });
  const lookaround = ruleOf({ RegexMatchStatement: { RegexString: '^(?!/a)', FieldToMatch: { UriPath: {} }, TextTransformations: [{ Priority: 0, Type: 'CMD_LINE_WIN' }] } });
  const told = (config: Json) => {
    const { application } = new ScenarioEdge({ origin: () => ok(''), config, resources: aclOf([managed, lookaround]) });
    return application.treatment.filter(({ as }) => as !== 'emulated').map(({ location: { logicalId, path }, as, because }) => `${logicalId} ${path} ${as}: ${because}`);
  };
  expect(told(WITH_ACL)).toEqual([
    'Acl Rules[0].Statement.ManagedRuleGroupStatement accepted: the rules of managed rule groups are not known, so it matches nothing',
    'Acl Rules[0].VisibilityConfig accepted: metrics and samples of requests are not kept',
    'Acl Rules[1].Statement.RegexMatchStatement.RegexString accepted: lookaround is not taken by AWS WAF, so the statement matches nothing',
    'Acl Rules[1].Statement.RegexMatchStatement.TextTransformations[0].Type accepted: the transformation CMD_LINE_WIN is not made, so the statement matches nothing',
    'Acl Rules[1].VisibilityConfig accepted: metrics and samples of requests are not kept',
    'Acl VisibilityConfig accepted: metrics and samples of requests are not kept',
  ]);
  expect(told({ WebACLId: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/other/1' })).toContain('Web DistributionConfig.WebACLId accepted: the web ACL is not in the templates');
});

test('a block is logged as Error in detail [DTD-155]', async () => {
  const { record } = await edgeWithAcl([BLOCK_SECRET]).get('/secret');
  expect([record.resultType, record.detailedResultType]).toEqual(['Error', 'Error']);
});

test.each([
  ['Challenge', 202, 'challenge'],
  ['Captcha', 405, 'captcha'],
])('%s answers %i with x-amzn-waf-action: %s, an empty body, and no page of the distribution [DTD-155]', async (action, code, value) => {
  const page = { CustomErrorResponses: [{ ErrorCode: 405, ResponsePagePath: '/405.html', ResponseCode: 405 }] };
  const edge = edgeWithAcl([ruleOf(pathIs('/secret'), { Action: { [action]: {} } })], {}, {}, { config: page });
  const answer = await edge.get('/secret', { headers: { Cookie: 'aws-waf-token=made-up' } });
  expect([answer.status, answer.header('x-amzn-waf-action'), answer.text]).toEqual([code, value, '']);
  expect([answer.record.detailedResultType, edge.asked]).toEqual(['Error', []]);
});

test('a custom error page for 403 replaces the block page [DTD-156]', async () => {
  const edge = edgeWithAcl([BLOCK_SECRET], {}, {}, { config: PAGE_FOR_403, origin: ({ path }) => (path === '/denied.html' ? ok('our page') : status(500)) });
  const answer = await edge.get('/secret');
  expect([answer.status, answer.text]).toEqual([404, 'our page']);
  expect(edge.asked.map(({ url }) => url)).toEqual(['/denied.html']);
});

test('the web ACL sees the viewer\'s path, after the geo restriction and before the rest', async () => {
  const config = { DefaultRootObject: 'secret', Restrictions: { GeoRestriction: { RestrictionType: 'blacklist', Locations: ['FR'] } } };
  const edge = edgeWithAcl([BLOCK_SECRET], {}, {}, { config, behavior: { ViewerProtocolPolicy: 'https-only' } });
  expect((await edge.get('/')).status).toBe(200);
  expect((await edge.get('/secret', { country: 'FR' })).text).toContain('block access from your country');
  expect((await edge.get('/secret', { protocol: 'http', method: 'DELETE' })).text).toContain('Request blocked.');
});

test('a rule\'s own response has its status, headers and body, and no page stands in for it', async () => {
  const CustomResponse = { ResponseCode: 403, CustomResponseBodyKey: 'denied', ResponseHeaders: [{ Name: 'X-Reason', Value: 'rule' }] };
  const edge = edgeWithAcl([ruleOf(pathIs('/secret'), { Action: { Block: { CustomResponse } } })], BODIES, {}, { config: PAGE_FOR_403 });
  const answer = await edge.get('/secret');
  expect([answer.status, answer.text, answer.header('x-reason'), answer.header('content-type')]).toEqual([403, '{"denied":true}', 'rule', 'application/json']);
  expect(answer.header('content-length')).toBe('15');
  expect(edge.asked).toEqual([]);
});

test('a rule\'s own response may be a redirect', async () => {
  const CustomResponse = { ResponseCode: 302, ResponseHeaders: [{ Name: 'Location', Value: 'https://example.com/sorry' }] };
  const answer = await edgeWithAcl([ruleOf(pathIs('/secret'), { Action: { Block: { CustomResponse } } })]).get('/secret');
  expect([answer.status, answer.header('location'), answer.header('content-length')]).toEqual([302, 'https://example.com/sorry', '0']);
});

test('the rule that decides is the matching one with the lowest priority, wherever it stands', async () => {
  const rules = [ruleOf(pathIs('/'), { Name: 'block', Priority: 2 }), ruleOf(pathIs('/'), { Name: 'allow', Priority: 1, Action: { Allow: {} } })];
  const { status: code, record } = await edgeWithAcl(rules, { DefaultAction: { Block: {} } }).get('/');
  expect(code).toBe(200);
  expect(record.decisions.filter(({ step }) => step === 'web-acl')).toEqual([
    { step: 'web-acl', decided: 'allowed', because: { acl: 'Acl', rule: 'allow', group: undefined, reason: undefined }, setting: 'Rules[1]' },
  ]);
});

test('the default action decides where no rule does', async () => {
  const edge = edgeWithAcl([ruleOf(pathIs('/ok'), { Action: { Allow: {} } })], { ...BODIES, DefaultAction: { Block: { CustomResponse: { ResponseCode: 429, CustomResponseBodyKey: 'denied' } } } });
  expect((await edge.get('/ok')).status).toBe(200);
  const answer = await edge.get('/other');
  expect([answer.status, answer.text]).toEqual([429, '{"denied":true}']);
  expect(explain(answer.record)).toMatch(/web-acl +the web ACL Acl blocks the request {2}\[DefaultAction\]/);
});

test('the explanation names the rule that blocks, those that count, and those that cannot be answered', async () => {
  const rules = [
    ruleOf(pathIs('/secret'), { Name: 'watch', Action: { Count: {} } }),
    ruleOf({ ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'X' } }, { Name: 'managed', Priority: 1, Action: undefined, OverrideAction: { None: {} } }),
    ruleOf(pathIs('/secret'), { Name: 'no-secrets', Priority: 2 }),
  ];
  const lines = explain((await edgeWithAcl(rules).get('/secret')).record).split('\n').filter((line) => line.includes('web-acl')).map((line) => line.trim().replace(/ {2,}/g, ' '));
  expect(lines).toEqual([
    'web-acl the rule watch of the web ACL Acl matches and only counts [Rules[0]]',
    'web-acl the rule managed of the web ACL Acl cannot be answered here and matches nothing: managed rule groups are not emulated [Rules[1]]',
    'web-acl the web ACL Acl blocks the request, by its rule no-secrets [Rules[2]]',
  ]);
});

test('headers that rules insert reach the origin with a prefix, where the policy lets headers through, and replace the viewer\'s', async () => {
  const insert = (Name: string, Value: string) => ({ CustomRequestHandling: { InsertHeaders: [{ Name, Value }] } });
  const rules = [
    ruleOf(pathIs('/', 'STARTS_WITH'), { Action: { Count: insert('seen', 'first') } }),
    ruleOf(pathIs('/', 'STARTS_WITH'), { Priority: 1, Action: { Count: insert('seen', 'second') } }),
    ruleOf(pathIs('/never'), { Priority: 2, Action: { Count: insert('never', 'x') } }),
    ruleOf(pathIs('/', 'STARTS_WITH'), { Priority: 3, Action: { Allow: insert('allowed', 'yes') } }),
  ];
  const edge = edgeWithAcl(rules);
  await edge.get('/a', { headers: { 'X-Amzn-Waf-Seen': 'forged' } });
  const inserted = [...edge.asked[0].headers].filter(([name]) => name.startsWith('x-amzn-waf-'));
  expect(inserted).toEqual([['x-amzn-waf-allowed', 'yes'], ['x-amzn-waf-seen', 'second']]);
});

test.each<[string, Json]>([
  ['contains a text', contains({ Body: {} }, 'bad')],
  ['does not contain a text', { NotStatement: { Statement: contains({ Body: {} }, 'good') } }],
  ['is JSON with a text', contains({ JsonBody: { MatchPattern: { All: {} }, MatchScope: 'ALL', InvalidFallbackBehavior: 'EVALUATE_AS_STRING' } }, 'bad')],
])('a rule that the body %s does not count for gRPC, whose body passes as it comes; other rules do [DTD-040]', async (_title, statement) => {
  const behavior = { AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'], GrpcConfig: { Enabled: true } };
  const config = { CustomErrorResponses: [{ ErrorCode: 403, ResponsePagePath: '/denied.html', ResponseCode: 200 }] };
  const edge = edgeWithAcl([ruleOf(statement), ruleOf(pathIs('/secret'), { Name: 'other', Priority: 1 })], {}, {}, { behavior, config });
  const post = (url: string, type: string) => edge.get(url, { method: 'POST', headers: { 'Content-Type': type }, body: 'bad' });
  const passed = await post('/a', 'application/grpc');
  expect([passed.status, passed.text]).toEqual([200, 'body']);
  expect(passed.record.decisions.find(({ decided }) => decided === 'passed over')!.because).toMatchObject({ reason: 'the bodies of gRPC are not inspected' });
  expect((await post('/secret', 'application/grpc')).status).toBe(403);
  const page = await post('/a', 'application/json');
  expect([page.status, edge.asked.at(-1)!.path]).toEqual([200, '/denied.html']);
  const endless = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) };
  const headers = ['Host', edge.application.distributions[0].domainName, 'Content-Type', 'application/grpc'];
  expect((await edge.edge.handle({ method: 'POST', url: '/a', headers, protocol: 'https', httpVersion: '2.0', ip: '192.0.2.1', body: endless })).status).toBe(200);
});
