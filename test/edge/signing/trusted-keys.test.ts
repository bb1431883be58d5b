import { createSign } from 'crypto';
import { ecdsa, KeyPair, rsa } from './keys';
import { APKA, base, HOUR, keyPair, NOW, OTHER, OWN, privateEdge, signatureBy, signer, status, target } from './private-edge';
import { cannedPolicy } from '../../../src/edge/signing/policy';
import { signedUrl } from '../../../src/edge/signing/signed-url';
import { AccountKeyPair } from '../../../src/edge/signing/trusted-keys';
import { urlSafeBase64 } from '../../../src/edge/signing/url-safe-base64';
import { ScenarioEdge } from '../scenario';

describe('keys', () => {
  const published = (keys: { readonly [id: string]: string }, groups: { readonly [id: string]: readonly string[] }) => ({
    ...Object.fromEntries(Object.entries(keys).map(([id, EncodedKey]) => [id, { Type: 'AWS::CloudFront::PublicKey', Properties: { PublicKeyConfig: { CallerReference: id, Name: id, EncodedKey } } }])),
    ...Object.fromEntries(Object.entries(groups).map(([id, items]) => [id, { Type: 'AWS::CloudFront::KeyGroup', Properties: { KeyGroupConfig: { Name: id, Items: items.map((Ref) => ({ Ref })) } } }])),
  });
  const third = rsa();
  const keys = { OwnKey: OWN.publicKey, OtherKey: OTHER.publicKey, ThirdKey: third.publicKey };
  const grouped = (groups: { readonly [id: string]: readonly string[] }, trusted: readonly string[]) => privateEdge({
    resources: published(keys, groups), behavior: { TrustedSigners: undefined, TrustedKeyGroups: trusted.map((Ref) => ({ Ref })) },
  });
  const idOf = (edge: ScenarioEdge, logicalId: string) => (edge.reloaded ?? edge.application).publicKeys.find(({ location }) => location.logicalId === logicalId)!.id;

  test('every key of a trusted group signs, and no other [OTD-177] [SIG-017]', async () => {
    const edge = grouped({ A: ['OwnKey'], B: ['OtherKey'] }, ['A', 'B']);
    const by = (name: keyof typeof keys, pair: KeyPair) => status(edge, '/a', {}, { by: signer(idOf(edge, name), pair) });
    expect([await by('OwnKey', OWN), await by('OtherKey', OTHER), await by('ThirdKey', third)]).toEqual([200, 200, 403]);
  });

  test('what a removed key has signed is refused at once; both count while both are there [OTD-178] [OTD-179]', async () => {
    const edge = grouped({ A: ['OwnKey', 'OtherKey'] }, ['A']);
    const [old, rotated] = [signer(idOf(edge, 'OwnKey'), OWN), signer(idOf(edge, 'OtherKey'), OTHER)];
    expect([await status(edge, '/a', {}, { by: old }), await status(edge, '/a', {}, { by: rotated })]).toEqual([200, 200]);
    edge.deploy({ resources: published(keys, { A: ['OtherKey'] }), behavior: { TrustedKeyGroups: [{ Ref: 'A' }] } });
    expect([await status(edge, '/a', {}, { by: old }), await status(edge, '/a', {}, { by: rotated })]).toEqual([403, 200]);
  });

  test('an account signs with its active key pairs alone [WEB-152] [DST-061] [PRV-048] [PRV-066] [PRV-083] [RTM-104] [SIG-018]', async () => {
    const at = (...keyPairs: AccountKeyPair[]) => status(privateEdge({ behavior: { TrustedSigners: ['111122223333'] }, run: { keyPairs } }), '/a');
    expect(await Promise.all([
      at(), at(keyPair('111122223333', APKA, OWN, false)), at(keyPair('111122223333', APKA, OWN)), at(keyPair('1111-2222-3333', APKA, OWN)), at(keyPair('999988887777', APKA, OWN)),
    ])).toEqual([403, 403, 200, 200, 403]);
  });

  test('not even the account of the distribution signs unless it is named [PRV-055]', async () => {
    const edge = (TrustedSigners: string[]) => privateEdge({ behavior: { TrustedSigners } });
    expect([await status(edge(['444455556666']), '/a'), await status(edge(['444455556666', 'self']), '/a')]).toEqual([403, 200]);
  });

  test('Key-Pair-Id names the one key that is tried [SIG-016]', async () => {
    const edge = privateEdge({ run: { keyPairs: [keyPair('self', APKA, OWN), keyPair('self', 'APKAOTHER', OTHER)] } });
    expect([await status(edge, '/a', {}, { by: signer('APKAOTHER', OWN) }), await status(edge, '/a', {}, { by: signer('APKAOTHER', OTHER) })]).toEqual([403, 200]);
  });

  test.each([['RSA of 1024 bits [SIG-054]', rsa(1024)], ['ECDSA P-256', ecdsa()]])('%s signs, by SHA-1 and by SHA-256 [SIG-049]', async (_kind, pair) => {
    const edge = privateEdge({ run: { keyPairs: [keyPair('self', APKA, pair)] } });
    expect([await status(edge, '/a', {}, { by: signer(APKA, pair) }), await status(edge, '/a', {}, { by: signer(APKA, pair, 'SHA256') })]).toEqual([200, 200]);
  });

  test('a hash that the URL does not name is not tried [SIG-049]', async () => {
    const edge = privateEdge();
    const url = target(signedUrl(`${base(edge)}/a`, { dateLessThan: NOW + HOUR }, signer(APKA, OWN, 'SHA256')));
    expect([(await edge.get(url)).status, (await edge.get(url.replace('&Hash-Algorithm=SHA256', ''))).status, (await edge.get(url.replace('SHA256', 'MD5'))).status]).toEqual([200, 403, 403]);
  });

  test.each(['SHA512', 'RSA-SHA1', 'sha1'])('a hash that CloudFront does not know is refused, though the signature is right: %s [SIG-049]', async (hash) => {
    const edge = privateEdge();
    const policy = cannedPolicy(`${base(edge)}/a`, NOW + HOUR);
    const answer = await edge.get(`/a?Expires=${NOW + HOUR}&Signature=${urlSafeBase64(signatureBy(OWN, policy, hash))}&Key-Pair-Id=${APKA}&Hash-Algorithm=${hash}`);
    expect([answer.status, answer.text.includes('<Code>AccessDenied</Code>')]).toEqual([403, true]);
  });

  test('a policy without a resource opens what trusts the key, and nothing else [SIG-070] [SIG-091]', async () => {
    const policy = `{"Statement":[{"Condition":{"DateLessThan":{"AWS:EpochTime":${NOW + HOUR}}}}]}`;
    const url = `?Policy=${urlSafeBase64(Buffer.from(policy))}&Signature=${urlSafeBase64(createSign('RSA-SHA1').update(policy).sign(OWN.privateKey))}&Key-Pair-Id=${APKA}`;
    const elsewhere = privateEdge({ run: { keyPairs: [keyPair('self', APKA, OTHER)] } });
    expect([(await privateEdge().get(`/a/b${url}`)).status, (await elsewhere.get(`/a/b${url}`)).status]).toEqual([200, 403]);
  });
});

