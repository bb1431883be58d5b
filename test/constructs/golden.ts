import { readFileSync } from 'fs';
import { App, Duration, Stack, Validations } from 'aws-cdk-lib';
import { AllowedMethods, CachedMethods, CachePolicy, HttpVersion, PriceClass, S3OriginAccessControl, ViewerProtocolPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import {
  CookieForwarding, GeoRestriction, OriginAccessIdentity, Origins, RtmpDistribution, RtmpDistributionProps, ViewerCertificate, WebDistribution, WebDistributionProps,
} from '../../src';

/** Props as they are, or with the keys of each object in another order. */
export type Arrange = <T>(props: T) => T;
const AS_WRITTEN: Arrange = (props) => props;

/** What the golden templates are made of: what has to be there, and everything that can be. */
export const GOLDEN: { readonly [name: string]: (stack: Stack, arrange?: Arrange) => void } = {
  'a minimal web distribution': (stack) => {
    new WebDistribution(stack, 'Site', { defaultBehavior: { origin: Origins.custom('www.example.com') } });
  },

  'a maximal web distribution': (stack, arrange = AS_WRITTEN) => {
    new WebDistribution(stack, 'Site', arrange(maximalWebProps(arrange)));
  },

  'a web distribution with every kind of origin': (stack, arrange = AS_WRITTEN) => {
    const bucket = new Bucket(stack, 'Bucket', { websiteIndexDocument: 'index.html' });
    const identity = Origins.s3Bucket(new Bucket(stack, 'Identified'), { originAccessIdentity: new OriginAccessIdentity(stack, 'Identity') });
    const control = Origins.s3Bucket(new Bucket(stack, 'Controlled'), { originAccessControl: new S3OriginAccessControl(stack, 'Control') });
    new WebDistribution(stack, 'Site', arrange<WebDistributionProps>({
      defaultRootObject: 'index.html',
      defaultBehavior: { origin: identity },
      behaviors: [
        { pathPattern: '/control/*', origin: control },
        { pathPattern: '/website/*', origin: Origins.s3Website(bucket) },
        { pathPattern: '/either/*', origin: Origins.group(control, identity) },
        { pathPattern: '/video/*', origin: Origins.mediaPackage('https://3ae97e9482b0d011.mediapackage.us-west-2.amazonaws.com/out/v1/abc/index.m3u8') },
      ],
      accessLogs: {},
    }));
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

function maximalWebProps(arrange: Arrange): WebDistributionProps {
  const api = Origins.custom('api.example.com', arrange({
    originId: 'api',
    originPath: '/v1',
    customHeaders: { 'X-Secret': 's', 'X-Other': 'o' },
    connectionAttempts: 2,
    connectionTimeout: Duration.seconds(5),
    originShieldRegion: 'eu-west-1',
    httpPort: 8080,
    httpsPort: 8443,
    readTimeout: Duration.seconds(60),
    keepaliveTimeout: Duration.seconds(30),
  }));
  return {
    defaultBehavior: { origin: api, cachePolicy: CachePolicy.CACHING_OPTIMIZED, compress: true, viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS },
    behaviors: [{
      pathPattern: '/api/*',
      origin: Origins.group(api, Origins.custom('www.example.com', { originId: 'www' })),
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
      cachedMethods: CachedMethods.CACHE_GET_HEAD_OPTIONS,
      forwarding: { queryString: true, queryStringCacheKeys: ['v'], cookies: CookieForwarding.allowlist('session'), headers: ['Accept-Language'] },
      minTtl: Duration.seconds(1),
      defaultTtl: Duration.minutes(1),
      maxTtl: Duration.hours(1),
      trustedSigners: ['self'],
      smoothStreaming: false,
    }],
    aliases: ['www.example.com'],
    certificate: ViewerCertificate.fromIamCertificate('ASCACKCEVSQ6CEXAMPLE1'),
    defaultRootObject: 'index.html',
    errorPages: [{ errorCode: 404, pagePath: '/404.html', responseCode: 200, cachingMinTtl: Duration.minutes(5) }],
    geoRestriction: GeoRestriction.allowlist('DE', 'FR'),
    priceClass: PriceClass.PRICE_CLASS_100,
    comment: 'all of it',
    accessLogs: { prefix: 'site/', includeCookies: true },
    enabled: false,
    httpVersion: HttpVersion.HTTP2_AND_3,
    enableIpv6: false,
    webAclId: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/acl/473e64fd-f30b-4765-81a0-62ad96dd167a',
    publishAdditionalMetrics: true,
  };
}

function rehearsed(rtmp: RtmpDistribution): void {
  Validations.of(rtmp).acknowledge({ id: 'cloudfront-edge::rtmp-retired', reason: 'it is only rehearsed' });
}

/** The bytes of a golden template. */
export function bytesOf(name: string, arrange?: Arrange): string {
  const app = new App();
  const stack = new Stack(app, 'Stack', { env: { region: 'us-east-1', account: '123456789012' } });
  GOLDEN[name](stack, arrange);
  return readFileSync(app.synth().getStackArtifact('Stack').templateFullPath, 'utf8');
}
