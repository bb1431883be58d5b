import { ruleTest } from './rule-test';

const ARN = 'arn:aws:acm:us-east-1:111122223333:certificate/x';
const config = (OriginMtlsConfig: unknown, OriginProtocolPolicy = 'https-only') => ({ CustomOriginConfig: { OriginProtocolPolicy, OriginMtlsConfig } });
const mtls = (ClientCertificateArn: unknown) => config({ ClientCertificateArn });

ruleTest('origin-mtls-certificate [OTD-040]', {
  in: 'origin',
  at: 'CustomOriginConfig.OriginMtlsConfig.ClientCertificateArn',
  rejects: [mtls('arn:aws:acm:eu-west-1:111122223333:certificate/x'), mtls('arn:aws:iam::111122223333:server-certificate/x')],
  accepts: [mtls(ARN), config({ Ref: 'Unknown' })],
});

ruleTest('origin-mtls-https [OTD-041]', {
  in: 'origin', at: 'CustomOriginConfig.OriginProtocolPolicy', rejects: [config({ ClientCertificateArn: ARN }, 'http-only')], accepts: [mtls(ARN), config({ Ref: 'AWS::NoValue' }, 'http-only')],
});

ruleTest('origin-mtls-match-viewer [OTD-041]', {
  in: 'origin', at: 'CustomOriginConfig.OriginProtocolPolicy', rejects: [config({ ClientCertificateArn: ARN }, 'match-viewer')], accepts: [mtls(ARN)],
});

const site = (behavior: object, origin: object = mtls(ARN)) => ({
  Origins: [{ Id: 'site', DomainName: 'www.example.com', ...origin }],
  DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, ...behavior },
});
const lambda = (EventType: string) => ({ LambdaFunctionAssociations: [{ EventType, LambdaFunctionARN: 'arn:aws:lambda:us-east-1:111122223333:function:f:1' }] });
ruleTest('origin-mtls-behavior [OTD-041]', {
  in: 'distribution',
  at: 'DefaultCacheBehavior.LambdaFunctionAssociations',
  rejects: [site(lambda('origin-request')), site(lambda('origin-response'))],
  accepts: [site(lambda('viewer-request')), site(lambda('origin-request'), config({ Ref: 'AWS::NoValue' }))],
});
ruleTest('origin-mtls-behavior [OTD-041]', {
  in: 'distribution', at: 'DefaultCacheBehavior.GrpcConfig', rejects: [site({ GrpcConfig: { Enabled: true } })], accepts: [site({ GrpcConfig: { Enabled: false } })],
});
