import { generatedName, LOCAL_ACCOUNT, localId, localUuid } from './local-values';

/** What a resource's own properties and place tell about its attributes. */
export interface ResourceIdentity {
  readonly template: string;
  readonly logicalId: string;
  readonly region: string;
  /** A property's value when it is a known string. */
  text(property: string): string | undefined;
}

type Attribute = (resource: ResourceIdentity) => string;

interface TypeAttributes {
  readonly ref: Attribute;
  readonly attributes: { readonly [name: string]: Attribute };
}

/** The name that a property gives, or else the one that CloudFormation makes. */
const nameIn = (property: string): Attribute => (r) => r.text(property) ?? generatedName(r.template, r.logicalId);

const ownName = nameIn('Name');
const bucketName = nameIn('BucketName');
const distributionId: Attribute = (r) => localId('E', 14, r.template, r.logicalId);
const streamingId: Attribute = (r) => localId('E', 14, 'streaming', r.template, r.logicalId);
const identityId: Attribute = (r) => localId('E', 14, 'identity', r.template, r.logicalId);
const controlId: Attribute = (r) => localId('E', 14, 'access-control', r.template, r.logicalId);
const keyId: Attribute = (r) => localId('K', 14, r.template, r.logicalId);
const encryptionId: Attribute = (r) => localId('C', 14, r.template, r.logicalId);
const policyId: Attribute = (r) => localUuid(r.template, r.logicalId);
const zoneId: Attribute = (r) => localId('Z', 14, r.template, r.logicalId);
const functionArn: Attribute = (r) => `arn:aws:cloudfront::${LOCAL_ACCOUNT}:function/${ownName(r)}`;
const storeArn: Attribute = (r) => `arn:aws:cloudfront::${LOCAL_ACCOUNT}:key-value-store/${localUuid(r.template, r.logicalId)}`;

const functionUrlHost: Attribute = (r) => `${localId('', 32, 'url', r.template, r.logicalId).toLowerCase()}.lambda-url.${r.region}.on.aws`;
const lambdaName = nameIn('FunctionName');
const loadBalancerName: Attribute = (r) => ownName(r).slice(0, 32);
const loadBalancerArn: Attribute = (r) => `arn:aws:elasticloadbalancing:${r.region}:${LOCAL_ACCOUNT}:loadbalancer/${r.text('Type') === 'network' ? 'net' : r.text('Type') === 'gateway' ? 'gwy' : 'app'}/${loadBalancerName(r)}/${hexId(16, r)}`;
const loadBalancerHost: Attribute = (r) => {
  const name = `${r.text('Scheme') === 'internal' ? 'internal-' : ''}${loadBalancerName(r)}-${hexId(10, r)}`;
  return r.text('Type') === 'network' ? `${name}.elb.${r.region}.amazonaws.com` : `${name}.${r.region}.elb.amazonaws.com`;
};
const instanceId: Attribute = (r) => `i-${hexId(17, r)}`;
const securityGroupId: Attribute = (r) => `sg-${hexId(17, r)}`;
const apiId: Attribute = (r) => localId('', 10, 'api', r.template, r.logicalId).toLowerCase();
const stageName = nameIn('StageName');
const kmsKeyId: Attribute = (r) => localUuid('key', r.template, r.logicalId);
const vpcOriginId: Attribute = (r) => `vo_${localId('', 22, r.template, r.logicalId)}`;
const tenantId: Attribute = (r) => `dt_${localId('', 22, 'tenant', r.template, r.logicalId)}`;
const connectionGroupId: Attribute = (r) => `cg_${localId('', 22, 'connection-group', r.template, r.logicalId)}`;
const trustStoreId: Attribute = (r) => `ts_${localId('', 22, 'trust-store', r.template, r.logicalId)}`;
const lambdaArn = (r: ResourceIdentity, name: string) => (name.startsWith('arn:') ? name : `arn:aws:lambda:${r.region}:${LOCAL_ACCOUNT}:function:${name}`);
const qualifiedArn = (r: ResourceIdentity, qualifier: string) => `${lambdaArn(r, r.text('FunctionName') ?? r.logicalId)}:${qualifier}`;
const logGroupName = nameIn('LogGroupName');
const deliveryStreamName = nameIn('DeliveryStreamName');
const realtimeLogArn: Attribute = (r) => `arn:aws:cloudfront::${LOCAL_ACCOUNT}:realtime-log-config/${ownName(r)}`;
const userName = nameIn('UserName');
const groupName = nameIn('GroupName');
const managedPolicyArn: Attribute = (r) => `arn:aws:iam::${LOCAL_ACCOUNT}:policy/${nameIn('ManagedPolicyName')(r)}`;
const roleName = nameIn('RoleName');

