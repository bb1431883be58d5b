import { CfnElement, CfnParameter, CfnResource, Stack, Tags } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { CfnContinuousDeploymentPolicy, CfnDistribution, Distribution, PriceClass } from 'aws-cdk-lib/aws-cloudfront';
import { ARecord, CnameRecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { GOLDEN } from './golden';
import { configOf, errors, newSite, newStack } from './site';
import { OriginAccessIdentity, Origins, ViewerCertificate, WebDistribution } from '../../src';
import { edgeMatchers, EdgeHarness } from '../../src/testing';

expect.extend(edgeMatchers);

const RESOURCE = 'AWS::CloudFront::Distribution';
const WWW = Origins.custom('www.example.com', { originId: 'www' });

let stack: Stack;
beforeEach(() => { stack = newStack(); });

test.each(Object.keys(GOLDEN).filter((name) => name.includes('web distribution') && !name.includes('servers')))('%s [DST-073]', (name) => {
  GOLDEN[name](stack);
  expect(Template.fromStack(stack).toJSON()).toMatchSnapshot();
  expect(errors(stack)).toEqual([]);
});

test('beside origin, default behavior and state everything is optional [DST-026]', () => {
  newSite(stack);
  expect(Object.keys(configOf(stack)).sort()).toEqual(['DefaultCacheBehavior', 'Enabled', 'HttpVersion', 'IPV6Enabled', 'Origins']);
  const full = newStack();
  newSite(full, {
    defaultBehavior: { origin: Origins.s3Bucket(new Bucket(full, 'Bucket'), { originAccessIdentity: new OriginAccessIdentity(full, 'Identity') }), trustedSigners: ['self'] },
    domainNames: ['www.example.com'],
    certificate: ViewerCertificate.fromIamCertificate('ASCACKCEVSQ6CEXAMPLE1'),
    comment: 'for members',
    accessLogs: {},
  });
  expect(errors(full)).toEqual([]);
});

describe('what holds for the whole distribution', () => {
  test('without price class all edge locations serve it [DST-086] [WEB-160]', () => {
    newSite(stack);
    expect(configOf(stack)).not.toHaveProperty('PriceClass');
  });

  test.each([PriceClass.PRICE_CLASS_100, PriceClass.PRICE_CLASS_200, PriceClass.PRICE_CLASS_ALL])('the price class %s is accepted [WEB-158]', (priceClass) => {
    newSite(stack, { priceClass });
    expect(configOf(stack).PriceClass).toBe(priceClass);
    expect(errors(stack)).toEqual([]);
  });

  test('another price class is found [DST-086]', () => {
    (newSite(stack).node.defaultChild as CfnResource).addPropertyOverride('DistributionConfig.PriceClass', 'PriceClass_300');
    expect(errors(stack)).toEqual(['price-class']);
  });

  test('a default root object is optional; a viewer who asks for the root gets it [WEB-187]', async () => {
    newSite(stack, { defaultRootObject: 'index.html' });
    expect(configOf(stack).DefaultRootObject).toBe('index.html');
    const edge = await EdgeHarness.fromStack(stack, { origins: { www: ({ path }) => path } });
    expect((await edge.get('/')).text()).toBe('/index.html');
    const without = newStack();
    newSite(without);
    expect(configOf(without)).not.toHaveProperty('DefaultRootObject');
  });

  test('a default root object may be in a folder, and does not begin with a slash [WEB-194]', async () => {
    newSite(stack, { defaultRootObject: 'site/index.html' });
    expect(errors(stack)).toEqual([]);
    const edge = await EdgeHarness.fromStack(stack, { origins: { www: ({ path }) => path } });
    expect((await edge.get('/')).text()).toBe('/site/index.html');
    const slash = newStack();
    newSite(slash, { defaultRootObject: '/site/index.html' });
    expect(errors(slash)).toEqual(['root-object-slash']);
  });

  test('aliases are emitted as written [DST-115]', () => {
    newSite(stack, { domainNames: ['www.example.com', '*.example.net'], certificate: ViewerCertificate.fromIamCertificate('ASCACKCEVSQ6CEXAMPLE1') });
    expect(configOf(stack).Aliases).toEqual(['www.example.com', '*.example.net']);
    expect(errors(stack)).toEqual([]);
  });

  test('its tags are CDK\'s', () => {
    Tags.of(newSite(stack)).add('Team', 'web');
    Template.fromStack(stack).hasResourceProperties(RESOURCE, { Tags: [{ Key: 'Team', Value: 'web' }] });
  });
});

test('media files and HLS need no settings of their own [GEO-067] [GEO-072]', async () => {
  newSite(stack);
  expect(errors(stack)).toEqual([]);
  const edge = await EdgeHarness.fromStack(stack, { origins: { www: ({ path }) => ({ body: path, headers: { 'content-type': 'application/vnd.apple.mpegurl' } }) } });
  for (const path of ['/film.mp4', '/film.flv', '/live/index.m3u8', '/live/1.ts']) expect((await edge.get(path)).text()).toBe(path);
  expect(configOf(stack).DefaultCacheBehavior).not.toHaveProperty('SmoothStreaming');
});

describe('behaviors', () => {
  test('keep the order in which they were added', () => {
    newSite(stack, { behaviors: [{ pathPattern: '/z', origin: WWW }], defaultBehavior: { origin: WWW } }).addBehavior('/a', Origins.custom('a.example.com', { originId: 'a' }), { compress: true });
    expect(configOf(stack).CacheBehaviors).toMatchObject([{ PathPattern: '/z', TargetOriginId: 'www' }, { PathPattern: '/a', TargetOriginId: 'a', Compress: true }]);
  });

  test('throws on the same behavior twice', () => {
    const behavior = { pathPattern: '/a', origin: WWW };
    const message = 'Stack/Site: there are two behaviors for /a, the second of which would never be used; add one behavior for each path pattern.';
    expect(() => newSite(newStack(), { behaviors: [behavior, behavior] })).toThrow(message);
    const site = newSite(stack, { behaviors: [behavior] });
    expect(() => site.addBehavior('/a', Origins.custom('a.example.com'))).toThrow(message);
    expect(() => site.addBehavior('/A', WWW)).not.toThrow();
  });

  test('throws on settings of the whole distribution when one is added', () => {
    const misplaced = { compress: true, priceClass: 'PriceClass_100' };
    expect(() => newSite(stack).addBehavior('/a', WWW, misplaced)).toThrow('Stack/Site: priceClass holds for the whole distribution; set it there.');
  });
});

describe('a web ACL', () => {
  const ACL = 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/acl/473e64fd-f30b-4765-81a0-62ad96dd167a';

  test('can be attached later', () => {
    newSite(stack).attachWebAclId(ACL);
    expect(configOf(stack).WebACLId).toBe(ACL);
  });

  test('throws on a second', () => {
    expect(() => newSite(stack, { webAclId: ACL }).attachWebAclId('another')).toThrow(`Stack/Site: the distribution has the web ACL ${ACL} already; attach one web ACL.`);
  });
});

describe('continuous deployment', () => {
  test('a staging distribution gets a part of the traffic by a policy', () => {
    const staging = newSite(stack, { staging: true });
    const policy = new CfnContinuousDeploymentPolicy(stack, 'Policy', {
      continuousDeploymentPolicyConfig: { enabled: true, stagingDistributionDnsNames: [staging.distributionDomainName], type: 'SingleWeight', singleWeightPolicyConfig: { weight: 0.1 } },
    });
    new WebDistribution(stack, 'Primary', { defaultBehavior: { origin: WWW }, continuousDeploymentPolicy: policy });
    Template.fromStack(stack).hasResourceProperties(RESOURCE, { DistributionConfig: { Staging: true } });
    Template.fromStack(stack).hasResourceProperties(RESOURCE, { DistributionConfig: { ContinuousDeploymentPolicyId: { Ref: 'Policy' }, Staging: Match.absent() } });
    expect(errors(stack)).toEqual([]);
  });
});

describe('used by others', () => {
  test('Route 53 routes a name to it by alias record, also at the zone apex [DST-126] [ORG-080]', () => {
    const site = newSite(stack, { domainNames: ['example.com'], certificate: ViewerCertificate.fromIamCertificate('ASCACKCEVSQ6CEXAMPLE1') });
    const zone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'example.com' });
    new ARecord(stack, 'Record', { zone, target: RecordTarget.fromAlias(new CloudFrontTarget(site)) });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Route53::RecordSet', {
      Type: 'A',
      Name: 'example.com.',
      AliasTarget: { DNSName: { 'Fn::GetAtt': ['SiteE53D7754', 'DomainName'] }, HostedZoneId: { 'Fn::FindInMap': [Match.anyValue(), { Ref: 'AWS::Partition' }, 'zoneId'] } },
    });
    const [zones] = Object.values(template.findMappings('*'));
    expect(zones.aws.zoneId).toBe('Z2FDTNDATAQYW2');
    expect(errors(stack)).toEqual([]);
  });

  test('Route 53 routes a name to it by CNAME record, below the zone apex [ORG-080]', () => {
    const site = newSite(stack, { domainNames: ['www.example.com'], certificate: ViewerCertificate.fromIamCertificate('ASCACKCEVSQ6CEXAMPLE1') });
    const zone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'example.com' });
    new CnameRecord(stack, 'Record', { zone, recordName: 'www', domainName: site.distributionDomainName });
    Template.fromStack(stack).hasResourceProperties('AWS::Route53::RecordSet', { Type: 'CNAME', ResourceRecords: [{ 'Fn::GetAtt': ['SiteE53D7754', 'DomainName'] }] });
    expect(errors(stack)).toEqual([]);
  });

  test('origins of this package serve the Distribution of aws-cdk-lib, too', () => {
    new Distribution(stack, 'Theirs', {
      defaultBehavior: { origin: Origins.s3BucketWithOriginAccessControl(new Bucket(stack, 'Bucket')) },
      additionalBehaviors: { '/either/*': { origin: Origins.group(WWW, Origins.custom('b.example.com'), { failoverStatusCodes: [404] }) } },
    });
    const { Origins: emitted, OriginGroups } = configOf(stack);
    expect(emitted).toMatchObject([{ OriginAccessControlId: expect.anything() }, { DomainName: 'www.example.com' }, { DomainName: 'b.example.com' }]);
    expect(OriginGroups.Items[0].FailoverCriteria.StatusCodes.Items).toEqual([404]);
    expect(errors(stack)).toEqual([]);
  });

  test('the L1 is its default child, and what props do not cover is set there', () => {
    const resource = newSite(stack).node.defaultChild as CfnDistribution;
    resource.addPropertyOverride('DistributionConfig.ConnectionMode', 'direct');
    expect(configOf(stack).ConnectionMode).toBe('direct');
    expect(stack.getLogicalId(resource as CfnElement)).toBe('SiteE53D7754');
  });
});

