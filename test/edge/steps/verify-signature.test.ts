import { signedUrl } from '../../../src/edge/signing/signed-url';
import { closeAll, edgeOf, httpServer } from '../origin/origin-servers';
import { APKA, base, HOUR, keyPair, NOW, OWN, privateEdge, SIGNER, status, target } from '../signing/private-edge';

afterEach(closeAll);

test('a behavior with trusted signers serves signed requests alone, and the origin sees no others [WEB-148] [PRV-008] [PRV-051] [OBJ-017] [GEO-042]', async () => {
  const edge = privateEdge();
  const refused = await edge.get('/image.jpg?size=large');
  expect([refused.status, edge.asked]).toEqual([403, []]);
  expect([await status(edge, '/image.jpg?size=large', { dateLessThan: NOW - 1 }), edge.asked]).toEqual([403, []]);
  const valid = [await status(edge, '/image.jpg?size=large'), await status(edge, '/image.jpg?size=large', { dateLessThan: NOW + 2 * HOUR })];
  expect([valid, edge.asked.length]).toEqual([[200, 200], 1]);
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

test('the explanation says why a signature is refused, and by which key one is granted', async () => {
  const edge = privateEdge();
  const decision = async (url: string) => (await edge.get(url)).record.decisions.find(({ step }) => step === 'signature');
  expect(await decision('/a')).toEqual({ step: 'signature', decided: 'refused', because: { reason: 'the request names no key: it is not signed' }, setting: 'DistributionConfig.DefaultCacheBehavior.TrustedSigners' });
  const url = target(signedUrl(`${base(edge)}/a`, { dateLessThan: NOW - 1 }, SIGNER));
  expect(await decision(url)).toMatchObject({ because: { reason: 'access ended at 2024-12-31T23:59:59.000Z' } });
  expect(await decision(target(signedUrl(`${base(edge)}/a`, { dateLessThan: NOW + 1 }, SIGNER)))).toMatchObject({ decided: 'granted', because: { key: APKA, policy: 'canned' } });
});
