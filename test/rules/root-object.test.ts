import { ruleTest } from './rule-test';

const root = (DefaultRootObject: unknown) => ({ DefaultRootObject });
const cases = { in: 'distribution', at: 'DefaultRootObject' } as const;

ruleTest('root-object-length [WEB-190] [ERR-083]', { ...cases, rejects: [root('x'.repeat(256))], accepts: [root('x'.repeat(255))], message: /allowed: 255 characters/ });
ruleTest('root-object-characters [WEB-191] [ERR-083]', { ...cases, rejects: [root('a b.html'), root('ü.html'), root('a?b')], accepts: [root('aZ9_-.*$/~"\';&')] });
ruleTest('root-object-slash [WEB-193] [ERR-088]', { ...cases, rejects: [root('/index.html')], accepts: [root('index.html'), root('folder/index.html')], message: /remove the leading slash/ });

const from = (DomainName: string, settings: object) => ({ Origins: [{ Id: 'site', DomainName, ...settings }] });
const behavior = (rest: object) => ({ DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, ...rest } });
const functionOn = (EventType: string) => behavior({ FunctionAssociations: [{ EventType, FunctionARN: 'arn:aws:cloudfront::111122223333:function/index' }] });
const bucket = from('mybucket.s3.amazonaws.com', { S3OriginConfig: {} });
ruleTest('root-object-missing [WEB-189] [DST-093] [ERR-071]', {
  ...cases,
  rejects: [bucket, { ...bucket, ...root('') }, { ...bucket, ...functionOn('viewer-response') }],
  accepts: [
    { ...bucket, ...functionOn('viewer-request') },
    { ...bucket, ...behavior({ TrustedKeyGroups: ['11111111-2222-3333-4444-555555555555'] }) },
    { ...bucket, ...root('index.html') },
    from('www.example.com', { CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }),
    from('mybucket.s3-website-us-east-1.amazonaws.com', { CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }),
  ],
});
