import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { SecurityPolicyProtocol, SSLMethod } from 'aws-cdk-lib/aws-cloudfront';
import { configOf, errors, findings, newSite, newStack, read } from './site';
import { Origins, ViewerCertificate, ViewerCertificateOptions, WebDistribution } from '../../src';
import { edgeMatchers, EdgeHarness } from '../../src/testing';

expect.extend(edgeMatchers);

const ARN = 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012';

let stack: Stack;
beforeEach(() => { stack = newStack(); });

function edge(): Promise<EdgeHarness> {
  return EdgeHarness.fromStack(stack, { origins: { www: () => 'image' } });
}

test('minimal example: CloudFront\'s certificate, for HTTPS by its own domain name [WEB-168]', async () => {
  const { distributionDomainName } = newSite(stack, { certificate: ViewerCertificate.fromCloudFrontDefaultCertificate() });
  expect(stack.resolve(distributionDomainName)).toEqual({ 'Fn::GetAtt': ['SiteE53D7754', 'DomainName'] });
  expect(configOf(stack).ViewerCertificate).toEqual({ CloudFrontDefaultCertificate: true });
  expect(errors(stack)).toEqual([]);
  const { domainName } = read(stack).distributions[0];
  expect(domainName).toMatch(/\.cloudfront\.net$/);
  expect(await (await edge()).get(`https://${domainName}/image1.jpg`)).toHaveStatus(200);
  const without = newStack();
  newSite(without);
  expect(configOf(without)).not.toHaveProperty('ViewerCertificate');
});

test('maximum example: a certificate of ACM, with dedicated IP addresses and a protocol version', () => {
  const certificate = Certificate.fromCertificateArn(stack, 'Certificate', ARN);
  const options: ViewerCertificateOptions = { sslMethod: SSLMethod.VIP, minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_3_2025 };
  newSite(stack, { domainNames: ['example.com'], certificate: ViewerCertificate.fromAcmCertificate(certificate, options) });
  expect(configOf(stack).ViewerCertificate).toEqual({ AcmCertificateArn: ARN, SslSupportMethod: 'vip', MinimumProtocolVersion: 'TLSv1.3_2025' });
});

test('a certificate of the IAM store is named by its id, and its alias is served [WEB-171]', async () => {
  newSite(stack, { domainNames: ['example.com'], certificate: ViewerCertificate.fromIamCertificate('ASCACKCEVSQ6CEXAMPLE1') });
  expect(configOf(stack)).toMatchObject({
    Aliases: ['example.com'],
    ViewerCertificate: { IamCertificateId: 'ASCACKCEVSQ6CEXAMPLE1', SslSupportMethod: 'sni-only', MinimumProtocolVersion: 'TLSv1.2_2021' },
  });
  expect(errors(stack)).toEqual([]);
  expect(await (await edge()).get('https://example.com/image1.jpg')).toHaveStatus(200);
});

test('from dedicated IP addresses to SNI, one property of the same resource changes [TLS-076]', () => {
  const resourcesWith = (sslMethod: SSLMethod) => {
    const changed = newStack();
    newSite(changed, { domainNames: ['example.com'], certificate: ViewerCertificate.fromIamCertificate('ASCACKCEVSQ6CEXAMPLE1', { sslMethod }) });
    return JSON.stringify(Template.fromStack(changed).toJSON());
  };
  const before = resourcesWith(SSLMethod.VIP);
  expect(before).toContain('"SslSupportMethod":"vip"');
  expect(resourcesWith(SSLMethod.SNI)).toBe(before.replace('"SslSupportMethod":"vip"', '"SslSupportMethod":"sni-only"'));
});

test('an alias needs a certificate today; in 2014 it could do without, for HTTP [WEB-169]', async () => {
  newSite(stack, { domainNames: ['www.example.com'] });
  expect(errors(stack)).toEqual(['alias-certificate']);
  expect(errors(stack, '2014-10-21')).not.toContain('alias-certificate');
  expect(await (await edge()).get('http://www.example.com/image.jpg')).toHaveStatus(200);
});

test('a certificate of any type and issuer is taken, by its id alone [TLS-050] [TLS-053]', () => {
  newSite(stack, { domainNames: ['*.example.com', 'example.com', 'example.net'], certificate: ViewerCertificate.fromIamCertificate('ASCACKCEVSQ6CEXAMPLE1') });
  expect(errors(stack)).toEqual([]);
});

test('an alias that a certificate of the app does not cover is found [TLS-053]', () => {
  const wildcard = new Certificate(stack, 'Certificate', { domainName: '*.example.com' });
  newSite(stack, { domainNames: ['www.example.com'], certificate: ViewerCertificate.fromAcmCertificate(wildcard) });
  expect(errors(stack)).toEqual([]);
  const other = newStack();
  const both = new Certificate(other, 'Certificate', { domainName: 'example.com', subjectAlternativeNames: ['example.net'] });
  newSite(other, { domainNames: ['example.com', 'example.net', 'www.example.com'], certificate: ViewerCertificate.fromAcmCertificate(both) });
  expect(findings(other)).toContain('alias-certificate-names');
});

test('the URL of a distribution is that of its first alias when it has a certificate of its own, else of its domain name [TLS-084]', () => {
  const certificate = ViewerCertificate.fromIamCertificate('ASCACKCEVSQ6CEXAMPLE1');
  expect(newSite(stack, { domainNames: ['*.example.com', 'example.com'], certificate }).distributionUrl).toBe('https://example.com');
  const domainNames = new CfnParameter(stack, 'Aliases', { type: 'CommaDelimitedList' }).valueAsList;
  const late = new WebDistribution(stack, 'Late', { domainNames, certificate, defaultBehavior: { origin: Origins.custom('www.example.com') } });
  expect(stack.resolve(late.distributionUrl)).toEqual({ 'Fn::Join': ['', ['https://', { 'Fn::Select': [0, { Ref: 'Aliases' }] }]] });
  const url = newSite(newStack()).distributionUrl;
  expect(stack.resolve(url)).toEqual({ 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': ['SiteE53D7754', 'DomainName'] }]] });
});
