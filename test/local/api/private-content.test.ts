import * as sdk from '@aws-sdk/client-cloudfront';
import { apiOf, MEDIA, web } from './api-client';
import { change, create, get, idsOf, refused } from './distribution-client';
import { FunctionOrigin, OriginPrincipal } from '../../../src/edge';

const S3 = { Id: 'origin', DomainName: 'files.s3.amazonaws.com' };
const named = (Id: string) => `origin-access-identity/cloudfront/${Id}`;
const withIdentity = (OriginAccessIdentity: string) => ({ Origins: { Quantity: 1, Items: [{ ...S3, S3OriginConfig: { OriginAccessIdentity } }] } });
const STREAMING = { CallerReference: 'media', Comment: '', Enabled: true, TrustedSigners: { Enabled: false, Quantity: 0 } };
const streamingFrom = (OriginAccessIdentity: string) => ({ ...STREAMING, S3Origin: { DomainName: 'media.s3.amazonaws.com', OriginAccessIdentity } });

async function identity({ client }: ReturnType<typeof apiOf>) {
  const CloudFrontOriginAccessIdentityConfig = { CallerReference: 'one', Comment: '' };
  const created = await client.send(new sdk.CreateCloudFrontOriginAccessIdentityCommand({ CloudFrontOriginAccessIdentityConfig }));
  return created.CloudFrontOriginAccessIdentity as { Id: string; S3CanonicalUserId: string };
}

test.each([['2009-04-02', 404], ['2009-09-09', 201], ['2014-11-06', 201]])('by version %s an identity is created with %i [PRV-005]', async (version, expected) => {
  const api = apiOf({});
  const body = '<CloudFrontOriginAccessIdentityConfig><CallerReference>one</CallerReference><Comment></Comment></CloudFrontOriginAccessIdentityConfig>';
  const answer = await api.raw('POST', `/${version}/origin-access-identity/cloudfront`, body, version < '2013' ? { authorization: 'AWS KEY:c2lnbmF0dXJl' } : {});
  expect([answer.status, api.templates.newest.application.originAccessIdentities.length]).toEqual([expected, expected === 201 ? 1 : 0]);
  if (expected === 404) expect(answer.body).toMatch(/2009-09-09 is the first one that does/);
});

test('an identity has an id for distributions and a canonical user id for buckets, and neither is the other [PRV-031]', async () => {
  const api = apiOf({ Site: web({ Origins: [{ ...S3, S3OriginConfig: {} }] }) });
  const { Id, S3CanonicalUserId } = await identity(api);
  expect([Id, S3CanonicalUserId]).toEqual([expect.stringMatching(/^E[A-Z0-9]{13}$/), expect.stringMatching(/^[0-9a-f]{64}$/)]);
  const [site] = await idsOf(api);
  await expect(change(api, site, withIdentity(S3CanonicalUserId))).rejects.toMatchObject(refused('InvalidOriginAccessIdentity', 400));
  await expect(change(api, site, withIdentity(named(S3CanonicalUserId)))).rejects.toMatchObject(refused('InvalidOriginAccessIdentity', 400));
  await change(api, site, withIdentity(named(Id)));
});

test('an identity is created before the distribution that names it [PRV-087]', async () => {
  const api = apiOf({ Imported: web({ Origins: [{ ...S3, S3OriginConfig: { OriginAccessIdentity: named('E74FTE3AJFJ256') } }] }) });
  await expect(create(api, withIdentity(named('E1NONE')))).rejects.toMatchObject(refused('InvalidOriginAccessIdentity', 400));
  await expect(create(api, withIdentity(named('E74FTE3AJFJ256')))).rejects.toMatchObject(refused('InvalidOriginAccessIdentity', 400));
  const { Id } = await identity(api);
  await create(api, withIdentity(named(Id)));
  const streaming = (of: string) => api.client.send(new sdk.CreateStreamingDistributionCommand({ StreamingDistributionConfig: streamingFrom(of) }));
  await expect(streaming(named('E1NONE'))).rejects.toMatchObject(refused('InvalidOriginAccessIdentity', 400));
  await streaming(named(Id));
  await change(api, (await idsOf(api))[0], { Comment: 'its identity is of another account, as before' });
});

