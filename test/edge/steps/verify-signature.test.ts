import { createSign } from 'crypto';
import { getSignedCookies, getSignedUrl } from '@aws-sdk/cloudfront-signer';
import { ManualClock } from '../../../src/edge';
import { AccessPolicy, cannedPolicy } from '../../../src/edge/signing/policy';
import { signedCookies, signedUrl } from '../../../src/edge/signing/signed-url';
import { Signer } from '../../../src/edge/signing/signer';
import { AccountKeyPair } from '../../../src/edge/signing/trusted-keys';
import { urlSafeBase64 } from '../../../src/edge/signing/url-safe-base64';
import { closeAll, edgeOf, httpServer } from '../origin/origin-servers';
import { ok, Scenario, ScenarioEdge, START, Viewer } from '../scenario';
import { ecdsa, KeyPair, rsa } from '../signing/keys';

afterEach(closeAll);

const OWN = rsa();
const OTHER = rsa();
const NOW = START / 1000;
const HOUR = 3600;

const keyPair = (account: string, id: string, { publicKey }: KeyPair, active?: boolean): AccountKeyPair => ({ account, id, publicKey, active });
const signer = (keyPairId: string, { privateKey }: KeyPair, hashAlgorithm?: Signer['hashAlgorithm']): Signer => ({ keyPairId, privateKey, hashAlgorithm });
const APKA = 'APKA9ONS7QCOWEXAMPLE';
const SIGNER = signer(APKA, OWN);

/** A distribution whose default cache behavior is for signed requests. */
function privateEdge({ behavior, run, ...scenario }: Partial<Scenario> = {}): ScenarioEdge {
  return new ScenarioEdge({
    origin: ({ url }) => ok(url, { 'cache-control': 'max-age=3600' }),
    ...scenario,
    behavior: { TrustedSigners: ['self'], ...behavior },
    run: { keyPairs: [keyPair('self', APKA, OWN)], ...run },
  });
}

const signatureBy = ({ privateKey }: KeyPair, text: string, hash = 'SHA1') => createSign(hash).update(text).sign(privateKey);
const base = (edge: ScenarioEdge, protocol = 'https') => `${protocol}://${edge.application.distributions[0].domainName}`;
const target = (url: string) => url.replace(/^https?:\/\/[^/]+/, '');

interface SigningViewer extends Viewer {
  readonly by?: Signer;
}

/** The status of a request with the path of a signed URL. */
async function status(edge: ScenarioEdge, path: string, policy: Partial<AccessPolicy> = {}, { by = SIGNER, ...viewer }: SigningViewer = {}): Promise<number> {
  const url = signedUrl(`${base(edge, viewer.protocol)}${path}`, { dateLessThan: NOW + HOUR, ...policy }, by);
  return (await edge.get(target(url), viewer)).status;
}

test('a behavior with trusted signers serves signed requests alone, and the origin sees no others [WEB-148] [PRV-008] [PRV-051] [OBJ-017] [GEO-042]', async () => {
  const edge = privateEdge();
  const refused = await edge.get('/image.jpg?size=large');
  expect([refused.status, edge.asked]).toEqual([403, []]);
  expect(await status(edge, '/image.jpg?size=large')).toBe(200);
  expect(edge.asked).toHaveLength(1);
});

