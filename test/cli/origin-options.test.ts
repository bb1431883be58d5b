import { tmpdir } from 'node:os';
import { Command } from 'commander';
import { originSources, withOriginOptions } from '../../src/cli/origin-options';

function parse(...args: string[]) {
  return originSources(withOriginOptions(new Command()).exitOverride().configureOutput({ writeErr: () => {} }).parse(args, { from: 'user' }).opts());
}

test('each option may be given several times', () => {
  expect(parse('--bucket', `A=${tmpdir()}`, '--origin', 'api=http://127.0.0.1:1/a?b=c', '--bucket', `B=${tmpdir()}`))
    .toEqual({ A: tmpdir(), B: tmpdir(), api: 'http://127.0.0.1:1/a?b=c' });
});

test.each([
  ['--bucket', 'Bucket', /Expected NAME\|LOGICAL_ID=DIR/],
  ['--bucket', '=dir', /Expected NAME\|LOGICAL_ID=DIR/],
  ['--bucket', 'Bucket=/no/such/directory', /\/no\/such\/directory is not a directory/],
  ['--bucket', `Bucket=${__filename}/below`, /origin-options.test.ts\/below is not a directory/],
  ['--origin-ca', '/no/such/file', /\/no\/such\/file cannot be read/],
  ['--origin-certificate', 'api', /Expected NAME=FILE/],
  ['--origin-certificate', 'api=/no/such/file', /\/no\/such\/file cannot be read/],
  ['--origin-certificate', `api=${__filename}`, /has no certificate with its private key in PEM/],
  ['--origin', 'api=', /Expected DOMAIN\|ORIGIN_ID=URL/],
  ['--origin', 'api=ftp://example.com', /begins with http:\/\/ or https:\/\//],
  ['--origin', 'api=127.0.0.1:80', /begins with http:\/\/ or https:\/\//],
])('%s %s is wrong', (option, argument, message) => {
  expect(() => parse(option, argument)).toThrow(message);
});
