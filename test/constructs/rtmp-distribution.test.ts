import { App, CfnElement, CfnOutput, CfnResource, Lazy, Stack, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnStreamingDistribution, PriceClass } from 'aws-cdk-lib/aws-cloudfront';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { GOLDEN } from './golden';
import { bucketPolicyStatements, errors, findings, newSite, newStack, read, rtmpConfigOf } from './site';
import { IRtmpDistribution, OriginAccessIdentity, Origins, RtmpDistribution, RtmpDistributionProps, RtmpPlayer, RtmpProtocol, WebDistribution } from '../../src';

const RESOURCE = 'AWS::CloudFront::StreamingDistribution';

let stack: Stack;
let bucket: IBucket;
beforeEach(() => {
  stack = newStack();
  bucket = new Bucket(stack, 'Media');
});

function newRtmp(props: Partial<RtmpDistributionProps> = {}, id: string = 'Rtmp'): RtmpDistribution {
  return new RtmpDistribution(stack, id, { bucket, ...props });
}

function existing(): IRtmpDistribution {
  return RtmpDistribution.fromDistributionAttributes(stack, 'Existing', { distributionId: 'EGTXBD79H29TRA8', domainName: 's5c39gqb8ow64r.cloudfront.net' });
}

const MEDIA_DOMAIN_NAME = { 'Fn::GetAtt': [expect.stringContaining('Media'), 'DomainName'] };

test.each(['a minimal RTMP distribution', 'a maximal RTMP distribution'])('%s', (name) => {
  const golden = newStack();
  GOLDEN[name](golden);
  expect(Template.fromStack(golden).toJSON()).toMatchSnapshot();
  expect(errors(golden)).toEqual([]);
});

test('minimal example: all that CloudFormation requires is there, and nothing else [RTM-086] [RTM-144] [RTM-163]', () => {
  newRtmp();
  Template.fromStack(stack).resourceCountIs('AWS::CloudFront::StreamingDistribution', 1);
  expect(rtmpConfigOf(stack)).toEqual({
    Enabled: true,
    Comment: '',
    S3Origin: { DomainName: MEDIA_DOMAIN_NAME, OriginAccessIdentity: '' },
    TrustedSigners: { Enabled: false },
  });
  expect(errors(stack)).toEqual([]);
  expect(findings(stack)).toContain('rtmp-retired');
});

test('maximum example', () => {
  const logs = new Bucket(stack, 'Logs', { objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED });
  newRtmp({
    originAccessIdentity: new OriginAccessIdentity(stack, 'Identity'),
    aliases: ['media.example.com'],
    trustedSigners: ['self', '1111-2222-3333'],
    accessLogs: { bucket: logs, prefix: 'rtmp/' },
    priceClass: PriceClass.PRICE_CLASS_100,
    comment: 'films',
    enabled: false,
  });
  expect(rtmpConfigOf(stack)).toEqual({
    Enabled: false,
    Comment: 'films',
    Aliases: ['media.example.com'],
    PriceClass: 'PriceClass_100',
    S3Origin: { DomainName: MEDIA_DOMAIN_NAME, OriginAccessIdentity: { 'Fn::Join': ['', ['origin-access-identity/cloudfront/', { Ref: expect.stringContaining('Identity') }]] } },
    TrustedSigners: { Enabled: true, AwsAccountNumbers: ['self', '111122223333'] },
    Logging: { Enabled: true, Bucket: { 'Fn::GetAtt': [expect.stringContaining('Logs'), 'DomainName'] }, Prefix: 'rtmp/' },
  });
  expect(errors(stack)).toEqual([]);
});

test('it has tags, as CloudFormation\'s schema requires, and takes the app\'s', () => {
  const rtmp = newRtmp();
  Tags.of(rtmp).add('Team', 'films');
  expect(rtmp.tags).toBe((rtmp.node.defaultChild as CfnStreamingDistribution).tags);
  Template.fromStack(stack).hasResourceProperties(RESOURCE, { Tags: [{ Key: 'Name', Value: 'Stack/Rtmp' }, { Key: 'Team', Value: 'films' }] });
});

test('the bucket is restricted to CloudFront by an identity, or open to others too [RTM-068]', () => {
  const originAccessIdentity = OriginAccessIdentity.fromOriginAccessIdentityAttributes(stack, 'Identity', { originAccessIdentityId: 'E127EXAMPLE51Z' });
  newRtmp({ originAccessIdentity });
  expect(rtmpConfigOf(stack).S3Origin.OriginAccessIdentity).toBe('origin-access-identity/cloudfront/E127EXAMPLE51Z');
  expect(bucketPolicyStatements(stack)).toMatchObject([{ Action: 's3:GetObject' }]);
  const open = newStack();
  new RtmpDistribution(open, 'Rtmp', { bucket: new Bucket(open, 'Media') });
  expect(rtmpConfigOf(open).S3Origin.OriginAccessIdentity).toBe('');
  expect(bucketPolicyStatements(open)).toEqual([]);
});

