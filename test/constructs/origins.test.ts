import { App, CfnResource, Duration, Fn, Lazy, NestedStack, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AccessLevel, CfnOriginAccessControl, IOrigin, OriginIpAddressType, OriginProtocolPolicy, OriginSslPolicy, S3OriginAccessControl, ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { Instance, InstanceClass, InstanceSize, InstanceType, MachineImage, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { bucketPolicyStatements, configOf, errors, findings, newSite, newStack, read } from './site';
import { OriginAccessIdentity, OriginOptions, Origins, WebDistribution, WebDistributionProps } from '../../src';
import { edgeMatchers, EdgeHarness } from '../../src/testing';

expect.extend(edgeMatchers);

let stack: Stack;
beforeEach(() => { stack = newStack(); });

/** What the template says of an origin. */
function emitted(origin: WebDistributionProps['defaultBehavior']['origin']): { readonly [property: string]: any } {
  newSite(stack, { defaultBehavior: { origin } });
  return configOf(stack).Origins[0];
}

const EVERYTHING: OriginOptions = {
  originId: 'mine',
  originPath: '/v1',
  customHeaders: { 'X-Secret': 's', 'X-Other': 'o' },
  connectionAttempts: 2,
  connectionTimeout: Duration.seconds(5),
  responseCompletionTimeout: Duration.seconds(90),
  originShieldRegion: 'eu-west-1',
};

const CLIENT_CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012';
const EVERYTHING_EMITTED = {
  Id: 'mine',
  OriginPath: '/v1',
  OriginCustomHeaders: [{ HeaderName: 'X-Other', HeaderValue: 'o' }, { HeaderName: 'X-Secret', HeaderValue: 's' }],
  ConnectionAttempts: 2,
  ConnectionTimeout: 5,
  ResponseCompletionTimeout: 90,
  OriginShield: { Enabled: true, OriginShieldRegion: 'eu-west-1' },
};

describe('an S3 bucket', () => {
  test('minimal example: it is named by its region [ORG-008]', () => {
    const bucket = new Bucket(stack, 'Bucket');
    expect(emitted(Origins.s3Bucket(bucket))).toEqual({
      Id: 'Origin1',
      DomainName: { 'Fn::GetAtt': [expect.stringContaining('Bucket'), 'RegionalDomainName'] },
      S3OriginConfig: { OriginAccessIdentity: '' },
    });
    const imported = newStack();
    const attributes = { bucketName: 'pictures', region: 'us-west-2' };
    newSite(imported, { defaultBehavior: { origin: Origins.s3Bucket(Bucket.fromBucketAttributes(imported, 'Imported', attributes)) } });
    expect(configOf(imported).Origins[0].DomainName).toBe('pictures.s3.us-west-2.amazonaws.com');
  });

  test('maximum example', () => {
    expect(emitted(Origins.s3Bucket(new Bucket(stack, 'Bucket'), { ...EVERYTHING, readTimeout: Duration.seconds(45) })))
      .toMatchObject({ ...EVERYTHING_EMITTED, S3OriginConfig: { OriginAccessIdentity: '', OriginReadTimeout: 45 } });
    expect(errors(stack)).toEqual([]);
  });

  test('with origin access control, its policy lets this distribution alone read it', () => {
    const originAccessControl = new S3OriginAccessControl(stack, 'Control');
    expect(emitted(Origins.s3Bucket(new Bucket(stack, 'Bucket'), { originAccessControl }))).toMatchObject({
      OriginAccessControlId: { 'Fn::GetAtt': [expect.stringContaining('Control'), 'Id'] },
      S3OriginConfig: { OriginAccessIdentity: '' },
    });
    const distribution = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':cloudfront::123456789012:distribution/', { Ref: 'SiteE53D7754' }]] };
    expect(bucketPolicyStatements(stack)).toMatchObject([{
      Action: 's3:GetObject',
      Effect: 'Allow',
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Condition: { StringEquals: { 'AWS:SourceArn': distribution } },
    }]);
    expect(errors(stack)).toEqual([]);
  });

  test('makes an access control by itself, unless one is given', () => {
    const origin = Origins.s3BucketWithOriginAccessControl(new Bucket(stack, 'Bucket'), { originId: 'mine' });
    newSite(stack, { defaultBehavior: { origin } });
    expect(configOf(stack).Origins).toMatchObject([{ Id: 'mine', OriginAccessControlId: { 'Fn::GetAtt': [expect.stringContaining('SiteOrigin1OriginAccessControl'), 'Id'] } }]);
    expect(bucketPolicyStatements(stack)).toMatchObject([{ Action: 's3:GetObject', Principal: { Service: 'cloudfront.amazonaws.com' } }]);
    expect(errors(stack)).toEqual([]);
    expect(findings(stack)).not.toContain('bucket-unreadable');
    const given = newStack();
    const originAccessControl = new S3OriginAccessControl(given, 'Control');
    newSite(given, { defaultBehavior: { origin: Origins.s3BucketWithOriginAccessControl(new Bucket(given, 'Bucket'), { originAccessControl }) } });
    Template.fromStack(given).resourceCountIs('AWS::CloudFront::OriginAccessControl', 1);
  });

  describe('that encrypts with a key of KMS', () => {
    const keyStatements = () => Object.values(Template.fromStack(stack).findResources('AWS::KMS::Key'))[0].Properties.KeyPolicy.Statement.slice(1);

    test('lets the distributions of the account use the key, as far as the levels go [OTD-129]', () => {
      const originAccessLevels = [AccessLevel.READ, AccessLevel.WRITE, AccessLevel.LIST];
      emitted(Origins.s3BucketWithOriginAccessControl(new Bucket(stack, 'Bucket', { encryption: BucketEncryption.KMS }), { originAccessLevels }));
      expect(keyStatements()).toEqual([{
        Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*'],
        Condition: { ArnLike: { 'AWS:SourceArn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':cloudfront::123456789012:distribution/*']] } } },
        Effect: 'Allow',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Resource: '*',
      }]);
      expect(findings(stack)).not.toContain('bucket-key-policy');
    });

    test('leaves the key alone when nothing that needs it is asked for, and then the rules say so', () => {
      emitted(Origins.s3BucketWithOriginAccessControl(new Bucket(stack, 'Bucket', { encryption: BucketEncryption.KMS }), { originAccessLevels: [] }));
      expect(keyStatements()).toEqual([]);
      expect(findings(stack)).toContain('bucket-key-policy');
    });

    test('has to have its key\'s policy by hand when the key is imported, and the synthesis says so', () => {
      const encryptionKey = Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012');
      emitted(Origins.s3BucketWithOriginAccessControl(new Bucket(stack, 'Bucket', { encryptionKey })));
      Annotations.fromStack(stack).hasWarning('/Stack/Site/Origin1', Match.stringLikeRegexp('The key Stack/Key of the bucket Stack/Bucket is imported.*Allow kms:Decrypt there by hand'));
    });
  });

  test('throws when the policy of a bucket in another stack would have to name something of this one', () => {
    const web = new Stack(stack.node.root, 'Web', { env: { region: stack.region, account: stack.account } });
    const bucket = new Bucket(stack, 'Bucket');
    const attempt = (id: string, origin: IOrigin) => () => new WebDistribution(web, id, { defaultBehavior: { origin } });
    expect(attempt('Controlled', Origins.s3BucketWithOriginAccessControl(bucket))).toThrow(
      'Web/Controlled/Origin1: the policy of the bucket Stack/Bucket would name the distribution of the stack Web, which itself refers to the bucket: neither stack could be deployed first. '
      + 'Put bucket and distribution into one stack, or give an OriginAccessIdentity that is made in Stack.',
    );
    expect(attempt('Identified', Origins.s3Bucket(bucket, { originAccessIdentity: new OriginAccessIdentity(web, 'Identity') }))).toThrow('would name the origin access identity of the stack Web');
  });

  test('does not throw for nested stacks, imported buckets, or policies that are left alone', () => {
    const web = new Stack(stack.node.root, 'Web', { env: { region: stack.region, account: stack.account } });
    const bucket = new Bucket(stack, 'Bucket');
    const nested = new NestedStack(stack, 'Nested');
    newSite(nested, { defaultBehavior: { origin: Origins.s3BucketWithOriginAccessControl(bucket) } });
    newSite(web, {
      defaultBehavior: { origin: Origins.s3BucketWithOriginAccessControl(bucket, { originAccessLevels: [] }) },
      behaviors: [{ pathPattern: '/imported/*', origin: Origins.s3BucketWithOriginAccessControl(Bucket.fromBucketName(stack, 'Imported', 'elsewhere')) }],
    });
    expect(() => (stack.node.root as App).synth()).not.toThrow();
  });

  test('one that two distributions share lets both in', () => {
    const origin = Origins.s3Bucket(new Bucket(stack, 'Bucket'), { originAccessControl: new S3OriginAccessControl(stack, 'Control') });
    newSite(stack, { defaultBehavior: { origin } });
    new WebDistribution(stack, 'Another', { defaultBehavior: { origin } });
    expect(bucketPolicyStatements(stack)).toHaveLength(2);
  });

  test('throws on a bucket of another app', () => {
    const origin = Origins.s3Bucket(new Bucket(newStack(), 'Bucket'));
    expect(() => newSite(stack, { defaultBehavior: { origin } })).toThrow('Stack/Site/Origin1: the bucket Stack/Bucket belongs to another app; use one of this app, or import it into this app by its name.');
  });
});

test('the website endpoint of a bucket is a custom origin that is reached by HTTP', () => {
  expect(emitted(Origins.s3Website(new Bucket(stack, 'Bucket', { websiteIndexDocument: 'index.html' }), EVERYTHING))).toMatchObject({
    ...EVERYTHING_EMITTED,
    DomainName: { 'Fn::Select': [2, { 'Fn::Split': ['/', { 'Fn::GetAtt': [expect.stringContaining('Bucket'), 'WebsiteURL'] }] }] },
    CustomOriginConfig: { OriginProtocolPolicy: 'http-only' },
  });
  expect(errors(stack)).toEqual([]);
});

describe('an HTTP server', () => {
  test('minimal example: it is asked by HTTPS, at the usual ports [WEB-054] [WEB-056]', async () => {
    expect(emitted(Origins.custom('www.example.com'))).toEqual({
      Id: 'Origin1',
      DomainName: 'www.example.com',
      CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] },
    });
    const [{ custom }] = read(stack).distributions[0].origins;
    expect([custom?.httpPort, custom?.httpsPort]).toEqual([80, 443]);
  });

  test('maximum example', () => {
    expect(emitted(Origins.custom('www.example.com', {
      ...EVERYTHING,
      protocolPolicy: OriginProtocolPolicy.MATCH_VIEWER,
      httpPort: 8080,
      httpsPort: 8443,
      originSslProtocols: [OriginSslPolicy.TLS_V1_1, OriginSslPolicy.TLS_V1_2],
      readTimeout: Duration.seconds(60),
      keepaliveTimeout: Duration.seconds(30),
      ipAddressType: OriginIpAddressType.DUALSTACK,
      clientCertificate: Certificate.fromCertificateArn(stack, 'Client', CLIENT_CERTIFICATE),
    }))).toEqual({
      ...EVERYTHING_EMITTED,
      DomainName: 'www.example.com',
      CustomOriginConfig: {
        OriginProtocolPolicy: 'match-viewer',
        HTTPPort: 8080,
        HTTPSPort: 8443,
        OriginSSLProtocols: ['TLSv1.1', 'TLSv1.2'],
        OriginReadTimeout: 60,
        OriginKeepaliveTimeout: 30,
        IpAddressType: 'dualstack',
        OriginMtlsConfig: { ClientCertificateArn: CLIENT_CERTIFICATE },
      },
    });
    expect(errors(stack)).toEqual([]);
  });

  test('CloudFront signs nothing for it, and its refusal is the viewer\'s [WEB-027]', async () => {
    newSite(stack, { defaultBehavior: { origin: Origins.custom('www.example.com', { originId: 'www' }) } });
    const edge = await EdgeHarness.fromStack(stack, { origins: { www: ({ headers }) => ({ status: 403, body: `signed: ${headers.has('authorization')}` }) } });
    const answer = await edge.get('/a');
    expect(answer).toHaveStatus(403);
    expect(answer.text()).toBe('signed: false');
  });

  test('a secret header goes with every request, so that the server can tell CloudFront from others [ORG-056]', async () => {
    newSite(stack, { defaultBehavior: { origin: Origins.custom('www.example.com', { originId: 'www', customHeaders: { 'X-Origin-Secret': 'abc' } }) } });
    const edge = await EdgeHarness.fromStack(stack, { origins: { www: ({ headers }) => (headers.get('x-origin-secret') === 'abc' ? 'welcome' : { status: 403 }) } });
    expect((await edge.get('/a')).text()).toBe('welcome');
    expect((await edge.get('/b', { headers: { 'x-origin-secret': 'guessed' } })).text()).toBe('welcome');
  });

  test('by HTTP although viewers have to use HTTPS, or as viewers do where they need not: both are accepted [TLS-018]', () => {
    newSite(stack, { defaultBehavior: { origin: Origins.custom('a.example.com', { protocolPolicy: OriginProtocolPolicy.HTTP_ONLY }), viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY } });
    expect(errors(stack)).toEqual([]);
    const other = newStack();
    newSite(other, { defaultBehavior: { origin: Origins.custom('a.example.com', { protocolPolicy: OriginProtocolPolicy.MATCH_VIEWER }) } });
    expect(errors(other)).toEqual([]);
  });
});

test.each([
  ['EC2', 'ec2-203-0-113-10.compute-1.amazonaws.com', {}],
  ['a server of one\'s own', 'www.example.com', {}],
  ['a website endpoint', 'b.s3-website-us-east-1.amazonaws.com', { protocolPolicy: OriginProtocolPolicy.HTTP_ONLY }],
])('the host of %s is a custom origin [ORG-042]', (_kind, domainName, options) => {
  expect(emitted(Origins.custom(domainName, options))).toMatchObject({ DomainName: domainName, CustomOriginConfig: expect.anything() });
  expect(errors(stack)).toEqual([]);
});

describe('servers of the app', () => {
  test('a load balancer is named by its DNS name [ORG-059]', () => {
    const loadBalancer = new ApplicationLoadBalancer(stack, 'LoadBalancer', { vpc: new Vpc(stack, 'Vpc'), internetFacing: true });
    expect(emitted(Origins.loadBalancer(loadBalancer, EVERYTHING))).toMatchObject({
      ...EVERYTHING_EMITTED,
      DomainName: { 'Fn::GetAtt': [expect.stringContaining('LoadBalancer'), 'DNSName'] },
      CustomOriginConfig: { OriginProtocolPolicy: 'https-only' },
    });
    expect(errors(stack)).toEqual([]);
  });

  test('an EC2 instance is named by its public DNS name', () => {
    const instance = new Instance(stack, 'Instance', {
      vpc: new Vpc(stack, 'Vpc'),
      vpcSubnets: { subnetType: SubnetType.PUBLIC },
      instanceType: InstanceType.of(InstanceClass.T3, InstanceSize.MICRO),
      machineImage: MachineImage.latestAmazonLinux2023(),
    });
    expect(emitted(Origins.ec2Instance(instance, { protocolPolicy: OriginProtocolPolicy.HTTP_ONLY }))).toMatchObject({
      DomainName: { 'Fn::GetAtt': [expect.stringContaining('Instance'), 'PublicDnsName'] },
      CustomOriginConfig: { OriginProtocolPolicy: 'http-only' },
    });
    expect(errors(stack)).toEqual([]);
  });

  test('throws on a load balancer of another app', () => {
    const other = newStack();
    const origin = Origins.loadBalancer(new ApplicationLoadBalancer(other, 'LoadBalancer', { vpc: new Vpc(other, 'Vpc') }));
    expect(() => newSite(stack, { defaultBehavior: { origin } })).toThrow('the origin Stack/LoadBalancer belongs to another app');
  });
});

describe('AWS media services', () => {
  test('a MediaStore container is a custom origin [ORG-037]', () => {
    expect(emitted(Origins.mediaStore('https://abcd1234.data.mediastore.us-west-2.amazonaws.com'))).toMatchObject({
      DomainName: 'abcd1234.data.mediastore.us-west-2.amazonaws.com', CustomOriginConfig: expect.anything(),
    });
    expect(errors(stack)).toEqual([]);
  });

  test('a MediaPackage channel is named by the host of its endpoint\'s URL [ORG-038] [DST-063]', () => {
    const origin = Origins.mediaPackage('https://3ae97e9482b0d011.mediapackage.us-west-2.amazonaws.com/out/v1/abc/index.m3u8', EVERYTHING);
    expect(emitted(origin)).toMatchObject({ ...EVERYTHING_EMITTED, DomainName: '3ae97e9482b0d011.mediapackage.us-west-2.amazonaws.com', CustomOriginConfig: expect.anything() });
    expect(errors(stack)).toEqual([]);
  });

  test('requests to a MediaPackage channel are signed by its origin access control', () => {
    const originAccessControl = new CfnOriginAccessControl(stack, 'Control', {
      originAccessControlConfig: { name: 'channel', originAccessControlOriginType: 'mediapackagev2', signingBehavior: 'always', signingProtocol: 'sigv4' },
    });
    expect(emitted(Origins.mediaPackage('https://abc.egress.xyz123.mediapackagev2.us-west-2.amazonaws.com/out/v1/g/c/e/index.m3u8', { originAccessControl })))
      .toMatchObject({ OriginAccessControlId: { Ref: 'Control' }, CustomOriginConfig: expect.anything() });
    expect(errors(stack)).toEqual([]);
  });

  test('a MediaPackage channel cannot be an S3 origin [DST-063]', () => {
    const site = newSite(stack, { defaultBehavior: { origin: Origins.s3Bucket(new Bucket(stack, 'Bucket')) } });
    (site.node.defaultChild as CfnResource).addPropertyOverride('DistributionConfig.Origins.0.DomainName', '3ae97e9482b0d011.mediapackage.us-west-2.amazonaws.com');
    expect(errors(stack)).toEqual(['s3-origin-name']);
  });

  test('a behavior for each type of endpoint leads to its channel [ORG-040]', () => {
    const dash = Origins.mediaPackage('https://d.mediapackage.us-west-2.amazonaws.com/out/v1/d/index.mpd', { originId: 'dash' });
    const hls = Origins.mediaPackage('https://h.mediapackage.us-west-2.amazonaws.com/out/v1/h/index.m3u8', { originId: 'hls' });
    newSite(stack, { behaviors: [{ pathPattern: '*.mpd', origin: dash }, { pathPattern: '*.m3u8', origin: hls }, { pathPattern: '*.ts', origin: hls }] });
    const { CacheBehaviors } = configOf(stack);
    expect(CacheBehaviors.map(({ PathPattern, TargetOriginId }: any) => [PathPattern, TargetOriginId])).toEqual([['*.mpd', 'dash'], ['*.m3u8', 'hls'], ['*.ts', 'hls']]);
    expect(errors(stack)).toEqual([]);
  });

  test('of an endpoint that is known only when it is deployed, CloudFormation takes the host', () => {
    const endpoint = Fn.importValue('Endpoint');
    expect(emitted(Origins.mediaPackage(endpoint)).DomainName).toEqual({ 'Fn::Select': [2, { 'Fn::Split': ['/', { 'Fn::ImportValue': 'Endpoint' }] }] });
  });

  test('of an endpoint that is known in part, the host is what stands between scheme and path', () => {
    const channel = Fn.importValue('Channel');
    expect(emitted(Origins.mediaPackage(`https://${channel}.mediapackage.us-west-2.amazonaws.com/out`)).DomainName)
      .toEqual({ 'Fn::Join': ['', [{ 'Fn::ImportValue': 'Channel' }, '.mediapackage.us-west-2.amazonaws.com']] });
  });
});

test('every kind of origin stands in one distribution [ORG-001]', () => {
  const bucket = new Bucket(stack, 'Bucket', { websiteIndexDocument: 'index.html' });
  const origins = {
    '/bucket/*': Origins.s3Bucket(bucket),
    '/website/*': Origins.s3Website(bucket),
    '/mediastore/*': Origins.mediaStore('abcd1234.data.mediastore.us-west-2.amazonaws.com'),
    '/mediapackage/*': Origins.mediaPackage('https://3ae97e9482b0d011.mediapackage.us-west-2.amazonaws.com'),
    '/ec2/*': Origins.custom('ec2-203-0-113-10.compute-1.amazonaws.com'),
    '/balanced/*': Origins.custom('my-lb-123.us-east-1.elb.amazonaws.com'),
  };
  newSite(stack, { behaviors: Object.entries(origins).map(([pathPattern, origin]) => ({ pathPattern, origin })) });
  expect(configOf(stack).Origins.map((origin: object) => ('S3OriginConfig' in origin ? 'bucket' : 'custom'))).toEqual(['custom', 'bucket', ...Array(5).fill('custom')]);
  expect(errors(stack)).toEqual([]);
});

test('values may be tokens, which are passed on', () => {
  const later = (value: string) => Lazy.string({ produce: () => value });
  expect(emitted(Origins.custom(later('late.example.com'), {
    originPath: later('/late'),
    customHeaders: { 'X-Secret': Fn.importValue('Secret') },
    connectionAttempts: Lazy.number({ produce: () => 2 }),
    originShieldRegion: later('eu-west-1'),
    readTimeout: Duration.seconds(Lazy.number({ produce: () => 7 })),
  }))).toMatchObject({
    DomainName: 'late.example.com',
    OriginPath: '/late',
    OriginCustomHeaders: [{ HeaderName: 'X-Secret', HeaderValue: { 'Fn::ImportValue': 'Secret' } }],
    ConnectionAttempts: 2,
    OriginShield: { OriginShieldRegion: 'eu-west-1' },
    CustomOriginConfig: { OriginReadTimeout: 7 },
  });
});

test('what a bucket lets somebody do needs somebody: uploads through CloudFront need an access control [REQ-016]', () => {
  const originAccessLevels = [AccessLevel.READ, AccessLevel.WRITE];
  const bucket = new Bucket(stack, 'Uploads');
  expect(() => emitted(Origins.s3Bucket(bucket, { originAccessLevels }))).toThrow(/originAccessLevels of the bucket Stack\/Uploads are for nobody; give originAccessControl/);
  stack = newStack();
  emitted(Origins.s3BucketWithOriginAccessControl(new Bucket(stack, 'Uploads'), { originAccessLevels }));
  expect(bucketPolicyStatements(stack).map(({ Action }: any) => Action)).toEqual(['s3:GetObject', 's3:PutObject']);
});
