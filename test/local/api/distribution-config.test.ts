import { CreateDistributionCommand, GetDistributionConfigCommand } from '@aws-sdk/client-cloudfront';
import { exported, fullValueOf, throughElements } from './sdk-schemas';
import { DISTRIBUTION_CONFIG, DISTRIBUTION_SUMMARY } from '../../../src/local/api/distribution-config';
import { readElements, writeElements } from '../../../src/local/api/element';
import { buildXml, parseXml } from '../../../src/local/api/xml';
import { KNOWN_PROPERTIES } from '../../../src/template/known-properties';

/** The paths of properties, without indices. */
function pathsOf(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsOf(item, path));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, inner]) => pathsOf(inner, `${path}.${name}`));
}

test('everything that the SDK can say is read, is a property of CloudFormation, and is written again', async () => {
  const full = fullValueOf('DistributionConfig') as { ViewerCertificate: { ACMCertificateArn: string }; CustomErrorResponses: { Items: object[] } };
  const certificate = { ...full.ViewerCertificate, Certificate: full.ViewerCertificate.ACMCertificateArn, CertificateSource: 'acm' };
  const CustomErrorResponses = { Quantity: 1, Items: [{ ...full.CustomErrorResponses.Items[0], ResponseCode: '404' }] };
  const config = { ...full, ViewerCertificate: certificate, CustomErrorResponses };
  const { value, properties } = await throughElements(
    'DistributionConfig', DISTRIBUTION_CONFIG, new CreateDistributionCommand({ DistributionConfig: config as never }), new GetDistributionConfigCommand({ Id: 'E1' }),
  );
  expect(value).toEqual(config);
  const known = KNOWN_PROPERTIES['AWS::CloudFront::Distribution'];
  const unknown = pathsOf(properties, 'DistributionConfig').filter((path) => !known.includes(path));
  expect([...new Set(unknown)].sort()).toEqual(['DistributionConfig.CallerReference']);
});

test('a summary has what the SDK knows of it', () => {
  const [,,,, members] = exported.DistributionSummary$ as [unknown, unknown, unknown, unknown, string[]];
  expect(DISTRIBUTION_SUMMARY.flatMap(({ names }) => names).filter((name) => !members.includes(name))).toEqual([]);
});

test('what is left out is written as CloudFront has it by default', () => {
  const written = writeElements({ CallerReference: 'x', Enabled: true }, DISTRIBUTION_CONFIG);
  expect(written).toMatchObject({
    Aliases: { Quantity: 0 },
    Comment: '',
    Logging: { Enabled: false, Bucket: '' },
    PriceClass: 'PriceClass_All',
    HttpVersion: 'http2',
    IsIPV6Enabled: false,
    ViewerCertificate: { CloudFrontDefaultCertificate: true, MinimumProtocolVersion: 'TLSv1' },
    Restrictions: { GeoRestriction: { RestrictionType: 'none', Quantity: 0 } },
  });
  const behavior = (properties: object) => (writeElements({ DefaultCacheBehavior: properties }, DISTRIBUTION_CONFIG).DefaultCacheBehavior);
  expect(behavior({ ForwardedValues: {} })).toMatchObject({
    MinTTL: 0, DefaultTTL: 86400, MaxTTL: 31536000, AllowedMethods: { Quantity: 2, CachedMethods: { Quantity: 2 } },
  });
  expect(behavior({ CachePolicyId: 'id' })).toMatchObject({ MinTTL: undefined, DefaultTTL: undefined, MaxTTL: undefined });
});

const COMMON = '<CallerReference>x</CallerReference><Comment></Comment><Enabled>true</Enabled>';
const read = (inner: string) => readElements(parseXml(`<DistributionConfig>${COMMON}${inner}</DistributionConfig>`, 'DistributionConfig'), DISTRIBUTION_CONFIG);
const ORIGIN = '<Origins><Quantity>1</Quantity><Items><Origin><Id>o</Id><DomainName>o.example.com</DomainName></Origin></Items></Origins>';
const BEHAVIOR = '<DefaultCacheBehavior><TargetOriginId>o</TargetOriginId><ViewerProtocolPolicy>allow-all</ViewerProtocolPolicy></DefaultCacheBehavior>';

