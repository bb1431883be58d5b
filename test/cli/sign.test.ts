import { execFileSync } from 'node:child_process';
import { directoryWith, run } from './run';
import { signedUrl } from '../../src/edge';
import { rsa } from '../edge/signing/keys';

const { privateKey, publicKey } = rsa();
const URL = 'https://d111111abcdef8.cloudfront.net/film/a.mp4';
const END = 4102444800;
const directory = directoryWith({
  'key.pem': privateKey,
  'policy.json': `{\n  "Statement": [{ "Resource": "https://d111111abcdef8.cloudfront.net/*", "Condition": { "DateLessThan": { "AWS:EpochTime": ${END} } } }]\n}\n`,
  'open.json': `{"Statement":[{"Condition":{"DateLessThan":{"AWS:EpochTime":${END}}}}]}`,
  'canned.txt': '{"Statement":[{"Resource":"RESOURCE","Condition":{"DateLessThan":{"AWS:EpochTime":EXPIRES}}}]}',
  'custom.txt': '{"Statement":[{"Resource":"RESOURCE","Condition":{"DateLessThan":{"AWS:EpochTime":END_TIME},"IpAddress":{"AWS:SourceIp":"IP_ADDRESS"}}}]}',
  'a.pub': publicKey,
  'b.pub': rsa().publicKey,
  'wrong.json': '{"Statement":[{"Condition":{"DateLT":{}}}]}',
});
const KEY = ['--key-pair-id', 'K2JCJMDEHXQW5F', '--private-key', `${directory}/key.pem`];
const SIGNER = { keyPairId: 'K2JCJMDEHXQW5F', privateKey };

test('signs a URL with a canned policy, as the library does [SIG-055] [SIG-104] [SIG-114]', async () => {
  const { exitCode, output, errors } = await run('sign', URL, ...KEY, '--expires', String(END));
  expect({ exitCode, output, errors }).toEqual({ exitCode: 0, output: `${signedUrl(URL, { dateLessThan: END }, SIGNER)}\n`, errors: '' });
});

test('as OpenSSL does, which signs the policy itself [SIG-093] [SIG-094]', async () => {
  const { output } = await run('sign', URL, ...KEY, '--expires', String(END));
  const policy = `{"Statement":[{"Resource":"${URL}","Condition":{"DateLessThan":{"AWS:EpochTime":${END}}}}]}`;
  const signature = execFileSync('openssl', ['dgst', '-sha1', '-sign', `${directory}/key.pem`], { input: policy }).toString('base64');
  expect(output).toContain(`&Signature=${signature.replace(/\+/g, '-').replace(/=/g, '_').replace(/\//g, '~')}&`);
});

test('signs with a custom policy where more than the end is said [SIG-110] [SIG-113]', async () => {
  const { output } = await run('sign', URL, ...KEY, '--expires', '2100-01-01T00:00:00Z', '--starts', '2030-01-01', '--ip', '192.0.2.0/24', '--resource', 'https://*/film/*', '--hash-algorithm', 'SHA256');
  const policy = { dateLessThan: END, dateGreaterThan: Date.UTC(2030, 0, 1) / 1000, ipAddress: '192.0.2.0/24', resource: 'https://*/film/*' };
  expect(output).toBe(`${signedUrl(URL, policy, { ...SIGNER, hashAlgorithm: 'SHA256' })}\n`);
});

test('takes a policy from a file, without its white space [SIG-068] [SIG-092]', async () => {
  const { output } = await run('sign', URL, ...KEY, '--policy', `${directory}/policy.json`);
  expect(output).toBe(`${signedUrl(URL, { dateLessThan: END, resource: 'https://d111111abcdef8.cloudfront.net/*' }, SIGNER)}\n`);
});

