import { tmpdir } from 'node:os';
import { Application } from '../../src/config';
import { parseLocations, requireKnownNames } from '../../src/local/origin-locations';

const APPLICATION = {
  buckets: [{ name: 'site-bucket', location: { logicalId: 'Bucket' } }],
  streamingDistributions: [],
  distributions: [{
    origins: [
      { id: 'pages', domainName: 'pictures.s3.eu-west-1.amazonaws.com', s3: {} },
      { id: 'api', domainName: 'api.example.com' },
    ],
  }],
} as unknown as Application;

test('locations are read from name and value', () => {
  expect(parseLocations([`Bucket=${tmpdir()}`], ['api=http://127.0.0.1:1/a?b=c'])).toEqual({
    buckets: { Bucket: tmpdir() },
    origins: { api: 'http://127.0.0.1:1/a?b=c' },
  });
});

test.each([
  ['--bucket', 'Bucket', 'expected NAME|LOGICAL_ID=DIR'],
  ['--bucket', '=dir', 'expected NAME|LOGICAL_ID=DIR'],
  ['--bucket', 'Bucket=/no/such/directory', '/no/such/directory is not a directory'],
])('%s %s: %s', (option, argument, message) => {
  expect(() => parseLocations([argument], [])).toThrow(`${option} ${argument}: ${message}`);
});

test.each([
  ['api=', 'expected DOMAIN|ORIGIN_ID=URL'],
  ['api=ftp://example.com', 'expected a URL that begins with http:// or https://'],
  ['api=127.0.0.1:80', 'expected a URL that begins with http:// or https://'],
])('--origin %s: %s', (argument, message) => {
  expect(() => parseLocations([], [argument])).toThrow(`--origin ${argument}: ${message}`);
});

test.each(['Bucket', 'site-bucket', 'pictures', 'pictures.s3.eu-west-1.amazonaws.com'])('a bucket may be called %s', (name) => {
  expect(() => requireKnownNames({ buckets: { [name]: '.' }, origins: {} }, APPLICATION)).not.toThrow();
});

test.each(['api', 'api.example.com', 'pages'])('an origin may be called %s', (name) => {
  expect(() => requireKnownNames({ buckets: {}, origins: { [name]: 'http://localhost' } }, APPLICATION)).not.toThrow();
});

test('a name that nothing has is an error that names those there are', () => {
  expect(() => requireKnownNames({ buckets: { Buket: '.' }, origins: {} }, APPLICATION)).toThrow(/--bucket Buket: no such name; .*site-bucket, Bucket/);
  expect(() => requireKnownNames({ buckets: {}, origins: { x: 'http://localhost' } }, APPLICATION)).toThrow(/--origin x: no such name; .*api/);
});
