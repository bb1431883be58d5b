import { checkDistribution, distribution, ruleTest } from './rule-test';

const ACM = 'arn:aws:acm:us-east-1:111122223333:certificate/1';
const certificate = (rest: object) => ({ Aliases: ['www.example.com'], ViewerCertificate: rest });
const sni = (rest: object) => certificate({ AcmCertificateArn: ACM, SslSupportMethod: 'sni-only', ...rest });
const byDefault = (rest: object) => ({ ViewerCertificate: { CloudFrontDefaultCertificate: true, ...rest } });
const cases = { in: 'distribution' } as const;

ruleTest('certificate-choice [WEB-170] [TLS-055] [DTD-167] [IAM-036]', {
  ...cases,
  at: 'ViewerCertificate',
  rejects: [byDefault({ IamCertificateId: 'ASCA1', SslSupportMethod: 'sni-only' }), sni({ CloudFrontDefaultCertificate: true }), sni({ IamCertificateId: 'ASCA1' })],
  accepts: [sni({}), sni({ IamCertificateId: { Ref: 'AWS::NoValue' } }), sni({ CloudFrontDefaultCertificate: false }), byDefault({}), certificate({ IamCertificateId: 'ASCA1', SslSupportMethod: 'sni-only' }), {}],
});
ruleTest('certificate-region [DTD-166]', {
  ...cases,
  at: 'ViewerCertificate.AcmCertificateArn',
  rejects: [sni({ AcmCertificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/1' })],
  accepts: [sni({}), sni({ AcmCertificateArn: 'malformed' })],
  message: /in eu-west-1; allowed: us-east-1/,
});
const own = {
  Certificate: { Type: 'AWS::CertificateManager::Certificate', Properties: { DomainName: 'www.example.com' } },
  Site: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        ...certificate({ AcmCertificateArn: { Ref: 'Certificate' }, SslSupportMethod: 'sni-only' }),
        Enabled: true,
        Origins: [{ Id: 'site', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }],
        DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
      },
    },
  },
};
const ownCases = { in: 'resources', at: 'Site.DistributionConfig.ViewerCertificate.AcmCertificateArn' } as const;
ruleTest('certificate-region [DTD-166]', { ...ownCases, region: 'eu-west-1', rejects: [own], accepts: [] });
ruleTest('certificate-region [DTD-166]', { ...ownCases, region: 'us-east-1', rejects: [], accepts: [own] });
ruleTest('certificate-region [DTD-166]', { ...ownCases, rejects: [], accepts: [own] });
const withKey = (KeyAlgorithm: unknown) => ({ ...own, Certificate: { ...own.Certificate, Properties: { DomainName: 'www.example.com', KeyAlgorithm } } });
ruleTest('certificate-key-algorithm [DTD-172]', {
  in: 'resources', at: 'Certificate.KeyAlgorithm', rejects: [withKey('EC_secp384r1'), withKey('RSA_4096')], accepts: [withKey('EC_prime256v1'), withKey('RSA_2048'), own],
});
ruleTest('iam-certificate [DTD-173]', {
  ...cases, at: 'ViewerCertificate.IamCertificateId', rejects: [certificate({ IamCertificateId: 'ASCA1', SslSupportMethod: 'sni-only' })], accepts: [sni({}), {}], message: /\/cloudfront\//,
});
test('a distribution for tenants takes no certificate of IAM [DTD-173]', () => {
  const site = { ...certificate({ IamCertificateId: 'ASCA1', SslSupportMethod: 'sni-only' }), ConnectionMode: 'tenant-only' };
  expect(checkDistribution(site).find(({ rule, location }) => rule === 'tenant-setting' && location.path.endsWith('IamCertificateId'))?.level).toBe('error');
});
ruleTest('minimum-protocol-version-insecure [DTD-160]', {
  ...cases,
  at: 'ViewerCertificate.MinimumProtocolVersion',
  rejects: ['TLSv1_2016', 'TLSv1.1_2016'].map((MinimumProtocolVersion) => sni({ MinimumProtocolVersion })),
  accepts: ['TLSv1.2_2021', 'TLSv1.2_2025', 'TLSv1.3_2025'].map((MinimumProtocolVersion) => sni({ MinimumProtocolVersion })),
});
ruleTest('minimum-protocol-version-ciphers [DTD-160]', {
  ...cases,
  at: 'ViewerCertificate.MinimumProtocolVersion',
  rejects: ['TLSv1.2_2018', 'TLSv1.2_2019'].map((MinimumProtocolVersion) => sni({ MinimumProtocolVersion })),
  accepts: ['TLSv1.2_2021', 'TLSv1.2_2025', 'TLSv1.3_2025'].map((MinimumProtocolVersion) => sni({ MinimumProtocolVersion })),
});

