import { createPrivateKey, createSign, createVerify } from 'crypto';
import { getSignedCookies, getSignedUrl } from '@aws-sdk/cloudfront-signer';
import { ecdsa, rsa } from './keys';
import { forFlash, signedCookies, signedStreamName, signedUrl } from '../../../src/edge/signing/signed-url';
import { UnusableSigning } from '../../../src/edge/signing/signer';
import { fromUrlSafeBase64 } from '../../../src/edge/signing/url-safe-base64';

const { privateKey, publicKey } = rsa();
const SIGNER = { keyPairId: 'APKA9ONS7QCOWEXAMPLE', privateKey };
const HOST = 'http://d111111abcdef8.cloudfront.net';
const END = 1357034400;

const parameters = (url: string) => new Map(url.slice(url.indexOf('?') + 1).split('&').map((pair) => pair.split(/=(.*)/s) as [string, string]));

describe('a canned policy', () => {
  const url = signedUrl(`${HOST}/image.jpg?color=red&size=medium`, { dateLessThan: END }, SIGNER);

  test('makes a URL of six parts in their order, without white space [SIG-026] [SIG-028] [SIG-029] [SIG-035] [SIG-053]', () => {
    expect(url).toMatch(/^http:\/\/d111111abcdef8\.cloudfront\.net\/image\.jpg\?color=red&size=medium&Expires=1357034400&Signature=[A-Za-z0-9~-]{342}__&Key-Pair-Id=APKA9ONS7QCOWEXAMPLE$/);
    expect(signedUrl(`${HOST}/a.jpg`, { dateLessThan: END }, SIGNER)).toMatch(/\/a\.jpg\?Expires=1357034400&Signature=/);
  });

  test('is signed as OpenSSL signs it: RSA with SHA-1 of the policy itself [SIG-015] [SIG-037] [SIG-049]', () => {
    const policy = `{"Statement":[{"Resource":"${HOST}/image.jpg?color=red&size=medium","Condition":{"DateLessThan":{"AWS:EpochTime":${END}}}}]}`;
    expect(fromUrlSafeBase64(parameters(url).get('Signature')!)).toEqual(createSign('RSA-SHA1').update(policy).sign(createPrivateKey(privateKey)));
  });

  test('has no Policy, and is shorter than a custom one [SIG-003] [SIG-101]', () => {
    const custom = signedUrl(`${HOST}/image.jpg?color=red&size=medium`, { dateLessThan: END, ipAddress: '0.0.0.0/0' }, SIGNER);
    expect([parameters(url).has('Policy'), parameters(custom).has('Expires'), url.length < custom.length]).toEqual([false, false, true]);
  });

  test('leaves a question mark out of the resource that has nothing behind it [SIG-040]', () => {
    const [with_, without] = ['?', ''].map((end) => signedUrl(`${HOST}/a.jpg${end}`, { dateLessThan: END }, SIGNER));
    expect(with_).toBe(without);
  });
});

test.each([1024, 2048])('a signature keeps each of its bytes, also those that are white space, with a key of %i bits [SIG-050]', (bits) => {
  const key = rsa(bits);
  const signatures = Array.from({ length: 20 }, (_, i) => parameters(signedUrl(`${HOST}/a.jpg`, { dateLessThan: END + i }, { ...SIGNER, privateKey: key.privateKey })).get('Signature')!);
  const bytes = signatures.map((signature) => fromUrlSafeBase64(signature)!);
  expect(new Set(bytes.map(({ length }) => length))).toEqual(new Set([bits / 8]));
  const [at, withSpace] = [...bytes.entries()].find(([, signature]) => signature.includes(0x20) || signature.includes(0x0a))!;
  const policy = `{"Statement":[{"Resource":"${HOST}/a.jpg","Condition":{"DateLessThan":{"AWS:EpochTime":${END + at}}}}]}`;
  expect(createVerify('SHA1').update(policy).verify(key.publicKey, withSpace)).toBe(true);
});

