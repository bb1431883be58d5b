import { Application } from '../../src/config';
import { ManualClock } from '../../src/edge';
import { DnsNames, LONGEST_PROPAGATION } from '../../src/edge/dns/dns-names';
import { migrationNotices } from '../../src/local/migration-notices';
import { readTemplates } from '../../src/template';
import { START } from '../edge/scenario';

const bucket = (properties: object = {}) => ({ Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'example.com', ...properties } } });
const OPEN = bucket({ AccessControl: 'PublicRead' });
const record = (target: string) => ({ Record: { Type: 'AWS::Route53::RecordSet', Properties: { HostedZoneName: 'example.com.', Name: 'example.com', Type: 'CNAME', TTL: '300', ResourceRecords: [target] } } });
const TO_BUCKET = record('example.com.s3.amazonaws.com');
const SWITCHED = record('d111111abcdef8.cloudfront.net');
const applicationOf = (Resources: object): Application => readTemplates([{ name: 'site', template: { Resources } }]);

/** What is told after some deployments, one of them an hour after the other. */
function told(...deployments: object[]): string[] {
  const clock = new ManualClock(START);
  const applications = deployments.map(applicationOf);
  const dns = new DnsNames(applications[0], clock, 0);
  for (const application of applications.slice(1)) {
    clock.advance(3_600_000);
    dns.update(application);
  }
  const [before, after] = applications.slice(-2);
  const notices = migrationNotices(dns.recentChanges, before, after);
  clock.advance(LONGEST_PROPAGATION);
  expect(migrationNotices(dns.recentChanges, before, after)).toEqual([]);
  return notices;
}

const LED = 'until 2025-01-04T01:00:00.000Z the DNS of some viewers leads example.com to the bucket example.com';

test('when a record is led away from a bucket, a warning says how long the bucket has to serve [DST-149] [ORG-081]', () => {
  expect(told({ ...OPEN, ...TO_BUCKET }, { ...OPEN, ...SWITCHED })).toEqual([`${LED}; keep it, and its objects public, until then`]);
});

test('a bucket that is closed too early is warned of, with the record or after it [ORG-082]', () => {
  const expected = [`${LED}, which refuses them; let everybody read it until then`];
  expect(told({ ...OPEN, ...TO_BUCKET }, { ...bucket(), ...SWITCHED })).toEqual(expected);
  expect(told({ ...OPEN, ...TO_BUCKET }, { ...OPEN, ...SWITCHED }, { ...bucket(), ...SWITCHED })).toEqual(expected);
});

test('a bucket that is deleted too early is warned of [DST-149]', () => {
  expect(told({ ...OPEN, ...TO_BUCKET }, { ...OPEN, ...SWITCHED }, { ...SWITCHED })).toEqual([`${LED}, which is gone; keep it until then`]);
});

test('records that stay, are new, or led elsewhere are no matter', () => {
  expect(told({ ...OPEN, ...TO_BUCKET }, { ...OPEN, ...TO_BUCKET })).toEqual([]);
  expect(told({ ...OPEN }, { ...OPEN, ...SWITCHED })).toEqual([]);
  expect(told({ ...record('old.example.org') }, { ...SWITCHED })).toEqual([]);
});
