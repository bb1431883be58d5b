import { distribution, ruleTest } from './rule-test';
import { checkTemplates } from '../../src/rules';

const cases = { in: 'distribution' } as const;
const behavior = (ViewerProtocolPolicy: unknown, rest: object = {}) => ({ TargetOriginId: 'site', ViewerProtocolPolicy, ForwardedValues: { QueryString: false }, ...rest });
const custom = (OriginProtocolPolicy: unknown, DomainName: unknown = 'www.example.com') => [{ Id: 'site', DomainName, CustomOriginConfig: { OriginProtocolPolicy } }];
const patterns = (...pairs: [unknown, string][]) => ({ CacheBehaviors: pairs.map(([PathPattern, policy]) => behavior(policy, { PathPattern })) });

ruleTest('https-shadowed-by-http [TLS-009]', {
  ...cases,
  at: 'CacheBehaviors[1].PathPattern',
  rejects: [patterns(['*.jpg', 'allow-all'], ['secure/*', 'https-only']), patterns(['/secure/a*', 'allow-all'], ['secure/*', 'redirect-to-https'])],
  accepts: [
    patterns(['secure/*', 'https-only'], ['*.jpg', 'allow-all']),
    patterns(['*.jpg', 'redirect-to-https'], ['secure/*', 'https-only']),
    patterns(['open/*', 'allow-all'], ['secure/*', 'https-only']),
    patterns([{ Ref: 'Unknown' }, 'allow-all'], ['secure/*', 'https-only']),
  ],
  message: /match \*\.jpg as well use HTTP|match \/secure\/a\*/,
});

const site = (policy: unknown, origins: unknown) => ({ DefaultCacheBehavior: behavior(policy), Origins: origins });
const group = { OriginGroups: { Quantity: 1, Items: [{ Id: 'group', Members: { Quantity: 2, Items: [{ OriginId: 'site' }, { OriginId: 'spare' }] }, FailoverCriteria: { StatusCodes: { Quantity: 1, Items: [500] } } }] } };
ruleTest('https-viewer-http-origin [TLS-013] [TLS-018] [REQ-080]', {
  ...cases,
  at: 'DefaultCacheBehavior.ViewerProtocolPolicy',
  rejects: [
    site('https-only', custom('http-only')),
    site('redirect-to-https', custom('http-only')),
    { ...group, DefaultCacheBehavior: behavior('https-only', { TargetOriginId: 'group' }), Origins: [...custom('http-only'), { ...custom('match-viewer')[0], Id: 'spare' }] },
    site('https-only', custom('http-only', 'b.s3-website-us-east-1.amazonaws.com')),
  ],
  accepts: [
    site('https-only', custom('match-viewer')),
    site('redirect-to-https', custom('match-viewer')),
    site('https-only', custom('https-only')),
    site('allow-all', custom('http-only')),
    site('allow-all', custom('match-viewer')),
    site('https-only', [{ Id: 'site', DomainName: 'mybucket.s3.amazonaws.com', S3OriginConfig: { OriginAccessIdentity: '' } }]),
  ],
  message: /asked in clear text.*(match-viewer or https-only|REST name)/,
});
test('HTTPS for viewers alone is accepted, with a warning [TLS-018]', () => {
  const template = { Resources: { Site: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: { Enabled: true, DefaultRootObject: 'index.html', ...site('https-only', custom('http-only')) } } } } };
  const findings = checkTemplates([{ name: 'Stack', template }]);
  expect(findings.filter(({ level, rule }) => level === 'error' || rule.startsWith('https-')).map(({ level, rule }) => [level, rule])).toEqual([['warning', 'https-viewer-http-origin']]);
});

const redirecting = (WebsiteConfiguration: object) => ({
  Content: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'content', WebsiteConfiguration } },
  ...distribution({
    Origins: custom('http-only', { 'Fn::Select': [2, { 'Fn::Split': ['/', { 'Fn::GetAtt': ['Content', 'WebsiteURL'] }] }] }), DefaultCacheBehavior: behavior('https-only'),
  }),
});
ruleTest('https-viewer-http-origin', {
  in: 'resources',
  at: 'Site.DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy',
  region: 'us-east-1',
  rejects: [redirecting({ IndexDocument: 'index.html' })],
  accepts: [redirecting({ RedirectAllRequestsTo: { HostName: 'www.example.com' } })],
});

ruleTest('origin-certificate [TLS-019] [REQ-146]', {
  ...cases,
  at: 'Origins[0].CustomOriginConfig.OriginProtocolPolicy',
  rejects: [{ Origins: custom('match-viewer') }, { Origins: custom('match-viewer', 'ec2-203-0-113-5.compute-1.amazonaws.com') }, { Origins: custom('match-viewer', 'lb-1.eu-west-1.elb.amazonaws.com') }],
  accepts: [
    { Origins: custom('http-only') },
    { Origins: custom('https-only') },
    { Origins: custom('match-viewer', 'a1b2.execute-api.eu-west-1.amazonaws.com') },
    { Origins: custom('match-viewer', 'a1b2.lambda-url.eu-west-1.on.aws') },
    { Origins: custom('match-viewer', { Ref: 'Unknown' }) },
  ],
  message: /one for (www\.example\.com|ec2-203-0-113-5\.)|certificate of ACM/,
});

const forwarding = (headers: unknown[], origins: unknown) => ({ Origins: origins, DefaultCacheBehavior: behavior('https-only', { ForwardedValues: { QueryString: false, Headers: headers } }) });
const aliases = { Aliases: ['www.example.com'], ViewerCertificate: { AcmCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1', SslSupportMethod: 'sni-only' } };
const ALL_VIEWER = '216adef6-5c7f-47e4-b989-5492eafa07d3';
const ALL_VIEWER_EXCEPT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';
const policy = (OriginRequestPolicyId: string) => ({
  Origins: custom('https-only'), DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6', OriginRequestPolicyId },
});
const withTwoBehaviors = (one: { readonly DefaultCacheBehavior: object }) => ({ ...aliases, ...one, CacheBehaviors: [{ PathPattern: '/api/*', ...one.DefaultCacheBehavior }] });
ruleTest('host-header-certificate [TLS-026]', {
  ...cases,
  at: 'DefaultCacheBehavior.TargetOriginId',
  rejects: [{ ...aliases, ...forwarding(['Host'], custom('match-viewer')) }, { ...aliases, ...forwarding(['*'], custom('https-only')) }, { ...aliases, ...policy(ALL_VIEWER) }, withTwoBehaviors(policy(ALL_VIEWER))],
  accepts: [
    { ...aliases, ...forwarding([], custom('match-viewer')) },
    { ...aliases, ...forwarding(['Host'], custom('http-only')) },
    { ...aliases, ...forwarding([{ Ref: 'Unknown' }], custom('match-viewer')) },
    { ...aliases, ...policy(ALL_VIEWER_EXCEPT_HOST) },
  ],
  message: /has to cover www\.example\.com or the origin's domain name/,
});