test('a policy has the URL or the stream\'s name and an end; only a custom one has more [SIG-014]', () => {
  const written = (url: string) => JSON.parse(fromUrlSafeBase64(parameters(url).get('Policy')!)!.toString()).Statement[0] as { Resource: string; Condition: object };
  const web = written(signedUrl(`${HOST}/a.jpg`, { dateLessThan: END, ipAddress: '192.0.2.1' }, SIGNER));
  const stream = written(signedStreamName('mp4:videos/mediafile', { dateLessThan: END, dateGreaterThan: END - 60 }, SIGNER));
  expect([web, stream]).toEqual([
    { Resource: `${HOST}/a.jpg`, Condition: { IpAddress: { 'AWS:SourceIp': '192.0.2.1' }, DateLessThan: { 'AWS:EpochTime': END } } },
    { Resource: 'videos/mediafile', Condition: { DateGreaterThan: { 'AWS:EpochTime': END - 60 }, DateLessThan: { 'AWS:EpochTime': END } } },
  ]);
  expect([...parameters(signedUrl(`${HOST}/a.jpg`, { dateLessThan: END }, SIGNER)).keys()]).toEqual(['Expires', 'Signature', 'Key-Pair-Id']);
});

test('there are three restrictions, and no others [PRV-003]', () => {
  const all = { dateLessThan: END, dateGreaterThan: END - 60, ipAddress: '192.0.2.0/24' };
  const policy = JSON.parse(fromUrlSafeBase64(parameters(signedUrl(`${HOST}/a.jpg`, all, SIGNER)).get('Policy')!)!.toString()) as { Statement: [{ Condition: object }] };
  expect(Object.keys(policy.Statement[0].Condition).sort()).toEqual(['DateGreaterThan', 'DateLessThan', 'IpAddress']);
  expect(() => signedUrl(`${HOST}/a.jpg`, { ...all, referer: 'https://www.example.com' } as never, SIGNER)).toThrow(UnusableSigning);
  expect(() => signedUrl(`${HOST}/a.jpg`, { ...all, referer: 'https://www.example.com' } as never, SIGNER)).toThrow('a policy cannot say referer');
});

describe('a custom policy', () => {
  const policy = { dateLessThan: END, ipAddress: '192.0.2.0/24' };
  const url = signedUrl(`${HOST}/game_download.zip`, policy, SIGNER);

  test('stands in the URL in CloudFront\'s Base64, before the signature [SIG-006] [SIG-013] [SIG-060] [SIG-061]', () => {
    const encoded = 'eyJTdGF0ZW1lbnQiOlt7IlJlc291cmNlIjoiaHR0cDovL2QxMTExMTFhYmNkZWY4LmNsb3VkZnJvbnQubmV0L2dhbWVfZG93bmxvYWQuemlwIiwiQ29uZGl0aW9uIjp7IklwQWRkcmVzcyI6eyJBV1M6U291cmNlSXAiOiIxOTIuMC4yLjAvMjQifSwiRGF0ZUxlc3NUaGFuIjp7IkFXUzpFcG9jaFRpbWUiOjEzNTcwMzQ0MDB9fX1dfQ__';
    expect(url).toMatch(new RegExp(`^${HOST}/game_download\\.zip\\?Policy=${encoded}&Signature=[^&]+&Key-Pair-Id=APKA9ONS7QCOWEXAMPLE$`));
  });

  test('is the same for all objects that it means [SIG-007]', () => {
    const signed = ['q1', 'q2'].map((name) => parameters(signedUrl(`${HOST}/annual-report/${name}.pdf`, { ...policy, resource: `${HOST}/annual-report/*.pdf` }, SIGNER)));
    expect(signed[0]).toEqual(signed[1]);
  });

  test('is what a start, an address or another resource asks for [SIG-002]', () => {
    for (const terms of [{ dateGreaterThan: END - 1 }, { ipAddress: '192.0.2.10' }, { resource: `${HOST}/*` }]) {
      expect([...parameters(signedUrl(`${HOST}/a`, { dateLessThan: END, ...terms }, SIGNER)).keys()]).toEqual(['Policy', 'Signature', 'Key-Pair-Id']);
    }
  });

  test('comes behind parameters of one\'s own [SIG-062]', () => {
    expect(signedUrl(`${HOST}/a?color=red`, policy, SIGNER)).toContain('/a?color=red&Policy=');
  });
});

