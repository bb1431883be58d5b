import { AccountKeyPair } from '../../src/edge';
import { signerNotices } from '../../src/local/signer-notices';
import { readTemplates } from '../../src/template';

const PAIR: AccountKeyPair = { account: '111122223333', id: 'APKA9ONS7QCOWEXAMPLE', publicKey: '' };

function notices(behavior: object, keyPairs: readonly AccountKeyPair[] = []): string[] {
  const DistributionConfig = {
    Enabled: true,
    Origins: [{ Id: 'o', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }],
    DefaultCacheBehavior: { TargetOriginId: 'o', ViewerProtocolPolicy: 'https-only', ForwardedValues: { QueryString: false }, ...behavior },
  };
  const template = {
    Resources: {
      Web: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig } },
      Key: { Type: 'AWS::CloudFront::PublicKey', Properties: { PublicKeyConfig: { CallerReference: 'a', Name: 'a', EncodedKey: 'pem' } } },
      Keys: { Type: 'AWS::CloudFront::KeyGroup', Properties: { KeyGroupConfig: { Name: 'a', Items: [{ Ref: 'Key' }] } } },
    },
  };
  return signerNotices(readTemplates([{ name: 'template', template }]), keyPairs);
}

test.each([
  ['no key pair', ['self'], [], /^Web DistributionConfig\.DefaultCacheBehavior\.TrustedSigners: self has no active key pair here.*--key-pair ID=FILE$/],
  ['one of another account', ['444455556666'], [PAIR], /444455556666 has no active key pair.*--key-pair 444455556666:ID=FILE$/],
  ['an inactive one', ['111122223333'], [{ ...PAIR, active: false }], /111122223333 has no active key pair/],
])('a trusted signer with %s is told of [WEB-153]', (_what, TrustedSigners, keyPairs, message) => {
  expect(notices({ TrustedSigners }, keyPairs)).toEqual([expect.stringMatching(message)]);
});

test('a trusted signer with an active key pair is not, nor is public content [WEB-153]', () => {
  expect([notices({ TrustedSigners: ['1111-2222-3333'] }, [PAIR]), notices({})]).toEqual([[], []]);
});

test('a key group has its keys in the templates, or is told of', () => {
  expect(notices({ TrustedKeyGroups: [{ Ref: 'Keys' }] })).toEqual([]);
  expect(notices({ TrustedKeyGroups: ['b7a3a6d1-1d52-4e8f-9b41-2f9a41d4a001'] })).toEqual([expect.stringMatching(/TrustedKeyGroups: the key group b7a3.* has no key in the templates/)]);
});
