import { CfnResource, Duration, Lazy, Stack } from 'aws-cdk-lib';
import {
  AllowedMethods, CachedMethods, CachePolicy, Endpoint, Function, FunctionCode, FunctionEventType, KeyGroup, LambdaEdgeEventType, OriginRequestPolicy, PublicKey,
  RealtimeLogConfig, ResponseHeadersPolicy, ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { Version } from 'aws-cdk-lib/aws-lambda';
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import { configOf, errors, newSite, newStack, read } from './site';
import { CacheBehaviorProps, DefaultCacheBehaviorProps, Origins } from '../../src';
import { edgeMatchers, EdgeHarness } from '../../src/testing';

expect.extend(edgeMatchers);

const WWW = Origins.custom('www.example.com', { originId: 'www' });
const SIGNERS_PEM = '-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAudf8/iNkQgdvjEdm6xYS\n-----END PUBLIC KEY-----';

let stack: Stack;
beforeEach(() => { stack = newStack(); });

/** What the template says of a default behavior. */
function emitted(props: Partial<DefaultCacheBehaviorProps>): { readonly [property: string]: any } {
  newSite(stack, { defaultBehavior: { origin: WWW, ...props } });
  return configOf(stack).DefaultCacheBehavior;
}

/** An edge for the default behavior with these props, and behaviors beside it. */
function edgeOf(props: Partial<DefaultCacheBehaviorProps>, behaviors?: CacheBehaviorProps[]): Promise<EdgeHarness> {
  newSite(stack, { defaultBehavior: { origin: WWW, ...props }, behaviors });
  return EdgeHarness.fromStack(stack, { origins: { www: ({ method, path }) => ({ body: `${method} ${path}`, headers: { 'cache-control': 'max-age=10' } }) } });
}

test('minimal example: only what CloudFormation requires [DST-082] [DST-083] [WEB-144]', () => {
  expect(emitted({})).toEqual({ TargetOriginId: 'www', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } });
  expect(errors(stack)).toEqual([]);
});

test('maximum example with policies', () => {
  const key = new PublicKey(stack, 'Key', { encodedKey: SIGNERS_PEM });
  expect(emitted({
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    allowedMethods: AllowedMethods.ALLOW_ALL,
    cachedMethods: CachedMethods.CACHE_GET_HEAD_OPTIONS,
    cachePolicy: CachePolicy.CACHING_OPTIMIZED,
    originRequestPolicy: OriginRequestPolicy.ALL_VIEWER,
    responseHeadersPolicy: ResponseHeadersPolicy.SECURITY_HEADERS,
    compress: true,
    trustedKeyGroups: [new KeyGroup(stack, 'Keys', { items: [key] })],
    functionAssociations: [{ eventType: FunctionEventType.VIEWER_REQUEST, function: new Function(stack, 'Function', { code: FunctionCode.fromInline('function handler(event) { return event.request; }') }) }],
    edgeLambdas: [{
      eventType: LambdaEdgeEventType.ORIGIN_REQUEST,
      functionVersion: Version.fromVersionArn(stack, 'Version', 'arn:aws:lambda:us-east-1:123456789012:function:f:1'),
      includeBody: true,
    }],
    realtimeLogConfig: new RealtimeLogConfig(stack, 'Realtime', { samplingRate: 1, fields: ['timestamp'], endPoints: [Endpoint.fromKinesisStream(new Stream(stack, 'Stream'))] }),
    fieldLevelEncryptionId: 'FLE1',
    enableGrpc: false,
  })).toEqual({
    TargetOriginId: 'www',
    ViewerProtocolPolicy: 'https-only',
    AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
    CachedMethods: ['GET', 'HEAD', 'OPTIONS'],
    CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
    OriginRequestPolicyId: '216adef6-5c7f-47e4-b989-5492eafa07d3',
    ResponseHeadersPolicyId: '67f7725c-6f97-4210-82d7-5512b31e9d03',
    Compress: true,
    TrustedKeyGroups: [{ Ref: expect.stringContaining('Keys') }],
    FunctionAssociations: [{ EventType: 'viewer-request', FunctionARN: { 'Fn::GetAtt': [expect.stringContaining('Function'), 'FunctionARN'] } }],
    LambdaFunctionAssociations: [{ EventType: 'origin-request', LambdaFunctionARN: 'arn:aws:lambda:us-east-1:123456789012:function:f:1', IncludeBody: true }],
    RealtimeLogConfigArn: { Ref: expect.stringContaining('Realtime') },
    FieldLevelEncryptionId: 'FLE1',
    GrpcConfig: { Enabled: false },
  });
});

