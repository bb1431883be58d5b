import { ruleTest } from './rule-test';

ruleTest('origin-domain-name [WEB-026] [DST-029] [DST-035] [ORG-015] [ORG-016] [ORG-028] [ORG-029] [ORG-042] [OTD-005] [OTD-006] [OTD-015] [OTD-162]', {
  in: 'origin',
  at: 'DomainName',
  rejects: [
    { DomainName: 'https://www.example.com' }, { DomainName: 'www.example.com:8080' }, { DomainName: 'cafe:80' }, { DomainName: 'www.example.com/path' }, { DomainName: 's3.amazonaws.com/bucket' },
    { DomainName: 'www.example.com?x' }, { DomainName: 'www example.com' }, { DomainName: 'www.example.com.' }, { DomainName: 'site.s3-accelerate.amazonaws.com' },
    { DomainName: 's3.us-west-2.amazonaws.com/bucket-name' }, { DomainName: 's3.amazonaws.com' }, { DomainName: 's3.eu-central-1.amazonaws.com' }, { DomainName: 'site.s3-website.amazonaws.com' },
    { DomainName: 'http://site.s3-website-us-east-1.amazonaws.com' }, { DomainName: 'https://x.lambda-url.us-east-1.on.aws/' },
  ],
  accepts: [
    { DomainName: 'www.example.com' }, { DomainName: '{{resolve:ssm:host}}' }, { DomainName: '{{tenant}}.example.com' },
    { DomainName: 'site.s3-website-us-east-1.amazonaws.com' }, { DomainName: 'site.s3-website.eu-central-1.amazonaws.com' }, { DomainName: 'ec2-203-0-113-10.compute-1.amazonaws.com' },
    { DomainName: 'x.lambda-url.us-east-1.on.aws', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } },
  ],
});

ruleTest('origin-domain-name-missing [DST-034]', { in: 'origin', at: 'DomainName', rejects: [{ DomainName: '' }], accepts: [{ DomainName: 'www.example.com' }] });

ruleTest('origin-ip-address [WEB-028] [DST-035] [OTD-015]', {
  in: 'origin', at: 'DomainName', rejects: [{ DomainName: '192.0.2.1' }, { DomainName: '2001:db8::1' }], accepts: [{ DomainName: '192.example.com' }], message: /DNS name/,
});

ruleTest('origin-path-form [OTD-023]', {
  in: 'origin',
  at: 'OriginPath',
  rejects: [{ OriginPath: 'site' }, { OriginPath: '/site/' }, { OriginPath: '/' }],
  accepts: [{ OriginPath: '' }, { OriginPath: '/site' }, { OriginPath: '/a/b' }],
});
