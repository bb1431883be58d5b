import { ruleTest } from './rule-test';

const STAGING_NAME = 'd111111abcdef8.cloudfront.net';
const TYPE = 'AWS::CloudFront::ContinuousDeploymentPolicy';
const weight = (SingleWeightConfig: object) => policy({ Type: 'SingleWeight', SingleWeightConfig });
const header = (SingleHeaderConfig: object) => policy({ Type: 'SingleHeader', SingleHeaderConfig });

function policy(TrafficConfig: object, StagingDistributionDnsNames: unknown = [STAGING_NAME]) {
  return { ContinuousDeploymentPolicyConfig: { Enabled: true, StagingDistributionDnsNames, TrafficConfig } };
}

const traffic = { Type: 'SingleWeight', SingleWeightConfig: { Weight: 0.05 } };
const names = (...list: unknown[]) => policy(traffic, list);
const place = (property: string) => ({ in: TYPE, at: `ContinuousDeploymentPolicyConfig.${property}` }) as const;

ruleTest('continuous-deployment-staging-name [DTD-127]', {
  ...place('StagingDistributionDnsNames'),
  rejects: [names(), names(STAGING_NAME, STAGING_NAME), names('www.example.com')],
  accepts: [names(STAGING_NAME), names({ Ref: 'Unknown' })],
});
ruleTest('continuous-deployment-type [DTD-128]', {
  ...place('TrafficConfig.Type'),
  rejects: [
    policy({ ...traffic, SingleHeaderConfig: { Header: 'aws-cf-cd-a', Value: '1' } }), policy({ Type: 'SingleWeight' }), policy({ Type: 'SingleHeader' }),
    policy({ Type: 'Half', SingleWeightConfig: { Weight: 0.05 } }),
  ],
  accepts: [policy(traffic), header({ Header: 'aws-cf-cd-a', Value: '1' })],
});
ruleTest('continuous-deployment-weight [DTD-129]', {
  ...place('TrafficConfig.SingleWeightConfig.Weight'),
  rejects: [weight({ Weight: 0.16 }), weight({ Weight: 15 }), weight({ Weight: -0.01 })],
  accepts: [weight({ Weight: 0 }), weight({ Weight: 0.05 }), weight({ Weight: 0.15 })],
  message: /0 to 0\.15/,
});

const sticky = (IdleTTL: number, MaximumTTL: number) => weight({ Weight: 0.1, SessionStickinessConfig: { IdleTTL, MaximumTTL } });
ruleTest('continuous-deployment-stickiness [DTD-130]', {
  ...place('TrafficConfig.SingleWeightConfig.SessionStickinessConfig.IdleTTL'),
  rejects: [sticky(299, 3600), sticky(600, 300)],
  accepts: [sticky(300, 300), sticky(300, 3600), sticky(3600, 3600)],
});
ruleTest('continuous-deployment-stickiness [DTD-130]', {
  ...place('TrafficConfig.SingleWeightConfig.SessionStickinessConfig.MaximumTTL'), rejects: [sticky(300, 3601)], accepts: [sticky(300, 3600)],
});
ruleTest('continuous-deployment-header [DTD-131]', {
  ...place('TrafficConfig.SingleHeaderConfig.Header'),
  rejects: [header({ Header: 'x-test', Value: '1' })],
  accepts: [header({ Header: 'aws-cf-cd-test', Value: '1' }), header({ Header: 'AWS-CF-CD-Test', Value: '1' })],
});

const ORIGIN = { Id: 'site', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } };
const BEHAVIOR = { TargetOriginId: 'site', ViewerProtocolPolicy: 'https-only', ForwardedValues: { QueryString: false } };
const behavior = (PathPattern: unknown) => ({ PathPattern, ...BEHAVIOR });

function distribution(config: object) {
  return { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: { Enabled: true, Origins: [ORIGIN], DefaultCacheBehavior: BEHAVIOR, ...config } } };
}

/** A primary and a staging distribution, joined by a policy. */
function pair(primary: object, staging: object) {
  return {
    Primary: distribution({ ContinuousDeploymentPolicyId: { Ref: 'Policy' }, ...primary }),
    Staging: distribution({ Staging: true, ...staging }),
    Policy: { Type: TYPE, Properties: policy(traffic, [{ 'Fn::GetAtt': ['Staging', 'DomainName'] }]) },
  };
}

const CERTIFIED = { Aliases: ['www.example.com'], ViewerCertificate: { AcmCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/a', SslSupportMethod: 'sni-only' } };
ruleTest('staging-distribution-reach [DTD-132]', {
  in: 'distribution', at: 'Aliases', rejects: [{ Staging: true, ...CERTIFIED }], accepts: [{ Staging: true }, { Staging: false, ...CERTIFIED }],
});
ruleTest('staging-distribution-reach [DTD-132]', {
  in: 'distribution', at: 'ContinuousDeploymentPolicyId', rejects: [{ Staging: true, ContinuousDeploymentPolicyId: 'x' }], accepts: [{ ContinuousDeploymentPolicyId: 'x' }],
});
ruleTest('staging-path-patterns [DTD-133]', {
  in: 'resources',
  at: 'Staging.DistributionConfig.CacheBehaviors[0].PathPattern',
  rejects: [pair({}, { CacheBehaviors: [behavior('/new/*')] })],
  accepts: [
    pair({ CacheBehaviors: [behavior('/new/*')] }, { CacheBehaviors: [behavior('/new/*')] }), pair({ CacheBehaviors: [behavior('/new/*')] }, {}),
    pair({ CacheBehaviors: [behavior({ Ref: 'Unknown' })] }, { CacheBehaviors: [behavior('/new/*')] }),
  ],
});
ruleTest('staging-differences [DTD-134]', {
  in: 'resources',
  at: 'Staging.DistributionConfig.PriceClass',
  rejects: [pair({ PriceClass: 'PriceClass_All' }, { PriceClass: 'PriceClass_100' })],
  accepts: [
    pair({ PriceClass: 'PriceClass_100' }, { PriceClass: 'PriceClass_100' }), pair({ PriceClass: { Ref: 'Unknown' } }, { PriceClass: 'PriceClass_100' }),
    pair({ DefaultRootObject: 'a.html', Comment: 'a' }, { DefaultRootObject: 'b.html', Comment: 'b' }),
  ],
});
ruleTest('staging-differences [DTD-134]', {
  in: 'resources', at: 'Staging.DistributionConfig.HttpVersion', rejects: [pair({ HttpVersion: 'http2' }, { HttpVersion: 'http1.1' })], accepts: [],
});
const ACL = 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/a/b';
ruleTest('staging-web-acl [DTD-135]', {
  in: 'distribution', at: 'WebACLId', rejects: [{ ContinuousDeploymentPolicyId: 'x', WebACLId: ACL }], accepts: [{ WebACLId: ACL }, { ContinuousDeploymentPolicyId: 'x' }],
});
