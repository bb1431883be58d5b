import { apiOf } from './api-client';
import { change, create, getConfig } from './distribution-client';
import { ownAccountAsSelf } from '../../../src/local/api/own-account';

const OWN = '111122223333';

test('the account\'s own number becomes self, wherever signers are listed', () => {
  const signers = [OWN, '444455556666'];
  expect(ownAccountAsSelf({
    Comment: OWN, Aliases: [OWN], DefaultCacheBehavior: { TrustedSigners: signers }, CacheBehaviors: [{ TrustedSigners: ['1111-2222-3333', 'self'] }, { PathPattern: '*' }], Logging: null,
  }, OWN)).toEqual({
    Comment: OWN, Aliases: [OWN], DefaultCacheBehavior: { TrustedSigners: ['self', '444455556666'] }, CacheBehaviors: [{ TrustedSigners: ['self'] }, { PathPattern: '*' }], Logging: null,
  });
  expect(ownAccountAsSelf({ TrustedSigners: { Enabled: true, AwsAccountNumbers: signers } }, OWN)).toEqual({ TrustedSigners: { Enabled: true, AwsAccountNumbers: ['self', '444455556666'] } });
});

test('a distribution that is created or changed with it has self in its place [WEB-156]', async () => {
  const api = apiOf({});
  const own = api.templates.newest.application.templates[0].account as string;
  const behavior = { TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false, Cookies: { Forward: 'none' } }, MinTTL: 0 } as const;
  const signed = { DefaultCacheBehavior: { ...behavior, TrustedSigners: { Enabled: true, Quantity: 2, Items: [own, '444455556666'] } } };
  const becomes = { Enabled: true, Quantity: 2, Items: ['self', '444455556666'] };
  const { Distribution } = await create(api, signed);
  expect(Distribution!.DistributionConfig!.DefaultCacheBehavior!.TrustedSigners).toEqual(becomes);
  const other = (await create(api, { CallerReference: 'other' })).Distribution!;
  await change(api, other.Id!, signed);
  expect((await getConfig(api, other.Id!)).DistributionConfig!.DefaultCacheBehavior!.TrustedSigners).toEqual(becomes);
});
