import { ruleTest } from './rule-test';
import { DEPRECATED_LAMBDA_RUNTIMES } from '../../src/config';

const ORIGIN = { Id: 'site', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } };
const BOTH = ['lambda.amazonaws.com', 'edgelambda.amazonaws.com'];

/** A distribution that runs version 1 of the function `Edge`. */
const site = (EventType = 'origin-request', config: object = {}) => ({
  Type: 'AWS::CloudFront::Distribution',
  Properties: {
    DistributionConfig: {
      Enabled: true,
      Origins: [ORIGIN],
      DefaultCacheBehavior: {
        TargetOriginId: 'site',
        ViewerProtocolPolicy: 'allow-all',
        ForwardedValues: { QueryString: true },
        LambdaFunctionAssociations: [{ EventType, LambdaFunctionARN: { Ref: 'EdgeVersion' } }],
      },
      ...config,
    },
  },
});
const trust = (...Service: unknown[]) => ({ Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }] } } });
const trusting = (...statements: object[]) => ({ Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: statements.map((one) => ({ Action: 'sts:AssumeRole', ...one })) } } });
const app = (properties: object, { event, role = trust(...BOTH), version = {} }: { event?: string; role?: object; version?: object } = {}) => ({
  Site: site(event),
  Edge: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs22.x', Code: { ZipFile: '' }, Role: { 'Fn::GetAtt': ['EdgeRole', 'Arn'] }, ...properties } },
  EdgeVersion: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Edge' }, ...version } },
  EdgeRole: role,
});
const cases = { in: 'resources' } as const;

ruleTest('lambda-role-trust [FUN-129]', {
  ...cases,
  at: 'Edge.Role',
  rejects: [
    app({}, { role: trust('lambda.amazonaws.com') }), app({}, { role: trust('edgelambda.amazonaws.com') }),
    app({}, { role: trusting({ Effect: 'Allow', Principal: { Service: BOTH[0] } }, { Effect: 'Deny', Principal: { Service: BOTH[1] } }) }),
  ],
  accepts: [
    app({}), app({}, { role: trusting({ Effect: 'Allow', Principal: '*' }) }), app({}, { role: trust('lambda.amazonaws.com', { Ref: 'Unknown' }) }),
    app({ Role: 'arn:aws:iam::123456789012:role/imported' }, { role: trust('lambda.amazonaws.com') }),
  ],
  message: /cannot be assumed by (edge)?lambda/,
});

const UNSUPPORTED: { readonly [property: string]: readonly [object, object] } = {
  'Environment.Variables': [{ Environment: { Variables: { TABLE: 'users' } } }, { Environment: { Variables: { AWS_NODEJS_CONNECTION_REUSE_ENABLED: '1' } } }],
  'VpcConfig': [{ VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] } }, {}],
  'DeadLetterConfig': [{ DeadLetterConfig: { TargetArn: 'arn:aws:sqs:us-east-1:123456789012:dead' } }, {}],
  'Layers': [{ Layers: ['arn:aws:lambda:us-east-1:123456789012:layer:shared:1'] }, { Layers: [] }],
  'TracingConfig.Mode': [{ TracingConfig: { Mode: 'Active' } }, { TracingConfig: { Mode: 'PassThrough' } }],
  'PackageType': [{ PackageType: 'Image' }, { PackageType: 'Zip' }],
  'Architectures': [{ Architectures: ['arm64'] }, { Architectures: ['x86_64'] }],
  'EphemeralStorage.Size': [{ EphemeralStorage: { Size: 513 } }, { EphemeralStorage: { Size: 512 } }],
  'Code.SourceKMSKeyArn': [{ Code: { SourceKMSKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/1' } }, { Code: { S3Bucket: 'code', S3Key: 'edge.zip' } }],
  'RuntimeManagementConfig.UpdateRuntimeOn': [{ RuntimeManagementConfig: { UpdateRuntimeOn: 'Manual' } }, { RuntimeManagementConfig: { UpdateRuntimeOn: 'Auto' } }],
};
for (const [property, [rejected, accepted]] of Object.entries(UNSUPPORTED)) {
  ruleTest('lambda-unsupported [FUN-130]', { ...cases, at: `Edge.${property}`, rejects: [app(rejected)], accepts: [app({}), app(accepted)] });
}
ruleTest('lambda-unsupported [FUN-130]', {
  ...cases, at: 'EdgeVersion.ProvisionedConcurrencyConfig', rejects: [app({}, { version: { ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 1 } } })], accepts: [app({})],
});

const runtime = (Runtime: string) => app({ Runtime });
ruleTest('lambda-runtime [FUN-131]', {
  ...cases, at: 'Edge.Runtime', rejects: ['java21', 'provided.al2023', 'ruby3.3'].map(runtime), accepts: ['nodejs22.x', 'python3.13', ...DEPRECATED_LAMBDA_RUNTIMES].map(runtime),
});
ruleTest('lambda-runtime-deprecated [FUN-132]', { ...cases, at: 'Edge.Runtime', rejects: ['nodejs16.x', 'nodejs14.x'].map(runtime), accepts: ['nodejs22.x', 'python3.13'].map(runtime) });
ruleTest('lambda-timeout [FUN-133]', {
  ...cases, at: 'Edge.Timeout', rejects: [app({ Timeout: 31 }), app({ Timeout: 31 }, { event: 'viewer-request' })], accepts: [app({ Timeout: 30 }), app({ Timeout: 30 }, { event: 'viewer-request' })],
});
ruleTest('lambda-viewer-memory [FUN-134]', {
  ...cases,
  at: 'Edge.MemorySize',
  rejects: [app({ MemorySize: 256 }, { event: 'viewer-request' }), app({ MemorySize: 129 }, { event: 'viewer-response' })],
  accepts: [app({ MemorySize: 128, Timeout: 30 }, { event: 'viewer-request' }), app({ MemorySize: 256 }), app({}, { event: 'viewer-request' })],
});

/** A distribution with as many functions on origin requests as behaviors. */
const functions = (length: number) => ({
  Site: site('viewer-request', {
    DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: true } },
    CacheBehaviors: Array.from({ length }, (_, i) => ({
      PathPattern: `/${i}`,
      TargetOriginId: 'site',
      ViewerProtocolPolicy: 'allow-all',
      ForwardedValues: { QueryString: true },
      LambdaFunctionAssociations: [{ EventType: 'origin-request', LambdaFunctionARN: `arn:aws:lambda:us-east-1:123456789012:function:f${i}:1` }],
    })),
  }),
});
ruleTest('lambda-function-quota [FUN-135]', { ...cases, at: 'Site.DistributionConfig', rejects: [functions(101)], accepts: [functions(100)], message: /101 Lambda@Edge functions; allowed: 100/ });