test('the AWS SDK makes the same parameters [SIG-049]', () => {
  const url = `${HOST}/image.jpg?size=large`;
  const theirs = getSignedUrl({ url, keyPairId: SIGNER.keyPairId, privateKey, dateLessThan: new Date(END * 1000).toISOString() });
  expect(parameters(signedUrl(url, { dateLessThan: END }, SIGNER))).toEqual(parameters(theirs));
  const cookies = getSignedCookies({ url, keyPairId: SIGNER.keyPairId, privateKey, dateLessThan: new Date(END * 1000).toISOString() });
  expect(signedCookies(url, { dateLessThan: END }, SIGNER)).toEqual(Object.fromEntries(Object.entries(cookies).map(([name, value]) => [name, String(value)])));
});

test('SHA-256 and ECDSA are told in the URL, and verify [SIG-049]', () => {
  const keys = ecdsa();
  const url = signedUrl(`${HOST}/a`, { dateLessThan: END }, { keyPairId: 'K2JCJMDEHXQW5F', privateKey: keys.privateKey, hashAlgorithm: 'SHA256' });
  expect(url).toMatch(/&Key-Pair-Id=K2JCJMDEHXQW5F&Hash-Algorithm=SHA256$/);
  const policy = `{"Statement":[{"Resource":"${HOST}/a","Condition":{"DateLessThan":{"AWS:EpochTime":${END}}}}]}`;
  expect(createVerify('SHA256').update(policy).verify(keys.publicKey, fromUrlSafeBase64(parameters(url).get('Signature')!)!)).toBe(true);
});

