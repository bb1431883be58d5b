import { OriginFailure } from '../../../src/edge';
import { networkFailure } from '../../../src/edge/origin/network-failure';

test.each([
  ['ENOTFOUND', 'name-not-found'],
  ['ECONNREFUSED', 'connection-refused'],
  ['ETIMEDOUT', 'connection-timed-out'],
  ['UND_ERR_HEADERS_TIMEOUT', 'response-timed-out'],
  ['UND_ERR_HEADERS_OVERFLOW', 'headers-too-large'],
  ['HPE_INVALID_CONSTANT', 'malformed-response'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
  ['ECONNRESET', 'connection-dropped'],
  [undefined, 'connection-dropped'],
])('the error %s is the failure %s', (code, kind) => {
  expect(networkFailure(Object.assign(new Error('why'), { code }))).toMatchObject({ name: 'OriginFailure', kind, message: 'why' });
});

test('a failure of an origin stays what it is', () => {
  const failure = new OriginFailure('tls', 'why');
  expect(networkFailure(failure)).toBe(failure);
});
