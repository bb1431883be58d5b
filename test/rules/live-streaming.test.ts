import { ruleTest } from './rule-test';
import { checkTemplates } from '../../src/rules';

const behavior = (rest: object = {}) => ({ TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, ...rest });
const MANIFESTS = ['*.m3u8', '*.f4m', '*.bootstrap', '/hls-live/*', '/LiveSmoothStream.isml/*'];

ruleTest('live-manifest-ttl [MED-025]', {
  in: 'behavior',
  at: 'MinTTL',
  rejects: [...MANIFESTS.map((PathPattern) => ({ PathPattern, MinTTL: 60 })), { PathPattern: '*.m3u8', MinTTL: 3 }],
  accepts: [...MANIFESTS.map((PathPattern) => ({ PathPattern, MinTTL: 0 })), { PathPattern: '*.m3u8', MinTTL: 2 }, { PathPattern: '*.ts', MinTTL: 60 }],
});
ruleTest('live-signed-urls [MED-078]', {
  in: 'behavior',
  edition: '2014-10-21',
  at: 'TrustedSigners',
  rejects: [{ PathPattern: '/hls-live/*', TrustedSigners: ['self'] }],
  accepts: [{ PathPattern: '*.mp4', TrustedSigners: ['self'] }, { PathPattern: '/hls-live/*' }],
});
ruleTest('live-signed-urls [MED-078]', { in: 'behavior', at: 'TrustedSigners', rejects: [], accepts: [{ PathPattern: '/hls-live/*', TrustedSigners: ['self'] }] });

const DOMAIN = { 'Fn::GetAtt': ['Server', 'PublicDnsName'] };
const ingress = (port: number, CidrIp: string, IpProtocol = 'tcp') => ({ IpProtocol, FromPort: port, ToPort: port, CidrIp });
const liveStack = (SecurityGroupIngress: unknown, more: object = {}, config: object = {}) => ({
  Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'media', SecurityGroupIngress } },
  Server: { Type: 'AWS::EC2::Instance', Properties: { SecurityGroupIds: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }] } },
  Site: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true, Origins: [{ Id: 'site', DomainName: DOMAIN, CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }], DefaultCacheBehavior: behavior(), ...config,
      },
    },
  },
  ...more,
});

const ports = { in: 'resources', at: 'Group.SecurityGroupIngress[0]' } as const;
ruleTest('media-server-ports [MED-041] [MED-042] [MED-062] [MED-071]', {
  ...ports,
  rejects: [
    ...[1111, 3389, 8088].map((port) => liveStack([ingress(port, '0.0.0.0/0')])),
    ...['tcp', 'udp'].map((protocol) => liveStack([ingress(1935, '0.0.0.0/0', protocol)])),
    liveStack([{ IpProtocol: 'tcp', FromPort: 1024, ToPort: 65535, CidrIpv6: '::/0' }]),
    liveStack([{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }]),
  ],
  accepts: [
    liveStack([]),
    liveStack([ingress(80, '0.0.0.0/0')]),
    ...[1111, 3389, 8088].map((port) => liveStack([ingress(port, '203.0.113.0/24')])),
    liveStack([ingress(1935, '203.0.113.10/32'), ingress(1935, '203.0.113.10/32', 'udp')]),
    liveStack([{ ...ingress(1111, ''), CidrIp: { Ref: 'Unknown' } }]),
    { ...liveStack([ingress(3389, '0.0.0.0/0')]), Site: { Type: 'AWS::SNS::Topic', Properties: {} } },
  ],
  message: /Port \d+, for .+, is open to everybody/,
});
const beside = { Rule: { Type: 'AWS::EC2::SecurityGroupIngress', Properties: { GroupId: { 'Fn::GetAtt': ['Group', 'GroupId'] }, ...ingress(1111, '0.0.0.0/0') } } };
ruleTest('media-server-ports [MED-041]', { in: 'resources', at: 'Rule.', rejects: [liveStack([], beside)], accepts: [] });

const record = (Type: string, value: unknown) => liveStack([], { Record: { Type: 'AWS::Route53::RecordSet', Properties: { Name: 'origin.example.com.', Type, ResourceRecords: [value] } } }, {
  Origins: [{ Id: 'site', DomainName: 'origin.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }],
});
ruleTest('media-server-address [MED-014]', {
  in: 'resources',
  at: 'Record.Type',
  rejects: [record('A', { 'Fn::GetAtt': ['Server', 'PublicIp'] })],
  accepts: [record('CNAME', DOMAIN), record('A', '192.0.2.1')],
  message: /CNAME to the PublicDnsName/,
});

test('a live distribution has the server as a custom origin, and an alias where it has a certificate [MED-003] [MED-015]', () => {
  const alias = { Aliases: ['live.example.com'], ViewerCertificate: { AcmCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1', SslSupportMethod: 'sni-only' } };
  expect(errors(liveStack([], {}, alias))).toEqual([]);
  const asBucket = { Origins: [{ Id: 'site', DomainName: 'ec2-192-0-2-1.compute-1.amazonaws.com', S3OriginConfig: { OriginAccessIdentity: '' } }] };
  expect(errors(liveStack([], {}, asBucket))).toEqual(['s3-origin-name']);
});

test('one live distribution serves every format by its path [MED-045] [MED-079]', () => {
  const CacheBehaviors = ['/hds-live/*', '/hls-live/*', '*/Manifest'].map((PathPattern) => behavior({ PathPattern, MinTTL: 0 }));
  expect(errors(liveStack([], {}, { CacheBehaviors }))).toEqual([]);
});

function errors(resources: object): string[] {
  return checkTemplates([{ name: 'Stack', template: { Resources: resources } }]).filter(({ level }) => level === 'error').map(({ rule }) => rule);
}