test('maximum example without policies', () => {
  expect(emitted({
    forwarding: { queryString: true },
    minTtl: Duration.seconds(1),
    defaultTtl: Duration.minutes(1),
    maxTtl: Duration.hours(1),
    smoothStreaming: true,
    trustedSigners: ['self'],
  })).toEqual({
    TargetOriginId: 'www',
    ViewerProtocolPolicy: 'allow-all',
    ForwardedValues: { QueryString: true },
    MinTTL: 1,
    DefaultTTL: 60,
    MaxTTL: 3600,
    SmoothStreaming: true,
    TrustedSigners: ['self'],
  });
  expect(errors(stack)).toEqual([]);
});

test('behaviors for paths bundle their own settings, each independent of the others [DST-074] [WEB-058]', async () => {
  const images = Origins.s3Bucket(new Bucket(stack, 'Bucket'), { originId: 'images' });
  newSite(stack, {
    defaultBehavior: { origin: WWW, forwarding: { queryString: true }, minTtl: Duration.seconds(0), viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS },
    behaviors: [{ pathPattern: '/images/*.jpg', origin: images, minTtl: Duration.hours(1), trustedSigners: ['self'] }],
  });
  expect(configOf(stack)).toMatchObject({
    DefaultCacheBehavior: { TargetOriginId: 'www', ViewerProtocolPolicy: 'redirect-to-https', ForwardedValues: { QueryString: true }, MinTTL: 0 },
    CacheBehaviors: [{
      PathPattern: '/images/*.jpg', TargetOriginId: 'images', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, MinTTL: 3600, TrustedSigners: ['self'],
    }],
  });
  expect(errors(stack)).toEqual([]);
});

test('query strings and minimum TTL are enforced by behavior [WEB-058]', async () => {
  const edge = await edgeOf({ forwarding: { queryString: true } }, [{ pathPattern: '/images/*.jpg', origin: WWW, minTtl: Duration.hours(1) }]);
  for (const path of ['/page?a', '/images/a.jpg?a']) await edge.get(path);
  expect(await edge.get('/page?b')).toBeCacheMiss();
  expect(await edge.get('/images/a.jpg?b')).toBeCacheHit();
  await edge.clock.advance(Duration.minutes(30));
  expect(await edge.get('/page?a')).not.toBeCacheHit();
  expect(await edge.get('/images/a.jpg')).toBeCacheHit();
});

test.each([
  ['allow-all', ViewerProtocolPolicy.ALLOW_ALL],
  ['redirect-to-https', ViewerProtocolPolicy.REDIRECT_TO_HTTPS],
  ['https-only', ViewerProtocolPolicy.HTTPS_ONLY],
])('the viewer protocol policy %s is accepted [DST-065]', (name, viewerProtocolPolicy) => {
  expect(emitted({ viewerProtocolPolicy }).ViewerProtocolPolicy).toBe(name);
  expect(errors(stack)).toEqual([]);
});

test('another viewer protocol policy is found [DST-065]', () => {
  const site = newSite(stack);
  (site.node.defaultChild as CfnResource).addPropertyOverride('DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy', 'http-only');
  expect(errors(stack)).toEqual(['viewer-protocol-policy']);
});

test('HTTPS can be required for some objects and not for others [TLS-002]', async () => {
  const edge = await edgeOf({}, [{ pathPattern: '/secure/*', origin: WWW, viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY }]);
  const { domainName } = read(stack).distributions[0];
  const status = async (scheme: string, path: string) => (await edge.get(`${scheme}://${domainName}${path}`)).status;
  expect([await status('http', '/secure/a'), await status('https', '/secure/a')]).toEqual([403, 200]);
  expect([await status('http', '/a'), await status('https', '/a')]).toEqual([200, 200]);
  const whole = { comment: 'all by HTTPS', viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY };
  expect(() => newSite(newStack(), whole)).toThrow('Stack/Site: viewerProtocolPolicy is of a cache behavior; set it in defaultBehavior or in one of behaviors.');
});

