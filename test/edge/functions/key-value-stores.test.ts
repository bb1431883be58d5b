import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Edge, FunctionOrigin, ManualClock } from '../../../src/edge';
import { KeyValueStoreData } from '../../../src/edge/functions/key-value-store';
import { readTemplates } from '../../../src/template';
import { ok, START } from '../scenario';
import { functionOf, withFunctions } from './edge-with-functions';

const HASH = 'a'.repeat(64);
let directory: string;

beforeEach(() => { directory = mkdtempSync(join(tmpdir(), 'kvs-')); });
afterEach(() => rmSync(directory, { recursive: true }));

/** An edge with a function that answers with what it evaluates, and the function's store. */
function edgeWith(expression: string, imported = '{"data":[{"key":"key1","value":"{\\"a\\":1}"},{"key":"key2","value":"é"}]}', isAssociated = true) {
  writeFileSync(join(directory, 'pairs.json'), imported);
  const code = `import cf from 'cloudfront';\nconst kvs = () => cf.kvs();\nasync function handler() { return { statusCode: 200, body: JSON.stringify(${expression}) }; }`;
  const association = isAssociated ? { KeyValueStoreAssociations: [{ KeyValueStoreARN: { 'Fn::GetAtt': ['Store', 'Arn'] } }] } : {};
  const template = {
    Resources: {
      Store: { Type: 'AWS::CloudFront::KeyValueStore', Properties: { Name: 'store', ImportSource: { SourceType: 'S3', SourceArn: `arn:aws:s3:::assets/${HASH}.json` } } },
      Looks: functionOf('looks', code, 'cloudfront-js-2.0', { FunctionConfig: { Comment: '', Runtime: 'cloudfront-js-2.0', ...association } }),
      Web: {
        Type: 'AWS::CloudFront::Distribution',
        Properties: {
          DistributionConfig: {
            Enabled: true,
            Origins: [{ Id: 'o', DomainName: 'o.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' } }],
            DefaultCacheBehavior: {
              ...withFunctions({}).behavior,
              TargetOriginId: 'o',
              ViewerProtocolPolicy: 'allow-all',
              ForwardedValues: { QueryString: false },
              FunctionAssociations: [{ EventType: 'viewer-request', FunctionARN: { 'Fn::GetAtt': ['Looks', 'FunctionARN'] } }],
            },
          },
        },
      },
    },
  };
  const read = () => readTemplates([{ name: 't', template, assets: { [HASH]: join(directory, 'pairs.json') } }]);
  const clock = new ManualClock(START);
  const edge = new Edge({ application: read(), clock, origins: () => new FunctionOrigin(() => ok('origin')) });
  const host = read().distributions[0].domainName;
  return {
    edge,
    clock,
    read,
    store: () => edge.keyValueStores.find('store')!.data,
    async run() {
      const { status, body, record } = await edge.handle({ method: 'GET', url: '/', headers: ['Host', host], protocol: 'https', httpVersion: '1.1', ip: '192.0.2.1' });
      return status === 200 ? JSON.parse(Buffer.from(body as Uint8Array).toString()) : record.decisions.find(({ decided }) => decided === 'failed')!.because!.reason;
    },
  };
}

test.each([
  ['await kvs().get("key1")', '{"a":1}'],
  ['await kvs().get("key1", { format: "json" })', { a: 1 }],
  ['await kvs().get("key2", { format: "string" })', 'é'],
  ['Array.prototype.slice.call(await kvs().get("key2", { format: "bytes" }))', [195, 169]],
  ['[await kvs().exists("key1"), await kvs().exists("none"), await kvs().exists("constructor")]', [true, false, false]],
  ['await kvs().meta()', { creationDateTime: '2025-01-01T00:00:00Z', lastUpdatedDateTime: '2025-01-01T00:00:00Z', keyCount: 2 }],
  ['await Promise.all([cf.kvs("store").get("key2"), kvs().get("key2")])', ['é', 'é']],
  ['await kvs().get("none").catch((e) => e.message)', 'KeyNotFoundException: the key none does not exist'],
])('%s is %j [FUN-119] [FUN-122] [FUN-123] [FUN-124]', async (expression, value) => expect(await edgeWith(expression).run()).toEqual(value));

