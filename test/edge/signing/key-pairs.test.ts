import { createPublicKey } from 'crypto';
import { KeyPairs, ManualClock, signedUrl } from '../../../src/edge';
import { ok, ScenarioEdge, START } from '../scenario';
import { rsa } from './keys';

const DAY = 24 * 60 * 60 * 1000;
const GIVEN = { account: '111122223333', id: 'PK12345EXAMPLE', publicKey: rsa().publicKey };

function keyPairs(delay = 0) {
  const clock = new ManualClock(START);
  return { clock, pairs: new KeyPairs(clock, [], delay) };
}

test('a key pair has an id of capitals and digits, and a private key that is given once [PRV-076] [PRV-078]', async () => {
  const { pairs } = keyPairs();
  const { id, publicKey, privateKey } = await pairs.create();
  expect(id).toMatch(/^APKA[A-Z0-9]{16}$/);
  expect([createPublicKey(privateKey), createPublicKey(publicKey)].map((key) => key.export({ format: 'jwk' }).n)).toEqual([expect.any(String), createPublicKey(publicKey).export({ format: 'jwk' }).n]);
  expect(createPublicKey(privateKey).equals(createPublicKey(publicKey))).toBe(true);
  expect(JSON.stringify([pairs.list(), pairs.find(id), pairs.known])).not.toContain('PRIVATE KEY');
  const again = await pairs.create();
  expect(again.privateKey).not.toBe(privateKey);
  expect((await keyPairs().pairs.create()).id).toBe(id);
  expect(new KeyPairs(new ManualClock(START), [GIVEN]).list()).toEqual([{ id: 'PK12345EXAMPLE', account: '111122223333', status: 'Active', warnings: [] }]);
});

test('the root user of an account makes them, and no IAM user [PRV-071]', async () => {
  const { pairs } = keyPairs();
  await expect(pairs.create({ iamUser: 'alice' })).rejects.toMatchObject({ code: 'AccessDenied', message: 'alice is an IAM user; key pairs are made by the root user of the account' });
  expect(pairs.list()).toEqual([]);
  expect(await pairs.create({ account: '111122223333' })).toMatchObject({ account: '111122223333', privateKey: expect.stringContaining('PRIVATE KEY') });
});

test('an account has two at most, active or not, however its number is written [PRV-085]', async () => {
  const { pairs } = keyPairs();
  const first = await pairs.create({ account: '1111-2222-3333' });
  await pairs.create({ account: '111122223333' });
  await pairs.create({ account: '444455556666' });
  pairs.setActive(first.id, false);
  await expect(pairs.create({ account: '111122223333' })).rejects.toMatchObject({ code: 'LimitExceeded' });
  pairs.delete(first.id);
  expect((await pairs.create({ account: '111122223333' })).status).toBe('Active');
});

test('an active one that is older than 90 days is reported [PRV-075]', async () => {
  const { clock, pairs } = keyPairs();
  const { id } = await pairs.create();
  const warnings = () => pairs.list()[0].warnings;
  clock.advance(89 * DAY);
  expect(warnings()).toEqual([]);
  clock.advance(2 * DAY);
  expect(warnings()).toEqual(['it is 91 days old: change key pairs every 90 days or more often']);
  pairs.setActive(id, false);
  expect(warnings()).toEqual([]);
});

test('to make one inactive that has opened something still warns [PRV-084]', async () => {
  const { clock, pairs } = keyPairs();
  const { id } = await pairs.create();
  pairs.noteGrant(id, START / 1000 + 60);
  pairs.noteGrant(id, START / 1000 + 30);
  expect(pairs.setActive(id, false).warnings).toEqual(['what it has signed is good until 2025-01-01T00:01:00Z and is refused from now on']);
  expect(pairs.setActive(id, true).warnings).toEqual([]);
  clock.advance(60_000);
  expect(pairs.setActive(id, false).warnings).toEqual([]);
  pairs.noteGrant(id, 999_999_999_999_999);
  expect(pairs.setActive(id, false).warnings).toHaveLength(1);
});

test('an account gets no third key pair, not even when it asks for several at once [PRV-085]', async () => {
  const { pairs } = keyPairs();
  const made = await Promise.allSettled([pairs.create(), pairs.create(), pairs.create()]);
  expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  expect(pairs.list()).toHaveLength(2);
});

test('one that is not there can neither be changed nor deleted', () => {
  const { pairs } = keyPairs();
  for (const act of [() => pairs.setActive('APKA', false), () => pairs.delete('APKA'), () => pairs.find('APKA')]) expect(act).toThrow('there is no key pair APKA');
});

/** An edge whose key pairs change while it runs, and the status of what a key has signed. */
function privateEdge(delay: number) {
  const clock = new ManualClock(START);
  const pairs = new KeyPairs(clock, [], delay);
  const edge = new ScenarioEdge({ origin: () => ok('film'), behavior: { TrustedSigners: ['self'] }, run: { clock, keyPairs: () => pairs.known } });
  const [{ domainName }] = edge.application.distributions;
  const get = async ({ id, privateKey }: { readonly id: string; readonly privateKey: string }) => {
    const url = signedUrl(`https://${domainName}/a`, { dateLessThan: START / 1000 + 1000 }, { keyPairId: id, privateKey });
    return (await edge.get(`/a${new URL(url).search}`)).status;
  };
  return { clock, pairs, edge, get };
}

test('CloudFront may not be aware yet of a key pair that has just been made [PRV-067]', async () => {
  const { clock, pairs, get } = privateEdge(5000);
  const pair = await pairs.create();
  expect(await get(pair)).toBe(403);
  clock.advance(4999);
  expect(await get(pair)).toBe(403);
  clock.advance(1);
  expect(await get(pair)).toBe(200);
});

test('keys are changed without breaking what the old one has signed, until that is made inactive [PRV-082]', async () => {
  const { clock, pairs, edge, get } = privateEdge(5000);
  const old = await pairs.create();
  clock.advance(5000);
  const next = await pairs.create();
  expect(edge.edge.activeKeyPairs('self')).toEqual([old.id]);
  clock.advance(5000);
  expect(edge.edge.activeKeyPairs('self')).toEqual([old.id, next.id]);
  expect([await get(old), await get(next)]).toEqual([200, 200]);
  pairs.setActive(old.id, false);
  clock.advance(5000);
  expect([await get(old), await get(next)]).toEqual([403, 200]);
  pairs.delete(old.id);
  clock.advance(5000);
  expect([edge.edge.activeKeyPairs('self'), await get(next)]).toEqual([[next.id], 200]);
});