test.each([
  ['a parameter of CloudFront\'s [OBJ-034] [SIG-030] [SIG-031]', () => signedUrl(`${HOST}/a.jpg?Expires=5`, { dateLessThan: END }, SIGNER), /the parameter Expires is one of CloudFront's own/],
  ['the policy\'s parameter [OBJ-034] [SIG-031]', () => signedUrl(`${HOST}/image.jpg?a=1&Policy=mine`, { dateLessThan: END }, SIGNER), /the parameter Policy/],
  ['the newest parameter [OBJ-034]', () => signedUrl(`${HOST}/a?Hash-Algorithm=x`, { dateLessThan: END }, SIGNER), /the parameter Hash-Algorithm/],
  ['no scheme [SIG-038]', () => signedUrl('d111111abcdef8.cloudfront.net/a.jpg', { dateLessThan: END }, SIGNER), /not a URL that begins with http/],
  ['another scheme [SIG-038]', () => signedUrl('ftp://d111111abcdef8.cloudfront.net/a.jpg', { dateLessThan: END }, SIGNER), /not a URL that begins with http/],
  ['a URL of S3 [SIG-042]', () => signedUrl('http://my-bucket.s3.amazonaws.com/a.jpg', { dateLessThan: END }, SIGNER), /a URL of Amazon S3/],
  ['white space', () => signedUrl(`${HOST}/a b`, { dateLessThan: END }, SIGNER), /white space/],
  ['a resource without scheme [SIG-073]', () => signedUrl(`${HOST}/a`, { dateLessThan: END, resource: '/images/*' }, SIGNER), /resource \/images\/\*/],
  ['a resource of RTMP [SIG-073]', () => signedUrl(`${HOST}/a`, { dateLessThan: END, resource: 'rtmp://a/b' }, SIGNER), /resource rtmp/],
  ['milliseconds [SIG-012]', () => signedUrl(`${HOST}/a`, { dateLessThan: END * 1000 }, SIGNER), /takes seconds: 1357034400/],
  ['half a second', () => signedUrl(`${HOST}/a`, { dateLessThan: END + 0.5 }, SIGNER), /whole number/],
  ['a start after the end [SIG-081]', () => signedUrl(`${HOST}/a`, { dateLessThan: END, dateGreaterThan: END + 1 }, SIGNER), /the start 1357034401 is after the end 1357034400/],
  ['a list of addresses [SIG-084]', () => signedUrl(`${HOST}/a`, { dateLessThan: END, ipAddress: '10.0.0.0/33' }, SIGNER), /10\.0\.0\.0\/33 is not an IPv4 address/],
  ['the name of an EC2 key pair [PRV-073]', () => signedUrl(`${HOST}/a`, { dateLessThan: END }, { ...SIGNER, keyPairId: 'my-ec2-key' }), /my-ec2-key is not the id of a key in CloudFront/],
  ['a public key', () => signedUrl(`${HOST}/a`, { dateLessThan: END }, { ...SIGNER, privateKey: publicKey }), /private key is not one in PEM/],
  ['a curve that CloudFront does not know', () => signedUrl(`${HOST}/a`, { dateLessThan: END }, { ...SIGNER, privateKey: ecdsa('secp384r1').privateKey }), /P-256/],
])('%s cannot be signed', (_what, sign, message) => {
  expect(sign).toThrow(UnusableSigning);
  expect(sign).toThrow(message);
});

test.each(['expiry', 'policyId', 'expires'])('a parameter %s of one\'s own is signed with the rest [OBJ-034] [SIG-030] [SIG-031]', (name) => {
  expect(signedUrl(`${HOST}/image.jpg?${name}=mine`, { dateLessThan: END }, SIGNER)).toContain(`?${name}=mine&Expires=`);
});

test.each(['PK12345EXAMPLE', 'K2JCJMDEHXQW5F', 'APKA9ONS7QCOWEXAMPLE'])('the key id %s is one of CloudFront [SIG-098] [PRV-073]', (keyPairId) => {
  expect(signedUrl(`${HOST}/a`, { dateLessThan: END }, { ...SIGNER, keyPairId })).toContain(`Key-Pair-Id=${keyPairId}`);
});

describe('the name of a stream', () => {
  test('has the parts of a URL, and a policy for the name alone [SIG-010] [SIG-027] [SIG-043] [SIG-064]', () => {
    const name = signedStreamName('mp4:videos/mediafile.mp4?color=red&size=medium', { dateLessThan: END }, SIGNER);
    expect(name).toMatch(/^mp4:videos\/mediafile\.mp4\?color=red&size=medium&Expires=1357034400&Signature=[^&]+&Key-Pair-Id=APKA9ONS7QCOWEXAMPLE$/);
    const policy = `{"Statement":[{"Resource":"videos/mediafile.mp4","Condition":{"DateLessThan":{"AWS:EpochTime":${END}}}}]}`;
    expect(createVerify('SHA1').update(policy).verify(publicKey, fromUrlSafeBase64(parameters(name).get('Signature')!)!)).toBe(true);
  });

  test('always has a resource in its policy, and an end [RTM-118] [SIG-072]', () => {
    const name = signedStreamName('videos/mp3_name', { dateLessThan: END, ipAddress: '192.0.2.10' }, SIGNER);
    expect(fromUrlSafeBase64(parameters(name).get('Policy')!)!.toString()).toMatch(/^{"Statement":\[{"Resource":"videos\/mp3_name","Condition":{.*"DateLessThan":{"AWS:EpochTime":1357034400}}}\]}$/);
    expect(() => signedStreamName('videos/mp3_name', {} as never, SIGNER)).toThrow(/whole number/);
  });

  test('takes parameters of one\'s own with other names than CloudFront\'s [RTM-114]', () => {
    expect(() => signedStreamName('videos/film?Expires=1', { dateLessThan: END }, SIGNER)).toThrow(/the parameter Expires/);
    expect(signedStreamName('videos/film?color=red', { dateLessThan: END }, SIGNER)).toContain('film?color=red&Expires=');
  });

  test.each(['mp4:sydney-vacation.mp4', 'sydney-vacation', 'sydney-vacation.flv'])('%s is what is signed [SIG-010]', (stream) => {
    expect(signedStreamName(stream, { dateLessThan: END }, SIGNER).split('?')[0]).toBe(stream);
  });

  test('is no URL [SIG-010]', () => {
    expect(() => signedStreamName('rtmp://d1.cloudfront.net/cfx/st/film', { dateLessThan: END }, SIGNER)).toThrow(/is a URL; a stream has a name/);
  });

  test('is encoded for Flash Player by its three characters [SIG-056] [SIG-057] [SIG-102]', () => {
    expect(forFlash('mp4:example/video.mp4?Policy=P&Signature=S&Key-Pair-Id=PK12345EXAMPLE')).toBe('mp4:example/video.mp4%3FPolicy%3DP%26Signature%3DS%26Key-Pair-Id%3DPK12345EXAMPLE');
  });
});
