import { getSignedCookies, getSignedUrl } from '@aws-sdk/cloudfront-signer';
import { APKA, base, HOUR, NOW, OWN, privateEdge, SIGNER, target } from './private-edge';
import { AccessPolicy } from '../../../src/edge/signing/policy';
import { signedCookies } from '../../../src/edge/signing/signed-url';
import { ScenarioEdge, START } from '../scenario';

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
