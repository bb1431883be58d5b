import { read } from './authorities';
import { certificateWithResponder } from './ocsp-responder';
import { MalformedDer } from '../../../src/local/tls/der';
import { ocspRequest, readOcspAnswer } from '../../../src/local/tls/ocsp';

test.each([['V', 'good'], ['R', 'revoked']] as const)('OpenSSL understands the question, and its answer is read: %s', async (entry, status) => {
  const { answer, remove, authority, ...certificate } = await certificateWithResponder(entry);
  const before = Date.now();
  const { status: read_, nextUpdate } = readOcspAnswer(answer(ocspRequest(read(certificate), read(authority))));
  remove();
  expect(read_).toBe(status);
  expect(nextUpdate! - before).toBeGreaterThan(23 * 60 * 60 * 1000);
});

test('a certificate of another authority is unknown', async () => {
  const [one, other] = [await certificateWithResponder(), await certificateWithResponder()];
  expect(readOcspAnswer(one.answer(ocspRequest(read(other), read(other.authority)))).status).toBe('unknown');
  one.remove();
  other.remove();
});

test.each(['', '30030a0106', 'ff', '3003020101', '300a0a0100a0053003020101'])('%s is no answer', (hex) => {
  expect(() => readOcspAnswer(Buffer.from(hex, 'hex'))).toThrow(MalformedDer);
});