test('without methods GET and HEAD are forwarded, others refused [WEB-098]', async () => {
  const edge = await edgeOf({});
  expect((await edge.get('/a')).text()).toBe('GET /a');
  expect(await edge.head('/b')).toHaveStatus(200);
  for (const refused of [edge.post('/a'), edge.put('/a'), edge.patch('/a'), edge.delete('/a'), edge.options('/a')]) {
    expect(await refused).toHaveStatus(403);
    expect(await refused).not.toHaveAskedOrigin();
  }
});

describe('how long objects stay', () => {
  test('without TTLs the minimum is 0: the origin\'s headers decide [DST-085] [WEB-120]', async () => {
    const edge = await edgeOf({});
    expect(read(stack).distributions[0].defaultCacheBehavior.ttl.min).toBe(0);
    await edge.get('/a');
    expect(await edge.get('/a')).toBeCacheHit();
    await edge.clock.advance(Duration.seconds(10));
    expect(await edge.get('/a')).not.toBeCacheHit();
  });

  test('a minimum holds although the origin says less [DST-085] [WEB-121]', async () => {
    const edge = await edgeOf({ minTtl: Duration.minutes(5) });
    expect(configOf(stack).DefaultCacheBehavior.MinTTL).toBe(300);
    expect(errors(stack)).toEqual([]);
    await edge.get('/a');
    await edge.clock.advance(Duration.seconds(299));
    expect(await edge.get('/a')).toBeCacheHit();
    await edge.clock.advance(Duration.seconds(1));
    expect(await edge.get('/a')).not.toBeCacheHit();
  });

  test('TTLs in a wrong order are found [WEB-121]', () => {
    emitted({ minTtl: Duration.seconds(300), defaultTtl: Duration.seconds(200), maxTtl: Duration.seconds(400) });
    expect(errors(stack)).toEqual(['ttl-order']);
  });
});

describe('trusted signers', () => {
  test('without them content is open to everybody [DST-064] [DST-083] [WEB-146]', async () => {
    const edge = await edgeOf({});
    expect(configOf(stack).DefaultCacheBehavior).not.toHaveProperty('TrustedSigners');
    expect(await edge.get('/film')).toHaveStatus(200);
  });

  test.each([[['self']], [['111122223333']], [['self', '111122223333']]])('%j restrict the content [DST-064] [WEB-149] [WEB-151] [PRV-061]', (trustedSigners) => {
    expect(emitted({ trustedSigners }).TrustedSigners).toEqual(trustedSigners);
    expect(errors(stack)).toEqual([]);
  });

  test('accounts are taken with or without hyphens, which templates do not have [PRV-062]', () => {
    expect(emitted({ trustedSigners: ['111122223333', '4444-5555-6666'] }).TrustedSigners).toEqual(['111122223333', '444455556666']);
    expect(errors(stack)).toEqual([]);
  });

  test('the number of the stack\'s own account becomes self, once [WEB-156]', () => {
    expect(emitted({ trustedSigners: ['1234-5678-9012', '444455556666', 'self'] }).TrustedSigners).toEqual(['self', '444455556666']);
  });

  test.each(['11112222333', '11112222333a', '1111-22223333', 'user@example.com', 'arn:aws:iam::111122223333:user/bob'])('%s is emitted as it is, and found [PRV-062] [WEB-155]', (signer) => {
    expect(emitted({ trustedSigners: [signer] }).TrustedSigners).toEqual([signer]);
    expect(errors(stack)).toEqual(['trusted-signer-account']);
  });
});

test.each(['trustedSigners', 'trustedKeyGroups'])('throws on empty %s, which would leave the content open [WEB-147]', (name) => {
  const message = `Stack/Site: ${name} is empty, which would leave the content open to everybody; name who may sign, or leave it out.`;
  expect(() => newSite(stack, { defaultBehavior: { origin: WWW, [name]: [] } })).toThrow(message);
  expect(() => newSite(newStack(), { behaviors: [{ pathPattern: '/a/*', origin: WWW, [name]: [] }] })).toThrow(message);
});

