import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { basename, join } from 'path';
import { ruleTest, violationsOf } from './rule-test';

const PLACE = 'Store.CaCertificatesBundleSource.CaCertificatesBundleS3Location';
const location = { Bucket: { Ref: 'Bucket' }, Key: 'ca.pem', Region: 'us-east-1' };
const store = (place: object | undefined, rest: object = {}) => ({
  Bucket: { Type: 'AWS::S3::Bucket', Properties: {} },
  Store: {
    Type: 'AWS::CloudFront::TrustStore',
    Properties: { Name: 'authorities', ...(place === undefined ? {} : { CaCertificatesBundleSource: { CaCertificatesBundleS3Location: place } }), ...rest },
  },
});

ruleTest('trust-store-required [DTD-251]', { in: 'resources', at: 'Store.Name', rejects: [store(location, { Name: { Ref: 'AWS::NoValue' } })], accepts: [store(location)] });
ruleTest('trust-store-required [DTD-251]', {
  in: 'resources',
  at: `${PLACE}.Key`,
  rejects: [store({ ...location, Key: { Ref: 'AWS::NoValue' } })],
  accepts: [store(location), store({ ...location, Version: '3' }), store(undefined, { CaCertificatesBundleSource: { Ref: 'Unknown' } })],
});
test.each(['Bucket', 'Key', 'Region'])('a trust store without a source lacks %s [DTD-251]', (name) => {
  expect(violationsOf('trust-store-required', store(undefined), { in: 'resources' })).toContain(`${PLACE}.${name}`);
});

const directory = mkdtempSync(join(tmpdir(), 'trust-store-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** Writes a bundle to a file, and gives a trust store that is filled from it. */
function filled(count: number, bytesEach: number) {
  const certificate = `-----BEGIN CERTIFICATE-----\n${'A'.repeat(bytesEach - 54)}\n-----END CERTIFICATE-----`;
  const file = `${count}-${bytesEach}.pem`;
  writeFileSync(join(directory, file), Array.from({ length: count }, () => `${certificate}\n`).join(''));
  return {
    ...store({ ...location, Key: `trust/${file}` }),
    Files: {
      Type: 'Custom::CDKBucketDeployment',
      Properties: { ServiceToken: 'arn', DestinationBucketName: { Ref: 'Bucket' }, DestinationBucketKeyPrefix: 'trust/', SourceBucketNames: ['assets'], SourceObjectKeys: ['bundle.zip'] },
    },
  };
}

const cases = { in: 'resources', at: `${PLACE}.Key`, assets: { bundle: directory } } as const;
ruleTest('trust-store-bundle [DTD-251]', { ...cases, rejects: [filled(26, 100), filled(0, 100)], accepts: [filled(25, 100), filled(1, 100), store(location)], message: /has (26|0) certificates; allowed: 1 to 25/ });
ruleTest('trust-store-bundle [DTD-251]', { ...cases, rejects: [filled(1, 1_048_576)], accepts: [filled(1, 1_048_575)], message: /1048577 bytes; allowed: 1048576/ });

test.each([
  ['below a file', 'trust/26-100.pem/below'], ['outside of what is deployed', `trust/../${basename(directory)}/26-100.pem`], ['under a name that no file can have', `trust/${'n'.repeat(300)}`],
])('a bundle %s is not there', (_place, Key) => {
  expect(violationsOf('trust-store-bundle', { ...filled(26, 100), Store: store({ ...location, Key }).Store }, cases)).toEqual([]);
});

ruleTest('trust-store-certificate-quota [DTD-251]', { ...cases, rejects: [filled(1, 16_385)], accepts: [filled(1, 16_384)], message: /16385 bytes; allowed: 16384.*trustStoreCertificateBytes/ });
