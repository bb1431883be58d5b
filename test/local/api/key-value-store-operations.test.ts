import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateKeyValueStoreCommand, DeleteKeyValueStoreCommand, DescribeKeyValueStoreCommand, ListKeyValueStoresCommand, UpdateKeyValueStoreCommand,
} from '@aws-sdk/client-cloudfront';
import { apiOf } from './api-client';
import { KeyValueStores, ManualClock } from '../../../src/edge';

const STORE = { Type: 'AWS::CloudFront::KeyValueStore', Properties: { Name: 'routes', Comment: 'where to' } };
const FUNCTION = {
  Type: 'AWS::CloudFront::Function',
  Properties: {
    Name: 'looks',
    AutoPublish: true,
    FunctionCode: 'function handler(event) { return event.request; }',
    FunctionConfig: { Comment: '', Runtime: 'cloudfront-js-2.0', KeyValueStoreAssociations: [{ KeyValueStoreARN: { 'Fn::GetAtt': ['Store', 'Arn'] } }] },
  },
};
const refused = (name: string, status: number) => ({ name, $metadata: { httpStatusCode: status } });

test('a store that a function uses is not deleted; one that none uses is [FUN-120]', async () => {
  const used = apiOf({ Store: STORE, Function: FUNCTION });
  const { ETag } = await used.client.send(new DescribeKeyValueStoreCommand({ Name: 'routes' }));
  await expect(used.client.send(new DeleteKeyValueStoreCommand({ Name: 'routes', IfMatch: ETag }))).rejects.toMatchObject(refused('CannotDeleteEntityWhileInUse', 409));
  const free = apiOf({ Store: STORE });
  await expect(free.client.send(new DeleteKeyValueStoreCommand({ Name: 'routes', IfMatch: 'E1' }))).rejects.toMatchObject(refused('PreconditionFailed', 412));
  await free.client.send(new DeleteKeyValueStoreCommand({ Name: 'routes', IfMatch: ETag }));
  await expect(free.client.send(new DescribeKeyValueStoreCommand({ Name: 'routes' }))).rejects.toMatchObject(refused('EntityNotFound', 404));
  expect(free.edge.keyValueStores.all).toEqual([]);
});

test('a store is described by its name, with a status and an ETag, which another comment changes [FUN-120]', async () => {
  const api = apiOf({ Store: STORE });
  const before = await api.client.send(new DescribeKeyValueStoreCommand({ Name: 'routes' }));
  expect(before.KeyValueStore).toMatchObject({ Name: 'routes', Comment: 'where to', Status: 'READY', LastModifiedTime: expect.any(Date) });
  expect(before.KeyValueStore!.ARN).toBe(`arn:aws:cloudfront::123456789012:key-value-store/${before.KeyValueStore!.Id}`);
  const after = await api.client.send(new UpdateKeyValueStoreCommand({ Name: 'routes', Comment: 'changed', IfMatch: before.ETag }));
  expect([after.KeyValueStore!.Comment, after.ETag === before.ETag]).toEqual(['changed', false]);
  expect(api.calls.map(({ action }) => action)).toEqual(['DescribeKeyValueStore', 'UpdateKeyValueStore']);
});

test('a store that is created is provisioned for a while, and then ready for functions [FUN-120]', async () => {
  const api = apiOf({}, { deploymentTime: 60_000 });
  const { KeyValueStore, ETag, Location } = await api.client.send(new CreateKeyValueStoreCommand({ Name: 'new', Comment: '', Tags: { Items: [{ Key: 'a', Value: 'b' }] } }));
  expect([KeyValueStore!.Status, ETag, Location]).toEqual(['PROVISIONING', expect.any(String), expect.stringMatching(/\/key-value-store\/new$/)]);
  const listed = async (Status?: string) => (await api.client.send(new ListKeyValueStoresCommand({ Status }))).KeyValueStoreList!.Items?.map(({ Name, Status: status }) => `${Name} ${status}`);
  expect([await listed(), await listed('READY')]).toEqual([['new PROVISIONING'], undefined]);
  api.clock.advance(60_000);
  expect(await listed('READY')).toEqual(['new READY']);
  await expect(api.client.send(new CreateKeyValueStoreCommand({ Name: 'new' }))).rejects.toMatchObject(refused('EntityAlreadyExists', 409));
});

test('a store whose import file is none has failed to import [FUN-120]', () => {
  const directory = mkdtempSync(join(tmpdir(), 'kvs-'));
  try {
    const statuses = ['{"data":[]}', 'nonsense'].map((content, i) => {
      const importFile = join(directory, String(i));
      writeFileSync(importFile, content);
      const stores = new KeyValueStores(new ManualClock(0));
      stores.load({ keyValueStores: [{ arn: 'a', importFile }] } as never);
      return stores.status({ arn: 'a' });
    });
    expect(statuses).toEqual(['READY', 'IMPORT_FAILED']);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
