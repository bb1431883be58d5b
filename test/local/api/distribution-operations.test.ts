import {
  CreateDistributionWithTagsCommand, GetStreamingDistributionCommand, GetStreamingDistributionConfigCommand, ListStreamingDistributionsCommand,
  UpdateDistributionCommand, UpdateStreamingDistributionCommand,
} from '@aws-sdk/client-cloudfront';
import { apiOf, MEDIA, web } from './api-client';
import { change, config, create, get, getConfig, idsOf, list, refused, remove } from './distribution-client';

describe('creating', () => {
  test('what a new distribution is like is told, with its address [DST-051] [DST-054]', async () => {
    const api = apiOf({}, { deploymentTime: 60_000 });
    const { Distribution, ETag, Location } = await create(api);
    expect(Distribution).toMatchObject({
      Id: expect.stringMatching(/^E[A-Z0-9]{13}$/),
      Status: 'InProgress',
      DomainName: expect.stringMatching(/^d[a-z0-9]{13}\.cloudfront\.net$/),
      LastModifiedTime: new Date('2025-01-01T00:00:00Z'),
      InProgressInvalidationBatches: 0,
      ActiveTrustedSigners: { Enabled: false, Quantity: 0 },
    });
    expect(ETag).toMatch(/^E[A-Z2-7]{13}$/);
    expect(Location).toBe(`http://127.0.0.1/2020-05-31/distribution/${Distribution!.Id}`);
    api.clock.advance(60_000);
    expect((await get(api, Distribution!.Id!)).Distribution!.Status).toBe('Deployed');
  });

  test('a caller reference is required [DST-024]', async () => {
    const { raw } = apiOf();
    const body = '<DistributionConfig><Comment></Comment><Enabled>true</Enabled></DistributionConfig>';
    expect(await raw('POST', '/2020-05-31/distribution', body)).toMatchObject({ status: 400, body: expect.stringMatching(/<Code>MalformedXML<\/Code><Message>DistributionConfig has no CallerReference</) });
  });

  test('another caller reference makes another distribution [DST-040]', async () => {
    const api = apiOf();
    const one = await create(api);
    const other = await create(api, { CallerReference: '20091130090001' });
    expect(await idsOf(api)).toEqual([one.Distribution!.Id, other.Distribution!.Id]);
  });

  test('a caller reference that was used before is refused, whatever the rest says [DST-041] [DST-042]', async () => {
    const api = apiOf();
    await create(api);
    await expect(create(api)).rejects.toMatchObject(refused('DistributionAlreadyExists', 409));
    await expect(create(api, { Comment: 'other' })).rejects.toMatchObject(refused('DistributionAlreadyExists', 409));
    expect(await idsOf(api)).toHaveLength(1);
  });

  test('by the API of 2014 an identical request gets what it created at first [DST-041] [DST-042]', async () => {
    const api = apiOf();
    await create(api);
    const { body } = await api.raw('GET', `/2014-10-21/distribution/${(await idsOf(api))[0]}/config`);
    const again = await api.raw('POST', '/2014-10-21/distribution', body.replace('20091130090000', 'second'));
    const repeated = await api.raw('POST', '/2014-10-21/distribution', body.replace('20091130090000', 'second'));
    expect([repeated.status, repeated.body]).toEqual([201, again.body]);
    expect(await idsOf(api)).toHaveLength(2);
    expect(await api.raw('POST', '/2014-10-21/distribution', body.replace('20091130090000', 'second').replace('<Comment>', '<Comment>other')))
      .toMatchObject({ status: 409, body: expect.stringContaining('<Code>DistributionAlreadyExists</Code>') });
  });

  test('tags can be given at once', async () => {
    const api = apiOf();
    await api.client.send(new CreateDistributionWithTagsCommand({ DistributionConfigWithTags: { DistributionConfig: config(), Tags: { Items: [{ Key: 'team', Value: 'web' }] } } }));
    expect(api.templates.newest.application.resources[0].stated).toMatchObject({ Tags: [{ Key: 'team', Value: 'web' }] });
  });

  test('no id and no domain name occurs twice, also after deletions; they are the same on every run [WEB-237]', async () => {
    const run = async () => {
      const api = apiOf({ Site: web() });
      const names = (await list(api)).Items!.map(({ Id, DomainName }) => `${Id} ${DomainName}`);
      for (let i = 0; i < 5; i++) {
        const { Distribution } = await create(api, { CallerReference: `${i}`, Enabled: false });
        names.push(`${Distribution!.Id} ${Distribution!.DomainName}`);
        if (i % 2 === 0) await remove(api, Distribution!.Id!);
      }
      return names;
    };
    const names = await run();
    expect(new Set(names.flatMap((both) => both.split(' '))).size).toBe(12);
    expect(await run()).toEqual(names);
  });
});

