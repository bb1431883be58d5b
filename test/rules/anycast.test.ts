import { ruleTest } from './rule-test';

const LIST = 'aip-0a1b2c3d';
const cases = { in: 'distribution' } as const;
const list = (rest: object) => ({ List: { Type: 'AWS::CloudFront::AnycastIpList', Properties: { Name: 'list', IpCount: 21, ...rest } } });
const site = (rest: object) => ({
  Type: 'AWS::CloudFront::Distribution',
  Properties: {
    DistributionConfig: {
      Enabled: true,
      AnycastIpListId: { Ref: 'List' },
      Origins: [{ Id: 'site', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }],
      DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
      ...rest,
    },
  },
});

ruleTest('anycast-price-class [DTD-046]', {
  ...cases,
  at: 'PriceClass',
  rejects: [{ AnycastIpListId: LIST, PriceClass: 'PriceClass_100' }, { AnycastIpListId: { Ref: 'Unknown' }, PriceClass: 'PriceClass_200' }],
  accepts: [{ AnycastIpListId: LIST, PriceClass: 'PriceClass_All' }, { AnycastIpListId: LIST }, { PriceClass: 'PriceClass_100' }],
});
ruleTest('anycast-ipv6 [DTD-046]', {
  in: 'resources',
  at: 'Site.DistributionConfig.IPV6Enabled',
  rejects: [{ ...list({ IpAddressType: 'ipv4' }), Site: site({ IPV6Enabled: true }) }],
  accepts: [
    { ...list({ IpAddressType: 'dualstack' }), Site: site({ IPV6Enabled: true }) },
    { ...list({ IpAddressType: 'ipv4' }), Site: site({ IPV6Enabled: false }) },
    { ...list({ IpAddressType: { Ref: 'Unknown' } }), Site: site({ IPV6Enabled: true }) },
  ],
});
const listCases = { in: 'AWS::CloudFront::AnycastIpList' } as const;
ruleTest('anycast-count [DTD-047]', { ...listCases, at: 'IpCount', rejects: [{ Name: 'a', IpCount: 5 }], accepts: [{ Name: 'a', IpCount: 21 }, { Name: 'a', IpCount: '3' }] });
ruleTest('anycast-address-type [DTD-048]', {
  ...listCases, at: 'IpAddressType', rejects: [{ Name: 'a', IpCount: 3, IpAddressType: 'ipv6' }], accepts: ['ipv4', 'dualstack'].map((IpAddressType) => ({ Name: 'a', IpCount: 3, IpAddressType })),
});
ruleTest('anycast-sni [DTD-049]', {
  ...cases,
  at: 'ViewerCertificate.SslSupportMethod',
  rejects: ['vip'].map((SslSupportMethod) => ({ AnycastIpListId: LIST, Aliases: ['www.example.com'], ViewerCertificate: { AcmCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1', SslSupportMethod } })),
  accepts: ['sni-only'].map((SslSupportMethod) => ({ AnycastIpListId: LIST, Aliases: ['www.example.com'], ViewerCertificate: { AcmCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1', SslSupportMethod } })),
});
const sites = (length: number) => ({ ...list({}), ...Object.fromEntries(Array.from({ length }, (_, i) => [`Site${i}`, site({})])) });
const groups = (length: number) => ({ ...list({}), ...Object.fromEntries(Array.from({ length }, (_, i) => [`Group${i}`, { Type: 'AWS::CloudFront::ConnectionGroup', Properties: { Name: `group${i}`, AnycastIpListId: { Ref: 'List' } } }])) });
ruleTest('anycast-distributions-quota [DTD-049]', { in: 'resources', at: 'List.', rejects: [sites(101), groups(6)], accepts: [sites(100), groups(5)], message: /101 distributions use it; allowed: 100|6 connection groups use it; allowed: 5/ });
const tenants = { ConnectionMode: 'tenant-only' };
ruleTest('anycast-tenants [DTD-050]', { ...cases, at: 'AnycastIpListId', rejects: [{ ...tenants, AnycastIpListId: LIST }], accepts: [{ AnycastIpListId: LIST }], message: /ConnectionGroup/ });
ruleTest('anycast-tenants [DTD-050]', { ...cases, at: 'IPV6Enabled', rejects: [{ ...tenants, IPV6Enabled: true }], accepts: [{ IPV6Enabled: true }] });
