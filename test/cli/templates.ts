/** A template with a bucket behind an origin access identity, and an API as custom origin. */
export function websiteTemplate(config: object = {}): object {
  return {
    Resources: {
      Bucket: { Type: 'AWS::S3::Bucket' },
      BucketPolicy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: {
          Bucket: { Ref: 'Bucket' },
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [{
              Effect: 'Allow',
              Action: 's3:GetObject',
              Principal: { CanonicalUser: { 'Fn::GetAtt': ['Identity', 'S3CanonicalUserId'] } },
              Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, '/*']] },
            }],
          },
        },
      },
      Identity: { Type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity', Properties: { CloudFrontOriginAccessIdentityConfig: { Comment: 'site' } } },
      Site: {
        Type: 'AWS::CloudFront::Distribution',
        Properties: {
          DistributionConfig: {
            Enabled: true,
            DefaultRootObject: 'index.html',
            Origins: [
              {
                Id: 'pages',
                DomainName: { 'Fn::GetAtt': ['Bucket', 'RegionalDomainName'] },
                S3OriginConfig: { OriginAccessIdentity: { 'Fn::Join': ['', ['origin-access-identity/cloudfront/', { Ref: 'Identity' }]] } },
              },
              { Id: 'api', DomainName: 'api.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } },
            ],
            DefaultCacheBehavior: {
              TargetOriginId: 'pages',
              ViewerProtocolPolicy: 'allow-all',
              CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
            },
            CacheBehaviors: [{
              PathPattern: '/api/*',
              TargetOriginId: 'api',
              ViewerProtocolPolicy: 'redirect-to-https',
              CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
            }],
            ...config,
          },
        },
      },
    },
    Outputs: { Domain: { Value: { 'Fn::GetAtt': ['Site', 'DomainName'] } } },
  };
}

/** The same with everything from the API, by HTTP as well. */
export function apiTemplate(): object {
  return websiteTemplate({
    DefaultRootObject: '',
    DefaultCacheBehavior: { TargetOriginId: 'api', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
  });
}
