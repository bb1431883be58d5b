import { ruleTest } from './rule-test';

const ViewerCertificate = { AcmCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1', SslSupportMethod: 'sni-only' };
const site = (...Aliases: unknown[]) => ({
  Site: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        Aliases,
        ViewerCertificate,
        Origins: [{ Id: 'site', DomainName: 'myawsbucket.s3.amazonaws.com', S3OriginConfig: {} }],
        DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
      },
    },
  },
});
const Zone = { Type: 'AWS::Route53::HostedZone', Properties: { Name: 'example.com.' } };
const record = (Name: unknown, rest: object) => ({ Zone, Record: { Type: 'AWS::Route53::RecordSet', Properties: { HostedZoneId: { Ref: 'Zone' }, Name, ...rest } } });
const cname = (Name: unknown, target: unknown = { 'Fn::GetAtt': ['Site', 'DomainName'] }) => record(Name, { Type: 'CNAME', TTL: '300', ResourceRecords: [target] });
const aliasRecord = (Name: unknown, Type = 'A') => record(Name, { Type, AliasTarget: { HostedZoneId: 'Z2FDTNDATAQYW2', DNSName: { 'Fn::GetAtt': ['Site', 'DomainName'] } } });
const group = (Name: unknown) => ({
  Records: { Type: 'AWS::Route53::RecordSetGroup', Properties: { HostedZoneName: 'example.com.', RecordSets: [{ Name, Type: 'CNAME', TTL: '300', ResourceRecords: ['d111111abcdef8.cloudfront.net'] }] } },
});
const www = 'www.example.com';

ruleTest('alias-record-missing [WEB-165] [WEB-166] [DST-101] [DST-129]', {
  in: 'resources',
  at: 'Site.DistributionConfig.Aliases[0]',
  rejects: [site(www), { ...site(www), ...cname('images.example.com') }, { ...site(www), ...record(www, { Type: 'TXT', ResourceRecords: ['"a"'] }) }, { ...site('*.example.com'), ...cname(www) }],
  accepts: [
    { ...site(www), ...cname('www.example.com.') },
    { ...site(www), ...cname(www, 'd111111abcdef8.cloudfront.net') },
    { ...site(www), ...aliasRecord('WWW.example.com.') },
    { ...site(www), ...cname('*.example.com') },
    { ...site('*.example.com'), ...cname('\\052.example.com.') },
    { ...site(www), ...group(www) },
    { ...site(www), ...cname({ Ref: 'Unknown' }) },
    site({ Ref: 'Unknown' }),
    site(),
  ],
  message: /leads (www|\*)\.example\.com to the distribution.*the owner of the domain make a CNAME record/,
});

ruleTest('alias-record-missing', {
  in: 'resources',
  at: 'Site.DistributionConfig.Aliases[1]',
  rejects: [{ ...site(www, 'a.example.com', 'b.example.com', 'c.example.com'), ...cname(www) }],
  accepts: [{ ...site(www, 'a.example.com'), ...cname('*.example.com') }],
  message: /leads a\.example\.com, b\.example\.com and c\.example\.com to/,
});

const redirecting = { Moved: { Type: 'AWS::S3::Bucket', Properties: { WebsiteConfiguration: { RedirectAllRequestsTo: { HostName: www } } } } };
ruleTest('alias-record-missing [REQ-061]', {
  in: 'resources', at: 'Site.DistributionConfig.Aliases[0]', rejects: [{ ...site(www), ...redirecting }], accepts: [{ ...site(www), ...redirecting, ...aliasRecord(www) }],
});