test('values may be tokens, which are passed on, and no rule reports on them', () => {
  const parameter = new CfnParameter(stack, 'Parameter').valueAsString;
  newSite(stack, {
    domainNames: [parameter],
    certificate: ViewerCertificate.fromIamCertificate(parameter),
    comment: parameter,
    defaultRootObject: parameter,
    webAclId: parameter,
  });
  const ref = { Ref: 'Parameter' };
  expect(configOf(stack)).toMatchObject({ Aliases: [ref], Comment: ref, DefaultRootObject: ref, WebACLId: ref, ViewerCertificate: { IamCertificateId: ref } });
  expect(errors(stack)).toEqual([]);
});

test.each([
  ['trustedSigners', 'is of a cache behavior; set it in defaultBehavior or in one of behaviors'],
  ['minTtl', 'is of a cache behavior; set it in defaultBehavior or in one of behaviors'],
  ['originAccessControl', 'is of an S3 origin; set it in Origins.s3Bucket'],
])('throws on %s for the whole distribution', (name, message) => {
  expect(() => newSite(stack, { [name]: 'anything' })).toThrow(`Stack/Site: ${name} ${message}.`);
});

test.each(['images/image.jpg', '/images/image.jpg'])('the URL of an object is the domain name and the object\'s name: %s, from a bucket and from a server [OBJ-001] [OBJ-012]', (name) => {
  const bucket = new Bucket(stack, 'Files');
  const sites = [newSite(stack), new WebDistribution(stack, 'OfBucket', { defaultBehavior: { origin: Origins.s3Bucket(bucket) } })];
  for (const site of sites) {
    expect(stack.resolve(site.objectUrl(name))).toEqual({ 'Fn::Join': ['', ['https://', stack.resolve(site.distributionDomainName), '/images/image.jpg']] });
  }
});

test.each(['video/presentation', '/video/presentation.ism'])('players of Smooth Streaming are given the URL of the client manifest of %s [GEO-057]', (presentation) => {
  const site = newSite(stack);
  expect(stack.resolve(site.smoothStreamingUrl(presentation))).toEqual({ 'Fn::Join': ['', ['https://', stack.resolve(site.distributionDomainName), '/video/presentation.ism/Manifest']] });
  const named = newSite(newStack(), { domainNames: ['www.example.com'], certificate: ViewerCertificate.fromIamCertificate('ASCAEXAMPLE') });
  expect(named.smoothStreamingUrl(presentation)).toBe('https://www.example.com/video/presentation.ism/Manifest');
});
