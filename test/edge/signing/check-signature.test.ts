import { createSign } from 'crypto';
import { APKA, base, HOUR, NOW, OWN, privateEdge, SIGNER, status, target } from './private-edge';
import { signedUrl } from '../../../src/edge/signing/signed-url';
import { urlSafeBase64 } from '../../../src/edge/signing/url-safe-base64';
import { ScenarioEdge } from '../scenario';

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
