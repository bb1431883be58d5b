import { checkTemplates, Finding } from '../../src/rules';

const BEHAVIOR = { TargetOriginId: 'media', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } };
const ORIGIN = { Id: 'media', DomainName: 'mybucket.s3.amazonaws.com', S3OriginConfig: { OriginAccessIdentity: '' } };

const OF_INTEREST = ['misplaced-setting', 'rtmp-web-setting', 'unknown-property'];

function web(config: object): Finding[] {
  return problems('AWS::CloudFront::Distribution', { DistributionConfig: { Enabled: true, DefaultRootObject: 'index.html', Origins: [ORIGIN], DefaultCacheBehavior: BEHAVIOR, ...config } });
}

function rtmp(config: object): Finding[] {
  const S3Origin = { DomainName: 'mybucket.s3.amazonaws.com', OriginAccessIdentity: '' };
  return problems('AWS::CloudFront::StreamingDistribution', { StreamingDistributionConfig: { Enabled: true, Comment: '', S3Origin, TrustedSigners: { Enabled: false }, ...config } });
}

function problems(Type: string, Properties: object): Finding[] {
  const template = { Parameters: { Unknown: { Type: 'String' } }, Resources: { Site: { Type, Properties } } };
  return checkTemplates([{ name: 'Stack', template }]).filter(({ rule }) => OF_INTEREST.includes(rule));
}

function places(findings: Finding[]): string[] {
  return findings.map(({ rule, level, location }) => `${level} ${rule} ${location.path.replace(/^\w+\./, '')}`);
}

/** Each setting of web distributions alone, with a value that a web distribution takes. */
const WEB_SETTINGS: readonly [string, object][] = [
  ['a custom origin', { CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }],
  ['several origins', { Origins: [ORIGIN] }],
  ['cache behaviors with signers of their own', { CacheBehaviors: [{ PathPattern: 'a/*', TrustedSigners: ['self'] }] }],
  ['query strings, cookies and headers', { ForwardedValues: { QueryString: true, Cookies: { Forward: 'all' }, Headers: ['Origin'] } }],
  ['query strings [OBJ-024]', { ForwardedValues: { QueryString: true } }],
  ['cookies [OBJ-038]', { ForwardedValues: { Cookies: { Forward: 'all' } } }],
  ['headers [OBJ-061]', { ForwardedValues: { Headers: ['Origin'] } }],
  ['a default cache behavior', { DefaultCacheBehavior: BEHAVIOR }],
  ['a viewer protocol policy [OBJ-021]', { ViewerProtocolPolicy: 'https-only' }],
  ['a certificate', { ViewerCertificate: { CloudFrontDefaultCertificate: true } }],
  ['a default root object [ERR-070]', { DefaultRootObject: 'index.html' }],
  ['a geo restriction', { Restrictions: { GeoRestriction: { RestrictionType: 'whitelist', Locations: ['DE'] } } }],
  ['a minimum TTL', { MinTTL: 60 }],
];

test.each(WEB_SETTINGS)('an RTMP distribution has no such thing as %s [RTM-002] [RTM-099] [RTM-136] [RTM-138] [TLS-003] [GEO-011]', (_, config) => {
  expect(places(rtmp(config))).toEqual([`error rtmp-web-setting ${Object.keys(config)[0]}`]);
});

test('a web distribution has them in their places [RTM-136] [RTM-138] [TLS-003] [GEO-011]', () => {
  expect(places(web({
    Restrictions: { GeoRestriction: { RestrictionType: 'whitelist', Locations: ['DE'] } },
    ViewerCertificate: { CloudFrontDefaultCertificate: true },
    CacheBehaviors: [{ ...BEHAVIOR, PathPattern: 'a/*', ViewerProtocolPolicy: 'https-only', TrustedSigners: ['self'], MinTTL: 60 }],
  })).filter((place) => place.startsWith('error'))).toEqual([]);
});

test('a name that nobody knows stays unknown, whatever it stands in', () => {
  expect(places(rtmp({ Colour: 'red' }))).toEqual(['warning unknown-property Colour']);
  expect(places(web({ Colour: 'red' }))).toEqual(['warning unknown-property Colour']);
  for (const name of ['constructor', 'toString', '__proto__']) expect(places(web(JSON.parse(`{"${name}": 1}`) as object))).toEqual([`warning unknown-property ${name}`]);
});

test.each([
  ['in a cache behavior', 'CacheBehaviors[0].GeoRestriction', { CacheBehaviors: [{ ...BEHAVIOR, PathPattern: '/film/*', GeoRestriction: { RestrictionType: 'whitelist', Locations: ['DE'] } }] }],
  ['in the default cache behavior', 'DefaultCacheBehavior.Restrictions', { DefaultCacheBehavior: { ...BEHAVIOR, Restrictions: { GeoRestriction: { RestrictionType: 'none' } } } }],
  ['in an origin', 'Origins[0].GeoRestriction', { Origins: [{ ...ORIGIN, GeoRestriction: { RestrictionType: 'none' } }] }],
])('countries are restricted for a whole distribution, not %s: what to do instead is said [GEO-010] [GEO-012]', (_, path, config) => {
  const findings = web(config);
  expect(places(findings)).toEqual([`error misplaced-setting ${path}`]);
  expect(findings[0].fix).toMatch(/make a distribution of its own, or use a geolocation service with signed URLs/);
});

test('the viewer protocol policy is set behavior by behavior, not for the distribution [TLS-002]', () => {
  const [secure, open] = ['https-only', 'allow-all'].map((ViewerProtocolPolicy) => ({ ...BEHAVIOR, ViewerProtocolPolicy }));
  expect(places(web({ DefaultCacheBehavior: open, CacheBehaviors: [{ ...secure, PathPattern: 'secure/*' }] }))).toEqual([]);
  expect(places(web({ ViewerProtocolPolicy: 'https-only' }))).toEqual(['error misplaced-setting ViewerProtocolPolicy']);
});

test('a bucket has no origin protocol policy: it is asked by the protocol of the viewer [TLS-015]', () => {
  const findings = web({ Origins: [{ ...ORIGIN, S3OriginConfig: { OriginAccessIdentity: '', OriginProtocolPolicy: 'http-only' } }] });
  expect(places(findings)).toEqual(['error misplaced-setting Origins[0].S3OriginConfig.OriginProtocolPolicy']);
  expect(findings[0].message).toMatch(/a bucket is asked by the protocol of the viewer/);
});

test('an identity belongs to one origin, and secures that origin alone [PRV-006] [PRV-027]', () => {
  const secured = { ...ORIGIN, S3OriginConfig: { OriginAccessIdentity: 'origin-access-identity/cloudfront/E1EXAMPLE' } };
  expect(places(web({ Origins: [secured, { ...ORIGIN, Id: 'open' }] }))).toEqual([]);
  expect(places(web({ OriginAccessIdentity: 'origin-access-identity/cloudfront/E1EXAMPLE' }))).toEqual(['error misplaced-setting OriginAccessIdentity']);
});