test('what is empty is not stated', () => {
  const config = read(`${ORIGIN}${BEHAVIOR}<Aliases><Quantity>0</Quantity></Aliases><WebACLId></WebACLId><OriginGroups><Quantity>0</Quantity></OriginGroups><Logging><Enabled>false</Enabled></Logging>`);
  expect(config).toEqual({
    CallerReference: 'x',
    Comment: '',
    Enabled: true,
    Origins: [{ Id: 'o', DomainName: 'o.example.com' }],
    DefaultCacheBehavior: { TargetOriginId: 'o', ViewerProtocolPolicy: 'allow-all' },
  });
});

test('a certificate as former versions name it is read as today', () => {
  const certificate = (source: string) => read(`${ORIGIN}${BEHAVIOR}<ViewerCertificate><Certificate>C</Certificate><CertificateSource>${source}</CertificateSource></ViewerCertificate>`).ViewerCertificate;
  expect(['acm', 'iam', 'cloudfront'].map(certificate)).toEqual([{ AcmCertificateArn: 'C' }, { IamCertificateId: 'C' }, {}]);
});

test.each([
  ['an element is missing', ORIGIN, 'MalformedXML', /DistributionConfig has no DefaultCacheBehavior/],
  ['an element inside is missing', `${ORIGIN}<DefaultCacheBehavior><TargetOriginId>o</TargetOriginId></DefaultCacheBehavior>`, 'MalformedXML', /DistributionConfig.DefaultCacheBehavior has no ViewerProtocolPolicy/],
  ['an element is not known', `${ORIGIN}${BEHAVIOR}<Colour/>`, 'MalformedXML', /DistributionConfig has no element Colour/],
  ['an item is not known', `${ORIGIN}${BEHAVIOR}<Aliases><Quantity>1</Quantity><Items><Alias>a</Alias></Items></Aliases>`, 'MalformedXML', /Aliases.Items has no element Alias/],
  ['a number is none', `${ORIGIN}${BEHAVIOR.replace('</Def', '<MinTTL>long</MinTTL></Def')}`, 'MalformedXML', /MinTTL is "long", where a number/],
  ['a flag is none', `${ORIGIN}${BEHAVIOR}<Staging>yes</Staging>`, 'MalformedXML', /Staging is "yes", where true or false/],
  ['a Quantity is missing', `${ORIGIN}${BEHAVIOR}<Aliases><Items/></Aliases>`, 'MalformedXML', /Aliases has no Quantity/],
  ['a Quantity is too large', `${ORIGIN}${BEHAVIOR}<Aliases><Quantity>1</Quantity></Aliases>`, 'InconsistentQuantities', /Aliases.Quantity is 1, but there are 0/],
  ['a Quantity inside is too small', `${ORIGIN.replace('<DomainName>', '<CustomHeaders><Quantity>0</Quantity><Items><OriginCustomHeader><HeaderName>a</HeaderName><HeaderValue>b</HeaderValue></OriginCustomHeader></Items></CustomHeaders><DomainName>')}${BEHAVIOR}`, 'InconsistentQuantities', /Origin.CustomHeaders.Quantity is 0, but there are 1/],
])('a configuration is refused where %s [DST-152]', (_case, inner, code, message) => {
  expect(() => read(inner)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
});

test('the order of elements is CloudFront\'s', () => {
  const names = Object.keys(writeElements({ Enabled: true }, DISTRIBUTION_CONFIG));
  expect(names.slice(0, 6)).toEqual(['CallerReference', 'Aliases', 'DefaultRootObject', 'Origins', 'OriginGroups', 'DefaultCacheBehavior']);
  expect(buildXml('DistributionConfig', 'urn:x', writeElements({ CallerReference: 'a' }, DISTRIBUTION_CONFIG))).toMatch(/<CallerReference>a<\/CallerReference><Aliases>/);
});
