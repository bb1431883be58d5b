import { directoryWith, run } from './run';
import { websiteTemplate } from './templates';
import { signedUrl } from '../../src/edge';
import { readApplication } from '../../src/local';
import { rsa } from '../edge/signing/keys';

const { publicKey, privateKey } = rsa();
const signed = { TargetOriginId: 'pages', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, TrustedSigners: ['self', '111122223333'] };
const template = websiteTemplate({ DefaultCacheBehavior: signed });
const directory = directoryWith({ 'template.json': template, 'key.pem': publicKey, 'site/a.txt': 'a' });

const get = async (...keyPairs: string[]) => {
  const [{ domainName }] = readApplication(`${directory}/template.json`).distributions;
  const url = signedUrl(`https://${domainName}/a.txt`, { dateLessThan: 4102444800 }, { keyPairId: 'APKA9ONS7QCOWEXAMPLE', privateKey });
  return run('get', `${directory}/template.json`, url, '--bucket', `Bucket=${directory}/site`, ...keyPairs.flatMap((pair) => ['--key-pair', pair]));
};

test.each(['APKA9ONS7QCOWEXAMPLE', 'self:APKA9ONS7QCOWEXAMPLE', '1111-2222-3333:APKA9ONS7QCOWEXAMPLE'])('the key pair %s verifies what it has signed', async (pair) => {
  expect(await get(`${pair}=${directory}/key.pem`)).toEqual({ exitCode: 0, output: 'a', errors: '' });
});

test('one of another account does not, nor does none', async () => {
  expect((await get(`444455556666:APKA9ONS7QCOWEXAMPLE=${directory}/key.pem`)).output).toMatch(/InvalidKey/);
  expect((await get()).output).toMatch(/InvalidKey/);
});

test.each([['APKA', /Expected ID=FILE or ACCOUNT:ID=FILE/], ['apka=key.pem', /Expected ID=FILE/], [`APKA=${directory}/site/a.txt`, /no public key in PEM/], ['APKA=/nowhere.pem', /no public key in PEM/]])('%s is wrong usage', async (pair, message) => {
  expect(await get(pair)).toEqual({ exitCode: 2, output: '', errors: expect.stringMatching(message) });
});
