import { CfnElement, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { CfnDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { Bucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { configOf, errors, newSite, newStack, rtmpConfigOf } from './site';
import { RtmpDistribution } from '../../src';

let stack: Stack;
beforeEach(() => { stack = newStack(); });

function newLogs(): Bucket {
  return new Bucket(stack, 'Logs', { objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED });
}

const LOGS_DOMAIN_NAME = { 'Fn::GetAtt': [expect.stringContaining('Logs'), 'RegionalDomainName'] };

test('minimal example: a bucket is made for the logs, with ACLs enabled, by which CloudFront writes', () => {
  const site = newSite(stack, { accessLogs: {} });
  expect(configOf(stack).Logging).toEqual({ Bucket: { 'Fn::GetAtt': [stack.getLogicalId(site.logBucket!.node.defaultChild as CfnElement), 'RegionalDomainName'] } });
  Template.fromStack(stack).hasResourceProperties('AWS::S3::Bucket', { OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] } });
  expect(errors(stack)).toEqual([]);
});

test('maximum example: web and RTMP distributions log to one bucket, each under its prefix [LOG-001] [LOG-007] [LOG-009]', () => {
  const bucket = newLogs();
  newSite(stack, { accessLogs: { bucket, prefix: 'web/', includeCookies: true } });
  new RtmpDistribution(stack, 'Rtmp', { bucket: new Bucket(stack, 'Media'), accessLogs: { bucket, prefix: 'rtmp/' } });
  expect(configOf(stack).Logging).toEqual({ Bucket: LOGS_DOMAIN_NAME, Prefix: 'web/', IncludeCookies: true });
  expect(rtmpConfigOf(stack).Logging).toEqual({ Enabled: true, Bucket: { 'Fn::GetAtt': [expect.stringContaining('Logs'), 'DomainName'] }, Prefix: 'rtmp/' });
  expect(errors(stack)).toEqual([]);
});

test('log files are deleted after the time that is given, and else never [LOG-036]', () => {
  newSite(stack, { accessLogs: { prefix: 'web/', expiration: Duration.days(90) } });
  Template.fromStack(stack).hasResourceProperties('AWS::S3::Bucket', { LifecycleConfiguration: { Rules: [{ Prefix: 'web/', ExpirationInDays: 90, Status: 'Enabled' }] } });
  const own = newStack();
  newSite(own, { accessLogs: { bucket: new Bucket(own, 'Own', { objectOwnership: ObjectOwnership.OBJECT_WRITER }), expiration: Duration.days(1) } });
  Template.fromStack(own).hasResourceProperties('AWS::S3::Bucket', { LifecycleConfiguration: { Rules: [{ ExpirationInDays: 1 }] } });
  const kept = newStack();
  newSite(kept, { accessLogs: {} });
  Template.fromStack(kept).hasResourceProperties('AWS::S3::Bucket', { LifecycleConfiguration: Match.absent() });
  const bucket = Bucket.fromBucketName(stack, 'Imported', 'logs');
  expect(() => new RtmpDistribution(stack, 'Rtmp', { bucket: new Bucket(stack, 'Media'), accessLogs: { bucket, expiration: Duration.days(1) } }))
    .toThrow(/Rtmp: expiration is for a log bucket that this app makes; give .*Imported a lifecycle rule where it is made\.$/);
});

test('without access logs no bucket is configured [WEB-195]', () => {
  expect(newSite(stack).logBucket).toBeUndefined();
  expect(configOf(stack)).not.toHaveProperty('Logging');
  Template.fromStack(stack).resourceCountIs('AWS::S3::Bucket', 0);
});

test('a distribution states whether it is enabled and whether it logs, in any combination [DST-018]', () => {
  newSite(stack, { accessLogs: { bucket: newLogs() } });
  expect(configOf(stack)).toMatchObject({ Enabled: true, Logging: { Bucket: LOGS_DOMAIN_NAME } });
  expect(errors(stack)).toEqual([]);
  const disabled = newStack();
  newSite(disabled, { enabled: false });
  expect(configOf(disabled)).toMatchObject({ Enabled: false });
  expect(configOf(disabled)).not.toHaveProperty('Logging');
  expect(errors(disabled)).toEqual([]);
  const unstated = newStack();
  (newSite(unstated).node.defaultChild as CfnDistribution).addPropertyDeletionOverride('DistributionConfig.Enabled');
  expect(errors(unstated)).toEqual(['enabled-missing']);
});

test.each([[true, true], [false, false], [undefined, undefined]])('cookies are logged when it is so stated: %s [WEB-202] [LOG-010]', (includeCookies, emitted) => {
  newSite(stack, { accessLogs: { bucket: newLogs(), includeCookies } });
  expect(configOf(stack).Logging.IncludeCookies).toBe(emitted);
  expect(errors(stack)).toEqual([]);
});

test('an RTMP distribution has no choice of cookies [LOG-010]', () => {
  const accessLogs = { prefix: 'rtmp/', includeCookies: true };
  expect(() => new RtmpDistribution(stack, 'Rtmp', { bucket: new Bucket(stack, 'Media'), accessLogs })).toThrow(/Stack\/Rtmp: includeCookies is of web distributions only/);
});

test('throws on a bucket of another app', () => {
  const bucket = new Bucket(newStack(), 'Logs');
  expect(() => newSite(stack, { accessLogs: { bucket } })).toThrow('Stack/Site: the log bucket Stack/Logs belongs to another app; use one of this app, or import it into this app by its name.');
});
