import { ContinuousDeploymentPolicy, StagingHeader, StagingWeight } from '../../config';
import { PartReader } from '../part-reader';

export function readContinuousDeploymentPolicy(resource: PartReader, id: string): ContinuousDeploymentPolicy {
  const config = resource.childOrEmpty('ContinuousDeploymentPolicyConfig');
  // CloudFormation also takes the traffic's parts without TrafficConfig, by longer names.
  const traffic = config.child('TrafficConfig') ?? config;
  return {
    ...config.part,
    id,
    enabled: config.flag('Enabled') ?? false,
    stagingDomainNames: config.texts('StagingDistributionDnsNames'),
    type: traffic.text('Type'),
    header: readHeader(traffic.child('SingleHeaderConfig') ?? traffic.child('SingleHeaderPolicyConfig')),
    weight: readWeight(traffic.child('SingleWeightConfig') ?? traffic.child('SingleWeightPolicyConfig')),
  };
}

function readHeader(header: PartReader | undefined): StagingHeader | undefined {
  return header && { ...header.part, name: header.text('Header'), value: header.text('Value') };
}

function readWeight(weight: PartReader | undefined): StagingWeight | undefined {
  const stickiness = weight?.child('SessionStickinessConfig');
  return weight && {
    ...weight.part,
    weight: weight.number('Weight'),
    stickiness: stickiness && { ...stickiness.part, idleTtl: stickiness.number('IdleTTL'), maximumTtl: stickiness.number('MaximumTTL') },
  };
}