const second = (properties: object) => ({
  ...site(www), ...cname(www, 'old.example.net'), Second: { Type: 'AWS::Route53::RecordSet', Properties: { HostedZoneId: { Ref: 'Zone' }, Name: 'WWW.example.com.', Type: 'CNAME', TTL: '300', ResourceRecords: [{ 'Fn::GetAtt': ['Site', 'DomainName'] }], ...properties } },
});
ruleTest('alias-record-duplicate [IAM-026]', {
  in: 'resources',
  at: 'Second.',
  rejects: [second({})],
  accepts: [
    { ...site(www), ...cname(www) },
    second({ SetIdentifier: 'new', Weight: 10 }),
    second({ Name: 'images.example.com' }),
    second({ Type: 'TXT', ResourceRecords: ['"a"'] }),
    second({ HostedZoneId: 'Z1PRIVATE' }),
    second({ HostedZoneId: { Ref: 'Unknown' } }),
  ],
  message: /Record has a CNAME record of this name already.*keep the one that leads to the distribution/,
});

ruleTest('alias-record-duplicate', {
  in: 'resources',
  at: 'Records.RecordSets[1]',
  rejects: [{ ...site(www), Records: { Type: 'AWS::Route53::RecordSetGroup', Properties: { HostedZoneName: 'example.com.', RecordSets: ['a.example.net', 'b.example.net'].map((target) => ({ Name: www, Type: 'CNAME', TTL: '300', ResourceRecords: [target] })) } } }],
  accepts: [{ ...site(www), ...group(www) }],
});

ruleTest('alias-record-target [DST-136]', {
  in: 'resources',
  at: 'Record.',
  rejects: [{ ...site('images.example.com'), ...cname('images.example.com', 'myawsbucket.s3.amazonaws.com') }, { ...site(www), ...cname(www, 'myawsbucket.s3.amazonaws.com.') }],
  accepts: [
    { ...site('images.example.com'), ...cname('images.example.com', 'd111111abcdef8.cloudfront.net') },
    { ...site(www), ...cname('origin.example.com', 'myawsbucket.s3.amazonaws.com') },
    { ...site(www), ...cname(www, { Ref: 'Unknown' }) },
  ],
  message: /leads to the origin myawsbucket\.s3\.amazonaws\.com.*domain name of Site/,
});

