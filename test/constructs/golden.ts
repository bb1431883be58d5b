import { readFileSync } from 'fs';
import { App, Duration, Stack, Validations } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods, CachedMethods, CachePolicy, CfnAnycastIpList, CfnConnectionFunction, CfnContinuousDeploymentPolicy, CfnTrustStore, Endpoint, Function,
  FunctionCode, FunctionEventType, FunctionRuntime, HttpVersion, KeyGroup, LambdaEdgeEventType, OriginIpAddressType, OriginRequestPolicy,
  OriginSelectionCriteria, PriceClass, PublicKey, RealtimeLogConfig, ResponseHeadersPolicy, S3OriginAccessControl, SSLMethod, ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { Instance, InstanceType, KeyPair, MachineImage, Peer, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Group } from 'aws-cdk-lib/aws-iam';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { Version } from 'aws-cdk-lib/aws-lambda';
import { Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import {
  CloudFrontGrants, CloudFrontTrail, CookieForwarding, GeoRestriction, LiveEvent, LiveMediaServer,
  OriginAccessIdentity, Origins, RtmpDistribution, RtmpDistributionProps, ViewerCertificate,
  ViewerMtls, WebDistribution, WebDistributionProps,
} from '../../src';

/** Props as they are, or with the keys of each object in another order. */
export type Arrange = <T>(props: T) => T;
const AS_WRITTEN: Arrange = (props) => props;

const CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012';
const PUBLIC_KEY = `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAudf8/iNkQgdvjEdm6xYS
JAyxd/kGTbJfQNg9YhInb7TSm0dGu0yx8yZ3fnpmxuRPqJIlaVr+fT4YRl71gEYa
dlhHmnVegyPNjP9dNqZ7zwNqMEPOPnS/NOHbJj1KYKpn1f8pPNycQ5MQCntKGnSj
6fc+nbcC0joDvGz80xuy1W4hLV9oC9c3GT26xfZb2jy9MVtA3cppNuTwqrFi3t6e
0iGpraxZlT5wewjZLpQkngqYr6s3aucPAZVsGTEYPo4nD5mswmtZOm+tgcOrivtD
/3sD/qZLQ6c5siqyS8aTraD6y+VXugujfarTU65IeZ6QAUbLMsWuZOIi5Jn8zAwx
NQIDAQAB
-----END PUBLIC KEY-----`;

const WWW = Origins.custom('www.example.com');

/** What the golden templates are made of: what has to be there, and everything that can be. */
export const GOLDEN: { readonly [name: string]: (stack: Stack, arrange?: Arrange) => void } = {
  'a live event': (stack, arrange = AS_WRITTEN) => {
    const event = new LiveEvent(stack, 'Event', arrange({
      server: LiveMediaServer.ADOBE_MEDIA_SERVER,
      machineImage: MachineImage.genericLinux({ 'us-east-1': 'ami-0123456789abcdef0' }),
      keyPair: KeyPair.fromKeyPairName(stack, 'LiveKeyPair', 'mykey'),
      publishers: [Peer.ipv4('203.0.113.10/32')],
      administrators: [Peer.ipv4('198.51.100.0/24')],
      playerDomains: ['www.example.com'],
      restartable: true,
      endsAt: '2026-12-01',
    }));
    event.enableSsh(Peer.ipv4('198.51.100.0/24'));
  },
  'a minimal web distribution': (stack) => {
    new WebDistribution(stack, 'Site', { defaultBehavior: { origin: WWW } });
  },

  'a maximal web distribution': (stack, arrange = AS_WRITTEN) => {
    new WebDistribution(stack, 'Site', arrange(maximalWebProps(stack, arrange)));
  },

  'a web distribution with every kind of origin': (stack, arrange = AS_WRITTEN) => {
    const bucket = new Bucket(stack, 'Bucket', { websiteIndexDocument: 'index.html' });
    const identity = Origins.s3Bucket(new Bucket(stack, 'Identified'), { originAccessIdentity: new OriginAccessIdentity(stack, 'Identity') });
    const control = Origins.s3Bucket(new Bucket(stack, 'Controlled'), { originAccessControl: new S3OriginAccessControl(stack, 'Control'), readTimeout: Duration.seconds(20) });
    new WebDistribution(stack, 'Site', arrange<WebDistributionProps>({
      defaultRootObject: 'index.html',
      defaultBehavior: { origin: identity },
      behaviors: [
        { pathPattern: '/control/*', origin: control },
        { pathPattern: '/encrypted/*', origin: Origins.s3BucketWithOriginAccessControl(new Bucket(stack, 'Encrypted', { encryption: BucketEncryption.KMS })) },
        { pathPattern: '/mutual/*', origin: Origins.custom('mutual.example.com', { clientCertificate: Certificate.fromCertificateArn(stack, 'Client', CERTIFICATE) }) },
        { pathPattern: '/website/*', origin: Origins.s3Website(bucket) },
        { pathPattern: '/either/*', origin: Origins.group(control, identity) },
        { pathPattern: '/video/*', origin: Origins.mediaPackage('https://3ae97e9482b0d011.mediapackage.us-west-2.amazonaws.com/out/v1/abc/index.m3u8') },
        { pathPattern: '/old-video/*', origin: Origins.mediaStore('https://abcd1234.data.mediastore.us-west-2.amazonaws.com') },
      ],
      accessLogs: {},
    }));
  },

  'a web distribution before servers of the app': (stack, arrange = AS_WRITTEN) => {
    const vpc = new Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 });
    const instance = new Instance(stack, 'Instance', {
      vpc, vpcSubnets: { subnetType: SubnetType.PUBLIC }, instanceType: new InstanceType('t3.micro'), machineImage: MachineImage.latestAmazonLinux2023(),
    });
    new WebDistribution(stack, 'Site', arrange<WebDistributionProps>({
      defaultBehavior: { origin: Origins.loadBalancer(new ApplicationLoadBalancer(stack, 'LoadBalancer', { vpc, internetFacing: true })) },
      behaviors: [{ pathPattern: '/instance/*', origin: Origins.ec2Instance(instance) }],
    }));
  },

  'web distributions with other certificates, cookies and countries': (stack, arrange = AS_WRITTEN) => {
    const identities = [
      OriginAccessIdentity.fromOriginAccessIdentityId(stack, 'First', 'E127EXAMPLE51Z'),
      OriginAccessIdentity.fromOriginAccessIdentityAttributes(stack, 'Second', { originAccessIdentityId: 'E127EXAMPLE52Z', s3CanonicalUserId: 'c'.repeat(96) }),
    ];
    const [first, second] = identities.map((originAccessIdentity, index) => Origins.s3Bucket(new Bucket(stack, `Bucket${index}`), { originAccessIdentity }));
    new WebDistribution(stack, 'Own', arrange<WebDistributionProps>({
      domainNames: ['www.example.com'],
      certificate: ViewerCertificate.fromAcmCertificate(Certificate.fromCertificateArn(stack, 'Certificate', CERTIFICATE), { sslMethod: SSLMethod.VIP }),
      defaultBehavior: { origin: first, forwarding: { cookies: CookieForwarding.all() } },
      geoRestriction: GeoRestriction.denylist('AQ'),
    }));
    new WebDistribution(stack, 'Default', arrange<WebDistributionProps>({
      certificate: ViewerCertificate.fromCloudFrontDefaultCertificate(),
      defaultBehavior: { origin: second, forwarding: { cookies: CookieForwarding.none() } },
      geoRestriction: GeoRestriction.none(),
    }));
    WebDistribution.fromDistributionAttributes(stack, 'Existing', { distributionId: 'EDFDVBD632BHDS5', domainName: 'd111111abcdef8.cloudfront.net' });
    RtmpDistribution.fromDistributionAttributes(stack, 'ExistingRtmp', { distributionId: 'EGTXBD79H29TRA8', domainName: 's5c39gqb8ow64r.cloudfront.net' });
  },

  'web distributions whose viewers show certificates': (stack, arrange = AS_WRITTEN) => {
    const trustStore = new CfnTrustStore(stack, 'Trust', {
      name: 'members', caCertificatesBundleSource: { caCertificatesBundleS3Location: { bucket: 'amzn-ca', key: 'ca.pem', region: 'us-east-1' } },
    });
    const connectionFunction = new CfnConnectionFunction(stack, 'Members', {
      name: 'members',
      autoPublish: true,
      connectionFunctionCode: 'function connectionHandler(connection) { connection.allow(); }',
      connectionFunctionConfig: { comment: 'who may connect', runtime: 'cloudfront-js-2.0' },
    });
    const options = arrange({ advertiseTrustStoreCaNames: true, ignoreCertificateExpiry: false });
    const modes = { Required: ViewerMtls.required(trustStore), Optional: ViewerMtls.optional(trustStore, options), Passthrough: ViewerMtls.passthrough() };
    for (const [id, viewerMtls] of Object.entries(modes)) {
      new WebDistribution(stack, id, arrange<WebDistributionProps>({
        defaultBehavior: { origin: WWW, cachePolicy: CachePolicy.CACHING_DISABLED, viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY },
        viewerMtls,
        connectionFunction: id === 'Required' ? connectionFunction : undefined,
      }));
    }
  },

  'a web distribution with a staging one': (stack, arrange = AS_WRITTEN) => {
    const staging = new WebDistribution(stack, 'Staging', arrange({ defaultBehavior: { origin: WWW }, staging: true }));
    const continuousDeploymentPolicy = new CfnContinuousDeploymentPolicy(stack, 'Policy', {
      continuousDeploymentPolicyConfig: { enabled: true, stagingDistributionDnsNames: [staging.distributionDomainName], type: 'SingleWeight', singleWeightPolicyConfig: { weight: 0.1 } },
    });
    new WebDistribution(stack, 'Primary', arrange({ defaultBehavior: { origin: WWW }, continuousDeploymentPolicy }));
  },

  'what the account grants and records': (stack, arrange = AS_WRITTEN) => {
    const group = new Group(stack, 'Group');
    CloudFrontGrants.all(group);
    CloudFrontGrants.allOverSsl(group);
    CloudFrontGrants.readAll(group);
    CloudFrontGrants.allDistributions(group);
    CloudFrontGrants.actions(group, 'cloudfront:ListDistributions');
    new CloudFrontTrail(stack, 'Trail', arrange({ prefix: 'trail', topic: new Topic(stack, 'Topic') }));
  },

  'a minimal RTMP distribution': (stack) => {
    rehearsed(new RtmpDistribution(stack, 'Rtmp', { bucket: new Bucket(stack, 'Media') }));
  },

  'a maximal RTMP distribution': (stack, arrange = AS_WRITTEN) => {
    rehearsed(new RtmpDistribution(stack, 'Rtmp', arrange<RtmpDistributionProps>({
      bucket: new Bucket(stack, 'Media'),
      originAccessIdentity: new OriginAccessIdentity(stack, 'Identity', { comment: 'rtmp media access' }),
      aliases: ['media.example.com'],
      trustedSigners: ['self', '111122223333'],
      accessLogs: { prefix: 'rtmp/' },
      priceClass: PriceClass.PRICE_CLASS_100,
      comment: 'films',
      enabled: false,
    })));
  },
};