describe('behaviors', () => {
  const behaviors = (...list: [string, object][]) => ({
    CacheBehaviors: list.map(([PathPattern, rest]) => ({ PathPattern, TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, ...rest })),
  });
  const signed = { TrustedSigners: ['self'] };

  test('each has its own signers, and those without are public [OTD-181] [PRV-052] [PRV-064] [WEB-148]', async () => {
    const edge = privateEdge({ behavior: { TrustedSigners: [] }, config: behaviors(['/private/*', signed]) });
    expect([(await edge.get('/private/a')).status, await status(edge, '/private/a'), (await edge.get('/public/a')).status]).toEqual([403, 200, 200]);
  });

  test('the first whose pattern matches decides, whatever a later one wants [OBJ-005] [PRV-057] [WEB-073]', async () => {
    const first = privateEdge({ behavior: { TrustedSigners: [] }, config: behaviors(['*.jpg', {}], ['images/*', signed]) });
    const last = privateEdge({ behavior: { TrustedSigners: [] }, config: behaviors(['images/*', signed], ['*.jpg', {}]) });
    expect([(await first.get('/images/image.jpg')).status, (await last.get('/images/image.jpg')).status]).toEqual([200, 403]);
  });

  test('a signer is trusted where it is named [PRV-053] [SIG-033]', async () => {
    const edge = privateEdge({
      config: behaviors(['/a/*', { TrustedSigners: ['111122223333'] }], ['/b/*', { TrustedSigners: ['444455556666'] }]),
      run: { keyPairs: [keyPair('111122223333', 'APKAA', OWN), keyPair('444455556666', 'APKAB', OTHER)] },
    });
    const [a, b] = [signer('APKAA', OWN), signer('APKAB', OTHER)];
    expect([await status(edge, '/a/x', {}, { by: a }), await status(edge, '/b/x', {}, { by: a }), await status(edge, '/b/x', {}, { by: b })]).toEqual([200, 403, 200]);
  });

  test('signers that come with a deployment end access without signature [PRV-049] [PRV-058]', async () => {
    const edge = privateEdge({ behavior: { TrustedSigners: [] } });
    expect((await edge.get('/a')).status).toBe(200);
    edge.deploy({ behavior: { TrustedSigners: ['111122223333'] } });
    expect((await edge.get('/a')).status).toBe(403);
  });
});