ruleTest('iam-certificate-id [TLS-065]', {
  ...cases,
  at: 'ViewerCertificate.IamCertificateId',
  rejects: [certificate({ IamCertificateId: 'arn:aws:iam::111122223333:server-certificate/cloudfront/a', SslSupportMethod: 'sni-only' })],
  accepts: [certificate({ IamCertificateId: 'AS1A2M3P4L5E67SIIXR3J', SslSupportMethod: 'sni-only' })],
});
ruleTest('ssl-support-method-missing [WEB-177] [DST-090] [TLS-032] [DTD-167]', {
  ...cases, at: 'ViewerCertificate.SslSupportMethod', rejects: [certificate({ AcmCertificateArn: ACM })], accepts: [sni({}), byDefault({})],
});
ruleTest('ssl-support-method [WEB-177] [DST-090] [TLS-032]', {
  ...cases, at: 'ViewerCertificate.SslSupportMethod', rejects: [sni({ SslSupportMethod: 'sni' })], accepts: ['sni-only', 'vip', 'static-ip'].map((SslSupportMethod) => sni({ SslSupportMethod })),
});
ruleTest('ssl-support-method', { ...cases, edition: '2014-10-21', at: 'ViewerCertificate.SslSupportMethod', rejects: [sni({ SslSupportMethod: 'static-ip' })], accepts: [sni({})] });
ruleTest('ssl-support-method-ignored [DST-088] [TLS-033]', {
  ...cases, at: 'ViewerCertificate.SslSupportMethod', rejects: [byDefault({ SslSupportMethod: 'sni-only' })], accepts: [byDefault({}), sni({})],
});
ruleTest('dedicated-ip-cost [WEB-178] [DST-091] [TLS-040]', { ...cases, at: 'ViewerCertificate.SslSupportMethod', rejects: [sni({ SslSupportMethod: 'vip' })], accepts: [sni({})] });
ruleTest('minimum-protocol-version [WEB-181] [DST-159] [TLS-081] [DTD-158]', {
  ...cases,
  at: 'ViewerCertificate.MinimumProtocolVersion',
  rejects: ['TLSv1.2', 'TLSv1.3', 'TLSv1_2021'].map((MinimumProtocolVersion) => sni({ MinimumProtocolVersion })),
  accepts: ['TLSv1', 'TLSv1_2016', 'TLSv1.1_2016', 'TLSv1.2_2018', 'TLSv1.2_2019', 'TLSv1.2_2021', 'TLSv1.2_2025', 'TLSv1.3_2025'].map((MinimumProtocolVersion) => sni({ MinimumProtocolVersion })),
});
ruleTest('minimum-protocol-version', {
  ...cases, edition: '2014-10-21', at: 'ViewerCertificate.MinimumProtocolVersion', rejects: [sni({ MinimumProtocolVersion: 'TLSv1.2_2021' })], accepts: [sni({ MinimumProtocolVersion: 'TLSv1' })],
});
ruleTest('minimum-protocol-version-sni [WEB-184] [DTD-159]', {
  ...cases, at: 'ViewerCertificate.MinimumProtocolVersion', rejects: [sni({ MinimumProtocolVersion: 'SSLv3' })], accepts: [sni({ MinimumProtocolVersion: 'SSLv3', SslSupportMethod: 'vip' })],
});
ruleTest('minimum-protocol-version-ignored [WEB-186]', {
  ...cases, at: 'ViewerCertificate.MinimumProtocolVersion', rejects: [byDefault({ MinimumProtocolVersion: 'TLSv1.2_2021' })], accepts: [sni({ MinimumProtocolVersion: 'TLSv1.2_2021' })],
});
ruleTest('minimum-protocol-version-insecure [WEB-183]', {
  ...cases, at: 'ViewerCertificate.MinimumProtocolVersion', rejects: [sni({ MinimumProtocolVersion: 'SSLv3', SslSupportMethod: 'vip' }), sni({ MinimumProtocolVersion: 'TLSv1.1_2016' })], accepts: [sni({ MinimumProtocolVersion: 'TLSv1.2_2018' })],
});
ruleTest('certificate-without-alias [WEB-185] [TLS-067]', {
  ...cases,
  at: 'ViewerCertificate',
  rejects: [{ ViewerCertificate: { AcmCertificateArn: ACM, SslSupportMethod: 'sni-only' } }],
  accepts: [
    sni({}), byDefault({}),
    { ConnectionMode: 'tenant-only', ViewerCertificate: { AcmCertificateArn: ACM, SslSupportMethod: 'sni-only' }, DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'https-only', CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' } },
  ],
});

const uploaded = (Properties: object) => ({
  ...distribution(certificate({ IamCertificateId: { Ref: 'Uploaded' }, SslSupportMethod: 'sni-only' })),
  Uploaded: { Type: 'AWS::IAM::ServerCertificate', Properties },
});
ruleTest('iam-certificate-path [DST-089]', {
  in: 'resources',
  at: 'Uploaded.Path',
  rejects: [uploaded({ Path: '/prod/' }), uploaded({})],
  accepts: [
    uploaded({ Path: '/cloudfront/prod/' }),
    { ...distribution({}), Other: { Type: 'AWS::IAM::ServerCertificate', Properties: { Path: '/elb/' } } },
  ],
});
ruleTest('sni-only-clients [WEB-179] [TLS-039]', {
  ...cases,
  edition: '2014-10-21',
  at: 'ViewerCertificate.SslSupportMethod',
  rejects: [sni({})],
  accepts: [sni({ SslSupportMethod: 'vip' })],
  message: /without SNI.*vip.*CloudFront certificate.*HTTP.*upgrade/,
});
ruleTest('sni-only-clients [WEB-179]', { ...cases, at: '', rejects: [], accepts: [sni({})] });
