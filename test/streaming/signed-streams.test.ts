import { createSign } from 'crypto';
import { film, Scenario, START, StreamingScenario } from './scenario';
import { forFlash, signedStreamName } from '../../src/edge';
import { rsa } from '../edge/signing/keys';

const [OWN, OTHER] = [rsa(), rsa()];
const SIGNER = { keyPairId: 'APKAOWN', privateKey: OWN.privateKey };
const EXPIRES = START / 1000 + 100;

/** Ten minutes. */
const LONG = film(600);

/** A private distribution, whose owner and another account may sign. */
function privateScenario(changes: Partial<Scenario> = {}): StreamingScenario {
  return new StreamingScenario({
    objects: { 'videos/a.flv': LONG, 'videos/b.flv': film(3) },
    config: { TrustedSigners: { Enabled: true, AwsAccountNumbers: ['self', '111122223333'] } },
    keyPairs: [
      { account: 'self', id: 'APKAOWN', publicKey: OWN.publicKey },
      { account: 'self', id: 'APKAOLD', publicKey: OWN.publicKey, active: false },
      { account: '111122223333', id: 'APKAOTHER', publicKey: OTHER.publicKey },
      { account: '999999999999', id: 'APKASTRANGER', publicKey: OTHER.publicKey },
    ],
    ...changes,
  });
}

async function play(scenario: StreamingScenario, name: string, ip?: string) {
  const player = scenario.player({ ip });
  const id = await player.play(name, 0, -1000);
  return { player, id, told: player.statuses[player.statuses.length - 1] ?? {} };
}

const STARTED = { code: 'NetStream.Play.Start' };
const REFUSED = { level: 'error', code: 'NetStream.Play.StreamNotFound' };

test('once there are signers every stream needs a signature, and the connection stays open without one [RTM-100] [PRV-054] [RTM-166]', async () => {
  const scenario = privateScenario();
  const { player, told, id } = await play(scenario, 'videos/a');
  expect(told).toMatchObject({ ...REFUSED, description: expect.stringContaining('not signed') });
  expect([player.times('audio'), player.times('video'), player.connection.isEnded, scenario.asked]).toEqual([[], [], false, []]);
  await player.command(id, 'play', signedStreamName('videos/a', { dateLessThan: EXPIRES }, SIGNER), 0);
  expect(player.statuses.pop()).toMatchObject(STARTED);
  expect(scenario.records.filter(({ event }) => event === 'play').map(({ decisions: [first] }) => `${first.step} ${first.decided}`)).toEqual(['signature refused', 'signature granted']);
});

test('a signed name plays in each of its forms [RTM-116] [SIG-044] [SIG-045] [RTM-124] [SIG-058]', async () => {
  const signed = signedStreamName('videos/a', { dateLessThan: EXPIRES }, SIGNER);
  const withExtension = signedStreamName('videos/a.flv', { dateLessThan: EXPIRES }, SIGNER);
  const parameters = signed.slice(signed.indexOf('?'));
  for (const name of [signed, `flv:${signed}`, forFlash(signed), `videos/a.flv${parameters}`, withExtension, signed.replace('?', '?color=red&')]) {
    expect((await play(privateScenario(), name)).told).toMatchObject(STARTED);
  }
  const withPrefix = signedStreamName('flv:videos/a', { dateLessThan: EXPIRES, resource: 'flv:videos/a' }, SIGNER);
  expect((await play(privateScenario(), withPrefix)).told).toMatchObject(REFUSED);
});

test.each([
  ['another name', (signed: string) => signed.replace('videos/a', 'videos/b')],
  ['a later end', (signed: string) => signed.replace(String(EXPIRES), String(EXPIRES + 3600))],
  ['another signature', (signed: string) => signed.replace(/Signature=./, 'Signature=~')],
])('a name whose parts do not agree is refused: %s [RTM-165]', async (_what, change) => {
  const signed = signedStreamName('videos/a', { dateLessThan: EXPIRES }, SIGNER);
  expect((await play(privateScenario(), change(signed))).told).toMatchObject(REFUSED);
});

test.each([
  ['of a trusted account', 'APKAOTHER', OTHER, STARTED],
  ['that is not active', 'APKAOLD', OWN, REFUSED],
  ['of an account that is no signer', 'APKASTRANGER', OTHER, REFUSED],
])('a key pair %s counts as what it is [RTM-126] [SIG-034]', async (_which, keyPairId, { privateKey }, expected) => {
  expect((await play(privateScenario(), signedStreamName('videos/a', { dateLessThan: EXPIRES }, { keyPairId, privateKey }))).told).toMatchObject(expected);
});

