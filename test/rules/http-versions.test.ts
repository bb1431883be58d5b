import { ruleTest } from './rule-test';

const ACM = 'arn:aws:acm:us-east-1:111122223333:certificate/1';
const certificate = (SslSupportMethod: string, AcmCertificateArn: unknown = ACM) => ({ Aliases: ['www.example.com'], ViewerCertificate: { AcmCertificateArn, SslSupportMethod } });
const cases = { in: 'distribution', at: 'HttpVersion' } as const;
const POLICY = '0a1b2c3d-0000-4000-8000-000000000000';

ruleTest('http-version-sni [DTD-019]', {
  ...cases, rejects: [{ HttpVersion: 'http3', ...certificate('vip') }, { HttpVersion: 'http2', ...certificate('vip') }], accepts: [{ HttpVersion: 'http3', ...certificate('sni-only') }, { HttpVersion: 'http1.1', ...certificate('vip') }],
});
ruleTest('http3-continuous-deployment [DTD-023]', {
  ...cases,
  rejects: [{ HttpVersion: 'http3', ContinuousDeploymentPolicyId: POLICY }, { HttpVersion: 'http2and3', Staging: true }],
  accepts: [{ HttpVersion: 'http2', ContinuousDeploymentPolicyId: POLICY }, { HttpVersion: 'http3', Staging: false }, { HttpVersion: 'http3', ContinuousDeploymentPolicyId: '' }],
});
const mtls = { ViewerMtlsConfig: { Mode: 'required', TrustStoreConfig: { TrustStoreId: 'ts-1' } } };
const redirect = { DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'redirect-to-https', ForwardedValues: { QueryString: false } } };
ruleTest('http3-viewer-mtls [DTD-024]', {
  ...cases, rejects: [{ HttpVersion: 'http3', ...mtls, ...redirect }, { HttpVersion: 'http2and3', ...mtls, ...redirect }], accepts: [{ HttpVersion: 'http2', ...mtls, ...redirect }, { HttpVersion: 'http3' }],
});

const site = (HttpVersion: unknown, alias: string, arn: unknown = ACM) => ({
  Type: 'AWS::CloudFront::Distribution',
  Properties: {
    DistributionConfig: {
      Enabled: true,
      HttpVersion,
      Origins: [{ Id: 'site', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }],
      DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
      ...certificate('sni-only', arn),
      Aliases: [alias],
    },
  },
});
ruleTest('certificate-http-versions [DTD-025]', {
  in: 'resources',
  at: 'Other.DistributionConfig.HttpVersion',
  rejects: [{ One: site('http2', 'a.example.com'), Other: site('http1.1', 'b.example.com') }],
  accepts: [
    { One: site('http2', 'a.example.com'), Other: site('HTTP2', 'b.example.com') },
    { One: site('http2', 'a.example.com'), Other: site('http1.1', 'b.example.com', ACM.replace(/1$/, '2')) },
    { One: site('http2', 'a.example.com'), Other: site({ Ref: 'Unknown' }, 'b.example.com') },
  ],
});

const ALL = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];
const server = (OriginProtocolPolicy: string) => ({ Id: 'site', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy } });
const bucket = { Id: 'site', DomainName: 'media.s3.eu-west-1.amazonaws.com', S3OriginConfig: { OriginAccessIdentity: '' } };
const grpc = (HttpVersion: unknown, AllowedMethods: readonly unknown[] = ALL, origin: object = server('https-only'), rest: object = {}) => ({
  HttpVersion,
  Origins: [origin],
  DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'https-only', ForwardedValues: { QueryString: false }, AllowedMethods, GrpcConfig: { Enabled: true }, ...rest },
});
const grpcCases = { in: 'distribution', at: 'DefaultCacheBehavior.GrpcConfig.Enabled' } as const;
const lambda = { LambdaFunctionAssociations: [{ EventType: 'origin-request', LambdaFunctionARN: 'arn:aws:lambda:us-east-1:111122223333:function:edge:1' }] };
const viewerFunction = { FunctionAssociations: [{ EventType: 'viewer-request', FunctionARN: 'arn:aws:cloudfront::111122223333:function/edge' }] };
ruleTest('grpc-http2 [DTD-035]', {
  ...grpcCases, rejects: [grpc('http1.1'), grpc('http3'), grpc('http2', ['GET', 'HEAD'])], accepts: [grpc('http2'), grpc('http2and3'), grpc({ Ref: 'Unknown' })], message: /HTTP\/2|allow all seven/,
});
ruleTest('grpc-origin [DTD-036]', { ...grpcCases, rejects: [grpc('http2', ALL, server('http-only')), grpc('http2', ALL, bucket)], accepts: [grpc('http2'), grpc('http2', ALL, server('match-viewer'))] });
ruleTest('grpc-lambda [DTD-037] [FUN-012]', {
  ...grpcCases,
  rejects: [grpc('http2', ALL, server('https-only'), lambda)],
  accepts: [grpc('http2'), grpc('http2', ALL, server('https-only'), viewerFunction), grpc('http2', ALL, server('https-only'), { ...lambda, GrpcConfig: { Enabled: false } })],
});
