import { directoryWith, run, Running, start } from './run';
import { ReadyEvent } from '../../src/local';
import { functionOf } from '../edge/functions/edge-with-functions';

const CODE = `import cf from 'cloudfront';
async function handler(event) {
  console.log('asked for ' + event.request.uri);
  if (event.request.uri === '/fail') null.fail;
  return { statusCode: 200, body: (await cf.kvs().exists('greeting')) ? await cf.kvs().get('greeting') : 'none' };
}`;

const TEMPLATE = {
  Resources: {
    Store: { Type: 'AWS::CloudFront::KeyValueStore', Properties: { Name: 'texts' } },
    Greets: functionOf('greets', CODE, 'cloudfront-js-2.0', {
      FunctionConfig: { Comment: '', Runtime: 'cloudfront-js-2.0', KeyValueStoreAssociations: [{ KeyValueStoreARN: { 'Fn::GetAtt': ['Store', 'Arn'] } }] },
    }),
    Site: {
      Type: 'AWS::CloudFront::Distribution',
      Properties: {
        DistributionConfig: {
          Enabled: true,
          Origins: [{ Id: 'own', DomainName: 'own.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }],
          DefaultCacheBehavior: {
            TargetOriginId: 'own',
            ViewerProtocolPolicy: 'allow-all',
            ForwardedValues: { QueryString: false },
            FunctionAssociations: [{ EventType: 'viewer-request', FunctionARN: { 'Fn::GetAtt': ['Greets', 'FunctionARN'] } }],
          },
        },
      },
    },
  },
};

const event = (uri: string) => JSON.stringify({ context: { eventType: 'viewer-request' }, request: { method: 'GET', uri, headers: {} } });
const directory = directoryWith({ 'template.json': JSON.stringify(TEMPLATE), 'event.json': event('/a'), 'failing.json': event('/fail'), 'wrong.json': '{}', 'broken.json': '{' });
const template = `${directory}/template.json`;

describe('kvs', () => {
  let edge: Running;
  let ready: ReadyEvent;

  beforeAll(async () => {
    edge = start('serve', template, '--json');
    ready = JSON.parse(await edge.firstLine);
  });
  afterAll(() => {
    edge.interrupt();
    return edge.ended;
  });

  const kvs = (...args: string[]) => run('kvs', ...args, '--endpoint', ready.control);
  const body = async () => (await fetch(ready.distributions[0].http!)).text();

  test('keys are set, shown and removed, and functions see it at once [FUN-121]', async () => {
    expect(await body()).toBe('none');
    expect(await kvs('texts', '--put', 'greeting=hello = hi', '--put', 'b=')).toEqual({ exitCode: 0, output: 'texts has 2 keys now\n', errors: '' });
    expect(await body()).toBe('hello = hi');
    expect(await kvs('Store')).toMatchObject({ output: 'b=\ngreeting=hello = hi\n' });
    expect(await kvs('texts', '--get', 'greeting')).toMatchObject({ output: 'hello = hi\n' });
    expect(await kvs()).toMatchObject({ output: expect.stringMatching(/^texts {2}2 keys {2}arn:aws:cloudfront::/) });
    expect(await kvs('texts', '--delete', 'greeting')).toMatchObject({ output: 'texts has 1 key now\n' });
    expect(await body()).toBe('none');
  });

  test('what cannot be done is told in a line', async () => {
    expect(await kvs('none')).toMatchObject({ exitCode: 1, errors: expect.stringContaining('no key value store is called none') });
    expect(await kvs('texts', '--delete', 'none')).toMatchObject({ exitCode: 1, errors: expect.stringContaining('ResourceNotFoundException: the store has no key none') });
    expect(await kvs('--put', 'a=b')).toMatchObject({ exitCode: 2, errors: expect.stringContaining('expected the store') });
    expect(await kvs('texts', '--get', 'a', '--put', 'a=b')).toMatchObject({ exitCode: 2, errors: expect.stringContaining("option '--get <key>' cannot be used with option '--put <key=value>'") });
    expect(await kvs('texts', '--put', 'a')).toMatchObject({ exitCode: 2, errors: expect.stringContaining('Expected KEY=VALUE') });
  });
});

describe('test-function', () => {
  test('a function is run on an event, with its log and an estimate of its time [FUN-089]', async () => {
    const { exitCode, output } = await run('test-function', template, 'greets', '--event', `${directory}/event.json`);
    expect([exitCode, output]).toEqual([0, expect.stringMatching(/^log {5}asked for \/a\noutput {2}\{\n {2}"response": \{[^]*"body": "none"[^]*\ncompute utilization {2}\d+ \(an estimate\)\n$/)]);
    const { output: line } = await run('test-function', template, 'Greets', '--event', `${directory}/event.json`, '--json');
    expect(JSON.parse(line)).toMatchObject({ output: { response: { statusCode: 200, body: 'none' } }, logs: ['asked for /a'] });
  });

  test.each([
    [['greets', '--event', 'failing.json'], 1, /greets failed: TypeError: .* in line 4/],
    [['greets', '--event', 'wrong.json'], 2, /the event cannot be used: the event has no context.eventType/],
    [['greets', '--event', 'broken.json'], 2, /the event cannot be used: /],
    [['greets', '--event', 'missing.json'], 2, /missing.json cannot be read: ENOENT/],
    [['other', '--event', 'event.json'], 2, /no function is called other; there are Greets/],
  ])('%j: %i', async ([name, option, file], exitCode, errors) => {
    expect(await run('test-function', template, name, option, `${directory}/${file}`)).toMatchObject({ exitCode, errors: expect.stringMatching(errors) });
  });
});
