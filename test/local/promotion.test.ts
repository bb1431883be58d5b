import { CURRENT_VERSION } from '../../src/local/api/api-version';
import { ChangedTemplates } from '../../src/local/changed-templates';
import { continuousDeploymentOf, promoted } from '../../src/local/promotion';

const distribution = (config: object) => ({
  Type: 'AWS::CloudFront::Distribution',
  Properties: { DistributionConfig: { Enabled: true, DefaultCacheBehavior: { TargetOriginId: 'o', ViewerProtocolPolicy: 'allow-all' }, ...config } },
});

function templates(Enabled = true): ChangedTemplates {
  const Policy = {
    Type: 'AWS::CloudFront::ContinuousDeploymentPolicy',
    Properties: {
      ContinuousDeploymentPolicyConfig: {
        Enabled,
        StagingDistributionDnsNames: [{ 'Fn::GetAtt': ['Staging', 'DomainName'] }],
        TrafficConfig: { Type: 'SingleHeader', SingleHeaderConfig: { Header: 'aws-cf-cd-x', Value: '1' } },
      },
    },
  };
  const Resources = {
    Primary: distribution({ Comment: 'primary', Aliases: ['www.example.com'], PriceClass: 'PriceClass_100', DefaultRootObject: 'old.html', ContinuousDeploymentPolicyId: { Ref: 'Policy' } }),
    Staging: distribution({ Comment: 'staging', Staging: true, PriceClass: 'PriceClass_200' }),
    Policy,
  };
  return new ChangedTemplates([{ name: 'Site', template: { Resources } }]);
}

const idOf = ({ application }: ChangedTemplates) => application.distributions[0].id;

test('promotion gives the primary distribution what the staging one tries out, and ends the continuous deployment [DTD-142]', () => {
  const before = templates();
  const after = promoted(before, continuousDeploymentOf(before.application, idOf(before))!, { apiVersion: CURRENT_VERSION, time: 0 });
  const [primary, staging] = after.application.distributions;
  expect(primary).toMatchObject({ id: idOf(before), comment: 'staging', defaultRootObject: '', aliases: ['www.example.com'], priceClass: 'PriceClass_100', staging: false });
  expect(staging).toMatchObject({ comment: 'staging', staging: true });
  expect(after.application.continuousDeploymentPolicies).toMatchObject([{ enabled: false }]);
  expect(continuousDeploymentOf(after.application, idOf(before))).toBeUndefined();
});

test('there is none where the policy is disabled, or the distribution has none', () => {
  const disabled = templates(false);
  expect(continuousDeploymentOf(disabled.application, idOf(disabled))).toBeUndefined();
  const enabled = templates();
  expect(continuousDeploymentOf(enabled.application, enabled.application.distributions[1].id)).toBeUndefined();
});