test.each([
  ['await kvs().get("none")', 'Error: KeyNotFoundException: the key none does not exist'],
  ['await kvs().get("key2", { format: "json" })', 'SyntaxError'],
  ['await kvs().get("key2", { format: "xml" })', 'TypeError: "xml" is no format of a value: string, json or bytes'],
])('%s throws [FUN-123]', async (expression, message) => expect(await edgeWith(expression).run()).toContain(message));

test('a function without a store has none, and may go on without [FUN-122]', async () => {
  expect(await edgeWith('await kvs().get("key1")', undefined, false).run()).toBe('Error: the function has no key value store');
  expect(await edgeWith('(function () { try { return kvs(); } catch (e) { return "none"; } })()', undefined, false).run()).toBe('none');
});

test('a change is seen at once, without publishing the function [FUN-121]', async () => {
  const { run, store, clock } = edgeWith('[await kvs().exists("key2"), (await kvs().meta()).lastUpdatedDateTime, await kvs().get("key1")]');
  expect(await run()).toEqual([true, '2025-01-01T00:00:00Z', '{"a":1}']);
  await clock.advance(1_000);
  store().update({ puts: [{ key: 'key1', value: 'new' }], deletes: ['key2'] }, store().etag, clock.now());
  expect(await run()).toEqual([false, '2025-01-01T00:00:01Z', 'new']);
});

test('the import file is read when the store is created, and not again [FUN-117]', async () => {
  const { run, edge, read } = edgeWith('await kvs().get("key2")');
  writeFileSync(join(directory, 'pairs.json'), '{"data":[{"key":"key2","value":"other"}]}');
  edge.reload(read());
  expect(await run()).toBe('é');
});

test.each(['{"a":"b"}', 'no JSON'])('a store whose import file is %s is empty', async (imported) => {
  expect(await edgeWith('(await kvs().meta()).keyCount', imported).run()).toBe(0);
});

describe('the data of a store', () => {
  const store = () => new KeyValueStoreData('arn', [{ key: 'a', value: '1' }], START);
  const update = (data: KeyValueStoreData, puts: readonly (readonly [string, string])[], deletes: readonly string[] = [], etag = data.etag) => (
    data.update({ puts: puts.map(([key, value]) => ({ key, value })), deletes }, etag, START)
  );

  test('an update needs the ETag of now [FUN-121]', () => {
    const data = store();
    const { etag } = data;
    update(data, [['b', '2']]);
    expect(data.etag).not.toBe(etag);
    expect(() => update(data, [['c', '3']], [], etag)).toThrow(/has been changed since/);
    expect(data.items).toEqual([{ key: 'a', value: '1' }, { key: 'b', value: '2' }]);
  });

  test('an update is made whole or not at all', () => {
    const data = store();
    expect(() => update(data, [['b', '2']], ['none'])).toThrow('the store has no key none');
    expect([data.items.length, data.size]).toEqual([1, 2]);
  });

  test.each<[string, readonly (readonly [string, string])[], RegExp | undefined]>([
    ['a key of 512 bytes', [['é'.repeat(256), '1']], undefined], ['a key of 513 bytes', [['k'.repeat(513), '1']], /has 513 bytes; CloudFront allows 512/],
    ['a value of 1,024 bytes', [['k', 'é'.repeat(512)]], undefined], ['a value of 1,025 bytes', [['k', 'v'.repeat(1_025)]], /the value of k has 1025 bytes/],
    ['50 keys', Array.from({ length: 50 }, (_, i) => [`k${i}`, '1']), undefined], ['51 keys', Array.from({ length: 51 }, (_, i) => [`k${i}`, '1']), /has 51 keys; CloudFront allows 50/],
    ['no key', [], /has no key/], ['an empty key', [['', '1']], /a key is empty/],
  ])('%s [FUN-113] [FUN-114]', (_title, puts, message) => {
    const act = () => update(store(), puts);
    if (message === undefined) expect(act).not.toThrow();
    else expect(act).toThrow(message);
  });

  test('a store has 5 MB at most [FUN-113]', () => {
    const pairs = Array.from({ length: 5_119 }, (_, i) => ({ key: String(i).padStart(4, '0'), value: 'v'.repeat(1_020) }));
    const data = new KeyValueStoreData('arn', pairs, START);
    expect(() => update(data, [['k', 'v'.repeat(1_023)]])).not.toThrow();
    expect(() => update(data, [['l', '']])).toThrow('the store would have 5242881 bytes; CloudFront allows 5242880');
  });
});
