import { generateKeyPairSync } from 'node:crypto';
import * as sdk from '@aws-sdk/client-cloudfront';
import { apiOf, web } from './api-client';
import { START } from '../../edge/scenario';

type Api = ReturnType<typeof apiOf>;
const refused = (name: string, httpStatusCode: number) => ({ name, $metadata: expect.objectContaining({ httpStatusCode }) });
const OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const SELECTIONS = { HeadersConfig: { HeaderBehavior: 'none' }, CookiesConfig: { CookieBehavior: 'none' }, QueryStringsConfig: { QueryStringBehavior: 'none' } } as const;
const POLICY = { Name: 'short', MinTTL: 1, DefaultTTL: 2, MaxTTL: 3, ParametersInCacheKeyAndForwardedToOrigin: { EnableAcceptEncodingGzip: true, ...SELECTIONS } };
const policyResource = (Name: string) => ({ Type: 'AWS::CloudFront::CachePolicy', Properties: { CachePolicyConfig: { ...POLICY, Name } } });
const behavior = (more: object) => ({ DefaultCacheBehavior: { TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', ...more } });

/** Has a distribution say another thing of itself, by the template's shape. */
async function point(api: Api, change: (config: sdk.DistributionConfig) => sdk.DistributionConfig) {
  const Id = (await api.client.send(new sdk.ListDistributionsCommand({}))).DistributionList!.Items![0].Id;
  const { ETag: IfMatch, DistributionConfig } = await api.client.send(new sdk.GetDistributionConfigCommand({ Id }));
  return api.client.send(new sdk.UpdateDistributionCommand({ Id, IfMatch, DistributionConfig: change(DistributionConfig!) }));
}

test('a cache policy is created, used, read, changed and deleted', async () => {
  const api = apiOf({ Site: web() });
  const { CachePolicy, Location, ETag } = await api.client.send(new sdk.CreateCachePolicyCommand({ CachePolicyConfig: POLICY }));
  const { Id } = CachePolicy!;
  expect(Location).toBe(`http://127.0.0.1/2020-05-31/cache-policy/${Id}`);
  const forwarding = { ForwardedValues: undefined, MinTTL: undefined, DefaultTTL: undefined, MaxTTL: undefined };
  await point(api, (config) => ({ ...config, DefaultCacheBehavior: { ...config.DefaultCacheBehavior!, CachePolicyId: Id, ...forwarding } }));
  const ttl = () => api.templates.newest.application.distributions[0].defaultCacheBehavior.ttl;
  expect(ttl()).toMatchObject({ min: 1, default: 2, max: 3 });
  const { ETag: changed } = await api.client.send(new sdk.UpdateCachePolicyCommand({ Id, IfMatch: ETag, CachePolicyConfig: { ...POLICY, DefaultTTL: 3 } }));
  expect(ttl()).toMatchObject({ default: 3 });
  await point(api, (config) => ({ ...config, DefaultCacheBehavior: { ...config.DefaultCacheBehavior!, CachePolicyId: OPTIMIZED } }));
  await api.client.send(new sdk.DeleteCachePolicyCommand({ Id, IfMatch: changed }));
  await expect(api.client.send(new sdk.GetCachePolicyCommand({ Id }))).rejects.toMatchObject(refused('NoSuchCachePolicy', 404));
});

test('managed policies and those of the templates are listed, together or apart', async () => {
  const { client } = apiOf({ Own: policyResource('own') });
  const names = async (Type?: 'managed' | 'custom') => {
    const { CachePolicyList } = await client.send(new sdk.ListCachePoliciesCommand({ Type }));
    return CachePolicyList!.Items!.map((item) => `${item.Type} ${item.CachePolicy!.CachePolicyConfig!.Name}`);
  };
  expect(await names('custom')).toEqual(['custom own']);
  expect(await names('managed')).toEqual(expect.arrayContaining(['managed Managed-CachingOptimized', 'managed Managed-CachingDisabled']));
  expect(await names()).toHaveLength((await names('managed')).length + 1);
  const { CachePolicyConfig } = await client.send(new sdk.GetCachePolicyConfigCommand({ Id: OPTIMIZED }));
  expect(CachePolicyConfig).toMatchObject({
    Name: 'Managed-CachingOptimized', MinTTL: 1, DefaultTTL: 86400, MaxTTL: 31536000, ParametersInCacheKeyAndForwardedToOrigin: { EnableAcceptEncodingBrotli: true, HeadersConfig: { HeaderBehavior: 'none' } },
  });
});

test('the headers of managed policies are told', async () => {
  const { client } = apiOf();
  const { OriginRequestPolicyConfig } = await client.send(new sdk.GetOriginRequestPolicyConfigCommand({ Id: 'b689b0a8-53d0-40ab-baf2-68738e2966ac' }));
  expect(OriginRequestPolicyConfig).toMatchObject({ HeadersConfig: { HeaderBehavior: 'allExcept', Headers: { Quantity: 1, Items: ['Host'] } }, CookiesConfig: { CookieBehavior: 'all' } });
  const { ResponseHeadersPolicyConfig } = await client.send(new sdk.GetResponseHeadersPolicyConfigCommand({ Id: 'eaab4381-ed33-4a86-88ca-d9558dc6cd63' }));
  expect(ResponseHeadersPolicyConfig).toMatchObject({
    CorsConfig: { AccessControlAllowOrigins: { Items: ['*'] }, AccessControlExposeHeaders: { Items: ['*'] }, OriginOverride: false },
    SecurityHeadersConfig: { FrameOptions: { FrameOption: 'SAMEORIGIN', Override: false }, ContentTypeOptions: { Override: true } },
  });
});

test('a managed policy is neither changed nor deleted [POL-070]', async () => {
  const { client } = apiOf();
  const { ETag: IfMatch, CachePolicyConfig } = await client.send(new sdk.GetCachePolicyConfigCommand({ Id: OPTIMIZED }));
  await expect(client.send(new sdk.UpdateCachePolicyCommand({ Id: OPTIMIZED, IfMatch, CachePolicyConfig }))).rejects.toMatchObject(refused('IllegalUpdate', 400));
  await expect(client.send(new sdk.DeleteCachePolicyCommand({ Id: OPTIMIZED, IfMatch }))).rejects.toMatchObject(refused('IllegalDelete', 400));
});

const EncodedKey = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } }).publicKey;
const KEY = { Type: 'AWS::CloudFront::PublicKey', Properties: { PublicKeyConfig: { Name: 'key', CallerReference: 'key', EncodedKey } } };
const GROUP = { Type: 'AWS::CloudFront::KeyGroup', Properties: { KeyGroupConfig: { Name: 'group', Items: [{ Ref: 'Used' }] } } };
const s3Origin = (more: object, config: object) => ({ Origins: [{ Id: 'origin', DomainName: 'files.s3.us-east-1.amazonaws.com', S3OriginConfig: config, ...more }] });
const IDENTITY = { Type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity', Properties: { CloudFrontOriginAccessIdentityConfig: { Comment: '' } } };
const CONTROL = {
  Type: 'AWS::CloudFront::OriginAccessControl',
  Properties: { OriginAccessControlConfig: { Name: 'oac', OriginAccessControlOriginType: 's3', SigningBehavior: 'always', SigningProtocol: 'sigv4' } },
};
const REQUEST_POLICY = { Type: 'AWS::CloudFront::OriginRequestPolicy', Properties: { OriginRequestPolicyConfig: { Name: 'requests', ...SELECTIONS } } };
const RESPONSE_POLICY = { Type: 'AWS::CloudFront::ResponseHeadersPolicy', Properties: { ResponseHeadersPolicyConfig: { Name: 'headers' } } };
const ENDPOINT = { Name: 'vpc', Arn: 'arn:aws:ec2:us-east-1:123456789012:instance/i-1', HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: 'http-only' } as const;
const VPC = { Type: 'AWS::CloudFront::VpcOrigin', Properties: { VpcOriginEndpointConfig: ENDPOINT } };

test.each([
  ['CachePolicy', policyResource('x'), web(behavior({ CachePolicyId: { Ref: 'Used' } })), 'CachePolicyInUse'],
  ['OriginRequestPolicy', REQUEST_POLICY, web(behavior({ CachePolicyId: OPTIMIZED, OriginRequestPolicyId: { Ref: 'Used' } })), 'OriginRequestPolicyInUse'],
  ['ResponseHeadersPolicy', RESPONSE_POLICY, web(behavior({ CachePolicyId: OPTIMIZED, ResponseHeadersPolicyId: { Ref: 'Used' } })), 'ResponseHeadersPolicyInUse'],
  ['OriginAccessControl', CONTROL, web(s3Origin({ OriginAccessControlId: { 'Fn::GetAtt': ['Used', 'Id'] } }, {})), 'OriginAccessControlInUse'],
  ['CloudFrontOriginAccessIdentity', IDENTITY, web(s3Origin({}, { OriginAccessIdentity: { 'Fn::Sub': 'origin-access-identity/cloudfront/${Used}' } })), 'CloudFrontOriginAccessIdentityInUse'],
  ['PublicKey', KEY, GROUP, 'PublicKeyInUse'],
  ['KeyGroup', { ...GROUP, Properties: { KeyGroupConfig: { Name: 'g', Items: ['K1'] } } }, web(behavior({ CachePolicyId: OPTIMIZED, TrustedKeyGroups: [{ Ref: 'Used' }] })), 'ResourceInUse'],
  ['VpcOrigin', VPC, web({ Origins: [{ Id: 'origin', DomainName: 'vpc.example.com', VpcOriginConfig: { VpcOriginId: { Ref: 'Used' } } }] }), 'CannotDeleteEntityWhileInUse'],
])('a %s in use is not deleted, one that is not in use is [POL-072] [OTD-180]', async (name, resource, user, code) => {
  const [Get, Delete] = [`Get${name}Command`, `Delete${name}Command`].map((command) => (sdk as unknown as Record<string, new (input: object) => never>)[command]);
  const remove = async ({ client, templates }: Api) => {
    const Id = templates.newest.application.resources[0].ref;
    const { ETag: IfMatch } = (await client.send(new Get({ Id }))) as { ETag?: string };
    await expect(client.send(new Delete({ Id }))).rejects.toMatchObject(refused('InvalidIfMatchVersion', 400));
    return client.send(new Delete({ Id, IfMatch }));
  };
  const used = apiOf({ Used: resource, User: user });
  await expect(remove(used)).rejects.toMatchObject(refused(code, 409));
  expect(used.templates.newest.application.resources).toHaveLength(2);
  const unused = apiOf({ Used: resource });
  await remove(unused);
  expect(unused.templates.newest.application.resources).toHaveLength(0);
});

test('a name, or the caller reference of an identity, is there once', async () => {
  const { client } = apiOf({ Own: policyResource('own'), Control: CONTROL });
  await expect(client.send(new sdk.CreateCachePolicyCommand({ CachePolicyConfig: { ...POLICY, Name: 'own' } }))).rejects.toMatchObject(refused('CachePolicyAlreadyExists', 409));
  await expect(client.send(new sdk.CreateOriginAccessControlCommand({ OriginAccessControlConfig: CONTROL.Properties.OriginAccessControlConfig as never })))
    .rejects.toMatchObject(refused('OriginAccessControlAlreadyExists', 409));
  const identity = () => client.send(new sdk.CreateCloudFrontOriginAccessIdentityCommand({ CloudFrontOriginAccessIdentityConfig: { CallerReference: 'one', Comment: 'c' } }));
  const { CloudFrontOriginAccessIdentity } = await identity();
  expect(CloudFrontOriginAccessIdentity).toMatchObject({ S3CanonicalUserId: expect.stringMatching(/^[0-9a-f]{64}$/), CloudFrontOriginAccessIdentityConfig: { CallerReference: 'one' } });
  await expect(identity()).rejects.toMatchObject(refused('CloudFrontOriginAccessIdentityAlreadyExists', 409));
});

test('of a public key only the comment is changed', async () => {
  const { client } = apiOf({ Key: KEY });
  const [{ Id }] = (await client.send(new sdk.ListPublicKeysCommand({}))).PublicKeyList!.Items!;
  const { ETag: IfMatch, PublicKeyConfig } = await client.send(new sdk.GetPublicKeyConfigCommand({ Id }));
  const update = (changes: object) => client.send(new sdk.UpdatePublicKeyCommand({ Id, IfMatch, PublicKeyConfig: { ...PublicKeyConfig!, ...changes } }));
  await expect(update({ EncodedKey: 'other' })).rejects.toMatchObject(refused('CannotChangeImmutablePublicKeyFields', 400));
  await expect(update({ CallerReference: 'other' })).rejects.toMatchObject(refused('CannotChangeImmutablePublicKeyFields', 400));
  expect((await update({ Comment: 'mine' })).PublicKey).toMatchObject({ CreatedTime: new Date(START), PublicKeyConfig: { Comment: 'mine' } });
});

test('a VPC origin is deployed before it is used, and detached before it is changed [OTD-109]', async () => {
  const api = apiOf({ Site: web() }, { deploymentTime: 900_000 });
  const { VpcOrigin, $metadata } = await api.client.send(new sdk.CreateVpcOriginCommand({ VpcOriginEndpointConfig: ENDPOINT }));
  expect([VpcOrigin!.Status, $metadata.httpStatusCode]).toEqual(['Deploying', 202]);
  const origin = { Id: 'origin', DomainName: 'vpc.example.com', VpcOriginConfig: { VpcOriginId: VpcOrigin!.Id } };
  const attach = () => point(api, (config) => ({ ...config, Origins: { Quantity: 1, Items: [origin] } }));
  await expect(attach()).rejects.toMatchObject(refused('InvalidArgument', 400));
  api.clock.advance(900_000);
  const { VpcOrigin: deployed, ETag: IfMatch } = await api.client.send(new sdk.GetVpcOriginCommand({ Id: VpcOrigin!.Id }));
  expect(deployed!.Status).toBe('Deployed');
  await attach();
  const update = () => api.client.send(new sdk.UpdateVpcOriginCommand({ Id: VpcOrigin!.Id, IfMatch, VpcOriginEndpointConfig: { ...ENDPOINT, HTTPPort: 8080 } }));
  await expect(update()).rejects.toMatchObject(refused('CannotUpdateEntityWhileInUse', 409));
  const custom = { Id: 'origin', DomainName: 'origin.example.com', CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: 'https-only' as const } };
  await point(api, (config) => ({ ...config, Origins: { Quantity: 1, Items: [custom] } }));
  expect((await update()).VpcOrigin!.VpcOriginEndpointConfig).toMatchObject({ HTTPPort: 8080 });
});

test('the others are listed', async () => {
  const { client } = apiOf({ Used: KEY, Group: GROUP, Control: CONTROL, Identity: IDENTITY, Vpc: VPC });
  expect((await client.send(new sdk.ListKeyGroupsCommand({}))).KeyGroupList!.Items).toMatchObject([{ KeyGroup: { KeyGroupConfig: { Name: 'group', Items: [expect.stringMatching(/^K/)] } } }]);
  expect((await client.send(new sdk.ListOriginAccessControlsCommand({}))).OriginAccessControlList!.Items).toMatchObject([{ Name: 'oac', SigningBehavior: 'always' }]);
  expect((await client.send(new sdk.ListCloudFrontOriginAccessIdentitiesCommand({}))).CloudFrontOriginAccessIdentityList!.Items).toMatchObject([{ Comment: '' }]);
  expect((await client.send(new sdk.ListVpcOriginsCommand({}))).VpcOriginList!.Items).toMatchObject([{ Name: 'vpc', Status: 'Deployed', OriginEndpointArn: ENDPOINT.Arn }]);
});
