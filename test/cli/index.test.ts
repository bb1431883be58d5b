import { directoryWith, run } from './run';

const directory = directoryWith({ 'broken.json': '{ "Resources": ' });

test('--help names the commands, and --version the version', async () => {
  const help = await run('--help');
  expect(help).toMatchObject({ exitCode: 0, errors: '' });
  expect(help.output).toMatch(/check[^]*serve[^]*get[^]*invalidate[^]*status/);
  expect(await run('--version')).toMatchObject({ exitCode: 0, output: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});

test('--help lists the commands by what they are for', async () => {
  const { output } = await run('--help');
  expect(output).toMatch(/\nRehearse:\n {2}check [^]*\nAsk and change a running edge:\n {2}invalidate [^]*\nMake and read what goes with a distribution:\n {2}sign /);
});

test('the --help of a command has the defaults that say something', async () => {
  const { output } = await run('serve', '--help');
  expect(output).toMatch(/\(default:\s+"127.0.0.1"\)/);
  expect(output).not.toMatch(/default:\s+(\{\}|\[\]|false)/);
});

test.each(['check', 'serve', 'get', 'invalidate', 'status'])('%s --help tells its options', async (command) => {
  expect(await run(command, '--help')).toMatchObject({ exitCode: 0, errors: '', output: expect.stringContaining(`cloudfront-edge ${command}`) });
});

test.each([
  [[], /expected a command: check, .*serve, get, .*invalidate, status, .*sign/],
  [['chek'], /unknown command 'chek' \(did you mean check\?\)/i],
  [['key-pair'], /expected a command: list, create, .*; see --help/],
  [['check'], /missing required argument 'path'/],
  [['check', '--frmat', 'json', '.'], /unknown option '--frmat' \(did you mean --format\?\)/i],
  [['check', '--format', 'xml', '.'], /xml.*Allowed choices are text, json, sarif/],
  [['check', '--edition', '2015', '.'], /2015.*Allowed choices are current, 2014-10-21/],
  [['check', '--quota', 'origins=5', '.'], /no quota origins.*originsPerDistribution/],
  [['check', '--quota', 'originsPerDistribution=many', '.'], /NAME=N/],
  [['check', `${directory}/missing.json`], /missing\.json/],
  [['check', `${directory}/broken.json`], /broken\.json/],
  [['serve', `${directory}/missing.json`], /missing\.json/],
  [['serve', '.', '--port', '65536'], /from 0 to 65535/],
  [['serve', '.', '--bucket', 'x'], /Expected NAME\|LOGICAL_ID=DIR/],
  [['serve', '.', '--from', 'Germany'], /such as DE/],
  [['serve', '.', '--edge-location', 'Frankfurt'], /such as FRA56-P6/],
  [['serve', '.', '--edge-location', 'XXX1'], /no edge location XXX; there are IAD/],
  [['serve', '.', '--edge-location', 'FRA1', '--edge-location', 'FRA1'], /named twice/],
  [['serve', '.', '--deployment-time', 'soon'], /number of seconds/],
  [['serve', '.', '--control-delay', 'soon'], /number of seconds/],
  [['serve', '.', '--trust-store', 'ca.pem'], /Expected NAME=FILE/],
  [['serve', '.', '--trust-store', `Store=${directory}/missing.pem`], /missing\.pem cannot be read/],
  [['serve', '.', '--trust-store', `Store=${directory}/broken.json`], /broken\.json has no certificates in PEM/],
  [['get', '.'], /missing required argument 'url'/],
  [['get', '.', '/', '-H', 'no header'], /NAME: VALUE/],
  [['get', `${directory}/broken.json`, '/'], /broken\.json/],
  [['invalidate', '/a'], /required option '--endpoint <url>'/],
  [['invalidate', '--endpoint', 'http://127.0.0.1:1'], /expected a path, or --copy-of, or --list/],
  [['invalidate', '/a', '--endpoint', '127.0.0.1:1'], /such as http:\/\/127\.0\.0\.1:40001/],
])('%j is wrong, which one line says', async (args, message) => {
  const { exitCode, output, errors } = await run(...args);
  expect(errors).toMatch(/^cloudfront-edge: [^\n]*\n$/);
  expect(errors).toMatch(message);
  expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
});