describe('smooth streaming', () => {
  test('is chosen by behavior, so that a distribution can have other content too [WEB-144] [GEO-048]', () => {
    newSite(stack, { defaultBehavior: { origin: WWW }, behaviors: [{ pathPattern: '/video/*', origin: WWW, smoothStreaming: true }] });
    const { DefaultCacheBehavior, CacheBehaviors } = configOf(stack);
    expect([DefaultCacheBehavior.SmoothStreaming, CacheBehaviors[0].SmoothStreaming]).toEqual([undefined, true]);
    expect(errors(stack)).toEqual([]);
  });

  test('can be on from the first template on, in the default behavior too [DST-082] [GEO-054]', () => {
    expect(emitted({ smoothStreaming: true }).SmoothStreaming).toBe(true);
    expect(errors(stack)).toEqual([]);
  });

  test.each([
    ['a bucket', () => Origins.s3Bucket(new Bucket(stack, 'Bucket'))],
    ['a custom origin', () => WWW],
  ])('takes its files from %s [GEO-047] [GEO-050]', (_kind, origin) => {
    expect(emitted({ origin: origin(), smoothStreaming: true }).SmoothStreaming).toBe(true);
    expect(errors(stack)).toEqual([]);
  });

  test('takes its files from the origin of its behavior, below the path of the behavior [GEO-065]', async () => {
    const media = new Bucket(stack, 'Bucket', { publicReadAccess: true, blockPublicAccess: BlockPublicAccess.BLOCK_ACLS_ONLY });
    newSite(stack, { defaultBehavior: { origin: WWW }, behaviors: [{ pathPattern: '/video/*', origin: Origins.s3Bucket(media, { originId: 'media' }), smoothStreaming: true }] });
    const edge = await EdgeHarness.fromStack(stack, { origins: { media: { 'video/film.ism': 'a film', 'film.ism': 'elsewhere' }, www: () => 'the wrong origin' } });
    expect((await edge.get('/video/film.ism')).text()).toBe('a film');
    expect(await edge.get('/video/film.ism')).not.toHaveAskedOrigin('www');
  });

  test('is off for a server that streams by itself [GEO-047]', () => {
    expect(emitted({ origin: Origins.custom('iis.example.com'), smoothStreaming: false }).SmoothStreaming).toBe(false);
    expect(errors(stack)).toEqual([]);
  });
});

test('values may be tokens, which are passed on', () => {
  expect(emitted({
    minTtl: Duration.seconds(Lazy.number({ produce: () => 5 })),
    trustedSigners: Lazy.list({ produce: () => ['self'] }),
    fieldLevelEncryptionId: Lazy.string({ produce: () => 'late' }),
  })).toMatchObject({ MinTTL: 5, TrustedSigners: ['self'], FieldLevelEncryptionId: 'late' });
  expect(errors(stack)).toEqual([]);
});

test.each(['priceClass', 'domainNames', 'certificate', 'defaultRootObject', 'accessLogs', 'comment', 'enabled', 'errorResponses', 'httpVersion', 'enableIpv6', 'webAclId'])('throws on %s, which holds for the whole distribution [WEB-158]', (name) => {
  const misplaced = { pathPattern: '/a/*', origin: WWW, [name]: 'anything' };
  expect(() => newSite(stack, { behaviors: [misplaced] })).toThrow(`Stack/Site: ${name} holds for the whole distribution; set it there.`);
});

test('throws on countries for some content only: that takes a distribution of its own [GEO-010] [GEO-012]', () => {
  const misplaced = { pathPattern: '/film/*', origin: WWW, geoRestriction: 'DE' };
  expect(() => newSite(stack, { behaviors: [misplaced] })).toThrow('geoRestriction holds for the whole distribution; set it there. Content that needs another needs a distribution of its own.');
  expect(() => newSite(newStack(), { defaultBehavior: misplaced })).toThrow('geoRestriction holds for the whole distribution');
});
