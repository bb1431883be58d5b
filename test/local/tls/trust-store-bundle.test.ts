import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleOf, missingBundles } from '../../../src/local/tls/trust-store-bundle';
import { readTemplates } from '../../../src/template';

const assets = mkdtempSync(join(tmpdir(), 'bundle-'));
writeFileSync(join(assets, 'ca.pem'), 'deployed');
afterAll(() => rmSync(assets, { recursive: true }));

/** An application whose trust store is filled from a key of a bucket, below `trust/` of which the assets are deployed. */
function read(Key = 'trust/ca.pem', ViewerMtlsConfig: object = { TrustStoreConfig: { TrustStoreId: { 'Fn::GetAtt': ['Store', 'Id'] } } }) {
  const template = {
    Resources: {
      Bucket: { Type: 'AWS::S3::Bucket', Properties: {} },
      Files: {
        Type: 'Custom::CDKBucketDeployment',
        Properties: { DestinationBucketName: { Ref: 'Bucket' }, DestinationBucketKeyPrefix: 'trust/', SourceBucketNames: ['assets'], SourceObjectKeys: ['bundle.zip'] },
      },
      Store: {
        Type: 'AWS::CloudFront::TrustStore',
        Properties: { Name: 'authorities', CaCertificatesBundleSource: { CaCertificatesBundleS3Location: { Bucket: { Ref: 'Bucket' }, Key, Region: 'us-east-1' } } },
      },
      Site: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: { ViewerMtlsConfig } } },
    },
  };
  const application = readTemplates([{ name: 'app', template, assets: { bundle: assets } }]);
  return { application, mtls: application.distributions[0].viewerMtls! };
}

test('the bundle is the file that the application deploys to the bucket', () => {
  const { application, mtls } = read();
  expect(bundleOf(mtls, application, {})).toBe('deployed');
  expect(missingBundles(application, {})).toEqual([]);
});

test('one that is given wins, by the id, logical id or name of the trust store', () => {
  const { application, mtls } = read();
  for (const name of [application.trustStores[0].id, 'Store', 'authorities']) expect(bundleOf(mtls, application, { [name]: 'given' })).toBe('given');
  expect(bundleOf(mtls, application, { other: 'given' })).toBe('deployed');
});

test('where there is none, a person is told what to give', () => {
  const { application, mtls } = read('trust/other.pem');
  expect(bundleOf(mtls, application, {})).toBe('');
  expect(missingBundles(application, {})).toEqual(['Site trusts no certificate of a viewer; say which its trust store has with --trust-store Store=FILE']);
  expect(missingBundles(application, { Store: 'given' })).toEqual([]);
});

test('a trust store that the application does not define is known by its id', () => {
  const { application, mtls } = read('trust/ca.pem', { TrustStoreConfig: { TrustStoreId: 'ts_elsewhere' } });
  expect(missingBundles(application, {})).toEqual([expect.stringContaining('--trust-store ts_elsewhere=FILE')]);
  expect(bundleOf(mtls, application, { ts_elsewhere: 'given' })).toBe('given');
});

test('with passthrough no trust store is missing', () => {
  expect(missingBundles(read('trust/other.pem', { Mode: 'passthrough' }).application, {})).toEqual([]);
});
