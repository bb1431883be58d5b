import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ruleTest } from './rule-test';
import { connectionFunctionResources } from '../edge/functions/connection-function-resources';

const MB = 1024 * 1024;
const directory = mkdtempSync(join(tmpdir(), 'key-value-stores-'));
afterAll(() => rmSync(directory, { recursive: true }));

const store = (properties: object) => ({ Name: 'store', ...properties });
const source = (properties: object) => store({ ImportSource: { SourceType: 'S3', SourceArn: 'arn:aws:s3:::bucket/key.json', ...properties } });
const inStore = { in: 'AWS::CloudFront::KeyValueStore' } as const;

ruleTest('key-value-store-name [FUN-115]', {
  ...inStore, at: 'Name', rejects: [{}, store({ Name: 'my.store' }), store({ Name: 'n'.repeat(65) })], accepts: [store({}), store({ Name: 'n'.repeat(64) }), store({ Name: 'My_store-1' })],
});
ruleTest('name-repeated [FUN-115]', {
  in: 'resources',
  at: 'B.Name',
  rejects: [{ A: { Type: inStore.in, Properties: store({}) }, B: { Type: inStore.in, Properties: store({}) } }],
  accepts: [{ A: { Type: inStore.in, Properties: store({}) }, B: { Type: inStore.in, Properties: store({ Name: 'other' }) } }],
});
ruleTest('key-value-store-source [FUN-115]', { ...inStore, at: 'ImportSource.SourceType', rejects: [source({ SourceType: 'file' }), source({ SourceType: undefined })], accepts: [source({}), store({})] });
ruleTest('key-value-store-source [FUN-115]', { ...inStore, at: 'ImportSource.SourceArn', rejects: [source({ SourceArn: 'arn:aws:s3:::bucket' })], accepts: [source({})] });

/** The asset's hash for a file with this text. */
const assets: { [hash: string]: string } = {};
function imported(text: string) {
  const hash = `asset${Object.keys(assets).length}`;
  assets[hash] = join(directory, `${hash}.json`);
  writeFileSync(assets[hash], text);
  return source({ SourceArn: `arn:aws:s3:::assets/${hash}.json` });
}
const pairs = (...data: unknown[]) => imported(JSON.stringify({ data }));
const inFile = { ...inStore, at: 'ImportSource', assets };

ruleTest('key-value-store-data [FUN-116]', {
  ...inFile,
  rejects: [
    imported('{"a":"b"}'), imported('no JSON'), imported('null'), pairs({ key: 'a', value: 1 }), pairs({ key: 1, value: 'a' }), pairs({ key: 'a', value: 'b' }, null), pairs({ key: 'a', value: '1' }, { key: 'a', value: '2' }),
    imported(`\uFEFF${JSON.stringify({ data: [] })}`),
  ],
  accepts: [pairs({ key: 'key1', value: 'value1' }), pairs({ key: 'key1', value: 'value1' }, { key: 'key2', value: 'value2' }), pairs(), source({ SourceArn: 'arn:aws:s3:::other/unknown.json' })],
});
ruleTest('key-value-store-data [FUN-116]', { ...inFile, rejects: [imported(`\uFEFF${JSON.stringify({ data: [] })}`)], accepts: [], message: /byte order mark/ });
ruleTest('key-value-store-data [FUN-116]', { ...inFile, rejects: [pairs({ key: 'a', value: '1' }, { key: 'a', value: '2' })], accepts: [], message: /The key a is in the import file twice/ });
ruleTest('key-value-store-size [FUN-113] [DTD-118]', {
  ...inFile,
  rejects: [pairs({ key: 'k'.repeat(513), value: '' }), pairs({ key: 'k', value: 'v'.repeat(1025) }), pairs({ key: 'é'.repeat(257), value: '' })],
  accepts: [pairs({ key: 'k'.repeat(512), value: 'v'.repeat(1024) })],
  message: /has (513|514|1025) bytes; allowed: (512|1024)/,
});
const filled = (size: number) => imported(`{"data":[]}${' '.repeat(size - 11)}`);
ruleTest('key-value-store-size [FUN-113] [DTD-118]', { ...inFile, rejects: [filled(5 * MB + 1)], accepts: [filled(5 * MB), filled(4 * MB)], message: /import file has 5242881 bytes/ });

const edgeFunction = (Name: string, KeyValueStoreAssociations: readonly object[]) => ({
  Type: 'AWS::CloudFront::Function',
  Properties: { Name, FunctionCode: 'function handler(event) { return event.request; }', FunctionConfig: { Comment: '', Runtime: 'cloudfront-js-2.0', KeyValueStoreAssociations } },
});
const users = (length: number) => ({
  Store: { Type: 'AWS::CloudFront::KeyValueStore', Properties: store({}) },
  ...Object.fromEntries(Array.from({ length }, (_, i) => [`F${i}`, edgeFunction(`f${i}`, [{ KeyValueStoreARN: { 'Fn::GetAtt': ['Store', 'Arn'] } }])])),
});
const { Members } = connectionFunctionResources('function connectionHandler(connection) { connection.allow(); }', {
  ConnectionFunctionConfig: { Comment: '', Runtime: 'cloudfront-js-2.0', KeyValueStoreAssociations: [{ KeyValueStoreARN: { 'Fn::GetAtt': ['Store', 'Arn'] } }] },
});
ruleTest('key-value-store-quota [FUN-114] [DTD-118]', {
  in: 'resources',
  at: 'Store.',
  rejects: [users(101), { ...users(100), Members }],
  accepts: [
    users(100), { ...users(99), Members },
    { ...users(100), Idle: edgeFunction('idle', []), Elsewhere: edgeFunction('elsewhere', [{ KeyValueStoreARN: { Ref: 'Unknown' } }]) },
  ],
  message: /101 functions use it; allowed: 100/,
});
