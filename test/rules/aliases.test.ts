import { assert, array, constantFrom, property } from 'fast-check';
import { ruleTest, violationsOf } from './rule-test';
import { checkTemplates } from '../../src/rules';
import { certifies } from '../../src/rules/aliases';

const ViewerCertificate = { AcmCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1', SslSupportMethod: 'sni-only' };
const aliases = (...names: unknown[]) => ({ Aliases: names, ViewerCertificate });
const cases = { in: 'distribution' } as const;
/** A name of 253 characters. */
const LONGEST = `${'a.'.repeat(125)}com`;

ruleTest('alias-syntax [WEB-162]', {
  ...cases,
  at: 'Aliases[0]',
  rejects: ['https://www.example.com', 'www.example.com:80', 'www.example.com/a', 'www.example.com.', 'www', 'a..b', 'a b.example.com', `${'a.'.repeat(126)}com`].map((name) => aliases(name)),
  accepts: [
    aliases('www.example.com'), aliases('WWW.example.com'), aliases('*.example.com'), aliases('xn--bcher-kva.example'), aliases('_a.example.com'), aliases('{{resolve:ssm:alias}}'),
    aliases(LONGEST), aliases(`${'a'.repeat(63)}.example.com`),
  ],
});
ruleTest('alias-syntax [WEB-162]', { ...cases, at: 'Aliases[0]', rejects: [aliases(`a${LONGEST}`), aliases(`${'a'.repeat(64)}.example.com`)], accepts: [], message: /host name such as/ });
ruleTest('alias-syntax', { ...cases, at: 'CNAMEs[0]', rejects: [{ CNAMEs: ['https://www.example.com'], ViewerCertificate }], accepts: [] });
ruleTest('alias-wildcard [DST-116] [DST-117] [DST-118]', {
  ...cases,
  at: 'Aliases[0]',
  rejects: ['*example.com', '*www.example.com', 'www.*.example.com', 'w*.example.com', '*.*.example.com'].map((name) => aliases(name)),
  accepts: [aliases('*.example.com'), aliases('*.a.example.com')],
});
ruleTest('alias-repeated [WEB-162]', { ...cases, at: 'Aliases[1]', rejects: [aliases('a.example.com', 'A.example.com')], accepts: [aliases('a.example.com', 'b.example.com')] });
ruleTest('alias-certificate [WEB-172] [DST-127] [TLS-031]', {
  ...cases,
  at: 'Aliases',
  rejects: [{ Aliases: ['a.example.com'] }, { Aliases: ['a.example.com'], ViewerCertificate: { CloudFrontDefaultCertificate: true } }],
  accepts: [aliases('a.example.com'), { Aliases: [] }, { Aliases: ['a.example.com'], ViewerCertificate: { Ref: 'Unknown' } }],
});
ruleTest('alias-certificate-https [WEB-172]', { ...cases, edition: '2014-10-21', at: 'Aliases', rejects: [{ Aliases: ['a.example.com'] }], accepts: [{ Aliases: [] }] });

const manyAliases = (length: number) => aliases(...Array.from({ length }, (_, i) => `a${i}.example.com`));
ruleTest('alias-quota [WEB-167] [DST-128]', { ...cases, at: 'Aliases', rejects: [manyAliases(101)], accepts: [manyAliases(100)], message: /101 items; allowed: 100/ });

const site = (names: unknown[], certificate: object = ViewerCertificate) => ({
  Type: 'AWS::CloudFront::Distribution',
  Properties: {
    DistributionConfig: {
      Enabled: true,
      Aliases: names,
      ViewerCertificate: certificate,
      Origins: [{ Id: 'site', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }],
      DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
    },
  },
});
ruleTest('alias-taken [DST-124] [DTD-169]', {
  in: 'resources',
  at: 'Other.DistributionConfig.Aliases[0]',
  rejects: [{ Site: site(['a.example.com']), Other: site(['A.example.com']) }],
  accepts: [{ Site: site(['a.example.com']), Other: site(['b.example.com']) }, { Site: site(['a.example.com']), Other: site([{ Ref: 'Unknown' }]) }],
  message: /from Site of Stack/,
});

const overlaps = { in: 'resources', at: 'Other.DistributionConfig.Aliases[0]', message: /Requests for www\.example\.com go to Site/ } as const;
const apart = { Site: site(['www.example.com']), Other: site(['*.example.com']) };
const together = [{ Site: site(['*.example.com', 'www.example.com']) }, { Site: site(['www.example.com']), Other: site(['*.example.org']) }, { Site: site(['a.www.example.com']), Other: site(['*.example.com']) }];
ruleTest('alias-overlap [DST-122]', { ...overlaps, rejects: [apart], accepts: together });
ruleTest('alias-overlap-refused [DST-122]', { ...overlaps, edition: '2014-10-21', rejects: [apart], accepts: together });
test('two distributions with one wildcard have the same name, which is no overlap', () => {
  const same = { Site: site(['*.example.com']), Other: site(['*.example.com']) };
  expect([violationsOf('alias-overlap', same, overlaps), violationsOf('alias-taken', same, overlaps)]).toEqual([[], ['Other.DistributionConfig.Aliases[0]']]);
});
test('overlapping aliases are a warning today, and were refused', () => {
  const levels = (edition?: '2014-10-21') => checkTemplates([{ name: 'Stack', template: { Resources: apart } }], { edition }).filter(({ spec }) => spec.includes('DST-122')).map(({ level }) => level);
  expect([levels(), levels('2014-10-21')]).toEqual([['warning'], ['error']]);
});

ruleTest('alias-of-aws [DST-129]', {
  ...cases,
  at: 'Aliases[0]',
  rejects: ['d111111abcdef8.cloudfront.net', '*.cloudfront.net', 'mybucket.s3.amazonaws.com', 'D1.CloudFront.net', 'amazonaws.com'].map((name) => aliases(name)),
  accepts: ['www.example.com', 'mycloudfront.net', 'cloudfront.net.example.com'].map((name) => aliases(name)),
});

const certified = (names: unknown[], Properties: object) => ({
  Certificate: { Type: 'AWS::CertificateManager::Certificate', Properties },
  Site: site(names, { AcmCertificateArn: { Ref: 'Certificate' }, SslSupportMethod: 'sni-only' }),
});
ruleTest('alias-certificate-names [DTD-168] [TLS-053] [TLS-067]', {
  in: 'resources',
  region: 'us-east-1',
  at: 'Site.DistributionConfig.Aliases[0]',
  rejects: [
    certified(['www.example.com'], { DomainName: 'example.com' }),
    certified(['a.b.example.com'], { DomainName: '*.example.com' }),
    certified(['example.com'], { DomainName: '*.example.com' }),
    certified(['*.example.com'], { DomainName: 'www.example.com' }),
  ],
  accepts: [
    certified(['WWW.example.com'], { DomainName: '*.example.com' }),
    certified(['www.example.com'], { DomainName: '*.EXAMPLE.com' }),
    certified(['www.example.org'], { DomainName: 'example.com', SubjectAlternativeNames: { Ref: 'Unknown' } }),
    certified(['www.example.org'], { DomainName: 'example.com', SubjectAlternativeNames: ['a.example.org', { Ref: 'Unknown' }] }),
    certified(['example.com', 'example.net'], { DomainName: 'example.com', SubjectAlternativeNames: ['example.net'] }),
    certified(['*.example.com'], { DomainName: '*.example.com' }),
    certified(['a.example.org'], { DomainName: 'example.com', SubjectAlternativeNames: ['a.example.org'] }),
    certified(['a.example.org'], { DomainName: { Ref: 'Unknown' } }),
  ],
});

test('a wildcard covers every name with one label more, and nothing else', () => {
  const label = array(constantFrom('a', 'b', '-', '1'), { minLength: 1, maxLength: 5 }).map((letters) => letters.join(''));
  assert(property(label, label, (one, two) => certifies('*.example.com', `${one}.example.com`) && !certifies('*.example.com', `${one}.${two}.example.com`)));
});

const fromBucket = (name: string, rest: object) => ({ Origins: [{ Id: 'site', DomainName: `${name}.s3.amazonaws.com`, S3OriginConfig: {} }], ...rest });
ruleTest('alias-of-bucket [DST-148]', {
  ...cases,
  at: 'Origins[0].DomainName',
  rejects: [fromBucket('www.example.com', {}), fromBucket('www.example.com', aliases('images.example.com'))],
  accepts: [
    fromBucket('www.example.com', aliases('www.example.com')), fromBucket('www.example.com', aliases('*.example.com')), fromBucket('site', {}), fromBucket('www.example.com', { Aliases: { Ref: 'Unknown' } }),
    fromBucket('www.example.com', aliases('images.example.com', { Ref: 'Unknown' })), fromBucket('www.example', {}),
  ],
});
