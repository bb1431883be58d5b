import { distribution, ruleTest, violationsOf } from './rule-test';

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

ruleTest('origin-domain-name', {
  in: 'origin', at: 'DomainName', rejects: [{ DomainName: 'http://site.s3-website.eu-central-1.amazonaws.com' }], accepts: [], message: /bucketWebsiteDomainName/,
});

ruleTest('origin-domain-name-missing [DST-034] [ORG-043]', { in: 'origin', at: 'DomainName', rejects: [{ DomainName: '' }], accepts: [{ DomainName: 'www.example.com' }] });

ruleTest('origin-ip-address [WEB-028] [DST-035] [OTD-015]', {
  in: 'origin', at: 'DomainName', rejects: [{ DomainName: '192.0.2.1' }, { DomainName: '2001:db8::1' }], accepts: [{ DomainName: '192.example.com' }], message: /DNS name/,
});

ruleTest('origin-path-form [OTD-023]', {
  in: 'origin',
  at: 'OriginPath',
  rejects: [{ OriginPath: 'site' }, { OriginPath: '/site/' }, { OriginPath: '/' }],
  accepts: [{ OriginPath: '' }, { OriginPath: '/site' }, { OriginPath: '/a/b' }],
  message: /write it as \/site|leave it out/,
});

const custom = { CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } };

ruleTest('origin-not-public [OTD-016]', {
  in: 'origin',
  at: 'DomainName',
  rejects: [{ DomainName: 'internal-x-1.us-east-1.elb.amazonaws.com' }, { DomainName: 'ip-10-0-0-1.ec2.internal' }, { DomainName: 'app.local' }, { DomainName: 'localhost' }],
  accepts: [
    { DomainName: 'x-1.us-east-1.elb.amazonaws.com' }, { DomainName: 'www.internal.example.com' },
    { DomainName: 'internal-x-1.us-east-1.elb.amazonaws.com', CustomOriginConfig: { Ref: 'AWS::NoValue' }, VpcOriginConfig: { VpcOriginId: 'vo_1' } },
  ],
  message: /VPC origin/,
});

const INSTANCE = 'ec2-203-0-113-10.compute-1.amazonaws.com';
const group = (...ids: string[]) => ({
  Origins: ids.map((Id) => ({ Id, DomainName: INSTANCE, ...custom })),
  OriginGroups: {
    Quantity: 1,
    Items: [{ Id: 'group', Members: { Quantity: 2, Items: ids.map((OriginId) => ({ OriginId })) }, FailoverCriteria: { StatusCodes: { Quantity: 1, Items: [503] } } }],
  },
});
ruleTest('origin-instance [ORG-055] [ORG-058]', {
  in: 'origin',
  at: 'DomainName',
  rejects: [{ DomainName: INSTANCE }, { DomainName: 'ec2-203-0-113-10.eu-west-1.compute.amazonaws.com' }],
  accepts: [{ DomainName: 'my-lb-123.us-east-1.elb.amazonaws.com' }, { DomainName: 'www.example.com' }],
  message: /load balancer/,
});
ruleTest('origin-instance', { in: 'distribution', at: '', rejects: [], accepts: [group('site', 'other')] });

test('an instance of the application is one by its PublicDnsName [ORG-058]', () => {
  const resources = {
    ...distribution({ Origins: [{ Id: 'site', DomainName: { 'Fn::GetAtt': ['Server', 'PublicDnsName'] }, ...custom }] }), Server: { Type: 'AWS::EC2::Instance', Properties: {} },
  };
  expect(violationsOf('origin-instance', resources, { in: 'resources' })).toEqual(['Site.DistributionConfig.Origins[0].DomainName']);
});

test('host names that differ in the case of their letters alone are the same to every rule [OTD-017]', () => {
  const found = (DomainName: string) => violationsOf('origin-instance', distribution({ Origins: [{ Id: 'site', DomainName, ...custom }] }), { in: 'resources' });
  expect(found(INSTANCE.toUpperCase())).toEqual(found(INSTANCE));
  const both = distribution({ Origins: [{ Id: 'site', DomainName: 'API.Example.com', ...custom }, { Id: 'other', DomainName: 'api.example.com', ...custom }] });
  expect(violationsOf('origin-domain-name', both, { in: 'resources' })).toEqual([]);
});

ruleTest('distribution-as-origin [OTD-167]', {
  in: 'origin', at: 'DomainName', rejects: [{ DomainName: 'd111111abcdef8.cloudfront.net' }], accepts: [{ DomainName: 'cloudfront.example.com' }],
});

const pointingTo = (DomainName: unknown) => distribution({ Origins: [{ Id: 'site', DomainName, ...custom }] }).Site;
const domainOf = (id: string) => ({ 'Fn::GetAtt': [id, 'DomainName'] });
ruleTest('distribution-chain [OTD-167]', {
  in: 'resources',
  at: 'First.DistributionConfig.Origins[0].DomainName',
  rejects: [{ First: pointingTo(domainOf('Second')), Second: pointingTo(domainOf('Third')), Third: pointingTo('www.example.com') }],
  accepts: [{ First: pointingTo(domainOf('Second')), Second: pointingTo('www.example.com') }, { First: pointingTo('d1.cloudfront.net') }],
  message: /chain of three/,
});

ruleTest('origin-domain-name [WEB-005]', {
  in: 'origin', at: 'DomainName', rejects: [{ DomainName: 'my bucket.s3.amazonaws.com' }], accepts: [{ DomainName: 'my-bucket.s3.amazonaws.com' }],
});
