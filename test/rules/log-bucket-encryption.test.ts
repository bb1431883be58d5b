import { distribution, ruleTest } from './rule-test';

type Json = { readonly [property: string]: unknown };

const OWN_KEY = { 'Fn::GetAtt': ['Key', 'Arn'] };
const statement = (Service: string, ...Action: unknown[]) => ({ Effect: 'Allow', Principal: { Service }, Action, Resource: '*' });
const DELIVERY = 'delivery.logs.amazonaws.com';

/** A distribution whose log bucket encrypts in some way, with a key whose policy has some statements. */
const encrypted = (encryption: Json | undefined, statements: unknown = [], rule: Json = {}) => ({
  ...distribution({ Logging: { Bucket: { 'Fn::GetAtt': ['Logs', 'RegionalDomainName'] } } }),
  Logs: {
    Type: 'AWS::S3::Bucket',
    Properties: {
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] },
      ...(encryption === undefined ? {} : { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: encryption, ...rule }] } }),
    },
  },
  Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Statement: statements } } },
});
const withKey = (...statements: unknown[]) => encrypted({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: OWN_KEY }, statements);
const bucket = { in: 'resources', at: 'Site.DistributionConfig.Logging.Bucket' } as const;

ruleTest('log-bucket-managed-key [DTD-184]', {
  ...bucket,
  rejects: [
    encrypted({ SSEAlgorithm: 'aws:kms' }), encrypted({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/aws/s3' }),
    encrypted({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'arn:aws:kms:us-east-1:111122223333:alias/aws/s3' }), encrypted({ SSEAlgorithm: 'aws:kms:dsse' }),
  ],
  accepts: [
    encrypted(undefined), encrypted({ SSEAlgorithm: 'AES256' }), encrypted({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { Ref: 'Unknown' } }), encrypted({ SSEAlgorithm: { Ref: 'Unknown' } }),
    withKey(statement(DELIVERY, 'kms:GenerateDataKey*')),
  ],
  message: /Logs encrypts with the key aws\/s3/,
});
ruleTest('log-bucket-key-policy [DTD-184]', {
  ...bucket,
  rejects: [
    withKey(), withKey(statement('cloudfront.amazonaws.com', 'kms:GenerateDataKey*')), withKey(statement(DELIVERY, 'kms:Decrypt')),
    withKey({ ...statement(DELIVERY, 'kms:GenerateDataKey*'), Effect: 'Deny' }), withKey({ Effect: 'Allow', Action: 'kms:*', Resource: '*' }),
  ],
  accepts: [
    withKey(statement(DELIVERY, 'kms:GenerateDataKey*')), withKey(statement(DELIVERY, 'kms:GenerateDataKey')), withKey(statement(DELIVERY, 'kms:*')), withKey(statement(DELIVERY, { Ref: 'Unknown' })),
    encrypted({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: OWN_KEY }, { Ref: 'Unknown' }), encrypted({ SSEAlgorithm: 'AES256' }),
  ],
  message: /the key Key does not let delivery\.logs\.amazonaws\.com do kms:GenerateDataKey/,
});
const withBucketKey = (...actions: string[]) => encrypted({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: OWN_KEY }, [statement(DELIVERY, ...actions)], { BucketKeyEnabled: true });
ruleTest('log-bucket-key-policy [DTD-184]', {
  ...bucket, rejects: [withBucketKey('kms:GenerateDataKey*')], accepts: [withBucketKey('kms:GenerateDataKey*', 'kms:Decrypt')], message: /do kms:Decrypt.*allow kms:GenerateDataKey\* and kms:Decrypt/,
});