test('a bucket of the stack lets the identity read it, beside what its policy says, which is found; an existing one is left alone [RTM-073] [RTM-074] [RTM-065]', () => {
  const originAccessIdentity = new OriginAccessIdentity(stack, 'Identity');
  bucket.grantPublicAccess();
  newRtmp({ originAccessIdentity });
  expect(bucketPolicyStatements(stack)).toMatchObject([
    { Effect: 'Allow', Principal: { AWS: '*' }, Action: 's3:GetObject' },
    { Effect: 'Allow', Principal: { CanonicalUser: expect.anything() }, Action: 's3:GetObject', Resource: { 'Fn::Join': ['', [expect.anything(), '/*']] } },
  ]);
  expect(findings(stack)).toContain('rtmp-bucket-public');
  const other = newStack();
  new RtmpDistribution(other, 'Rtmp', { bucket: Bucket.fromBucketName(other, 'Media', 'media') });
  expect(Object.values(Template.fromStack(other).toJSON().Resources as { [id: string]: { Type: string } }).map(({ Type }) => Type)).toEqual([RESOURCE]);
});

test('one bucket may be the origin of several RTMP distributions, and of a web distribution too [RTM-004] [RTM-066]', () => {
  const originAccessIdentity = new OriginAccessIdentity(stack, 'Identity');
  newRtmp({ originAccessIdentity }, 'First');
  newRtmp({ originAccessIdentity }, 'Second');
  newSite(stack, { defaultBehavior: { origin: Origins.s3Bucket(bucket, { originAccessIdentity }) } });
  Template.fromStack(stack).resourceCountIs(RESOURCE, 2);
  expect(bucketPolicyStatements(stack)).toHaveLength(1);
  expect(errors(stack)).toEqual([]);
});

test('the player may come from a web distribution with a server of one\'s own [RTM-005]', () => {
  newRtmp();
  newSite(stack, { defaultBehavior: { origin: Origins.custom('player.example.com') } });
  expect(errors(stack)).toEqual([]);
});

test('the player may come from a web distribution that exists already [RTM-147]', () => {
  const player = WebDistribution.fromDistributionAttributes(stack, 'Player', { distributionId: 'E1', domainName: 'd111111abcdef8.cloudfront.net' });
  const streamer = newRtmp().streamerUrl();
  new CfnOutput(stack, 'Page', { value: `https://${player.distributionDomainName}/player.html` });
  new CfnOutput(stack, 'Streamer', { value: streamer });
  Template.fromStack(stack).resourceCountIs('AWS::CloudFront::Distribution', 0);
  expect(findings(stack)).toEqual(['rtmp-player-missing', 'rtmp-retired', 'rtmp-bucket-unreadable']);
});

test('it and a web distribution are made from the bucket alone, with CloudFront\'s defaults for all else [MED-082]', () => {
  newRtmp();
  new WebDistribution(stack, 'Web', { defaultBehavior: { origin: Origins.s3Bucket(bucket) } });
  expect(errors(stack)).toEqual([]);
  const { distributions: [web], streamingDistributions: [rtmp] } = read(stack);
  expect(rtmp).toMatchObject({ enabled: true, aliases: [], trustedSigners: [], logging: undefined, originAccessIdentity: '' });
  expect(web).toMatchObject({ enabled: true, aliases: [], customErrorResponses: [], logging: undefined, cacheBehaviors: [] });
  expect(web.defaultCacheBehavior).toMatchObject({ viewerProtocolPolicy: 'allow-all', smoothStreaming: false, trustedSigners: [], ttl: { min: 0, default: 86_400 } });
});

test.each(['us-east-1', 'ap-southeast-1', undefined])('the bucket of both is in the region of its stack, whichever that is: %s [MED-084]', (region) => {
  const anywhere = new Stack(new App(), 'Stack', region === undefined ? {} : { env: { region, account: '123456789012' } });
  const media = new Bucket(anywhere, 'Media', { publicReadAccess: true, blockPublicAccess: new BlockPublicAccess({ blockPublicPolicy: false, restrictPublicBuckets: false }) });
  new RtmpDistribution(anywhere, 'Rtmp', { bucket: media });
  new WebDistribution(anywhere, 'Web', { defaultBehavior: { origin: Origins.s3Bucket(media) } });
  expect(findings(anywhere).filter((rule) => rule.endsWith('bucket-unreadable'))).toEqual([]);
  expect(errors(anywhere)).toEqual([]);
  expect(read(anywhere).distributions[0].origins[0].bucket).toEqual(read(anywhere).streamingDistributions[0].bucket);
});

