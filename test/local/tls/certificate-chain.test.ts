import { authorities, certificateOf, read } from './authorities';
import { CertificateAndKey } from '../../../src/local/tls/certificate';
import { distrust } from '../../../src/local/tls/certificate-chain';

const NOW = Date.parse('2030-06-01T00:00:00Z');
const valid = { from: new Date('2030-01-01T00:00:00Z'), until: new Date('2031-01-01T00:00:00Z') };

/** Why a viewer is not trusted that sends these certificates. */
function reason(sent: readonly CertificateAndKey[], trusted: readonly CertificateAndKey[], { now = NOW, ignoresExpiry = false } = {}) {
  return distrust(sent.map(read), { authorities: trusted.map(read), now, ignoresExpiry });
}

async function chainOf(length: number) {
  const signers: CertificateAndKey[] = [];
  for (let i = 1; i < length; i++) signers.push(await certificateOf(`Authority ${i}`, { by: signers.at(-1), isAuthority: true, ...valid }));
  return { root: signers[0], sent: [await certificateOf('viewer', { by: signers.at(-1), ...valid }), ...signers.slice(1).reverse()] };
}

test('a certificate is trusted that an authority of the trust store has signed, itself or by others that the viewer sends', async () => {
  for (const length of [2, 3]) {
    const { root, sent } = await chainOf(length);
    expect(reason(sent, [...await authorities(1), root])).toBeUndefined();
  }
});

test('an intermediate authority in the trust store is enough', async () => {
  const { sent } = await chainOf(3);
  expect(reason(sent.slice(0, 1), [sent[1]])).toBeUndefined();
});

test('a chain of four certificates is trusted, one of five is not [DTD-254]', async () => {
  const [four, five] = [await chainOf(4), await chainOf(5)];
  expect(reason(four.sent, [four.root])).toBeUndefined();
  expect(reason(five.sent, [five.root])).toBe('its chain has more than 4 certificates');
});

test('nobody is trusted whom no authority has signed', async () => {
  const { root, sent } = await chainOf(3);
  const untrusted = 'no authority of the trust store has signed its certificate';
  expect(reason(sent, [])).toBe(untrusted);
  expect(reason([await certificateOf('viewer', valid)], [root])).toBe(untrusted);
  expect(reason(sent.slice(0, 1), [root])).toBe(untrusted);
});

test('an authority of the same name with another key has signed nothing', async () => {
  const { sent } = await chainOf(2);
  expect(reason(sent, [await certificateOf('Authority 1', { isAuthority: true, ...valid })])).toBe('no authority of the trust store has signed its certificate');
});

test('a certificate that is no authority\'s cannot sign another one', async () => {
  const root = await certificateOf('root', { isAuthority: true, ...valid });
  const client = await certificateOf('client', { by: root, ...valid });
  expect(reason([await certificateOf('viewer', { by: client, ...valid }), client], [root])).toBe('a certificate that is no authority\'s has signed another one');
});

test('certificates count from their first second to their last, unless their expiry is ignored', async () => {
  const { root, sent } = await chainOf(2);
  const at = (time: Date, offset: number, more = {}) => reason(sent, [root], { now: time.getTime() + offset, ...more });
  expect([at(valid.from, -1000), at(valid.from, 0), at(valid.until, 0), at(valid.until, 1000)]).toEqual(['its certificate is not valid yet', undefined, undefined, 'its certificate has expired']);
  expect([at(valid.until, 1000, { ignoresExpiry: true }), at(valid.from, -1000, { ignoresExpiry: true })]).toEqual([undefined, 'its certificate is not valid yet']);
  expect(reason([await certificateOf('viewer', valid)], [root], { now: valid.until.getTime() + 1000, ignoresExpiry: true })).toBe('no authority of the trust store has signed its certificate');
});

test('a certificate for servers is not one for clients', async () => {
  const root = await certificateOf('root', { isAuthority: true, ...valid });
  expect(reason([await certificateOf('viewer', { by: root, isForServers: true, ...valid })], [root])).toBe('its certificate is not for clients');
});
