import { s3HostName } from '../../src/config';

test.each([
  ['b.s3.amazonaws.com', 'b', undefined, false],
  ['images.example.com.s3.us-west-2.amazonaws.com', 'images.example.com', 'us-west-2', false],
  ['b.s3-us-west-2.amazonaws.com', 'b', 'us-west-2', false],
  ['b.s3.dualstack.eu-west-1.amazonaws.com', 'b', 'eu-west-1', false],
  ['b.s3.cn-north-1.amazonaws.com.cn', 'b', 'cn-north-1', false],
  ['B.S3.EU-West-1.amazonaws.com', 'B', 'eu-west-1', false],
])('%s is the bucket %s', (host, bucket, region, website) => expect(s3HostName(host)).toEqual({ bucket, region, website }));

test('s3-external-1 is the bucket in Northern Virginia [ORG-011]', () => {
  expect(s3HostName('b.s3-external-1.amazonaws.com')).toEqual({ bucket: 'b', region: 'us-east-1', website: false });
});

test('a bucket in Frankfurt has its region in its name [ORG-013]', () => {
  expect(s3HostName('b.s3.eu-central-1.amazonaws.com')).toEqual({ bucket: 'b', region: 'eu-central-1', website: false });
});

test('website endpoints are spelt with a hyphen or a dot before the region [ORG-028] [OTD-013]', () => {
  expect(s3HostName('b.s3-website-us-west-2.amazonaws.com')).toEqual({ bucket: 'b', region: 'us-west-2', website: true });
  expect(s3HostName('b.s3-website.eu-central-1.amazonaws.com')).toEqual({ bucket: 'b', region: 'eu-central-1', website: true });
});

test.each(['www.example.com', 's3.amazonaws.com', 's3.eu-central-1.amazonaws.com', 'b.s3-website.amazonaws.com'])('%s is no bucket', (host) => expect(s3HostName(host)).toBeUndefined());
