import { distribution, ruleTest, violationsOf } from './rule-test';

const NONE = { Ref: 'AWS::NoValue' };
const custom = (rest: object) => ({ CustomOriginConfig: { OriginProtocolPolicy: 'http-only', ...rest } });
const s3 = (rest: object) => ({ DomainName: 'site.s3.eu-west-1.amazonaws.com', CustomOriginConfig: NONE, S3OriginConfig: rest });
const vpc = (rest: object) => ({ CustomOriginConfig: NONE, VpcOriginConfig: { VpcOriginId: 'vo_1', ...rest } });

ruleTest('origin-connection-attempts [OTD-044]', {
  in: 'origin', at: 'ConnectionAttempts', rejects: [0, 4, 1.5].map((ConnectionAttempts) => ({ ConnectionAttempts })), accepts: [1, 2, 3, '3'].map((ConnectionAttempts) => ({ ConnectionAttempts })),
});

ruleTest('origin-connection-timeout [OTD-045]', {
  in: 'origin', at: 'ConnectionTimeout', rejects: [{ ConnectionTimeout: 0 }, { ConnectionTimeout: 11 }], accepts: [{ ConnectionTimeout: 1 }, { ConnectionTimeout: 10 }],
});

describe.each([['CustomOriginConfig', custom], ['S3OriginConfig', s3], ['VpcOriginConfig', vpc]] as const)('%s', (kind, origin) => {
  const reads = (seconds: number) => origin({ OriginReadTimeout: seconds });
  ruleTest('origin-timeout-too-short [OTD-046] [OTD-093]', { in: 'origin', at: `${kind}.OriginReadTimeout`, rejects: [reads(0)], accepts: [reads(1), origin({})] });
  ruleTest('origin-timeout-quota [OTD-046] [OTD-093]', {
    in: 'origin', at: `${kind}.OriginReadTimeout`, rejects: [reads(121)], accepts: [reads(1), reads(30), reads(120), origin({})], message: /120 seconds unless AWS has raised.*quota originReadTimeout/,
  });
  ruleTest('origin-timeout-quota', { in: 'origin', at: `${kind}.OriginReadTimeout`, quotas: { originReadTimeout: 180 }, rejects: [reads(181)], accepts: [reads(180)] });
});

describe.each([['CustomOriginConfig', custom], ['VpcOriginConfig', vpc]] as const)('%s', (kind, origin) => {
  const keeps = (seconds: number) => origin({ OriginKeepaliveTimeout: seconds });
  ruleTest('origin-timeout-too-short [OTD-047] [OTD-093]', { in: 'origin', at: `${kind}.OriginKeepaliveTimeout`, rejects: [keeps(0)], accepts: [keeps(1), origin({})] });
  ruleTest('origin-timeout-quota [OTD-047] [OTD-093]', {
    in: 'origin', at: `${kind}.OriginKeepaliveTimeout`, rejects: [keeps(301)], accepts: [keeps(1), keeps(5), keeps(120), keeps(300)], message: /quota originKeepaliveTimeout/,
  });
});

ruleTest('response-completion-timeout [OTD-048]', {
  in: 'origin',
  at: 'ResponseCompletionTimeout',
  rejects: [{ ...custom({ OriginReadTimeout: 40 }), ResponseCompletionTimeout: 30 }, { ResponseCompletionTimeout: 20 }],
  accepts: [{ ...custom({ OriginReadTimeout: 30 }), ResponseCompletionTimeout: 60 }, { ResponseCompletionTimeout: 30 }, custom({ OriginReadTimeout: 120 })],
  message: /read timeout/,
});

const completing = (rest: object) => ({ Origins: [{ Id: 'site', DomainName: 'www.example.com', ...custom({}), ResponseCompletionTimeout: 60 }], ...rest });
ruleTest('response-completion-timeout-staging [OTD-049]', {
  in: 'distribution',
  at: 'Origins[0].ResponseCompletionTimeout',
  rejects: [completing({ Staging: true }), completing({ ContinuousDeploymentPolicyId: 'p-1' })],
  accepts: [completing({}), completing({ Staging: false }), completing({ ContinuousDeploymentPolicyId: { Ref: 'Unknown' } })],
});

ruleTest('origin-ip-address-type [OTD-037]', {
  in: 'origin',
  at: 'CustomOriginConfig.IpAddressType',
  rejects: [custom({ IpAddressType: 'both' })],
  accepts: [custom({ IpAddressType: 'ipv4' }), custom({ IpAddressType: 'ipv6' }), custom({ IpAddressType: 'dualstack' }), custom({})],
});

test.each(['S3OriginConfig', 'VpcOriginConfig'])('%s has no IpAddressType [OTD-037]', (kind) => {
  const resources = distribution({ Origins: [{ Id: 'site', DomainName: 'site.s3.eu-west-1.amazonaws.com', [kind]: { IpAddressType: 'ipv4' } }] });
  expect(violationsOf('unknown-property', resources, { in: 'resources' })).toEqual([`Site.DistributionConfig.Origins[0].${kind}.IpAddressType`]);
});