test.each([
  ['no signature at all', '/a', 'MissingKey', 'Missing Key-Pair-Id query parameter or cookie value'],
  ['no key [SIG-119]', '/a?Expires=4102444800&Signature=AAAA', 'MissingKey', 'Missing Key-Pair-Id query parameter or cookie value'],
  ['an unknown key [PRV-074]', '/a?Expires=4102444800&Signature=AAAA&Key-Pair-Id=my-ec2-key', 'InvalidKey', 'Unknown Key'],
  ['a policy that is none [SIG-061]', `/a?Policy=e30_&Signature=AAAA&Key-Pair-Id=${APKA}`, 'MalformedPolicy', 'Malformed Policy'],
  ['a policy in no Base64 [SIG-121]', `/a?Policy={}&Signature=AAAA&Key-Pair-Id=${APKA}`, 'MalformedPolicy', 'Malformed Policy'],
  ['an expiry that is no time', `/a?Expires=1e9&Signature=AAAA&Key-Pair-Id=${APKA}`, 'MalformedPolicy', 'Malformed Policy'],
  ['an expiry of 16 digits', `/a?Expires=1234567890123456&Signature=AAAA&Key-Pair-Id=${APKA}`, 'MalformedPolicy', 'Malformed Policy'],
  ['an expiry of 15 digits', `/a?Expires=123456789012345&Signature=AAAA&Key-Pair-Id=${APKA}`, 'AccessDenied', 'Access denied'],
  ['an expiry with something behind it', `/a?Expires=1234567890s&Signature=AAAA&Key-Pair-Id=${APKA}`, 'MalformedPolicy', 'Malformed Policy'],
  ['a signature in no Base64 [SIG-052]', `/a?Expires=4102444800&Signature=%3D&Key-Pair-Id=${APKA}`, 'MalformedSignature', 'Could not unencode Signature'],
  ['no signature beside the key [SIG-119]', `/a?Expires=4102444800&Key-Pair-Id=${APKA}`, 'AccessDenied', 'Access denied'],
  ['neither policy nor expiry [SIG-119]', `/a?Signature=AAAA&Key-Pair-Id=${APKA}`, 'AccessDenied', 'Access denied'],
  ['another signature [PRV-050]', `/a?Expires=4102444800&Signature=AAAA&Key-Pair-Id=${APKA}`, 'AccessDenied', 'Access denied'],
])('%s is answered in XML [SIG-115] [DTD-229]', async (_what, url, code, message) => {
  const answer = await privateEdge().get(url);
  expect([answer.status, answer.header('content-type'), answer.header('x-cache')]).toEqual([403, 'text/xml', 'Error from cloudfront']);
  expect(answer.text).toBe(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`);
});

test('both kinds of policies are taken side by side [SIG-001]', async () => {
  const edge = privateEdge();
  expect([await status(edge, '/a'), await status(edge, '/a', { ipAddress: '192.0.2.0/24' })]).toEqual([200, 200]);
});

test('nothing signed can be changed [PRV-002] [SIG-004] [SIG-005] [SIG-046]', async () => {
  const edge = privateEdge();
  const canned = target(signedUrl(`${base(edge)}/a`, { dateLessThan: NOW + HOUR }, SIGNER));
  const custom = target(signedUrl(`${base(edge)}/a`, { dateLessThan: NOW + HOUR, ipAddress: '192.0.2.0/24' }, SIGNER));
  const wider = urlSafeBase64(Buffer.from(`{"Statement":[{"Resource":"${base(edge)}/a","Condition":{"IpAddress":{"AWS:SourceIp":"192.0.3.0/24"},"DateLessThan":{"AWS:EpochTime":${NOW + HOUR}}}}]}`));
  for (const changed of [canned.replace(/Expires=\d+/, `Expires=${NOW + HOUR + 1}`), canned.replace('/a?', '/b?'), custom.replace(/Policy=[^&]+/, `Policy=${wider}`)]) {
    expect((await edge.get(changed)).status).toBe(403);
  }
});

test('the canned policy that is signed is the exact one: no space, no quotation marks, no line break [SIG-004] [SIG-046] [SIG-048]', async () => {
  const edge = privateEdge();
  const text = `{"Statement":[{"Resource":"${base(edge)}/a","Condition":{"DateLessThan":{"AWS:EpochTime":${NOW + HOUR}}}}]}`;
  const got = async (policy: string) => (await edge.get(`/a?Expires=${NOW + HOUR}&Signature=${urlSafeBase64(createSign('RSA-SHA1').update(policy).sign(OWN.privateKey))}&Key-Pair-Id=${APKA}`)).status;
  expect(await Promise.all([text, text.replace(':[', ': ['), text.replace(/:(\d+)}/, ':"$1"}'), `${text}\n`].map(got))).toEqual([200, 403, 403, 403]);
});

test.each([
  ['the CloudFront domain name', 'http://CLOUDFRONT/images/image.jpg'],
  ['parameters of one\'s own', 'http://CLOUDFRONT/images/image.jpg?size=large'],
  ['an alternate domain name', 'http://www.example.com/images/image.jpg'],
  ['both', 'http://www.example.com/images/image.jpg?color=red'],
  ['an alternate domain name by HTTPS', 'https://www.example.com/images/image.jpg'],
])('a URL with %s is signed as it is [SIG-008]', async (_what, written) => {
  const edge = privateEdge({ config: { Aliases: ['www.example.com'] }, run: { clock: new ManualClock(1357000000_000) } });
  const url = written.replace('CLOUDFRONT', edge.application.distributions[0].domainName);
  const { protocol, host, pathname, search } = new URL(signedUrl(url, { dateLessThan: 1357034400 }, SIGNER));
  expect((await edge.get(`${pathname}${search}`, { host, protocol: protocol.slice(0, -1) as 'http' | 'https' })).status).toBe(200);
});

test('letters beyond ASCII are signed as UTF-8, with either kind of policy [SIG-111]', async () => {
  const edge = privateEdge();
  const onTheWire = (text: string) => Buffer.from(target(text)).toString('latin1');
  for (const policy of [{ dateLessThan: NOW + HOUR }, { dateLessThan: NOW + HOUR, ipAddress: '192.0.2.0/24' }]) {
    const url = signedUrl(`${base(edge)}/grün.jpg?größe=1`, policy, SIGNER);
    expect((await edge.get(onTheWire(url))).status).toBe(200);
  }
  const asAscii = cannedPolicy(`${base(edge)}/gr?n.jpg`, NOW + HOUR);
  const refused = await edge.get(onTheWire(`${base(edge)}/grün.jpg?Expires=${NOW + HOUR}&Signature=${urlSafeBase64(signatureBy(OWN, asAscii))}&Key-Pair-Id=${APKA}`));
  expect(refused.status).toBe(403);
});

test('a custom policy is verified as it is carried, with its white space [SIG-063] [SIG-068] [SIG-095]', async () => {
  const edge = privateEdge();
  const text = `{ \r\n   "Statement": [{ "Resource":"${base(edge)}/a", "Condition":{ "DateLessThan":{"AWS:EpochTime":${NOW + HOUR}} } }] \r\n}\r\n`;
  const sign = (signed: string) => `/a?Policy=${urlSafeBase64(Buffer.from(text))}&Signature=${urlSafeBase64(createSign('RSA-SHA1').update(signed).sign(OWN.privateKey))}&Key-Pair-Id=${APKA}`;
  expect([(await edge.get(sign(text))).status, (await edge.get(sign(urlSafeBase64(Buffer.from(text))))).status]).toEqual([200, 403]);
});

describe('times', () => {
  test('access ends with the second that Expires names [SIG-025] [PRV-009] [GEO-040]', async () => {
    const edge = privateEdge();
    const url = target(signedUrl(`${base(edge)}/a`, { dateLessThan: NOW + 60 }, SIGNER));
    edge.advance(59.999);
    expect((await edge.get(url)).status).toBe(200);
    edge.advance(0.001);
    expect((await edge.get(url)).status).toBe(403);
  });

  test.each([['current', 403], ['2014-10-21', 200]] as const)('in the edition %s the second of the start gives %s [SIG-025] [SIG-080]', async (edition, first) => {
    const edge = privateEdge({ edition });
    const at = async () => status(edge, '/a', { dateGreaterThan: NOW + 60 });
    edge.advance(59);
    expect(await at()).toBe(403);
    edge.advance(1);
    expect(await at()).toBe(first);
    edge.advance(1);
    expect(await at()).toBe(200);
  });

  test('each request is held to them when it arrives, also one for a range of what is in the cache [SIG-020] [SIG-021] [SIG-117]', async () => {
    const edge = privateEdge();
    const url = target(signedUrl(`${base(edge)}/a`, { dateLessThan: NOW + 60 }, SIGNER));
    await edge.get(url);
    expect((await edge.get(url, { headers: { Range: 'bytes=0-0' } })).status).toBe(206);
    edge.advance(61);
    expect((await edge.get(url, { headers: { Range: 'bytes=1-1' } })).status).toBe(403);
  });

  test('a download that has begun goes on to its end [SIG-019] [PRV-014]', async () => {
    let clock: ScenarioEdge['clock'] | undefined;
    const edge = privateEdge({
      origin: () => ({
        body: (async function* () {
          yield Buffer.from('first ');
          clock!.advance(100_000);
          yield Buffer.from('last');
        })(),
      }),
    });
    clock = edge.clock;
    const { status: code, text } = await edge.get(target(signedUrl(`${base(edge)}/a`, { dateLessThan: NOW + 1 }, SIGNER)));
    expect([code, text]).toEqual([200, 'first last']);
  });

  test('the time zone of the machine is out of account [ORG-053]', async () => {
    const zone = process.env.TZ;
    process.env.TZ = 'Asia/Tokyo';
    try {
      const edge = privateEdge();
      const url = target(signedUrl(`${base(edge)}/a`, { dateLessThan: NOW + 60 }, SIGNER));
      expect((await edge.get(url)).status).toBe(200);
      edge.advance(60);
      expect((await edge.get(url)).status).toBe(403);
    } finally {
      process.env.TZ = zone;
    }
  });
});

describe('viewers', () => {
  test('the address of a policy is that of the connection, whatever X-Forwarded-For says [SIG-082] [SIG-083] [SIG-085] [SIG-087]', async () => {
    const edge = privateEdge();
    const from = (ip: string, ipAddress: string) => status(edge, '/a', { ipAddress }, { ip, headers: { 'X-Forwarded-For': '192.0.2.1' } });
    expect(await Promise.all([from('192.0.2.77', '192.0.2.0/24'), from('198.51.100.1', '192.0.2.0/24'), from('192.0.2.10', '192.0.2.10'), from('192.0.2.11', '192.0.2.10'), from('198.51.100.9', '0.0.0.0/0')]))
      .toEqual([200, 403, 200, 403, 200]);
  });

  test('a country that is blocked stays so with a valid signature [GEO-026]', async () => {
    const edge = privateEdge({ config: { Restrictions: { GeoRestriction: { RestrictionType: 'whitelist', Locations: ['LI'] } } } });
    expect([await status(edge, '/a', {}, { country: 'MC' }), await status(edge, '/a', {}, { country: 'LI' })]).toEqual([403, 200]);
  });
});

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

describe('the URL', () => {
  test('the parameters of the signature are neither in the key nor for the origin; others keep their order [OBJ-032] [SIG-032] [SIG-118]', async () => {
    const edge = privateEdge({ behavior: { ForwardedValues: { QueryString: true } } });
    expect(await status(edge, '/image.jpg?size=large&b=2')).toBe(200);
    expect(await status(edge, '/image.jpg?size=large&b=2', { dateLessThan: NOW + 2 * HOUR, ipAddress: '192.0.2.0/24' })).toBe(200);
    expect(edge.asked.map(({ url }) => url)).toEqual(['/image.jpg?size=large&b=2']);
    const url = target(signedUrl(`${base(edge)}/image.jpg?size=large&b=2`, { dateLessThan: NOW + HOUR }, SIGNER));
    expect((await edge.get(url.replace('size=large&b=2', 'b=2&size=large'))).status).toBe(403);
    expect((await edge.get(`/image.jpg?${url.split('&b=2&')[1]}&size=large&b=2`)).status).toBe(200);
  });

  test('is compared with its query string and its scheme [SIG-039] [SIG-047] [SIG-069] [SIG-116]', async () => {
    const edge = privateEdge();
    const url = target(signedUrl(`${base(edge)}/horizon.jpg?size=large&license=yes`, { dateLessThan: NOW + HOUR }, SIGNER));
    expect([(await edge.get(url)).status, (await edge.get(url.replace('license=yes', 'license=no'))).status, (await edge.get(url.replace('size=large&license=yes&', ''))).status]).toEqual([200, 403, 403]);
    expect((await edge.get(url, { protocol: 'http' })).status).toBe(403);
    const either = (protocol: 'http' | 'https') => status(edge, '/a', { resource: `http*://${edge.application.distributions[0].domainName}/a` }, { protocol });
    expect([await either('http'), await either('https')]).toEqual([200, 200]);
  });

  test('may begin with http*:// in a canned policy, letter for letter [SIG-039]', async () => {
    const edge = privateEdge();
    const canned = (protocol: string) => `/a.jpg?Expires=${NOW + HOUR}&Signature=${urlSafeBase64(signatureBy(OWN, cannedPolicy(`${base(edge, protocol)}/a.jpg`, NOW + HOUR)))}&Key-Pair-Id=${APKA}`;
    const statuses = async (signed: string) => [(await edge.get(signed, { protocol: 'http' })).status, (await edge.get(signed)).status];
    expect([await statuses(canned('http*')), await statuses(canned('http')), await statuses(canned('h*'))]).toEqual([[200, 200], [200, 403], [403, 403]]);
  });

  test('is that of the domain that the viewer asks [SIG-041]', async () => {
    const edge = privateEdge({ config: { Aliases: ['www.example.com'], ViewerCertificate: { AcmCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1', SslSupportMethod: 'sni-only' } } });
    const url = target(signedUrl('https://www.example.com/a.jpg', { dateLessThan: NOW + HOUR }, SIGNER));
    expect([(await edge.get(url, { host: 'www.example.com' })).status, (await edge.get(url)).status]).toEqual([200, 403]);
  });

  test('may be the one under which the viewer reached the local edge', async () => {
    const edge = privateEdge();
    const { host, pathname, search } = new URL(signedUrl('http://web.localhost:8080/a.jpg', { dateLessThan: NOW + HOUR }, SIGNER));
    const request = { method: 'GET', url: pathname + search, headers: ['Host', edge.application.distributions[0].domainName], protocol: 'http', httpVersion: '1.1', ip: '192.0.2.1' } as const;
    expect([(await edge.edge.handle({ ...request, localHost: host })).status, (await edge.edge.handle(request)).status]).toEqual([200, 403]);
  });

  test('an asterisk of a canned policy is one [SIG-077]', async () => {
    const edge = privateEdge();
    const url = target(signedUrl(`${base(edge)}/*.jpg`, { dateLessThan: NOW + HOUR }, SIGNER));
    expect([(await edge.get(url)).status, (await edge.get(url.replace('*.jpg', 'a.jpg'))).status]).toEqual([200, 403]);
  });

  test('counts in its spelling: the origin is asked for that path [SIG-009]', async () => {
    const edge = privateEdge({ origin: ({ url }) => (url === '/images/image.jpg' ? ok('image') : { status: 404 }) });
    expect([await status(edge, '/images/image.jpg'), await status(edge, '/Images/image.jpg')]).toEqual([200, 404]);
  });

  test('invalidations mean objects by what stands before the question mark [INV-038] [DTD-115]', async () => {
    const edge = privateEdge();
    await status(edge, '/image.jpg');
    const url = target(signedUrl(`${base(edge)}/image.jpg`, { dateLessThan: NOW + HOUR }, SIGNER));
    edge.edge.invalidate(edge.id, [url]);
    expect(await edge.xCache(url)).toBe('Hit');
    edge.edge.invalidate(edge.id, ['/image.jpg']);
    expect(await edge.xCache(url)).toBe('Miss');
  });
});

describe('the examples of the guide', () => {
  const HOST = 'd111111abcdef8.cloudfront.net';
  const guide = (seconds: number) => privateEdge({
    config: { Aliases: [HOST], ViewerCertificate: { AcmCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1', SslSupportMethod: 'sni-only' } },
    run: { clock: new ManualClock(seconds * 1000) },
  });
  const ONE = { resource: `http://${HOST}/game_download.zip`, ipAddress: '192.0.2.0/24', dateLessThan: 1357034400 };
  const FOLDER = { ...ONE, resource: `http://${HOST}/training/*` };
  const ADDRESS = { resource: 'http://*', ipAddress: '192.0.2.10/32', dateGreaterThan: 1357034400, dateLessThan: 1357120800 };

  test.each([
    ['one object from a range of addresses [SIG-088]', ONE, '/game_download.zip', 1357034000, '192.0.2.5', 'http', 200],
    ['… from another range', ONE, '/game_download.zip', 1357034000, '192.0.3.5', 'http', 403],
    ['… by HTTPS', ONE, '/game_download.zip', 1357034000, '192.0.2.5', 'https', 403],
    ['… another object', ONE, '/other.zip', 1357034000, '192.0.2.5', 'http', 403],
    ['… too late', ONE, '/game_download.zip', 1357034401, '192.0.2.5', 'http', 403],
    ['a folder from a range of addresses [SIG-089]', FOLDER, '/training/orientation.pdf', 1357034000, '192.0.2.5', 'http', 200],
    ['… outside of it', FOLDER, '/index.html', 1357034000, '192.0.2.5', 'http', 403],
    ['everything from one address in a day [SIG-090]', ADDRESS, '/training/orientation.pdf', 1357100000, '192.0.2.10', 'http', 200],
    ['… from another one', ADDRESS, '/training/orientation.pdf', 1357100000, '192.0.2.11', 'http', 403],
    ['… too early', ADDRESS, '/training/orientation.pdf', 1357034000, '192.0.2.10', 'http', 403],
    ['… by HTTPS', ADDRESS, '/training/orientation.pdf', 1357100000, '192.0.2.10', 'https', 403],
  ] as const)('%s', async (_what, policy, path, at, ip, protocol, expected) => {
    const url = target(signedUrl(`http://${HOST}${path}`, policy, SIGNER));
    expect((await guide(at).get(url, { host: HOST, ip, protocol })).status).toBe(expected);
  });
});

test('signatures are asked for at the edge alone: the origin itself serves whoever reaches it [ORG-046] [PRV-010]', async () => {
  const server = await httpServer((request, response) => response.end(request.url));
  const edge = edgeOf(server, {}, { behavior: { TrustedSigners: ['self'] }, run: { keyPairs: [keyPair('self', APKA, OWN)] } });
  expect([(await edge.get('/private/a')).status, await status(edge, '/private/a', {}, { protocol: 'http' }), await (await fetch(`${server.url}/private/a`)).text()])
    .toEqual([403, 200, '/private/a']);
});

test('every method needs a signature, whether the object is cached or not [SIG-117]', async () => {
  const edge = privateEdge({ behavior: { AllowedMethods: ['GET', 'HEAD', 'OPTIONS'] } });
  await status(edge, '/a');
  expect(await Promise.all(['GET', 'HEAD', 'OPTIONS'].map(async (method) => (await edge.get('/a', { method })).status))).toEqual([403, 403, 403]);
});

test('a page of the distribution may stand in for the refusal', async () => {
  const edge = privateEdge({
    config: {
      CustomErrorResponses: [{ ErrorCode: 403, ResponsePagePath: '/sign-in.html', ResponseCode: 403 }],
      CacheBehaviors: [{ PathPattern: '/sign-in.html', TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } }],
    },
  });
  expect((await edge.get('/a')).text).toBe('/sign-in.html');
});

describe('cookies', () => {
  const cookie = (edge: ScenarioEdge, policy: Partial<AccessPolicy> = {}) => (
    Object.entries(signedCookies(`${base(edge)}/a`, { dateLessThan: NOW + HOUR, ...policy }, SIGNER)).map(([name, value]) => `${name}=${value}`).join('; ')
  );

  test('grant what a URL would, with a canned policy or a custom one', async () => {
    const edge = privateEdge();
    const got = async (path: string, Cookie: string) => (await edge.get(path, { headers: { Cookie } })).status;
    const all = cookie(edge, { resource: `${base(edge)}/*` });
    expect([await got('/a', cookie(edge)), await got('/b', cookie(edge)), await got('/a', all), await got('/b?c=d', `other=1; ${all}`)]).toEqual([200, 403, 200, 200]);
  });

  test('are not looked at where the URL has a parameter of a signature', async () => {
    const edge = privateEdge();
    expect((await edge.get(`/a?Expires=${NOW + HOUR}`, { headers: { Cookie: cookie(edge) } })).status).toBe(403);
  });
});

test('what the AWS SDK signs is granted: URLs and cookies, canned and custom', async () => {
  const edge = privateEdge();
  const url = `${base(edge)}/folder/a%20b.jpg?x=1`;
  const common = { keyPairId: APKA, privateKey: OWN.privateKey };
  const dateLessThan = new Date(START + 3600_000).toISOString();
  const policy = JSON.stringify({ Statement: [{ Resource: `${base(edge)}/folder/*`, Condition: { DateLessThan: { 'AWS:EpochTime': NOW + HOUR } } }] });
  const cookies = (given: object) => Object.entries(given).map(([name, value]) => `${name}=${String(value)}`).join('; ');
  expect((await edge.get(target(getSignedUrl({ url, dateLessThan, ...common })))).status).toBe(200);
  expect((await edge.get(target(getSignedUrl({ url, policy, ...common })))).status).toBe(200);
  expect((await edge.get(target(url), { headers: { Cookie: cookies(getSignedCookies({ url, dateLessThan, ...common })) } })).status).toBe(200);
  expect((await edge.get(target(url), { headers: { Cookie: cookies(getSignedCookies({ policy, ...common })) } })).status).toBe(200);
});

test('the explanation says why a signature is refused, and by which key one is granted', async () => {
  const edge = privateEdge();
  const decision = async (url: string) => (await edge.get(url)).record.decisions.find(({ step }) => step === 'signature');
  expect(await decision('/a')).toEqual({ step: 'signature', decided: 'refused', because: { reason: 'the request names no key: it is not signed' }, setting: 'DistributionConfig.DefaultCacheBehavior.TrustedSigners' });
  const url = target(signedUrl(`${base(edge)}/a`, { dateLessThan: NOW - 1 }, SIGNER));
  expect(await decision(url)).toMatchObject({ because: { reason: 'access ended at 2024-12-31T23:59:59.000Z' } });
  expect(await decision(target(signedUrl(`${base(edge)}/a`, { dateLessThan: NOW + 1 }, SIGNER)))).toMatchObject({ decided: 'granted', because: { key: APKA, policy: 'canned' } });
});