test('fills a template of a policy, so that the canned one gives the canned URL [SIG-106]', async () => {
  const template = (file: string, ...options: string[]) => run('sign', URL, ...KEY, '--policy-template', `${directory}/${file}`, '--expires', String(END), ...options);
  expect((await template('canned.txt')).output).toBe(`${signedUrl(URL, { dateLessThan: END }, SIGNER)}\n`);
  expect((await template('custom.txt', '--ip', '192.0.2.0/24')).output).toBe(`${signedUrl(URL, { dateLessThan: END, ipAddress: '192.0.2.0/24', resource: URL }, SIGNER)}\n`);
  expect(await template('custom.txt')).toMatchObject({ exitCode: 2, errors: expect.stringMatching(/the template has IP_ADDRESS, for which no value was given/) });
});

test('a key that is known not to be that of its id is refused [SIG-120]', async () => {
  const known = ['--key-pair', `APKAA=${directory}/a.pub`, '--key-pair', `APKAB=${directory}/b.pub`];
  const by = (id: string) => run('sign', URL, '--key-pair-id', id, '--private-key', `${directory}/key.pem`, '--expires', String(END), ...known);
  expect(await by('APKAB')).toMatchObject({ exitCode: 2, output: '', errors: expect.stringMatching(/the private key is not that of APKAB, but of APKAA/) });
  for (const id of ['APKAA', 'APKANOTKNOWN']) expect(await by(id)).toMatchObject({ exitCode: 0, errors: '' });
});

test('warns of a policy that opens everything [SIG-071]', async () => {
  expect((await run('sign', URL, ...KEY, '--policy', `${directory}/open.json`)).errors).toMatch(/warning: this opens every object/);
  expect((await run('sign', URL, ...KEY, '--policy', `${directory}/policy.json`)).errors).toBe('');
});

test('prints cookies, a line each', async () => {
  const { output } = await run('sign', URL, ...KEY, '--expires', String(END), '--cookies');
  expect(output).toMatch(/^CloudFront-Expires=4102444800\nCloudFront-Signature=[A-Za-z0-9~-]+_{0,2}\nCloudFront-Key-Pair-Id=K2JCJMDEHXQW5F\n$/);
});

test('signs the name of a stream, plain or for Flash Player [SIG-057] [SIG-099]', async () => {
  const [plain, flash] = [await run('sign', 'mp4:films/a', ...KEY, '--expires', String(END), '--stream'), await run('sign', 'mp4:films/a', ...KEY, '--expires', String(END), '--flash')];
  expect(plain.output).toMatch(/^mp4:films\/a\?Expires=4102444800&Signature=/);
  expect(flash.output).toBe(plain.output.replace(/[?=&]/g, encodeURIComponent));
});

test.each([
  ['no end', [], /expected --expires, or --policy/],
  ['an end that is past [PRV-013]', ['--expires', '1357034400'], /would have ended at 2013-01-01T10:00:00\.000Z/],
  ['a policy and an end', ['--policy', `${directory}/policy.json`, '--expires', '1 hour'], /cannot be used with/],
  ['a policy that CloudFront does not take', ['--policy', `${directory}/wrong.json`], /wrong\.json: Condition has DateLT/],
  ['an end in milliseconds [SIG-012]', ['--expires', `${END}000`], /takes seconds: 4102444800/],
  ['a start after the end [SIG-081] [SIG-107]', ['--expires', String(END), '--starts', String(END + 1)], /start 4102444801 is after the end/],
])('%s is wrong usage', async (_what, options, message) => {
  const { exitCode, output, errors } = await run('sign', URL, ...KEY, ...options);
  expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
  expect(errors).toMatch(message);
});

test.each(['5 minutes', '1825 days'])('an end %s from now is taken [PRV-013]', async (expires) => {
  expect((await run('sign', URL, ...KEY, '--expires', expires)).exitCode).toBe(0);
});

test('a key that is not there is told', async () => {
  const { exitCode, errors } = await run('sign', URL, '--key-pair-id', 'K1', '--private-key', `${directory}/none.pem`, '--expires', '1 hour');
  expect({ exitCode, errors }).toEqual({ exitCode: 2, errors: expect.stringMatching(/none\.pem cannot be read/) });
});