const wafId: Attribute = (r) => localUuid('waf', r.template, r.logicalId);
const wafScope: Attribute = (r) => r.text('Scope') ?? 'CLOUDFRONT';
const wafArn = (kind: string): Attribute => (r) => {
  const place = wafScope(r) === 'CLOUDFRONT' ? `us-east-1:${LOCAL_ACCOUNT}:global` : `${r.region}:${LOCAL_ACCOUNT}:regional`;
  return `arn:aws:wafv2:${place}/${kind}/${ownName(r)}/${wafId(r)}`;
};

/** What AWS WAF has of a kind; `kind` as it stands in ARNs. */
function wafResource(kind: string): TypeAttributes {
  return { ref: (r) => [ownName(r), wafId(r), wafScope(r)].join('|'), attributes: { Arn: wafArn(kind), Id: wafId } };
}

const POLICY: TypeAttributes = { ref: policyId, attributes: { Id: policyId } };

function hexId(length: number, { template, logicalId }: ResourceIdentity): string {
  return localUuid(template, logicalId).replace(/-/g, '').slice(0, length);
}

/** Ref and GetAtt of the resource types that matter to CloudFront, with the values that the local edge gives them. */
export const ATTRIBUTES: { readonly [type: string]: TypeAttributes } = {
  'AWS::S3::Bucket': {
    ref: bucketName,
    attributes: {
      Arn: (r) => `arn:aws:s3:::${bucketName(r)}`,
      DomainName: (r) => `${bucketName(r)}.s3.amazonaws.com`,
      RegionalDomainName: (r) => `${bucketName(r)}.s3.${r.region}.amazonaws.com`,
      DualStackDomainName: (r) => `${bucketName(r)}.s3.dualstack.${r.region}.amazonaws.com`,
      WebsiteURL: (r) => `http://${bucketName(r)}.s3-website-${r.region}.amazonaws.com`,
    },
  },
  'AWS::CloudFront::Distribution': {
    ref: distributionId,
    attributes: { Id: distributionId, DomainName: (r) => `d${distributionId(r).slice(1).toLowerCase()}.cloudfront.net` },
  },
  'AWS::CloudFront::StreamingDistribution': {
    ref: streamingId,
    attributes: { Id: streamingId, DomainName: (r) => `s${streamingId(r).slice(1).toLowerCase()}.cloudfront.net` },
  },
  'AWS::CloudFront::CloudFrontOriginAccessIdentity': {
    ref: identityId,
    attributes: { Id: identityId, S3CanonicalUserId: (r) => localUuid('canonical', r.template, r.logicalId).replace(/-/g, '').repeat(2) },
  },
  'AWS::CloudFront::OriginAccessControl': { ref: controlId, attributes: { Id: controlId } },
  'AWS::CloudFront::CachePolicy': POLICY,
  'AWS::CloudFront::OriginRequestPolicy': POLICY,
  'AWS::CloudFront::ResponseHeadersPolicy': POLICY,
  'AWS::CloudFront::ContinuousDeploymentPolicy': POLICY,
  'AWS::CloudFront::DistributionTenant': { ref: tenantId, attributes: { Id: tenantId, Arn: (r) => `arn:aws:cloudfront::${LOCAL_ACCOUNT}:distribution-tenant/${tenantId(r)}` } },
  'AWS::CloudFront::ConnectionGroup': {
    ref: connectionGroupId,
    attributes: {
      Id: connectionGroupId,
      Arn: (r) => `arn:aws:cloudfront::${LOCAL_ACCOUNT}:connection-group/${connectionGroupId(r)}`,
      RoutingEndpoint: (r) => `${localId('d', 14, 'endpoint', r.template, r.logicalId).toLowerCase()}.cloudfront.net`,
    },
  },
  'AWS::CloudFront::KeyGroup': POLICY,
  'AWS::CloudFront::PublicKey': { ref: keyId, attributes: { Id: keyId } },
  'AWS::CloudFront::FieldLevelEncryptionConfig': { ref: encryptionId, attributes: { Id: encryptionId } },
  'AWS::CloudFront::FieldLevelEncryptionProfile': { ref: encryptionId, attributes: { Id: encryptionId } },
  'AWS::CloudFront::Function': { ref: functionArn, attributes: { 'FunctionARN': functionArn, 'FunctionMetadata.FunctionARN': functionArn, 'Stage': () => 'LIVE' } },
  'AWS::CloudFront::TrustStore': { ref: trustStoreId, attributes: { Id: trustStoreId } },
  'AWS::CloudFront::KeyValueStore': { ref: (r) => r.text('Name') ?? r.logicalId, attributes: { Arn: storeArn, Id: policyId, Status: () => 'READY' } },
  'AWS::Route53::HostedZone': { ref: zoneId, attributes: { Id: zoneId } },
  'AWS::CloudFront::VpcOrigin': { ref: vpcOriginId, attributes: { Id: vpcOriginId } },
  'AWS::Lambda::Url': { ref: functionUrlHost, attributes: { FunctionUrl: (r) => `https://${functionUrlHost(r)}/` } },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': { ref: loadBalancerArn, attributes: { DNSName: loadBalancerHost, LoadBalancerArn: loadBalancerArn } },
  'AWS::EC2::Instance': {
    ref: instanceId,
    attributes: {
      InstanceId: instanceId,
      PublicDnsName: (r) => `ec2-203-0-113-${parseInt(hexId(2, r), 16)}.${r.region === 'us-east-1' ? 'compute-1' : `${r.region}.compute`}.amazonaws.com`,
    },
  },
  'AWS::EC2::SecurityGroup': { ref: securityGroupId, attributes: { GroupId: securityGroupId } },
  'AWS::ApiGateway::RestApi': { ref: apiId, attributes: { RestApiId: apiId } },
  'AWS::ApiGateway::Stage': { ref: stageName, attributes: {} },
  'AWS::ApiGatewayV2::Stage': { ref: stageName, attributes: {} },
  'AWS::Serverless::Api': { ref: apiId, attributes: { RootResourceId: apiId } },
  'AWS::Serverless::HttpApi': { ref: apiId, attributes: {} },
  'AWS::ApiGatewayV2::Api': { ref: apiId, attributes: { ApiId: apiId, ApiEndpoint: (r) => `https://${apiId(r)}.execute-api.${r.region}.amazonaws.com` } },
  'AWS::CloudFront::RealtimeLogConfig': { ref: realtimeLogArn, attributes: { Arn: realtimeLogArn } },
  'AWS::Kinesis::Stream': { ref: ownName, attributes: { Arn: (r) => `arn:aws:kinesis:${r.region}:${LOCAL_ACCOUNT}:stream/${ownName(r)}` } },
  'AWS::KMS::Key': { ref: kmsKeyId, attributes: { KeyId: kmsKeyId, Arn: (r) => `arn:aws:kms:${r.region}:${LOCAL_ACCOUNT}:key/${kmsKeyId(r)}` } },
  'AWS::CloudFront::ConnectionFunction': POLICY,
  'AWS::Lambda::Function': { ref: lambdaName, attributes: { Arn: (r) => lambdaArn(r, lambdaName(r)) } },
  'AWS::Lambda::Version': { ref: (r) => qualifiedArn(r, '1'), attributes: { FunctionArn: (r) => qualifiedArn(r, '1'), Version: () => '1' } },
  'AWS::Lambda::Alias': { ref: (r) => qualifiedArn(r, r.text('Name') ?? 'live'), attributes: { AliasArn: (r) => qualifiedArn(r, r.text('Name') ?? 'live') } },
  'AWS::Logs::LogGroup': { ref: logGroupName, attributes: { Arn: (r) => `arn:aws:logs:${r.region}:${LOCAL_ACCOUNT}:log-group:${logGroupName(r)}:*` } },
  'AWS::Logs::DeliverySource': { ref: ownName, attributes: {} },
  'AWS::Logs::DeliveryDestination': {
    ref: ownName, attributes: { Arn: (r) => `arn:aws:logs:${r.region}:${LOCAL_ACCOUNT}:delivery-destination:${ownName(r)}` },
  },
  'AWS::KinesisFirehose::DeliveryStream': {
    ref: deliveryStreamName, attributes: { Arn: (r) => `arn:aws:firehose:${r.region}:${LOCAL_ACCOUNT}:deliverystream/${deliveryStreamName(r)}` },
  },
  'AWS::WAFv2::WebACL': wafResource('webacl'),
  'AWS::WAFv2::RuleGroup': wafResource('rulegroup'),
  'AWS::WAFv2::IPSet': wafResource('ipset'),
  'AWS::WAFv2::RegexPatternSet': wafResource('regexpatternset'),
  'AWS::IAM::Group': { ref: groupName, attributes: { Arn: (r) => `arn:aws:iam::${LOCAL_ACCOUNT}:group/${groupName(r)}` } },
  'AWS::IAM::ManagedPolicy': { ref: managedPolicyArn, attributes: { PolicyArn: managedPolicyArn } },
  'AWS::IAM::Role': { ref: roleName, attributes: { Arn: (r) => `arn:aws:iam::${LOCAL_ACCOUNT}:role/${roleName(r)}` } },
  'AWS::IAM::User': { ref: userName, attributes: { Arn: (r) => `arn:aws:iam::${LOCAL_ACCOUNT}:user/${userName(r)}` } },
  'AWS::CertificateManager::Certificate': { ref: (r) => `arn:aws:acm:${r.region}:${LOCAL_ACCOUNT}:certificate/${localUuid(r.template, r.logicalId)}`, attributes: {} },
};
