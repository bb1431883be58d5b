import { createVerify } from 'crypto';
import { rsa } from './keys';
import { forFlash, signedStreamName } from '../../../src/edge';
import { fromUrlSafeBase64, urlSafeBase64 } from '../../../src/edge/signing/url-safe-base64';

const KEYS = rsa();
const SIGNER = { keyPairId: 'APKA9ONS7QCOWEXAMPLE', privateKey: KEYS.privateKey };
const END = Date.UTC(2013, 0, 1, 10) / 1000;

const parameter = (name: string, signed: string) => new RegExp(`[?&]${name}=([^&]+)`).exec(signed)![1];
const policyOf = (signed: string) => fromUrlSafeBase64(parameter('Policy', signed))!.toString();

test('a canned name begins with the name of the stream, and has its parts in the order of the guide [RTM-111] [RTM-112]', () => {
  const signed = signedStreamName('videos/mediafile.flv?color=red&size=medium', { dateLessThan: END }, SIGNER);
  expect(signed).toMatch(/^videos\/mediafile\.flv\?color=red&size=medium&Expires=1357034400&Signature=[A-Za-z0-9_~-]+&Key-Pair-Id=APKA9ONS7QCOWEXAMPLE$/);
  for (const name of ['mp4:sydney-vacation.mp4', 'sydney-vacation', 'sydney-vacation.flv']) {
    expect(signedStreamName(name, { dateLessThan: END }, SIGNER).startsWith(`${name}?Expires=`)).toBe(true);
  }
});

test('a custom name has a policy in the place of the end [RTM-113]', () => {
  const signed = signedStreamName('videos/mediafile.flv?color=red&size=medium', { dateLessThan: END, ipAddress: '192.0.2.0/24' }, SIGNER);
  expect(signed).toMatch(/^videos\/mediafile\.flv\?color=red&size=medium&Policy=[A-Za-z0-9_~-]+&Signature=[A-Za-z0-9_~-]+&Key-Pair-Id=APKA9ONS7QCOWEXAMPLE$/);
});

test.each([['mp3:videos/mp3_name', 'videos/mp3_name'], ['sydney-vacation', 'sydney-vacation'], ['mp4:a/b.mp4', 'a/b.mp4']])('the resource of %s is %s [RTM-115]', (name, resource) => {
  expect(JSON.parse(policyOf(signedStreamName(name, { dateLessThan: END, dateGreaterThan: 0 }, SIGNER))).Statement[0].Resource).toBe(resource);
});

test('what is signed is the policy of the guide, byte for byte [RTM-117] [SIG-100]', () => {
  const signed = signedStreamName('mp3:videos/mp3_name', { dateLessThan: END }, SIGNER);
  const policy = '{"Statement":[{"Resource":"videos/mp3_name","Condition":{"DateLessThan":{"AWS:EpochTime":1357034400}}}]}';
  expect(createVerify('SHA1').update(policy).verify(KEYS.publicKey, fromUrlSafeBase64(parameter('Signature', signed))!)).toBe(true);
});

test('a signature has none of the three characters of Base64 that a URL cannot have [RTM-120]', () => {
  expect(urlSafeBase64(Buffer.from('a+b/cw==', 'base64'))).toBe('a-b~cw__');
});

test('a page passes the characters of the query string on in another form, a player of its own does not [RTM-121] [RTM-122] [SIG-059]', () => {
  const signed = signedStreamName('mp4:example/video.mp4', { dateLessThan: END, ipAddress: '0.0.0.0/0' }, SIGNER);
  expect(signed).toMatch(/^mp4:example\/video\.mp4\?Policy=[^%]+&Signature=[^%]+&Key-Pair-Id=APKA9ONS7QCOWEXAMPLE$/);
  expect(forFlash(signed)).toMatch(/^mp4:example\/video\.mp4%3FPolicy%3D[^?=&]+%26Signature%3D[^?=&]+%26Key-Pair-Id%3DAPKA9ONS7QCOWEXAMPLE$/);
});
