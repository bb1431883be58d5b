import { authorization, sha256, signingTime } from '../../../src/edge/origin/sign-request';

const EXAMPLE = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', region: 'us-east-1', service: 's3' };
const EMPTY = sha256('');
const NAMES = ['host', 'x-amz-content-sha256', 'x-amz-date'];

function signatureOf(url: string, extra: readonly string[] = [], signed: readonly string[] = NAMES): string {
  const headers = ['Host', 'examplebucket.s3.amazonaws.com', 'x-amz-content-sha256', EMPTY, 'x-amz-date', '20130524T000000Z', ...extra];
  return authorization({ method: 'GET', url, headers }, signed, EXAMPLE);
}

test('signs as the examples of AWS do', () => {
  expect(signatureOf('/test.txt', ['Range', 'bytes=0-9'], ['range', ...NAMES])).toBe(
    'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, '
    + 'Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41');
  expect(signatureOf('/?lifecycle')).toMatch(/Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543$/);
  expect(signatureOf('/?max-keys=2&prefix=J')).toMatch(/Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7$/);
});

test('the order of a query string does not count, how a path is encoded does not count for S3', () => {
  expect(signatureOf('/?prefix=J&max-keys=2')).toBe(signatureOf('/?max-keys=2&prefix=J'));
  expect(signatureOf('/a%7eb')).toBe(signatureOf('/a~b'));
});

test('times are in the basic format', () => {
  expect(signingTime(Date.UTC(2013, 4, 24, 1, 2, 3, 4))).toBe('20130524T010203Z');
});