test('aliases are optional on both kinds of distribution [DST-115] [RTM-077]', () => {
  newRtmp({ aliases: ['media.example.com'] });
  expect(rtmpConfigOf(stack).Aliases).toEqual(['media.example.com']);
  expect(errors(stack)).toEqual([]);
});

test.each([[['self']], [['111122223333']], [['self', '111122223333']]])('%j may sign URLs [RTM-098] [RTM-102]', (trustedSigners) => {
  newRtmp({ trustedSigners });
  expect(rtmpConfigOf(stack).TrustedSigners).toEqual({ Enabled: true, AwsAccountNumbers: trustedSigners });
  expect(errors(stack)).toEqual([]);
});

test('the number of the stack\'s own account becomes self, once [RTM-106]', () => {
  newRtmp({ trustedSigners: ['123456789012', '444455556666', 'self'] });
  expect(rtmpConfigOf(stack).TrustedSigners).toEqual({ Enabled: true, AwsAccountNumbers: ['self', '444455556666'] });
  const anywhere = new Stack(new App(), 'Stack');
  new RtmpDistribution(anywhere, 'Rtmp', { bucket: new Bucket(anywhere, 'Media'), trustedSigners: ['123456789012'] });
  expect(rtmpConfigOf(anywhere).TrustedSigners.AwsAccountNumbers).toEqual(['123456789012']);
});

test('an empty list of signers lets nobody in, and is found [RTM-098] [PRV-061]', () => {
  newRtmp({ trustedSigners: [] });
  expect(rtmpConfigOf(stack).TrustedSigners).toMatchObject({ Enabled: true });
  expect(errors(stack)).toEqual(['rtmp-signers-missing']);
});

test('logging is off unless it is asked for [RTM-080]', () => {
  expect(newRtmp().logBucket).toBeUndefined();
  expect(rtmpConfigOf(stack)).not.toHaveProperty('Logging');
  const logging = newStack();
  expect(new RtmpDistribution(logging, 'Rtmp', { bucket: new Bucket(logging, 'Media'), accessLogs: {} }).logBucket).toBeDefined();
  expect(rtmpConfigOf(logging).Logging).toEqual({ Enabled: true, Bucket: { 'Fn::GetAtt': [expect.stringContaining('LogBucket'), 'DomainName'] }, Prefix: '' });
  expect(errors(logging)).toEqual([]);
});

describe('the streamer', () => {
  test.each([
    [undefined, 'rtmp://'], [RtmpProtocol.RTMP, 'rtmp://'], [RtmpProtocol.RTMPT, 'rtmpt://'], [RtmpProtocol.RTMPE, 'rtmpe://'], [RtmpProtocol.RTMPTE, 'rtmpte://'],
  ])('is the application cfx/st, without a slash at its end: %s [RTM-013] [RTM-024] [RTM-138] [OBJ-007]', (protocol, scheme) => {
    const rtmp = newRtmp();
    expect(stack.resolve(rtmp.streamerUrl(protocol))).toEqual({ 'Fn::Join': ['', [scheme, { 'Fn::GetAtt': [expect.stringContaining('Rtmp'), 'DomainName'] }, '/cfx/st']] });
  });

  test.each([
    ['my-vacation.mp4', RtmpPlayer.FLASH_PLAYER, 'rtmp://s5c39gqb8ow64r.cloudfront.net/cfx/st/mp4:my-vacation'],
    ['/my-vacation.mp4', RtmpPlayer.FLOWPLAYER, 'rtmp://s5c39gqb8ow64r.cloudfront.net/cfx/st/mp4:my-vacation.mp4'],
    ['videos/clip.flv', RtmpPlayer.JW_PLAYER, 'rtmp://s5c39gqb8ow64r.cloudfront.net/cfx/st/videos/clip.flv'],
    ['mediafile.flv', undefined, 'rtmp://s5c39gqb8ow64r.cloudfront.net/cfx/st/mediafile.flv'],
  ])('and the name of %s make one URL for %s [MED-089] [MED-099] [RTM-020] [RTM-138]', (objectName, player, url) => {
    const rtmp = existing();
    expect(rtmp.objectUrl(objectName, player)).toBe(url);
    expect(rtmp.objectUrl(objectName, player, RtmpProtocol.RTMPTE)).toBe(url.replace('rtmp:', 'rtmpte:'));
    if (player !== undefined) expect(`${rtmp.streamerUrl()}/${rtmp.streamName(objectName, player)}`).toBe(url);
  });

  test.each(['videos/mediafile.flv', 'mediafile.flv'])('and %s are the two values that a player may take [RTM-023]', (key) => {
    const rtmp = existing();
    expect([rtmp.streamerUrl(), rtmp.streamName(key, RtmpPlayer.JW_PLAYER)]).toEqual(['rtmp://s5c39gqb8ow64r.cloudfront.net/cfx/st', key]);
  });

  test('tells ActionScript when an object is missing, by the call that plays it [RTM-050]', () => {
    expect(existing().playCall('vid.flv')).toBe('play("vid", 0, -1)');
  });

  test.each(['rtmps', 'https', 'http'])('is not reached by %s [RTM-013] [OBJ-007]', (scheme) => {
    expect(() => newRtmp().streamerUrl(scheme as RtmpProtocol)).toThrow(`Stack/Rtmp: an RTMP distribution does not speak ${scheme}; it speaks rtmp, rtmpt, rtmpe, rtmpte.`);
  });
});

