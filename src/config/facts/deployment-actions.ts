const TAGS = ['cloudfront:ListTagsForResource', 'cloudfront:TagResource', 'cloudfront:UntagResource'];
const LOG_TAGS = ['logs:ListTagsForResource', 'logs:TagResource', 'logs:UntagResource'];

function actions(service: string, name: string, ...verbs: string[]): string[] {
  return verbs.map((verb) => `${service}:${verb}${name}`);
}

function managed(name: string): string[] {
  return actions('cloudfront', name, 'Create', 'Get', 'Update', 'Delete');
}

/**
 * The actions that CloudFormation calls to create, read, change and delete a resource, by its type, as the registry of resource types has them.
 * What they need of buckets, roles and functions that the resource names comes in addition.
 */
export const DEPLOYMENT_ACTIONS: { readonly [type: string]: readonly string[] | undefined } = {
  'AWS::CloudFront::AnycastIpList': [...managed('AnycastIpList'), ...TAGS],
  'AWS::CloudFront::CachePolicy': managed('CachePolicy'),
  'AWS::CloudFront::CloudFrontOriginAccessIdentity': managed('CloudFrontOriginAccessIdentity'),
  'AWS::CloudFront::ConnectionFunction': [...actions('cloudfront', 'ConnectionFunction', 'Create', 'Describe', 'Get', 'Update', 'Publish', 'Delete'), ...TAGS],
  'AWS::CloudFront::ConnectionGroup': [...managed('ConnectionGroup'), ...TAGS],
  'AWS::CloudFront::ContinuousDeploymentPolicy': managed('ContinuousDeploymentPolicy'),
  'AWS::CloudFront::Distribution': [
    ...managed('Distribution'), 'cloudfront:CreateDistributionWithTags', 'cloudfront:GetDistributionConfig', 'cloudfront:UpdateDistributionWithStagingConfig',
    'cloudfront:CreateConnectionGroup', 'cloudfront:GetConnectionGroup', 'cloudfront:GetVpcOrigin', ...TAGS,
  ],
  'AWS::CloudFront::DistributionTenant': [
    ...managed('DistributionTenant'), 'cloudfront:GetManagedCertificateDetails', 'cloudfront:VerifyDnsConfiguration',
    'acm:DescribeCertificate', 'acm:RequestCertificate', 'wafv2:GetWebACL', ...TAGS,
  ],
  'AWS::CloudFront::Function': [...actions('cloudfront', 'Function', 'Create', 'Describe', 'Get', 'Update', 'Publish', 'Delete'), ...TAGS],
  'AWS::CloudFront::KeyGroup': managed('KeyGroup'),
  'AWS::CloudFront::KeyValueStore': [...actions('cloudfront', 'KeyValueStore', 'Create', 'Describe', 'Update', 'Delete'), ...TAGS],
  'AWS::CloudFront::MonitoringSubscription': actions('cloudfront', 'MonitoringSubscription', 'Create', 'Get', 'Delete'),
  'AWS::CloudFront::OriginAccessControl': managed('OriginAccessControl'),
  'AWS::CloudFront::OriginRequestPolicy': managed('OriginRequestPolicy'),
  'AWS::CloudFront::PublicKey': managed('PublicKey'),
  'AWS::CloudFront::RealtimeLogConfig': managed('RealtimeLogConfig'),
  'AWS::CloudFront::ResponseHeadersPolicy': managed('ResponseHeadersPolicy'),
  'AWS::CloudFront::StreamingDistribution': [
    ...managed('StreamingDistribution'), 'cloudfront:CreateStreamingDistributionWithTags', 'cloudfront:GetStreamingDistributionConfig', ...TAGS,
  ],
  'AWS::CloudFront::TrustStore': [...managed('TrustStore'), ...TAGS],
  'AWS::CloudFront::VpcOrigin': [...managed('VpcOrigin'), 'ec2:DescribeInstances', 'ec2:DescribeInternetGateways', 'elasticloadbalancing:DescribeLoadBalancers', ...TAGS],
  'AWS::Logs::Delivery': [
    ...actions('logs', 'Delivery', 'Create', 'Get', 'Delete'), 'logs:DescribeDeliveries', 'logs:UpdateDeliveryConfiguration', 'logs:GetDeliverySource',
    'logs:GetDeliveryDestination', ...LOG_TAGS,
  ],
  'AWS::Logs::DeliveryDestination': [
    ...actions('logs', 'DeliveryDestination', 'Put', 'Get', 'Delete'), ...actions('logs', 'DeliveryDestinationPolicy', 'Put', 'Get', 'Delete'), ...LOG_TAGS,
  ],
  'AWS::Logs::DeliverySource': [...actions('logs', 'DeliverySource', 'Put', 'Get', 'Delete'), 'cloudfront:AllowVendedLogDeliveryForResource', ...LOG_TAGS],
};
