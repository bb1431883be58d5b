import { CfnResource, Duration, Fn, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { CfnOriginAccessControl, OriginIpAddressType, OriginProtocolPolicy, OriginSslPolicy, ViewerProtocolPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { Instance, InstanceClass, InstanceSize, InstanceType, MachineImage, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { emittedOrigin, EVERYTHING, EVERYTHING_EMITTED } from './emitted-origin';
import { configOf, errors, newSite, newStack, read } from './site';
import { Origins, WebDistributionProps } from '../../src';
import { edgeMatchers, EdgeHarness } from '../../src/testing';

expect.extend(edgeMatchers);

let stack: Stack;
beforeEach(() => { stack = newStack(); });

/** What the template says of an origin. */
const emitted = (origin: WebDistributionProps['defaultBehavior']['origin']) => emittedOrigin(stack, origin);

const CLIENT_CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012';

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
