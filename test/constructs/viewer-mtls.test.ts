import { Stack } from 'aws-cdk-lib';
import { CachePolicy, CfnConnectionFunction, CfnTrustStore, ViewerProtocolPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { configOf, errors, newSite, newStack } from './site';
import { Origins, ViewerMtls } from '../../src';

const HTTPS = { origin: Origins.custom('www.example.com'), viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY };

let stack: Stack;
let trustStore: CfnTrustStore;
beforeEach(() => {
  stack = newStack();
  trustStore = new CfnTrustStore(stack, 'Trust', { name: 'members', caCertificatesBundleSource: { caCertificatesBundleS3Location: { bucket: 'ca', key: 'ca.pem', region: 'us-east-1' } } });
});

const TRUSTED = { TrustStoreId: { Ref: 'Trust' } };

test('minimal example: viewers have to show a certificate that is trusted [DTD-247] [DTD-249]', () => {
  newSite(stack, { defaultBehavior: HTTPS, viewerMtls: ViewerMtls.required(trustStore) });
  expect(configOf(stack).ViewerMtlsConfig).toEqual({ Mode: 'required', TrustStoreConfig: TRUSTED });
  expect(errors(stack)).toEqual([]);
});

test('maximum example: viewers may show one, and a function decides on their connections', () => {
  const connectionFunction = new CfnConnectionFunction(stack, 'Members', {
    name: 'members',
    autoPublish: true,
    connectionFunctionCode: 'function connectionHandler(connection) { connection.allow(); }',
    connectionFunctionConfig: { comment: 'who may connect', runtime: 'cloudfront-js-2.0' },
  });
  const viewerMtls = ViewerMtls.optional(trustStore, { advertiseTrustStoreCaNames: true, ignoreCertificateExpiry: true });
  newSite(stack, { defaultBehavior: HTTPS, viewerMtls, connectionFunction });
  expect(configOf(stack)).toMatchObject({
    ViewerMtlsConfig: { Mode: 'optional', TrustStoreConfig: { ...TRUSTED, AdvertiseTrustStoreCaNames: true, IgnoreCertificateExpiry: true } },
    ConnectionFunctionAssociation: { Id: { Ref: 'Members' } },
  });
  expect(errors(stack)).toEqual([]);
});

test('certificates that are passed through need no trust store [DTD-249]', () => {
  newSite(stack, { defaultBehavior: { ...HTTPS, cachePolicy: CachePolicy.CACHING_DISABLED }, viewerMtls: ViewerMtls.passthrough() });
  expect(configOf(stack).ViewerMtlsConfig).toEqual({ Mode: 'passthrough' });
  expect(errors(stack)).toEqual([]);
});

test('viewers that may use HTTP are found [DTD-248]', () => {
  newSite(stack, { viewerMtls: ViewerMtls.required(trustStore) });
  expect(errors(stack)).toEqual(['viewer-mtls-https']);
});
