import { Json, ok, Received, ScenarioEdge } from '../scenario';
import { aclOf, contains, edgeWithAcl, pathIs, ruleOf, WITH_ACL } from './acl';

const GROUP_RULES = [
  ruleOf(pathIs('/blocked'), { Name: 'blocks', Priority: 1, RuleLabels: [{ Name: 'blocked' }] }),
  ruleOf(pathIs('/counted'), { Name: 'counts', Priority: 0, Action: { Count: {} }, RuleLabels: [{ Name: 'counted' }] }),
  ruleOf(pathIs('/teapot'), { Name: 'teapot', Priority: 2, Action: { Block: { CustomResponse: { ResponseCode: 418, CustomResponseBodyKey: 'tea' } } } }),
];

const group = (rules: readonly Json[] = GROUP_RULES) => ({
  Group: {
    Type: 'AWS::WAFv2::RuleGroup',
    Properties: {
      Name: 'group', Scope: 'CLOUDFRONT', Capacity: 10, Rules: rules, VisibilityConfig: {}, CustomResponseBodies: { tea: { ContentType: 'TEXT_PLAIN', Content: 'short and stout' } },
    },
  },
});

const refers = (settings: Json = {}, OverrideAction: Json = { None: {} }) => ruleOf(
  { RuleGroupReferenceStatement: { Arn: { 'Fn::GetAtt': ['Group', 'Arn'] }, ...settings } }, { Name: 'refers', Action: undefined, OverrideAction },
);

const decisions = ({ record }: Received) => (
  record.decisions.filter(({ step }) => step === 'web-acl').map(({ decided, because, setting }) => [decided, because!.rule, because!.group, setting])
);

test('the rules of a rule group are evaluated in the place of the rule that refers to it, with the group\'s bodies', async () => {
  const edge = edgeWithAcl([refers()], {}, group());
  const blocked = await edge.get('/blocked');
  expect([blocked.status, decisions(blocked)]).toEqual([403, [['blocked', 'blocks', 'Group', 'Rules[0]']]]);
  expect(decisions(await edge.get('/counted'))).toEqual([['counted', 'counts', 'Group', 'Rules[1]'], ['allowed', undefined, undefined, 'DefaultAction']]);
  const teapot = await edge.get('/teapot');
  expect([teapot.status, teapot.text, teapot.header('content-type')]).toEqual([418, 'short and stout', 'text/plain']);
});

test('a rule may only count what the rules of a group decide', async () => {
  const answer = await edgeWithAcl([refers({}, { Count: {} })], {}, group()).get('/blocked');
  expect([answer.status, decisions(answer)]).toEqual([200, [['counted', 'blocks', 'Group', 'Rules[0]'], ['allowed', undefined, undefined, 'DefaultAction']]]);
});

test.each([
  [{ RuleActionOverrides: [{ Name: 'blocks', ActionToUse: { Count: {} } }] }, 200],
  [{ RuleActionOverrides: [{ Name: 'blocks', ActionToUse: { Captcha: {} } }] }, 405],
  [{ ExcludedRules: [{ Name: 'blocks' }] }, 200],
  [{ ExcludedRules: [{ Name: 'other' }] }, 403],
])('the action of a rule of a group may be another one: %j', async (settings, code) => {
  expect((await edgeWithAcl([refers(settings)], {}, group()).get('/blocked')).status).toBe(code);
});

test('labels of a group have its namespace, which is the context of its own rules', async () => {
  const label = (Key: string) => ({ LabelMatchStatement: { Scope: 'LABEL', Key } });
  const inGroup = group([...GROUP_RULES, ruleOf(label('counted'), { Name: 'same', Priority: 9 })]);
  expect((await edgeWithAcl([refers()], {}, inGroup).get('/counted')).status).toBe(403);
  const inAcl = (Key: string) => edgeWithAcl([refers(), ruleOf(label(Key), { Priority: 1 })], {}, group()).get('/counted');
  expect([(await inAcl('counted')).status, (await inAcl('awswaf:123456789012:rulegroup:group:counted')).status]).toEqual([200, 403]);
});

test('a tenant may have a web ACL of its own, or none', async () => {
  const tenant = (domain: string, WebAcl?: Json) => ({
    Type: 'AWS::CloudFront::DistributionTenant',
    Properties: { Name: domain, DistributionId: { Ref: 'Web' }, Domains: [domain], ...(WebAcl && { Customizations: { WebAcl } }) },
  });
  const Other = { Type: 'AWS::WAFv2::WebACL', Properties: { Scope: 'CLOUDFRONT', DefaultAction: { Allow: {} }, Rules: [ruleOf(pathIs('/b'))], VisibilityConfig: {} } };
  const edge = new ScenarioEdge({
    origin: () => ok('body'),
    config: { ...WITH_ACL, ConnectionMode: 'tenant-only' },
    resources: aclOf([ruleOf(pathIs('/a'))], {}, {
      Other,
      Same: tenant('same.example.com'),
      None: tenant('none.example.com', { Action: 'disable' }),
      Own: tenant('own.example.com', { Action: 'override', Arn: { 'Fn::GetAtt': ['Other', 'Arn'] } }),
    }),
  });
  const statuses = async (host: string) => [(await edge.get('/a', { host })).status, (await edge.get('/b', { host })).status];
  expect([await statuses('same.example.com'), await statuses('none.example.com'), await statuses('own.example.com')]).toEqual([[403, 200], [200, 200], [200, 403]]);
});

test('an action that is not emulated does nothing, and says so', async () => {
  const answer = await edgeWithAcl([ruleOf(pathIs('/a'), { Action: { Monetize: {} } })]).get('/a');
  expect([answer.status, decisions(answer)]).toEqual([200, [['passed over', 'rule', undefined, 'Rules[0]'], ['allowed', undefined, undefined, 'DefaultAction']]]);
});

test('names that objects of the language have are names like others', async () => {
  const edge = edgeWithAcl([ruleOf(contains({ SingleHeader: { Name: '__proto__' } }, 'x'), { Action: { Block: { CustomResponse: { ResponseCode: 403, CustomResponseBodyKey: 'constructor' } } } })]);
  const answer = await edge.get('/', { headers: { ['__proto__']: 'x' } });
  expect([answer.status, answer.text]).toEqual([403, '']);
});
