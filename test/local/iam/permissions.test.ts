import { CreateInvalidationCommand, CreateStreamingDistributionCommand, GetDistributionCommand, GetInvalidationCommand, ListDistributionsCommand, UpdateDistributionCommand } from '@aws-sdk/client-cloudfront';
import { Permissions, WantedCall } from '../../../src/local/iam/permissions';
import { readTemplates } from '../../../src/template';
import { apiOf, web } from '../api/api-client';
import { create, refused } from '../api/distribution-client';

const USER = 'arn:aws:iam::111122223333:user/smithj';
const SITE = 'arn:aws:cloudfront::111122223333:distribution/EDFDVBD6EXAMPLE';
const policy = (...Statement: object[]) => ({ PolicyDocument: { Version: '2012-10-17', Statement } });
const allow = (Action: string | string[], more: object = {}) => ({ Effect: 'Allow', Action, Resource: '*', ...more });
const user = (properties: object = {}) => ({ Smith: { Type: 'AWS::IAM::User', Properties: { UserName: 'smithj', ...properties } } });

/** Whether somebody may do something, by the resources of IAM of a template. */
function may(resources: object, action: string, { arn = USER, ...call }: Partial<WantedCall> & { readonly arn?: string } = {}): boolean {
  const application = readTemplates([{ name: 'Stack', template: { Resources: resources } }]);
  const permissions = new Permissions(() => application, new Map([['KEY', arn]]));
  return permissions.refusal({ action, resource: SITE, accessKeyId: 'KEY', sourceIp: '192.0.2.17', userAgent: '', secure: true, time: Date.UTC(2014, 4, 6), ...call }) === undefined;
}

const granted = (...Statement: object[]) => user({ Policies: [policy(...Statement)] });
const [DISTRIBUTIONS, STREAMING, INVALIDATIONS, IDENTITIES] = [
  ['CreateDistribution', 'GetDistribution', 'GetDistributionConfig', 'ListDistributions', 'UpdateDistribution', 'DeleteDistribution'],
  ['CreateStreamingDistribution', 'GetStreamingDistribution', 'GetStreamingDistributionConfig', 'ListStreamingDistributions', 'UpdateStreamingDistribution', 'DeleteStreamingDistribution'],
  ['CreateInvalidation', 'GetInvalidation', 'ListInvalidations'],
  ['Create', 'Get', 'Update', 'Delete'].map((verb) => `${verb}CloudFrontOriginAccessIdentity`).concat('GetCloudFrontOriginAccessIdentityConfig', 'ListCloudFrontOriginAccessIdentities'),
];
const ALL = [...DISTRIBUTIONS, ...STREAMING, ...INVALIDATIONS, ...IDENTITIES];
const allowed = (resources: object, call = {}) => ALL.filter((action) => may(resources, action, call));

/** A group with a policy, and a user in it. */
const grouped = (...Statement: object[]) => ({ Mary: { Type: 'AWS::IAM::User', Properties: { UserName: 'mary' } }, Group: { Type: 'AWS::IAM::Group', Properties: { Policies: [policy(...Statement)] } }, ...user({ Groups: [{ Ref: 'Group' }] }) });

test('all actions may be allowed to a group; whoever is not in it is denied them [IAM-015]', () => {
  expect(ALL).toHaveLength(21);
  expect(allowed(grouped(allow('cloudfront:*')))).toEqual(ALL);
  expect(allowed(grouped(allow('cloudfront:*')), { arn: 'arn:aws:iam::111122223333:user/mary' })).toEqual([]);
});

test('reading may be allowed alone [IAM-016]', () => {
  expect(allowed(grouped(allow(['cloudfront:Get*', 'cloudfront:List*'])))).toEqual(ALL.filter((action) => /^(Get|List)/.test(action)));
});

test('distributions of both kinds may be allowed alone, without invalidations and identities [IAM-017]', () => {
  expect(allowed(grouped(allow('cloudfront:*Distribution*')))).toEqual([...DISTRIBUTIONS, ...STREAMING]);
});

test('what is allowed on the condition of HTTPS is denied without it [IAM-018]', () => {
  const resources = granted(allow('cloudfront:*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }));
  expect([may(resources, 'ListDistributions', { secure: true }), may(resources, 'ListDistributions', { secure: false })]).toEqual([true, false]);
});

test('a statement whose condition on network or date is not met grants nothing [IAM-014]', () => {
  const from = granted(allow('cloudfront:*', { Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } }));
  expect(['192.0.2.17', '203.0.113.5'].map((sourceIp) => may(from, 'ListDistributions', { sourceIp }))).toEqual([true, false]);
  const until = granted(allow('cloudfront:*', { Condition: { DateLessThan: { 'aws:CurrentTime': '2014-05-06T00:00:00Z' } } }));
  expect([-1, 0].map((more) => may(until, 'ListDistributions', { time: Date.UTC(2014, 4, 6) + more }))).toEqual([true, false]);
  const outside = granted(allow('cloudfront:*', { Condition: { NotIpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '2001:db8::/32'] } } }));
  expect(['192.0.2.17', '2001:db8::1', '203.0.113.5'].map((sourceIp) => may(outside, 'ListDistributions', { sourceIp }))).toEqual([false, false, true]);
});

test('each action is allowed for itself [IAM-043]', () => {
  expect(allowed(granted(allow('cloudfront:GetDistributionConfig')))).toEqual(['GetDistributionConfig']);
});