test('a custom policy says when, from where and what else [RTM-119]', async () => {
  const policy = { dateLessThan: EXPIRES, dateGreaterThan: START / 1000 + 50, ipAddress: '192.0.2.0/24', resource: 'videos/*' };
  const signed = signedStreamName('videos/a', policy, SIGNER);
  const scenario = privateScenario();
  expect((await play(scenario, signed, '192.0.2.10')).told).toMatchObject(REFUSED);
  scenario.clock.advance(51_000);
  expect((await play(scenario, signed, '192.0.2.10')).told).toMatchObject(STARTED);
  expect((await play(scenario, signed.replace('videos/a', 'videos/b'), '192.0.2.10')).told).toMatchObject(STARTED);
  expect((await play(scenario, signed, '198.51.100.7')).told).toMatchObject({ ...REFUSED, description: expect.stringContaining('192.0.2.0/24') });
});

test('the end counts when playing begins and when it is sought, not on the way [RTM-108] [SIG-022] [RTM-109] [SIG-023]', async () => {
  const scenario = privateScenario();
  const signed = signedStreamName('videos/a', { dateLessThan: EXPIRES }, SIGNER);
  scenario.clock.advance(95_000);
  const { player, id } = await play(scenario, signed);
  for (let i = 0; i < 600; i += 20) {
    await scenario.pass(20);
  }
  expect(player.times('video').pop()).toBe(600_000);
  player.forget();
  await player.command(id, 'seek', 120_000);
  expect(player.statuses).toMatchObject([{ level: 'error', code: 'NetStream.Seek.Failed' }]);
  expect(player.times('video')).toEqual([]);
  expect((await play(scenario, signed)).told).toMatchObject(REFUSED);
});

test.each([[true, 'NetStream.Play.Failed'], [false, 'NetStream.Unpause.Notify']])('whether going on after a pause counts as playing can be chosen: %s [RTM-110] [SIG-024]', async (checksUnpause, code) => {
  const scenario = privateScenario({ session: { checksUnpause } });
  const { player, id } = await play(scenario, signedStreamName('videos/a', { dateLessThan: EXPIRES }, SIGNER));
  scenario.clock.advance(99_000);
  await player.command(id, 'pause', true, 0);
  scenario.clock.advance(31_000);
  await player.command(id, 'pause', false, 0);
  expect(player.statuses.pop()).toMatchObject({ code });
  // A player that goes on by playing anew plays.
  await player.command(id, 'play', signedStreamName('videos/a', { dateLessThan: EXPIRES }, SIGNER), 0);
  expect(player.statuses.pop()).toMatchObject(REFUSED);
});

const safe = (bytes: Buffer) => bytes.toString('base64').replace(/\+/g, '-').replace(/=/g, '_').replace(/\//g, '~');

/** A name with a policy that somebody else than this project has signed. */
function signedElsewhere(name: string, policy: string, signed = policy): string {
  return `${name}?Policy=${safe(Buffer.from(policy))}&Signature=${safe(createSign('SHA1').update(signed).sign(OWN.privateKey))}&Key-Pair-Id=APKAOWN`;
}

test('a custom policy may have white space, as that of the guide\'s sample has [SIG-097]', async () => {
  const policy = JSON.stringify({
    Statement: [{ Resource: 'videos/a', Condition: { IpAddress: { 'AWS:SourceIp': '0.0.0.0/0' }, DateLessThan: { 'AWS:EpochTime': 2145916800 } } }],
  }, undefined, 2);
  expect((await play(privateScenario(), signedElsewhere('flv:videos/a', policy))).told).toMatchObject(STARTED);
});

test('what a page signs is the policy, not its encoded form [RTM-125]', async () => {
  const policy = JSON.stringify({ Statement: [{ Resource: 'videos/a', Condition: { DateLessThan: { 'AWS:EpochTime': EXPIRES } } }] });
  expect((await play(privateScenario(), forFlash(signedElsewhere('videos/a', policy)))).told).toMatchObject(STARTED);
  expect((await play(privateScenario(), forFlash(signedElsewhere('videos/a', policy, safe(Buffer.from(policy)))))).told).toMatchObject(REFUSED);
});

test('without signers a signature gains nothing and loses nothing [RTM-163]', async () => {
  const scenario = privateScenario({ config: {} });
  expect((await play(scenario, signedStreamName('videos/a', { dateLessThan: 1 }, SIGNER))).told).toMatchObject(STARTED);
});
