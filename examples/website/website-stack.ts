import { join } from 'path';
import { Duration, RemovalPolicy, Stack, StackProps } from 'aws-cdk-lib';
import { AccessLevel, CachePolicy, CacheQueryStringBehavior } from 'aws-cdk-lib/aws-cloudfront';
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { GeoRestriction, Origins, WebDistribution } from 'cdk-cloudfront-edge';

/** A site in a private bucket, and an API beside it. */
export class WebsiteStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps = {}) {
    super(scope, id, props);
    const bucket = new Bucket(this, 'Site', { blockPublicAccess: BlockPublicAccess.BLOCK_ALL, removalPolicy: RemovalPolicy.DESTROY });

    const distribution = new WebDistribution(this, 'Distribution', {
      comment: 'The example site',
      defaultRootObject: 'index.html',
      defaultBehavior: {
        origin: Origins.s3BucketWithOriginAccessControl(bucket, { originId: 'site', originAccessLevels: [AccessLevel.READ, AccessLevel.LIST] }),
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        compress: true,
      },
      behaviors: [{
        pathPattern: '/api/*',
        origin: Origins.custom('api.example.com', { originId: 'api' }),
        cachePolicy: new CachePolicy(this, 'ApiCaching', {
          queryStringBehavior: CacheQueryStringBehavior.all(),
          defaultTtl: Duration.seconds(0),
          maxTtl: Duration.minutes(5),
        }),
      }],
      errorResponses: [{ httpStatus: 404, responsePagePath: '/errors/404.html', ttl: Duration.minutes(1) }],
      geoRestriction: GeoRestriction.denylist('AQ'),
    });

    new BucketDeployment(this, 'Deployment', {
      sources: [Source.asset(join(__dirname, 'site'))],
      destinationBucket: bucket,
      cacheControl: [CacheControl.maxAge(Duration.hours(1))],
      distribution,
      distributionPaths: ['/index.html', '/style.css'],
    });
  }
}
