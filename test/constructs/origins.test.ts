import { App, Duration, Fn, Lazy, NestedStack, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AccessLevel, IOrigin, S3OriginAccessControl } from 'aws-cdk-lib/aws-cloudfront';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { emittedOrigin, EVERYTHING, EVERYTHING_EMITTED } from './emitted-origin';
import { bucketPolicyStatements, configOf, errors, findings, newSite, newStack } from './site';
import { OriginAccessIdentity, Origins, WebDistribution, WebDistributionProps } from '../../src';

let stack: Stack;
beforeEach(() => { stack = newStack(); });

/** What the template says of an origin. */
const emitted = (origin: WebDistributionProps['defaultBehavior']['origin']) => emittedOrigin(stack, origin);

describe('an S3 bucket', () => {
  test('minimal example: it is named by its region [ORG-008]', () => {
    const bucket = new Bucket(stack, 'Bucket');
    expect(emitted(Origins.s3Bucket(bucket))).toEqual({
      Id: 'Origin1',
      DomainName: { 'Fn::GetAtt': [expect.stringContaining('Bucket'), 'RegionalDomainName'] },
      S3OriginConfig: { OriginAccessIdentity: '' },
    });
    const imported = newStack();
    const attributes = { bucketName: 'pictures', region: 'us-west-2' };
    newSite(imported, { defaultBehavior: { origin: Origins.s3Bucket(Bucket.fromBucketAttributes(imported, 'Imported', attributes)) } });
    expect(configOf(imported).Origins[0].DomainName).toBe('pictures.s3.us-west-2.amazonaws.com');
  });

  test('maximum example', () => {
    expect(emitted(Origins.s3Bucket(new Bucket(stack, 'Bucket'), { ...EVERYTHING, readTimeout: Duration.seconds(45) })))
      .toMatchObject({ ...EVERYTHING_EMITTED, S3OriginConfig: { OriginAccessIdentity: '', OriginReadTimeout: 45 } });
    expect(errors(stack)).toEqual([]);
  });

  test('with origin access control, its policy lets this distribution alone read it', () => {
    const originAccessControl = new S3OriginAccessControl(stack, 'Control');
    expect(emitted(Origins.s3Bucket(new Bucket(stack, 'Bucket'), { originAccessControl }))).toMatchObject({
      OriginAccessControlId: { 'Fn::GetAtt': [expect.stringContaining('Control'), 'Id'] },
      S3OriginConfig: { OriginAccessIdentity: '' },
    });
    const distribution = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':cloudfront::123456789012:distribution/', { Ref: 'SiteE53D7754' }]] };
    expect(bucketPolicyStatements(stack)).toMatchObject([{
      Action: 's3:GetObject',
      Effect: 'Allow',
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Condition: { StringEquals: { 'AWS:SourceArn': distribution } },
    }]);
    expect(errors(stack)).toEqual([]);
  });

  test('makes an access control by itself, unless one is given', () => {
    const origin = Origins.s3BucketWithOriginAccessControl(new Bucket(stack, 'Bucket'), { originId: 'mine' });
    newSite(stack, { defaultBehavior: { origin } });
    expect(configOf(stack).Origins).toMatchObject([{ Id: 'mine', OriginAccessControlId: { 'Fn::GetAtt': [expect.stringContaining('SiteOrigin1OriginAccessControl'), 'Id'] } }]);
    expect(bucketPolicyStatements(stack)).toMatchObject([{ Action: 's3:GetObject', Principal: { Service: 'cloudfront.amazonaws.com' } }]);
    expect(errors(stack)).toEqual([]);
    expect(findings(stack)).not.toContain('bucket-unreadable');
    const given = newStack();
    const originAccessControl = new S3OriginAccessControl(given, 'Control');
    newSite(given, { defaultBehavior: { origin: Origins.s3BucketWithOriginAccessControl(new Bucket(given, 'Bucket'), { originAccessControl }) } });
    Template.fromStack(given).resourceCountIs('AWS::CloudFront::OriginAccessControl', 1);
  });

  describe('that encrypts with a key of KMS', () => {
    const keyStatements = () => Object.values(Template.fromStack(stack).findResources('AWS::KMS::Key'))[0].Properties.KeyPolicy.Statement.slice(1);

    test('lets the distributions of the account use the key, as far as the levels go [OTD-129]', () => {
      const originAccessLevels = [AccessLevel.READ, AccessLevel.WRITE, AccessLevel.LIST];
      emitted(Origins.s3BucketWithOriginAccessControl(new Bucket(stack, 'Bucket', { encryption: BucketEncryption.KMS }), { originAccessLevels }));
      expect(keyStatements()).toEqual([{
        Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*'],
        Condition: { ArnLike: { 'AWS:SourceArn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':cloudfront::123456789012:distribution/*']] } } },
        Effect: 'Allow',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Resource: '*',
      }]);
      expect(findings(stack)).not.toContain('bucket-key-policy');
    });

    test('leaves the key alone when nothing that needs it is asked for, and then the rules say so', () => {
      emitted(Origins.s3BucketWithOriginAccessControl(new Bucket(stack, 'Bucket', { encryption: BucketEncryption.KMS }), { originAccessLevels: [] }));
      expect(keyStatements()).toEqual([]);
      expect(findings(stack)).toContain('bucket-key-policy');
    });

    test('has to have its key\'s policy by hand when the key is imported, and the synthesis says so', () => {
      const encryptionKey = Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012');
      emitted(Origins.s3BucketWithOriginAccessControl(new Bucket(stack, 'Bucket', { encryptionKey })));
      Annotations.fromStack(stack).hasWarning('/Stack/Site/Origin1', Match.stringLikeRegexp('The key Stack/Key of the bucket Stack/Bucket is imported.*Allow kms:Decrypt there by hand'));
    });
  });

  test('throws when the policy of a bucket in another stack would have to name something of this one', () => {
    const web = new Stack(stack.node.root, 'Web', { env: { region: stack.region, account: stack.account } });
    const bucket = new Bucket(stack, 'Bucket');
    const attempt = (id: string, origin: IOrigin) => () => new WebDistribution(web, id, { defaultBehavior: { origin } });
    expect(attempt('Controlled', Origins.s3BucketWithOriginAccessControl(bucket))).toThrow(
      'Web/Controlled/Origin1: the policy of the bucket Stack/Bucket would name the distribution of the stack Web, which itself refers to the bucket: neither stack could be deployed first. '
      + 'Put bucket and distribution into one stack, or give an OriginAccessIdentity that is made in Stack.',
    );
    expect(attempt('Identified', Origins.s3Bucket(bucket, { originAccessIdentity: new OriginAccessIdentity(web, 'Identity') }))).toThrow('would name the origin access identity of the stack Web');
  });

  test('does not throw for nested stacks, imported buckets, or policies that are left alone', () => {
    const web = new Stack(stack.node.root, 'Web', { env: { region: stack.region, account: stack.account } });
    const bucket = new Bucket(stack, 'Bucket');
    const nested = new NestedStack(stack, 'Nested');
    newSite(nested, { defaultBehavior: { origin: Origins.s3BucketWithOriginAccessControl(bucket) } });
    newSite(web, {
      defaultBehavior: { origin: Origins.s3BucketWithOriginAccessControl(bucket, { originAccessLevels: [] }) },
      behaviors: [{ pathPattern: '/imported/*', origin: Origins.s3BucketWithOriginAccessControl(Bucket.fromBucketName(stack, 'Imported', 'elsewhere')) }],
    });
    expect(() => (stack.node.root as App).synth()).not.toThrow();
  });

  test('one that two distributions share lets both in', () => {
    const origin = Origins.s3Bucket(new Bucket(stack, 'Bucket'), { originAccessControl: new S3OriginAccessControl(stack, 'Control') });
    newSite(stack, { defaultBehavior: { origin } });
    new WebDistribution(stack, 'Another', { defaultBehavior: { origin } });
    expect(bucketPolicyStatements(stack)).toHaveLength(2);
  });

  test('throws on a bucket of another app', () => {
    const origin = Origins.s3Bucket(new Bucket(newStack(), 'Bucket'));
    expect(() => newSite(stack, { defaultBehavior: { origin } })).toThrow('Stack/Site/Origin1: the bucket Stack/Bucket belongs to another app; use one of this app, or import it into this app by its name.');
  });
});

test('the website endpoint of a bucket is a custom origin that is reached by HTTP', () => {
  expect(emitted(Origins.s3Website(new Bucket(stack, 'Bucket', { websiteIndexDocument: 'index.html' }), EVERYTHING))).toMatchObject({
    ...EVERYTHING_EMITTED,
    DomainName: { 'Fn::Select': [2, { 'Fn::Split': ['/', { 'Fn::GetAtt': [expect.stringContaining('Bucket'), 'WebsiteURL'] }] }] },
    CustomOriginConfig: { OriginProtocolPolicy: 'http-only' },
  });
  expect(errors(stack)).toEqual([]);
});

test('every kind of origin stands in one distribution [ORG-001]', () => {
  const bucket = new Bucket(stack, 'Bucket', { websiteIndexDocument: 'index.html' });
  const origins = {
    '/bucket/*': Origins.s3Bucket(bucket),
    '/website/*': Origins.s3Website(bucket),
    '/mediastore/*': Origins.mediaStore('abcd1234.data.mediastore.us-west-2.amazonaws.com'),
    '/mediapackage/*': Origins.mediaPackage('https://3ae97e9482b0d011.mediapackage.us-west-2.amazonaws.com'),
    '/ec2/*': Origins.custom('ec2-203-0-113-10.compute-1.amazonaws.com'),
    '/balanced/*': Origins.custom('my-lb-123.us-east-1.elb.amazonaws.com'),
  };
  newSite(stack, { behaviors: Object.entries(origins).map(([pathPattern, origin]) => ({ pathPattern, origin })) });
  expect(configOf(stack).Origins.map((origin: object) => ('S3OriginConfig' in origin ? 'bucket' : 'custom'))).toEqual(['custom', 'bucket', ...Array(5).fill('custom')]);
  expect(errors(stack)).toEqual([]);
});

test('values may be tokens, which are passed on', () => {
  const later = (value: string) => Lazy.string({ produce: () => value });
  expect(emitted(Origins.custom(later('late.example.com'), {
    originPath: later('/late'),
    customHeaders: { 'X-Secret': Fn.importValue('Secret') },
    connectionAttempts: Lazy.number({ produce: () => 2 }),
    originShieldRegion: later('eu-west-1'),
    readTimeout: Duration.seconds(Lazy.number({ produce: () => 7 })),
  }))).toMatchObject({
    DomainName: 'late.example.com',
    OriginPath: '/late',
    OriginCustomHeaders: [{ HeaderName: 'X-Secret', HeaderValue: { 'Fn::ImportValue': 'Secret' } }],
    ConnectionAttempts: 2,
    OriginShield: { OriginShieldRegion: 'eu-west-1' },
    CustomOriginConfig: { OriginReadTimeout: 7 },
  });
});

test('what a bucket lets somebody do needs somebody: uploads through CloudFront need an access control [REQ-016]', () => {
  const originAccessLevels = [AccessLevel.READ, AccessLevel.WRITE];
  const bucket = new Bucket(stack, 'Uploads');
  expect(() => emitted(Origins.s3Bucket(bucket, { originAccessLevels }))).toThrow(/originAccessLevels of the bucket Stack\/Uploads are for nobody; give originAccessControl/);
  stack = newStack();
  emitted(Origins.s3BucketWithOriginAccessControl(new Bucket(stack, 'Uploads'), { originAccessLevels }));
  expect(bucketPolicyStatements(stack).map(({ Action }: any) => Action)).toEqual(['s3:GetObject', 's3:PutObject']);
});