function maximalWebProps(stack: Stack, arrange: Arrange): WebDistributionProps {
  const api = Origins.custom('api.example.com', arrange({
    originId: 'api',
    originPath: '/v1',
    customHeaders: { 'X-Secret': 's', 'X-Other': 'o' },
    connectionAttempts: 2,
    connectionTimeout: Duration.seconds(5),
    responseCompletionTimeout: Duration.seconds(90),
    originShieldRegion: 'eu-west-1',
    httpPort: 8080,
    httpsPort: 8443,
    readTimeout: Duration.seconds(60),
    keepaliveTimeout: Duration.seconds(30),
    ipAddressType: OriginIpAddressType.DUALSTACK,
  }));
  const functionVersion = Version.fromVersionArn(stack, 'Version', 'arn:aws:lambda:us-east-1:123456789012:function:rewrite:1');
  const rewrite = new Function(stack, 'Rewrite', { functionName: 'rewrite', runtime: FunctionRuntime.JS_2_0, code: FunctionCode.fromInline('function handler(event) { return event.request; }') });
  return {
    defaultBehavior: arrange({
      origin: api,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachedMethods: CachedMethods.CACHE_GET_HEAD_OPTIONS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      originRequestPolicy: OriginRequestPolicy.CORS_CUSTOM_ORIGIN,
      responseHeadersPolicy: ResponseHeadersPolicy.SECURITY_HEADERS,
      compress: true,
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      trustedKeyGroups: [new KeyGroup(stack, 'Keys', { items: [new PublicKey(stack, 'Key', { encodedKey: PUBLIC_KEY })] })],
      functionAssociations: [{ eventType: FunctionEventType.VIEWER_REQUEST, function: rewrite }],
      edgeLambdas: [{ eventType: LambdaEdgeEventType.ORIGIN_REQUEST, functionVersion, includeBody: true }],
      realtimeLogConfig: new RealtimeLogConfig(stack, 'Realtime', { samplingRate: 1, fields: ['timestamp'], endPoints: [Endpoint.fromKinesisStream(new Stream(stack, 'Stream'))] }),
      fieldLevelEncryptionId: 'C3KM2WVD605UAY',
      enableGrpc: false,
    }),
    behaviors: [arrange({
      pathPattern: '/api/*',
      origin: Origins.group(api, Origins.custom('www.example.com', { originId: 'www' }), arrange({ originGroupId: 'both', failoverStatusCodes: [500, 503], selectionCriteria: OriginSelectionCriteria.DEFAULT })),
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
      cachedMethods: CachedMethods.CACHE_GET_HEAD_OPTIONS,
      forwarding: arrange({ queryString: true, queryStringCacheKeys: ['v'], cookies: CookieForwarding.allowlist('session'), headers: ['Accept-Language'] }),
      minTtl: Duration.seconds(1),
      defaultTtl: Duration.minutes(1),
      maxTtl: Duration.hours(1),
      trustedSigners: ['self'],
      smoothStreaming: false,
    })],
    domainNames: ['www.example.com'],
    certificate: ViewerCertificate.fromIamCertificate('ASCACKCEVSQ6CEXAMPLE1'),
    defaultRootObject: 'index.html',
    errorResponses: [arrange({ httpStatus: 404, responsePagePath: '/404.html', responseHttpStatus: 200, ttl: Duration.minutes(5) })],
    geoRestriction: GeoRestriction.allowlist('DE', 'FR'),
    priceClass: PriceClass.PRICE_CLASS_ALL,
    comment: 'all of it',
    accessLogs: { prefix: 'site/', includeCookies: true },
    enabled: false,
    httpVersion: HttpVersion.HTTP2_AND_3,
    enableIpv6: false,
    webAclId: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/acl/473e64fd-f30b-4765-81a0-62ad96dd167a',
    publishAdditionalMetrics: true,
    cacheTagHeader: 'Cache-Tag',
    anycastIpList: new CfnAnycastIpList(stack, 'Addresses', { name: 'addresses', ipCount: 21 }),
  };
}

function rehearsed(rtmp: RtmpDistribution): void {
  Validations.of(rtmp).acknowledge({ id: 'cloudfront-edge::rtmp-retired', reason: 'it is only rehearsed' });
}

/** A stack of an app of its own, with a golden template's constructs. */
export function goldenStack(name: string, arrange?: Arrange): { readonly app: App; readonly stack: Stack } {
  const app = new App();
  const stack = new Stack(app, 'Stack', { env: { region: 'us-east-1', account: '123456789012' } });
  GOLDEN[name](stack, arrange);
  return { app, stack };
}

/** The bytes of a golden template. */
export function bytesOf(name: string, arrange?: Arrange): string {
  return readFileSync(goldenStack(name, arrange).app.synth().getStackArtifact('Stack').templateFullPath, 'utf8');
}
