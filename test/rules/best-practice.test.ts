import { mkdtempSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods, BehaviorOptions, CachePolicy, Distribution, Function as EdgeFunction, FunctionCode, FunctionEventType, FunctionRuntime, IOrigin, OriginRequestPolicy,
  ResponseHeadersPolicy, ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { FunctionUrlOrigin, HttpOrigin, OriginGroup, RestApiOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Code, Function as LambdaFunction, FunctionUrlAuthType, Runtime } from 'aws-cdk-lib/aws-lambda';
import { ARecord, AaaaRecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { checkTemplates } from '../../src/rules';
import { loadTemplates } from '../../src/template';

const viewerProtocolPolicy = ViewerProtocolPolicy.REDIRECT_TO_HTTPS;

/** A private bucket. */
const bucketIn = (stack: Stack, encryption?: BucketEncryption) => S3BucketOrigin.withOriginAccessControl(
  new Bucket(stack, 'Content', { encryption, enforceSSL: true, blockPublicAccess: BlockPublicAccess.BLOCK_ALL }),
);

/** Content that a server makes for each viewer. */
const dynamic = (origin: IOrigin): BehaviorOptions => ({
  origin,
  viewerProtocolPolicy,
  allowedMethods: AllowedMethods.ALLOW_ALL,
  cachePolicy: CachePolicy.CACHING_DISABLED,
  originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
});

/** Apps of aws-cdk-lib as its guide has them. */
const APPS: { readonly [what: string]: (stack: Stack) => void } = {
  'a private bucket': (stack) => {
    new Distribution(stack, 'Site', { defaultRootObject: 'index.html', defaultBehavior: { origin: bucketIn(stack), viewerProtocolPolicy } });
  },
  'a bucket that is encrypted with a key': (stack) => {
    new Distribution(stack, 'Site', { defaultRootObject: 'index.html', defaultBehavior: { origin: bucketIn(stack, BucketEncryption.KMS), viewerProtocolPolicy } });
  },
  'a site with a name of its own, security headers and logs': (stack) => {
    const zone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'example.com' });
    const site = new Distribution(stack, 'Site', {
      defaultRootObject: 'index.html',
      domainNames: ['www.example.com'],
      certificate: new Certificate(stack, 'Certificate', { domainName: 'www.example.com', validation: CertificateValidation.fromDns(zone) }),
      logBucket: new Bucket(stack, 'Logs', { objectOwnership: ObjectOwnership.OBJECT_WRITER }),
      logFilePrefix: 'site/',
      defaultBehavior: { origin: bucketIn(stack), viewerProtocolPolicy, responseHeadersPolicy: ResponseHeadersPolicy.SECURITY_HEADERS },
      errorResponses: [403, 404].map((httpStatus) => ({ httpStatus, responseHttpStatus: 200, responsePagePath: '/index.html' })),
    });
    const target = RecordTarget.fromAlias(new CloudFrontTarget(site));
    new ARecord(stack, 'Record', { zone, recordName: 'www', target });
    new AaaaRecord(stack, 'RecordOfIpv6', { zone, recordName: 'www', target });
  },
  'pages that a function finds': (stack) => {
    const code = FunctionCode.fromInline('function handler(event) { event.request.uri = event.request.uri.replace(/\\/$/, "/index.html"); return event.request; }');
    const index = new EdgeFunction(stack, 'Index', { code, runtime: FunctionRuntime.JS_2_0 });
    new Distribution(stack, 'Site', { defaultBehavior: { origin: bucketIn(stack), viewerProtocolPolicy, functionAssociations: [{ function: index, eventType: FunctionEventType.VIEWER_REQUEST }] } });
  },
  'a server, and its static files': (stack) => {
    const origin = new HttpOrigin('app.example.com');
    new Distribution(stack, 'Site', { defaultBehavior: dynamic(origin), additionalBehaviors: { '/static/*': { origin, viewerProtocolPolicy } } });
  },
  'a bucket, and a REST API': (stack) => {
    const api = new RestApi(stack, 'Api');
    api.root.addMethod('GET');
    new Distribution(stack, 'Site', { defaultRootObject: 'index.html', defaultBehavior: { origin: bucketIn(stack), viewerProtocolPolicy }, additionalBehaviors: { '/prod/*': dynamic(new RestApiOrigin(api)) } });
  },
  'a private function URL': (stack) => {
    const render = new LambdaFunction(stack, 'Render', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline('exports.handler = async () => ({ statusCode: 200 });') });
    new Distribution(stack, 'Site', { defaultBehavior: dynamic(FunctionUrlOrigin.withOriginAccessControl(render.addFunctionUrl({ authType: FunctionUrlAuthType.AWS_IAM }))) });
  },
  'a bucket with a server that stands in for it': (stack) => {
    const origin = new OriginGroup({ primaryOrigin: bucketIn(stack), fallbackOrigin: new HttpOrigin('spare.example.com') });
    new Distribution(stack, 'Site', { defaultRootObject: 'index.html', defaultBehavior: { origin, viewerProtocolPolicy } });
  },
};

test.each(Object.entries(APPS))('an app that follows the guide of aws-cdk-lib has nothing to acknowledge: %s', (_, build) => {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'best-practice-')), analyticsReporting: false });
  build(new Stack(app, 'Stack', { env: { account: '111122223333', region: 'us-east-1' } }));
  const found = checkTemplates(loadTemplates(app.synth().directory)).filter(({ level }) => level !== 'info');
  expect(found.map(({ rule, location, message }) => `${rule} ${location.path} ${message}`)).toEqual([]);
});