describe('reading', () => {
  test('the distributions of the templates are listed, page by page [DST-103] [DST-168]', async () => {
    const api = apiOf({ Site: web({ Comment: 'site' }), Shop: web({ Comment: 'shop', Aliases: ['shop.example.com'] }) });
    const first = await list(api, { MaxItems: 1 });
    expect(first).toMatchObject({ Quantity: 1, IsTruncated: true, MaxItems: 1, Items: [{ Comment: 'site', Enabled: true, Aliases: { Quantity: 0 } }] });
    const second = await list(api, { MaxItems: 1, Marker: first.NextMarker });
    expect(second).toMatchObject({ Quantity: 1, IsTruncated: false, Items: [{ Comment: 'shop', Aliases: { Quantity: 1, Items: ['shop.example.com'] } }] });
    await expect(list(api, { Marker: 'ENONE' })).rejects.toMatchObject(refused('InvalidArgument', 400));
    await expect(list(api, { MaxItems: 0 })).rejects.toMatchObject(refused('InvalidArgument', 400));
  });

  test('a configuration is a or a StreamingDistributionConfig [DST-027]', async () => {
    const api = apiOf({ Site: web(), Media: MEDIA });
    await getConfig(api, (await idsOf(api))[0]);
    expect(api.answers.at(-1)!.body).toMatch(/^<\?xml[^>]*>\n<DistributionConfig xmlns="http:\/\/cloudfront.amazonaws.com\/doc\/2020-05-31\/">/);
    const { StreamingDistributionList } = await api.client.send(new ListStreamingDistributionsCommand({}));
    await api.client.send(new GetStreamingDistributionConfigCommand({ Id: StreamingDistributionList!.Items![0].Id }));
    expect(api.answers.at(-1)!.body).toMatch(/\n<StreamingDistributionConfig xmlns=/);
  });

  test('the accounts and the key groups that may sign are told where there are some [DST-060] [PRV-069]', async () => {
    const behavior = { TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } };
    const api = apiOf({
      Public: web(),
      Signed: web({ DefaultCacheBehavior: { ...behavior, TrustedSigners: ['self', '111122223333'] } }),
      Grouped: web({ DefaultCacheBehavior: { ...behavior, TrustedKeyGroups: [{ Ref: 'Group' }] } }),
      Group: { Type: 'AWS::CloudFront::KeyGroup', Properties: { KeyGroupConfig: { Name: 'group', Items: [{ Ref: 'Key' }] } } },
      Key: { Type: 'AWS::CloudFront::PublicKey', Properties: { PublicKeyConfig: { Name: 'key', CallerReference: 'key', EncodedKey: 'PEM' } } },
    });
    const [open, signed, grouped] = await Promise.all((await idsOf(api)).map(async (id) => (await get(api, id)).Distribution!));
    expect(open.ActiveTrustedSigners).toEqual({ Enabled: false, Quantity: 0 });
    expect(signed.ActiveTrustedSigners).toMatchObject({ Enabled: true, Quantity: 2, Items: [{ AwsAccountNumber: 'self' }, { AwsAccountNumber: '111122223333' }] });
    expect(grouped.ActiveTrustedKeyGroups).toEqual({
      Enabled: true, Quantity: 1, Items: [{ KeyGroupId: expect.any(String), KeyPairIds: { Quantity: 1, Items: [expect.stringMatching(/^K/)] } }],
    });
  });

  test('the active key pairs of the accounts that may sign are told, of both kinds of distributions [WEB-230]', async () => {
    const keyPair = (account: string, id: string, active = true) => ({ account, id, active, publicKey: '' });
    const keyPairs = [keyPair('1111-2222-3333', 'APKAEXAMPLE'), keyPair('111122223333', 'APKAOLD', false), keyPair('444455556666', 'APKAOTHER')];
    const { StreamingDistributionConfig } = MEDIA.Properties;
    const signed = { ...StreamingDistributionConfig, TrustedSigners: { Enabled: true, AwsAccountNumbers: ['111122223333'] } };
    const behavior = { TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, TrustedSigners: ['111122223333'] };
    const api = apiOf({ Site: web({ DefaultCacheBehavior: behavior }), Media: { ...MEDIA, Properties: { StreamingDistributionConfig: signed } } }, { keyPairs });
    const expected = { Enabled: true, Quantity: 1, Items: [{ AwsAccountNumber: '111122223333', KeyPairIds: { Quantity: 1, Items: ['APKAEXAMPLE'] } }] };
    expect((await get(api, (await idsOf(api))[0])).Distribution!.ActiveTrustedSigners).toEqual(expected);
    const { id: Id } = api.templates.newest.application.streamingDistributions[0];
    expect((await api.client.send(new GetStreamingDistributionCommand({ Id }))).StreamingDistribution!.ActiveTrustedSigners).toEqual(expected);
  });

  test('an ampersand is one again after it was written and read [WEB-088] [WEB-192]', async () => {
    const behavior = { PathPattern: '/a&b/*', TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } };
    const api = apiOf({ Site: web({ DefaultRootObject: 'a&b.html', CacheBehaviors: [behavior] }) });
    const [id] = await idsOf(api);
    const { DistributionConfig: read } = await getConfig(api, id);
    expect(api.answers.at(-1)!.body).toContain('<PathPattern>/a&amp;b/*</PathPattern>');
    expect(api.answers.at(-1)!.body).toContain('<DefaultRootObject>a&amp;b.html</DefaultRootObject>');
    expect([read!.DefaultRootObject, read!.CacheBehaviors!.Items![0].PathPattern]).toEqual(['a&b.html', '/a&b/*']);
    await change(api, id, { Comment: 'R&D' });
    expect(api.templates.newest.application.distributions[0]).toMatchObject({ comment: 'R&D', defaultRootObject: 'a&b.html', cacheBehaviors: [{ pathPattern: '/a&b/*' }] });
  });

  test('what was just written is not read before the delay is over [WEB-212]', async () => {
    const api = apiOf({ Site: web({ Comment: 'old' }) }, { readDelay: 2000 });
    const [id] = await idsOf(api);
    await change(api, id, { Comment: 'new' });
    const comment = async () => (await getConfig(api, id)).DistributionConfig!.Comment;
    expect(await comment()).toBe('old');
    api.clock.advance(1999);
    expect(await comment()).toBe('old');
    api.clock.advance(1);
    expect(await comment()).toBe('new');
  });
});

