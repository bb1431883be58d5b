import { distribution, ruleTest, violationsOf } from './rule-test';

const NONE = { Ref: 'AWS::NoValue' };
const vpc = (VpcOriginConfig: object) => ({ CustomOriginConfig: NONE, DomainName: 'ip-10-0-0-5.ec2.internal', VpcOriginConfig });

ruleTest('vpc-origin-id [OTD-093]', { in: 'origin', at: 'VpcOriginConfig.VpcOriginId', rejects: [vpc({ VpcOriginId: '' }), vpc({ OriginReadTimeout: 30 })], accepts: [vpc({ VpcOriginId: 'vo_1' })] });

ruleTest('vpc-origin-owner [OTD-108]', {
  in: 'origin', at: 'VpcOriginConfig.OwnerAccountId', rejects: [vpc({ VpcOriginId: 'vo_1', OwnerAccountId: 'abc' })], accepts: [vpc({ VpcOriginId: 'vo_1', OwnerAccountId: '111122223333' })],
});

const DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const site = (behavior: object, origin: object = vpc({ VpcOriginId: 'vo_1' })) => ({
  HttpVersion: 'http2',
  Origins: [{ Id: 'site', DomainName: 'www.example.com', ...origin }],
  DefaultCacheBehavior: {
    TargetOriginId: 'site', ViewerProtocolPolicy: 'https-only', CachePolicyId: DISABLED, AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'], ...behavior,
  },
});
const lambda = (EventType: string) => ({ LambdaFunctionAssociations: [{ EventType, LambdaFunctionARN: 'arn:aws:lambda:us-east-1:111122223333:function:f:1' }] });
const PUBLIC = { CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } };
ruleTest('vpc-origin-behavior [OTD-101]', {
  in: 'distribution',
  at: 'DefaultCacheBehavior.LambdaFunctionAssociations',
  rejects: [site(lambda('origin-request')), site(lambda('origin-response'))],
  accepts: [site(lambda('viewer-request')), site(lambda('origin-request'), PUBLIC)],
});
ruleTest('vpc-origin-behavior [OTD-101]', { in: 'distribution', at: 'DefaultCacheBehavior.GrpcConfig', rejects: [site({ GrpcConfig: { Enabled: true } })], accepts: [site({ GrpcConfig: { Enabled: true } }, PUBLIC)] });

const ARN = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/';
const endpoint = (rest: object = {}) => ({ VpcOriginEndpointConfig: { Name: 'one', Arn: `${ARN}app/lb/0123456789abcdef`, ...rest } });
const IN_VPC_ORIGIN = { in: 'AWS::CloudFront::VpcOrigin' } as const;
ruleTest('vpc-origin-endpoint [OTD-094]', {
  ...IN_VPC_ORIGIN,
  at: 'VpcOriginEndpointConfig.Arn',
  rejects: [`${ARN}gwy/lb/0123456789abcdef`, `${ARN}classic`, 'arn:aws:lambda:us-east-1:111122223333:function:f'].map((Arn) => endpoint({ Arn })),
  accepts: [`${ARN}app/lb/0123456789abcdef`, `${ARN}net/lb/0123456789abcdef`, 'arn:aws:ec2:us-east-1:111122223333:instance/i-0123456789abcdef0'].map((Arn) => endpoint({ Arn })),
});

ruleTest('vpc-origin-settings [OTD-096]', {
  ...IN_VPC_ORIGIN,
  at: 'VpcOriginEndpointConfig.OriginProtocolPolicy',
  rejects: [endpoint({ OriginProtocolPolicy: 'tls' })],
  accepts: [endpoint(), ...['http-only', 'match-viewer', 'https-only'].map((OriginProtocolPolicy) => endpoint({ OriginProtocolPolicy }))],
});
ruleTest('vpc-origin-settings [OTD-096]', { ...IN_VPC_ORIGIN, at: 'VpcOriginEndpointConfig.Name', rejects: [endpoint({ Name: '' })], accepts: [endpoint()] });

ruleTest('vpc-origin-region [OTD-100]', {
  ...IN_VPC_ORIGIN, at: 'VpcOriginEndpointConfig.Arn', rejects: [endpoint({ Arn: `${ARN}app/lb/1`.replace('us-east-1', 'us-gov-west-1') })], accepts: [endpoint({ Arn: `${ARN}app/lb/1`.replace('us-east-1', 'eu-west-1') })],
});

test('a VPC origin is for at most 50 distributions [OTD-107]', () => {
  const using = (length: number) => Object.fromEntries(Array.from({ length }, (_, i) => [`Site${i}`, distribution(site({})).Site]));
  expect(violationsOf('vpc-origin-distributions', using(51), { in: 'resources' })).toEqual(['Site50.DistributionConfig.Origins']);
  expect(violationsOf('vpc-origin-distributions', using(50), { in: 'resources' })).toEqual([]);
});

ruleTest('vpc-origin-security-group-name [OTD-099]', {
  in: 'AWS::EC2::SecurityGroup', at: 'GroupName', rejects: [{ GroupName: 'CloudFront-VPCOrigins-Service-SG-mine' }], accepts: [{ GroupName: 'mine' }, {}],
});

const editing = (FunctionCode: unknown, origin: object = { VpcOriginConfig: { VpcOriginId: 'vo_1' } }) => ({
  Edit: { Type: 'AWS::CloudFront::Function', Properties: { Name: 'edit', AutoPublish: true, FunctionCode, FunctionConfig: { Comment: '', Runtime: 'cloudfront-js-2.0' } } },
  Site: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        Origins: [{ Id: 'site', DomainName: 'internal.example.com', ...origin }],
        DefaultCacheBehavior: {
          TargetOriginId: 'site',
          ViewerProtocolPolicy: 'https-only',
          CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
          FunctionAssociations: [{ EventType: 'viewer-request', FunctionARN: { 'Fn::GetAtt': ['Edit', 'FunctionARN'] } }],
        },
      },
    },
  },
});
const updating = "import cf from 'cloudfront'; function handler(event) { cf.updateRequestOrigin({ domainName: 'other.example.com' }); return event.request; }";
const selecting = "import cf from 'cloudfront'; function handler(event) { cf.selectRequestOriginById('site'); return event.request; } // not updateRequestOrigin()";
ruleTest('vpc-origin-updated [OTD-103]', {
  in: 'resources',
  at: 'Site.DistributionConfig.DefaultCacheBehavior.FunctionAssociations[0].FunctionARN',
  rejects: [editing(updating)],
  accepts: [editing(selecting), editing({ Ref: 'Unknown' }), editing(updating, { CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } })],
  message: /updateRequestOrigin\(\), which fails where the origin is site, in a VPC/,
});
