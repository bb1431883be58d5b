import { join } from 'path';
import { Duration, RemovalPolicy, Stack, StackProps } from 'aws-cdk-lib';
import { AllowedMethods, ViewerProtocolPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { GeoRestriction, OriginAccessIdentity, Origins, WebDistribution } from 'cdk-cloudfront-edge';

/** A site in a private bucket, and an API beside it. */
export class WebsiteStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps = {}) {
    super(scope, id, props);
    const bucket = new Bucket(this, 'Site', { blockPublicAccess: BlockPublicAccess.BLOCK_ALL, removalPolicy: RemovalPolicy.DESTROY });
    const identity = new OriginAccessIdentity(this, 'Identity', { comment: 'reads the site' });
    identity.grantList(bucket);

    const distribution = new WebDistribution(this, 'Distribution', {
      comment: 'The example site',
      defaultRootObject: 'index.html',
      defaultBehavior: {
        origin: Origins.s3Bucket(bucket, { originId: 'site', originAccessIdentity: identity }),
        viewerProtocolPolicy: ViewerProtocolPolicy.ALLOW_ALL,
        compress: true,
        defaultTtl: Duration.hours(24),
      },
      behaviors: [{
        pathPattern: '/api/*',
        origin: Origins.custom('api.example.com', { originId: 'api' }),
        allowedMethods: AllowedMethods.ALLOW_ALL,
        forwarding: { queryString: true },
        minTtl: Duration.seconds(0),
        defaultTtl: Duration.seconds(0),
        maxTtl: Duration.minutes(5),
      }],
      errorPages: [{ errorCode: 404, pagePath: '/errors/404.html', responseCode: 404, cachingMinTtl: Duration.minutes(1) }],
      geoRestriction: GeoRestriction.denylist('AQ'),
    });

    new BucketDeployment(this, 'Deployment', { sources: [Source.asset(join(__dirname, 'site'))], destinationBucket: bucket, distribution });
  }
}