test('nothing is allowed without a policy, and a Deny wins over an Allow [IAM-044]', () => {
  expect(allowed(user())).toEqual([]);
  const resources = granted(allow('cloudfront:*'), { Effect: 'Deny', Action: 'cloudfront:DeleteDistribution', Resource: '*' });
  expect([may(resources, 'DeleteDistribution'), may(resources, 'UpdateDistribution')]).toEqual([false, true]);
});

test('a statement may be about single distributions, or about all of the account [IAM-004]', () => {
  const others = ['E1', 'E2', 'E3'].map((id) => ({ resource: `arn:aws:cloudfront::111122223333:distribution/${id}` }));
  expect(others.map((call) => may(granted(allow('cloudfront:GetDistribution')), 'GetDistribution', call))).toEqual([true, true, true]);
  expect(others.map((call) => may(granted(allow('cloudfront:GetDistribution', { Resource: others[1].resource })), 'GetDistribution', call))).toEqual([false, true, false]);
});

test.each<[string, object]>([
  ['a policy of its own resource', { ...user(), Policy: { Type: 'AWS::IAM::Policy', Properties: { Users: [{ Ref: 'Smith' }], ...policy(allow('cloudfront:*')) } } }],
  ['a managed policy that it names', { ...user({ ManagedPolicyArns: [{ Ref: 'Managed' }] }), Managed: { Type: 'AWS::IAM::ManagedPolicy', Properties: policy(allow('cloudfront:*')) } }],
  ['a policy that AWS provides', user({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/CloudFrontFullAccess'] })],
  ['a group that it is added to', {
    ...user(),
    Group: { Type: 'AWS::IAM::Group', Properties: { GroupName: 'Ops', Policies: [policy(allow('*'))] } },
    Addition: { Type: 'AWS::IAM::UserToGroupAddition', Properties: { GroupName: 'Ops', Users: ['smithj'] } },
  }],
])('a user may do what is allowed by %s', (_says, resources) => {
  expect(may(resources, 'UpdateDistribution')).toBe(true);
});

test('a session may do what its role may, and whoever is no user and no role of the templates may do everything', () => {
  const role = { Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'Deploy', Policies: [policy(allow('cloudfront:UpdateDistribution'))] } } };
  const arn = 'arn:aws:sts::111122223333:assumed-role/Deploy/session';
  expect([may(role, 'UpdateDistribution', { arn }), may(role, 'DeleteDistribution', { arn })]).toEqual([true, false]);
  expect([may({}, 'DeleteDistribution', { arn: 'arn:aws:iam::111122223333:root' }), may(role, 'DeleteDistribution', { accessKeyId: 'OTHER' }), may(role, 'DeleteDistribution')]).toEqual([true, true, true]);
});

test('who is denied to create RTMP distributions may still create web distributions [RTM-139]', async () => {
  const resources = granted(allow('cloudfront:*'), { ...allow('cloudfront:CreateStreamingDistribution'), Effect: 'Deny' });
  const permissions = new Permissions(() => readTemplates([{ name: 'Stack', template: { Resources: resources } }]), new Map([['ANY', USER]]));
  const api = apiOf({}, { refusal: (call, resource) => permissions.refusal({ ...call, ...call.caller, resource, secure: false, time: 0 }) });
  const media = { CallerReference: 'media', Comment: '', Enabled: true, S3Origin: { DomainName: 'media.s3.amazonaws.com', OriginAccessIdentity: '' }, TrustedSigners: { Enabled: false, Quantity: 0 } };
  await expect(api.client.send(new CreateStreamingDistributionCommand({ StreamingDistributionConfig: media }))).rejects.toMatchObject(refused('AccessDenied', 403));
  expect((await create(api)).$metadata.httpStatusCode).toBe(201);
});

test('what the API answers is the same for a user with permission as for the root; without one it is AccessDenied [IAM-002]', async () => {
  const permissions = (statement: object) => new Permissions(() => readTemplates([{ name: 'Stack', template: { Resources: granted(statement) } }]), new Map([['ANY', USER]]));
  const asked = async (allowing?: Permissions) => {
    const api = apiOf({ Site: web() }, { refusal: allowing && ((call, resource) => allowing.refusal({ ...call, ...call.caller, resource, secure: false, time: 0 })) });
    const [{ id: Id }] = api.templates.newest.application.distributions;
    const call = (command: object): Promise<any> => (
      api.client.send(command as GetDistributionCommand).then(({ $metadata, ...answer }) => answer, ({ name }) => name)
    );
    const got = await call(new GetDistributionCommand({ Id }));
    const DistributionConfig = { ...got.Distribution?.DistributionConfig, Comment: 'changed' };
    const invalidated = await call(new CreateInvalidationCommand({ DistributionId: Id, InvalidationBatch: { Paths: { Quantity: 1, Items: ['/a'] }, CallerReference: 'one' } }));
    return [
      await call(new ListDistributionsCommand({})), got, await call(new UpdateDistributionCommand({ Id, IfMatch: got.ETag, DistributionConfig })),
      invalidated, await call(new GetInvalidationCommand({ DistributionId: Id, Id: invalidated.Invalidation?.Id ?? 'I1' })),
    ];
  };
  const root = await asked();
  expect(await asked(permissions(allow('cloudfront:*')))).toEqual(root);
  expect(root).not.toContain('AccessDenied');
  expect((await asked(permissions(allow('cloudfront:ListDistributions')))).slice(1)).toEqual(Array(4).fill('AccessDenied'));
});