const bucket = (properties: object = {}) => ({ Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'example.com', ...properties } } });
const publicBucket = bucket({ AccessControl: 'PublicRead' });
const policy = (Principal: unknown) => ({
  Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'example.com', PolicyDocument: { Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::example.com/*', Principal } } } },
});
const before = (...Aliases: unknown[]) => {
  const { Site } = site(...Aliases);
  const Origins = [{ Id: 'site', DomainName: 'example.com.s3.amazonaws.com', S3OriginConfig: {} }];
  return { Site: { ...Site, Properties: { DistributionConfig: { ...Site.Properties.DistributionConfig, Origins } } } };
};
const toBucket = (Name: unknown) => cname(Name, 'example.com.s3.amazonaws.com');
const websiteRecord = (DNSName: string) => record('example.com', { Type: 'A', AliasTarget: { HostedZoneId: 'Z3AQBSTGFYJSTF', DNSName } });

ruleTest('bucket-record-alias [ORG-076]', {
  in: 'resources',
  at: 'Record.',
  rejects: [
    { ...before(), ...publicBucket, ...toBucket('example.com') },
    { ...before('other.example.com'), ...publicBucket, ...toBucket(www) },
    { ...before(), ...publicBucket, ...websiteRecord('s3-website-us-east-1.amazonaws.com.') },
  ],
  accepts: [
    { ...before('example.com'), ...publicBucket, ...toBucket('example.com') },
    { ...before('example.com'), Other: site('images.example.com').Site, ...publicBucket, ...toBucket('example.com') },
    { ...before(), Other: site({ Ref: 'Unknown' }).Site, ...publicBucket, ...toBucket('example.com') },
    { ...before('*.example.com'), ...publicBucket, ...toBucket(www) },
    { ...before(), ...publicBucket, ...cname(www) },
    { ...before(), ...publicBucket, ...cname(www, 'other.s3.amazonaws.com') },
    { ...before({ Ref: 'Unknown' }), ...publicBucket, ...toBucket(www) },
    { ...before(), ...publicBucket, ...toBucket({ Ref: 'Unknown' }) },
    { ...publicBucket, ...toBucket(www) },
  ],
  message: /leads to Bucket, an origin of Site, which has no such alias.*add the alias \S+ to Site/,
});

ruleTest('bucket-record-private [ORG-082] [DST-149]', {
  in: 'resources',
  at: 'Record.',
  rejects: [
    { ...before('example.com'), ...bucket(), ...policy({ CanonicalUser: 'abc' }), ...toBucket('example.com') },
    { ...bucket(), ...toBucket(www) },
    { ...bucket({ AccessControl: 'PublicRead', PublicAccessBlockConfiguration: { BlockPublicPolicy: true, IgnorePublicAcls: true } }), ...policy('*'), ...toBucket(www) },
    { ...bucket(), ...websiteRecord('s3-website.eu-central-1.amazonaws.com') },
  ],
  accepts: [
    { ...before('example.com'), ...publicBucket, ...toBucket('example.com') },
    { ...bucket(), ...policy('*'), ...toBucket('example.com') },
    { ...bucket(), ...policy({ Ref: 'Unknown' }), ...toBucket('example.com') },
    { ...bucket({ WebsiteConfiguration: { RedirectAllRequestsTo: { HostName: www } } }), ...websiteRecord('s3-website-us-east-1.amazonaws.com') },
    { ...before('example.com'), ...bucket(), ...cname('example.com') },
    { ...bucket(), ...record(www, { Type: 'TXT', ResourceRecords: ['example.com.s3.amazonaws.com'] }) },
  ],
  message: /leads viewers to Bucket, whose objects are not public.*keep the bucket public for 72 hours/,
});

ruleTest('alias-record-bucket [DST-136] [DST-147]', {
  in: 'resources',
  at: 'Record.',
  rejects: [{ ...before('example.com'), ...toBucket('example.com') }],
  accepts: [{ ...before('example.com'), ...cname('example.com', 'd111111abcdef8.cloudfront.net') }, { ...before('other.example.com'), ...toBucket('example.com') }],
  message: /still leads to the bucket example\.com\.s3\.amazonaws\.com.*test Site by its own domain name/,
});

ruleTest('alias-record-apex [DST-125] [DST-126]', {
  in: 'resources',
  at: 'Record.',
  rejects: [{ ...site('example.com'), ...cname('example.com') }, { ...site('Example.com'), ...cname('EXAMPLE.com.') }],
  accepts: [
    { ...site(www), ...cname(www) },
    { ...site('example.com'), ...aliasRecord('example.com') },
    { ...site('example.com'), ...aliasRecord('example.com.', 'AAAA') },
    { ...site('example.com'), ...cname({ Ref: 'Unknown' }) },
  ],
  message: /alias record of type A/,
});

const dual = (IPV6Enabled: unknown) => {
  const { Site } = site(www);
  return { Site: { ...Site, Properties: { DistributionConfig: { ...Site.Properties.DistributionConfig, IPV6Enabled } } } };
};
const { Record: Twin } = aliasRecord(www, 'AAAA');
ruleTest('alias-record-ipv6 [DTD-042]', {
  in: 'resources',
  at: 'Record.',
  rejects: [{ ...dual(true), ...aliasRecord(www) }, { ...dual(true), ...aliasRecord(www), Other: aliasRecord('images.example.com', 'AAAA').Record }],
  accepts: [
    { ...dual(true), ...aliasRecord(www), Some: aliasRecord(www, 'AAAA').Record, Other: aliasRecord('images.example.com').Record },
    { ...dual(true), ...aliasRecord(www), Twin: { ...Twin, Properties: { ...Twin.Properties, Type: { Ref: 'Unknown' } } } },
    { ...dual(true), ...aliasRecord(www), Twin }, { ...dual(false), ...aliasRecord(www) }, { ...dual({ Ref: 'Unknown' }), ...aliasRecord(www) }, { ...dual(true), ...cname(www) },
  ],
  message: /add an alias record of type AAAA/,
});