test('an existing distribution is used by its attributes', () => {
  const rtmp = existing();
  expect(rtmp.distributionId).toBe('EGTXBD79H29TRA8');
  expect(rtmp.streamerUrl(RtmpProtocol.RTMPTE)).toBe('rtmpte://s5c39gqb8ow64r.cloudfront.net/cfx/st');
  expect(rtmp.streamingDistributionRef).toEqual({ streamingDistributionId: 'EGTXBD79H29TRA8' });
  expect(stack.resolve(rtmp.distributionArn)).toEqual({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':cloudfront::123456789012:streaming-distribution/EGTXBD79H29TRA8']] });
  Template.fromStack(stack).resourceCountIs(RESOURCE, 0);
});

test('somebody may be let act on it', () => {
  const role = new Role(stack, 'Operator', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  newRtmp().grant(role, 'cloudfront:GetStreamingDistribution', 'cloudfront:UpdateStreamingDistribution');
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [{
        Action: ['cloudfront:GetStreamingDistribution', 'cloudfront:UpdateStreamingDistribution'],
        Effect: 'Allow',
        Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':cloudfront::123456789012:streaming-distribution/', { Ref: stack.getLogicalId(stack.node.findChild('Rtmp').node.defaultChild as CfnElement) }]] },
      }],
    },
  });
  expect(errors(stack)).toEqual([]);
});

test('tokens are passed on, and the L1 is the default child', () => {
  const rtmp = newRtmp({ comment: Lazy.string({ produce: () => 'late' }), aliases: Lazy.list({ produce: () => ['late.example.com'] }) });
  (rtmp.node.defaultChild as CfnResource).addPropertyOverride('StreamingDistributionConfig.PriceClass', 'PriceClass_200');
  expect(rtmpConfigOf(stack)).toMatchObject({ Comment: 'late', Aliases: ['late.example.com'], PriceClass: 'PriceClass_200' });
});

test.each([
  'origin', 'origins', 'defaultBehavior', 'behaviors', 'forwarding', 'viewerProtocolPolicy', 'certificate', 'defaultRootObject', 'geoRestriction', 'minTtl', 'errorResponses', 'cachePolicy',
])('throws on %s, which only web distributions have [RTM-136] [RTM-138] [GEO-011] [TLS-003]', (name) => {
  const props = { bucket, [name]: 'anything' };
  expect(() => new RtmpDistribution(stack, 'Rtmp', props))
    .toThrow(`Stack/Rtmp: ${name} is of web distributions only; an RTMP distribution streams one S3 bucket and has no such setting.`);
});

test('throws on an origin: an HTTP server cannot be one [DST-036] [ORG-044]', () => {
  const props = { bucket, origin: Origins.custom('www.example.com') };
  expect(() => new RtmpDistribution(stack, 'Rtmp', props)).toThrow('Stack/Rtmp: origin is of web distributions only; an RTMP distribution streams one S3 bucket');
  const website = newRtmp({}, 'Website');
  (website.node.defaultChild as CfnResource).addPropertyOverride('StreamingDistributionConfig.S3Origin.DomainName', 'media.s3-website-us-east-1.amazonaws.com');
  stack.node.tryRemoveChild('Rtmp');
  expect(errors(stack)).toEqual(['rtmp-origin-bucket']);
});

test('throws on a bucket of another app', () => {
  expect(() => newRtmp({ bucket: new Bucket(newStack(), 'Other') })).toThrow('Stack/Rtmp: the bucket Stack/Other belongs to another app');
});
