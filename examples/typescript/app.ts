import { App, CfnOutput, Duration, Stack, Validations } from 'aws-cdk-lib';
import { AllowedMethods, OriginProtocolPolicy, PriceClass, ViewerProtocolPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CookieForwarding, GeoRestriction, OriginAccessIdentity, Origins, RtmpDistribution, RtmpProtocol, WebDistribution } from 'cdk-cloudfront-edge';

const app = new App();
const stack = new Stack(app, 'Media');

const bucket = new Bucket(stack, 'Bucket');
const identity = new OriginAccessIdentity(stack, 'Identity', { comment: 'reads the films' });
identity.grantList(bucket);

const api = Origins.custom('api.example.com', {
  originId: 'api',
  customHeaders: { 'X-Tenant': 'films', 'X-Secret': 'of the origin' },
  protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
  connectionTimeout: Duration.seconds(5),
});
const site = new WebDistribution(stack, 'Site', {
  comment: 'Films and their pages',
  defaultBehavior: {
    origin: Origins.s3Bucket(bucket, { originId: 'films', originAccessIdentity: identity }),
    viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    defaultTtl: Duration.hours(1),
  },
  behaviors: [{
    pathPattern: '/api/*',
    origin: api,
    allowedMethods: AllowedMethods.ALLOW_ALL,
    forwarding: { queryString: true, cookies: CookieForwarding.allowlist('session'), headers: ['Accept-Language'] },
    minTtl: Duration.seconds(0),
    defaultTtl: Duration.seconds(0),
    maxTtl: Duration.minutes(5),
    trustedSigners: ['self', '1111-2222-3333'],
  }],
  errorResponses: [{ httpStatus: 404, responsePagePath: '/404.html', ttl: Duration.minutes(1) }],
  geoRestriction: GeoRestriction.allowlist('DE', 'FR', 'LI'),
  priceClass: PriceClass.PRICE_CLASS_100,
  accessLogs: { prefix: 'site/', includeCookies: true },
});

const rtmp = new RtmpDistribution(stack, 'Rtmp', { bucket, originAccessIdentity: identity });
Validations.of(rtmp).acknowledge({ id: 'cloudfront-edge::rtmp-retired', reason: 'it is only rehearsed' });

new CfnOutput(stack, 'Url', { value: site.distributionUrl });
new CfnOutput(stack, 'Streamer', { value: rtmp.streamerUrl(RtmpProtocol.RTMPE) });
app.synth();