describe('updating', () => {
  test('the configuration that was read is changed and sent back', async () => {
    const api = apiOf({ Site: web({ Aliases: ['www.example.com'], ViewerCertificate: { AcmCertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/x', SslSupportMethod: 'sni-only', MinimumProtocolVersion: 'TLSv1.2_2021' } }) });
    const [id] = await idsOf(api);
    const { ETag: before } = await getConfig(api, id);
    const { ETag: after, Distribution } = await change(api, id, { Comment: 'changed' });
    expect(after).not.toBe(before);
    expect(Distribution).toMatchObject({ Id: id, DistributionConfig: { Comment: 'changed', Aliases: { Items: ['www.example.com'] } } });
    expect(api.templates.newest.application.distributions[0]).toMatchObject({ id, comment: 'changed', aliases: ['www.example.com'] });
  });

  test('only who knows the newest version can change it, and nobody who knows none', async () => {
    const api = apiOf({ Site: web() });
    const [Id] = await idsOf(api);
    const { ETag, DistributionConfig: current } = await getConfig(api, Id);
    await change(api, Id, { Comment: 'changed by another' });
    const update = (IfMatch?: string) => api.client.send(new UpdateDistributionCommand({ Id, IfMatch, DistributionConfig: current }));
    await expect(update(ETag)).rejects.toMatchObject(refused('PreconditionFailed', 412));
    await expect(update()).rejects.toMatchObject(refused('InvalidIfMatchVersion', 400));
    await change(api, Id, { Comment: '' });
    await expect(update(ETag)).rejects.toMatchObject(refused('PreconditionFailed', 412));
  });

  test('the caller reference stays what it is [DST-043]', async () => {
    const api = apiOf();
    const { Distribution } = await create(api);
    await expect(change(api, Distribution!.Id!, { CallerReference: 'B', Comment: 'other' })).rejects.toMatchObject(refused('IllegalUpdate', 400));
    expect((await getConfig(api, Distribution!.Id!)).DistributionConfig).toMatchObject({ CallerReference: '20091130090000', Comment: '' });
  });

  test('a list is replaced as a whole, and a Quantity that is not its length is a mistake [DST-152] [DST-171]', async () => {
    const api = apiOf({ Site: web({ Aliases: ['a.example.com', 'b.example.com'], ViewerCertificate: { AcmCertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/x', SslSupportMethod: 'sni-only' } }) });
    const [id] = await idsOf(api);
    const aliases = async () => (await getConfig(api, id)).DistributionConfig!.Aliases!.Items;
    await expect(change(api, id, { Aliases: { Quantity: 2, Items: ['a.example.com'] } })).rejects.toMatchObject(refused('InconsistentQuantities', 400));
    expect(await aliases()).toEqual(['a.example.com', 'b.example.com']);
    await change(api, id, { Aliases: { Quantity: 1, Items: ['a.example.com'] } });
    expect(await aliases()).toEqual(['a.example.com']);
  });

  test('access logs are switched on and off, for both kinds [DST-049]', async () => {
    const api = apiOf({ Site: web(), Media: MEDIA });
    const [id] = await idsOf(api);
    const logging = () => api.templates.newest.application.distributions[0].logging;
    await change(api, id, { Logging: { Enabled: true, IncludeCookies: false, Bucket: 'mylogs.s3.amazonaws.com', Prefix: 'site/' } });
    expect(logging()).toMatchObject({ bucket: 'mylogs.s3.amazonaws.com', prefix: 'site/' });
    await change(api, id, { Logging: { Enabled: false, IncludeCookies: false, Bucket: '', Prefix: '' } });
    expect(logging()).toBeUndefined();
    const streaming = api.templates.newest.application.streamingDistributions[0].id;
    for (const Enabled of [true, false]) {
      const { ETag, StreamingDistributionConfig } = await api.client.send(new GetStreamingDistributionConfigCommand({ Id: streaming }));
      const changed = { ...StreamingDistributionConfig!, Logging: { Enabled, Bucket: 'mylogs.s3.amazonaws.com', Prefix: '' } };
      await api.client.send(new UpdateStreamingDistributionCommand({ Id: streaming, IfMatch: ETag, StreamingDistributionConfig: changed }));
      expect(api.templates.newest.application.streamingDistributions[0].logging).toMatchObject({ enabled: Enabled });
    }
  });

  test('what the rules know to be refused is refused with CloudFront\'s own code', async () => {
    const api = apiOf({ Site: web() });
    const [id] = await idsOf(api);
    await expect(change(api, id, { DefaultRootObject: '/index.html' })).rejects.toMatchObject(refused('InvalidDefaultRootObject', 400));
    await expect(change(api, id, { DefaultCacheBehavior: { ...config().DefaultCacheBehavior!, MinTTL: 9, DefaultTTL: 1, MaxTTL: 2 } })).rejects.toMatchObject(refused('InvalidTTLOrder', 400));
    await expect(create(api, { DefaultCacheBehavior: { ...config().DefaultCacheBehavior!, TargetOriginId: 'none' } })).rejects.toMatchObject(refused('NoSuchOrigin', 404));
    expect(await idsOf(api)).toEqual([id]);
  });
});
