import { createPrivateKey } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { directoryWith, run, serving } from './run';
import { ecdsa, rsa } from '../edge/signing/keys';

const template = {
  Resources: {
    Identity: { Type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity', Properties: { CloudFrontOriginAccessIdentityConfig: { Comment: '' } } },
    Files: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'private-files' } },
    Policy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: 'private-files',
        PolicyDocument: { Statement: { Effect: 'Allow', Principal: { CanonicalUser: { 'Fn::GetAtt': ['Identity', 'S3CanonicalUserId'] } }, Action: 's3:GetObject', Resource: 'arn:aws:s3:::private-files/*' } },
      },
    },
    Site: {
      Type: 'AWS::CloudFront::Distribution',
      Properties: {
        DistributionConfig: {
          Enabled: true,
          Origins: [{ Id: 'files', DomainName: 'private-files.s3.amazonaws.com', S3OriginConfig: { OriginAccessIdentity: { 'Fn::Sub': 'origin-access-identity/cloudfront/${Identity}' } } }],
          DefaultCacheBehavior: { TargetOriginId: 'files', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, TrustedSigners: ['self'] },
        },
      },
    },
  },
};
const directory = directoryWith({ 'template.json': template, 'files/private/file.txt': 'secret', 'ec.pem': ecdsa().privateKey, 'rsa.pem': rsa().privateKey });
const served = serving(`${directory}/template.json`, '--bucket', `files=${directory}/files`);

const keyPair = (...args: string[]) => run('key-pair', ...args, '--endpoint', served.ready.control);
const signers = async () => (await run('status', '--endpoint', served.ready.control)).output.split('\n').filter((line) => line.startsWith('  signer'));

/** Who may do what with a file, in octal digits. */
const modeOf = (file: string) => statSync(file).mode.toString(8).slice(-3);

/** The status of what a host answers at the edge's port. */
function status(path: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${served.ready.distributions[0].http}${path}`.replace(/(?<!:)\/\//, '/'), { headers: { host } }, (response) => resolve(response.resume().statusCode)).on('error', reject).end();
  });
}

/** The path and query that the command signs. */
async function signed(id: string, key: string): Promise<string> {
  const url = `http://${served.ready.distributions[0].domainName}/private/file.txt`;
  return (await run('sign', url, '--key-pair-id', id, '--private-key', `${directory}/${key}`, '--expires', '1 hour')).output.trim().replace(/^http:\/\/[^/]+/, '');
}

test('from a key pair to private content, and to the next key pair [PRV-047] [PRV-070] [PRV-077] [PRV-084] [PRV-086]', async () => {
  const { domainName } = served.ready.distributions[0];
  expect(await signers()).toEqual(['  signer self: no active key pair']);
  const created = await keyPair('create', '--private-key', `${directory}/old.pem`);
  const [id] = created.output.split('  ');
  expect(created).toMatchObject({ exitCode: 0, errors: '', output: expect.stringMatching(/^APKA[A-Z0-9]{16}  self  Active  \d{4}-\d\d-\d\dT/) });
  expect([modeOf(`${directory}/old.pem`), createPrivateKey(readFileSync(`${directory}/old.pem`)).asymmetricKeyType]).toEqual(['600', 'rsa']);
  expect(JSON.stringify([template, served.ready, created])).not.toContain('PRIVATE KEY');
  expect(await signers()).toEqual([`  signer self: ${id}`]);
  const url = await signed(id, 'old.pem');
  expect(await Promise.all([status(url, domainName), status('/private/file.txt', domainName), status('/private/file.txt', 'private-files.s3.amazonaws.com')])).toEqual([200, 403, 403]);

  const next = (await keyPair('create', '--private-key', `${directory}/new.pem`)).output.split('  ')[0];
  const deactivated = await keyPair('deactivate', id);
  expect([deactivated.output, deactivated.errors]).toEqual([expect.stringContaining(`${id}  self  Inactive`), expect.stringMatching(/warning: .* what it has signed is good until .* and is refused from now on/)]);
  expect([await status(url, domainName), await status(await signed(next, 'new.pem'), domainName), await signers()]).toEqual([403, 200, [`  signer self: ${next}`]]);
  expect((await keyPair('list')).output.split('\n').map((line) => line.split('  ')[2])).toEqual(['Inactive', 'Active', undefined]);

  const third = await keyPair('create', '--private-key', `${directory}/third.pem`);
  expect([third.exitCode, third.errors, existsSync(`${directory}/third.pem`)]).toEqual([1, expect.stringMatching(/answered 409: self has 2 key pairs already/), false]);
  expect([(await keyPair('activate', id)).exitCode, (await keyPair('delete', id)).output, (await keyPair('delete', id)).exitCode]).toEqual([0, `${id}  deleted\n`, 1]);
});

test('a private key is written over no file', async () => {
  writeFileSync(`${directory}/mine.txt`, 'mine');
  expect(await keyPair('create', '--private-key', `${directory}/mine.txt`)).toMatchObject({ exitCode: 1, errors: expect.stringMatching(/EEXIST.*mine\.txt/) });
  expect(readFileSync(`${directory}/mine.txt`, 'utf8')).toBe('mine');
});

test('a private key is converted for .NET and for Java [PRV-079]', async () => {
  for (const [format, pattern] of [['dotnet-xml', /^<RSAKeyValue>/], ['java-der', /^0/]] as const) {
    const out = `${directory}/converted.${format}`;
    expect(await run('key-pair', 'convert', `${directory}/rsa.pem`, '--to', format, '--out', out)).toEqual({ exitCode: 0, output: '', errors: '' });
    expect([readFileSync(out, 'latin1'), modeOf(out)]).toEqual([expect.stringMatching(pattern), '600']);
  }
  expect(await run('key-pair', 'convert', `${directory}/ec.pem`, '--to', 'dotnet-xml', '--out', `${directory}/none`)).toMatchObject({ exitCode: 2, errors: expect.stringMatching(/not an RSA key/) });
  expect(await run('key-pair', 'convert', `${directory}/none.pem`, '--to', 'dotnet-xml', '--out', `${directory}/none`)).toMatchObject({ exitCode: 2, errors: expect.stringMatching(/cannot be read/) });
  expect(await run('key-pair', 'convert', `${directory}/rsa.pem`, '--to', 'jks', '--out', `${directory}/none`)).toMatchObject({ exitCode: 2 });
});