test('an identity is attached when a distribution is created, or later in its place [PRV-033]', async () => {
  const principals: OriginPrincipal[] = [];
  const origin = new FunctionOrigin(() => 'object');
  const api = apiOf({}, { origins: () => ({ ask: (request) => { principals.push(request.signedAs); return origin.ask(request); } }) });
  const { Id, S3CanonicalUserId } = await identity(api);
  const { Distribution } = await create(api, withIdentity(''));
  const ask = (host: string) => api.edge.handle({ method: 'GET', url: `/${principals.length}`, headers: ['Host', host], protocol: 'https', httpVersion: '1.1', ip: '192.0.2.1' });
  await ask(Distribution!.DomainName!);
  await change(api, Distribution!.Id!, withIdentity(named(Id)));
  const after = (await get(api, Distribution!.Id!)).Distribution!;
  expect({ ...after.DistributionConfig, Origins: undefined }).toEqual({ ...Distribution!.DistributionConfig, Origins: undefined });
  expect(after.DomainName).toBe(Distribution!.DomainName);
  await ask(after.DomainName!);
  const second = (await create(api, { CallerReference: 'second', ...withIdentity(named(Id)) })).Distribution!;
  await ask(second.DomainName!);
  const signed = { kind: 'origin-access-identity', id: Id, s3CanonicalUserId: S3CanonicalUserId };
  expect(principals).toEqual([{ kind: 'anonymous' }, signed, signed]);
});

test('both are possible with an RTMP distribution, too [PRV-033] [PRV-065]', async () => {
  const api = apiOf({ Media: MEDIA });
  const { Id: first } = await identity(api);
  const [{ id: Id, domainName }] = api.templates.newest.application.streamingDistributions;
  const { ETag: IfMatch, StreamingDistributionConfig: before } = await api.client.send(new sdk.GetStreamingDistributionConfigCommand({ Id }));
  const TrustedSigners = { Enabled: true, Quantity: 2, Items: ['self', '444455556666'] };
  const changed = { ...before!, S3Origin: { ...before!.S3Origin!, OriginAccessIdentity: named(first) }, TrustedSigners };
  const { StreamingDistribution } = await api.client.send(new sdk.UpdateStreamingDistributionCommand({ Id, IfMatch, StreamingDistributionConfig: changed }));
  expect([StreamingDistribution!.Id, StreamingDistribution!.DomainName, StreamingDistribution!.StreamingDistributionConfig]).toEqual([Id, domainName, changed]);
  const created = await api.client.send(new sdk.CreateStreamingDistributionCommand({ StreamingDistributionConfig: { ...streamingFrom(named(first)), TrustedSigners } }));
  expect(created.StreamingDistribution!.StreamingDistributionConfig).toMatchObject({ S3Origin: { OriginAccessIdentity: named(first) }, TrustedSigners });
});

test('signers come with the creation of a distribution, or with an update of it [PRV-065]', async () => {
  const api = apiOf({});
  const behavior = { TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false, Cookies: { Forward: 'none' } }, MinTTL: 0 } as const;
  const signed = { DefaultCacheBehavior: { ...behavior, TrustedSigners: { Enabled: true, Quantity: 1, Items: ['self'] } } };
  const { Distribution } = await create(api, signed);
  expect(Distribution!.DistributionConfig!.DefaultCacheBehavior!.TrustedSigners).toEqual(signed.DefaultCacheBehavior.TrustedSigners);
  const other = (await create(api, { CallerReference: 'other' })).Distribution!;
  const updated = (await change(api, other.Id!, signed)).Distribution!;
  expect([updated.Id, updated.ActiveTrustedSigners]).toEqual([other.Id, { Enabled: true, Quantity: 1, Items: [{ AwsAccountNumber: 'self', KeyPairIds: { Quantity: 0 } }] }]);
});

test('every signer is told with its active key pairs, also one that has none [PRV-068]', async () => {
  const pair = (account: string, id: string, active = true) => ({ account, id, active, publicKey: '' });
  const keyPairs = [pair('self', 'APKA9ONS7QCOWEXAMPLE'), pair('self', 'APKAOLDEXAMPLE', false)];
  const signers = ['self', '444455556666'];
  const behavior = { TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, TrustedSigners: signers };
  const media = { ...MEDIA.Properties.StreamingDistributionConfig, TrustedSigners: { Enabled: true, AwsAccountNumbers: signers } };
  const api = apiOf({ Site: web({ DefaultCacheBehavior: behavior }), Media: { ...MEDIA, Properties: { StreamingDistributionConfig: media } } }, { keyPairs });
  const expected = {
    Enabled: true,
    Quantity: 2,
    Items: [{ AwsAccountNumber: 'self', KeyPairIds: { Quantity: 1, Items: ['APKA9ONS7QCOWEXAMPLE'] } }, { AwsAccountNumber: '444455556666', KeyPairIds: { Quantity: 0 } }],
  };
  expect((await get(api, (await idsOf(api))[0])).Distribution!.ActiveTrustedSigners).toEqual(expected);
  const [{ id: Id }] = api.templates.newest.application.streamingDistributions;
  expect((await api.client.send(new sdk.GetStreamingDistributionCommand({ Id }))).StreamingDistribution!.ActiveTrustedSigners).toEqual(expected);
});
