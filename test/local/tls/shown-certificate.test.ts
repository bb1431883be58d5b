import { UNKNOWN, Value, WebDistribution } from '../../../src/config';
import { customKeyKind, customNames, hasCustomCertificate, shownCertificate } from '../../../src/local/tls/shown-certificate';
import { distribution } from '../distributions';

function site(viewerCertificate?: object): WebDistribution {
  return { ...distribution('Site', 'd111.cloudfront.net', 'www.example.com', '*.example.org'), viewerCertificate } as WebDistribution;
}

const OWN = { acmCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/own' };
const ALIAS = { host: 'www.example.com', hasServerName: true };
const CLOUDFRONT_NAME = { host: 'D111.cloudfront.net', hasServerName: true };
const OTHER_NAME = { host: undefined, hasServerName: true };
const NO_NAME = { host: undefined, hasServerName: false };

test.each<[string, object | undefined, string, string, string, string]>([
  ['no certificate', undefined, 'cloudfront', 'cloudfront', 'cloudfront', 'cloudfront'],
  ['the default certificate', { cloudFrontDefaultCertificate: true, sslSupportMethod: 'sni-only' }, 'cloudfront', 'cloudfront', 'cloudfront', 'cloudfront'],
  ['sni-only', { ...OWN, sslSupportMethod: 'sni-only' }, 'custom', 'cloudfront', 'cloudfront', 'none'],
  ['vip', { iamCertificateId: 'AS1A2M3P4L5E67SIIXR3J', sslSupportMethod: 'vip' }, 'custom', 'cloudfront', 'custom', 'custom'],
  ['static-ip', { ...OWN, sslSupportMethod: 'static-ip' }, 'custom', 'cloudfront', 'custom', 'custom'],
  ['a method that only the deployment knows', { ...OWN, sslSupportMethod: UNKNOWN }, 'custom', 'cloudfront', 'cloudfront', 'cloudfront'],
])('with %s', (_what, certificate, ...shown) => {
  expect([ALIAS, CLOUDFRONT_NAME, OTHER_NAME, NO_NAME].map((asked) => shownCertificate(site(certificate), asked))).toEqual(shown);
});

test('a certificate that only the deployment knows is one of the distribution\'s own', () => {
  expect([UNKNOWN, '', undefined].map((acmCertificateArn) => hasCustomCertificate(site({ acmCertificateArn })))).toEqual([true, false, false]);
});

test('the certificate has the names of the template\'s, as far as they are known, else the aliases, and those of this machine', () => {
  const named = (domainName: Value<string>, subjectAlternativeNames: unknown) => customNames(site({ acmCertificate: { domainName, subjectAlternativeNames } }));
  expect(named('example.com', ['*.example.com', UNKNOWN])).toEqual(expect.arrayContaining(['example.com', '*.example.com', 'www.example.com.localhost', 'localhost', '127.0.0.1']));
  expect(named('example.com', UNKNOWN)).not.toContain('www.example.com');
  for (const names of [named(UNKNOWN, UNKNOWN), customNames(site(OWN))]) expect(names).toEqual(expect.arrayContaining(['www.example.com', '*.example.org', '127.0.0.1']));
  expect(customNames(site(OWN)).join()).not.toContain('d111.cloudfront.net,');
});

test('its key is RSA unless the template says otherwise', () => {
  expect(['EC_prime256v1', 'RSA_2048', UNKNOWN, undefined].map((keyAlgorithm) => customKeyKind(site({ acmCertificate: { keyAlgorithm } })))).toEqual(['ec', 'rsa', 'rsa', 'rsa']);
});
