import { connectionFunctionResources, MEMBERS } from './connection-function-resources';
import { KeyValueStores, ManualClock, StoreRefused } from '../../../src/edge';
import { ConnectionEvent, runningConnectionFunction } from '../../../src/edge/functions/connection-function';
import { applicationOf, Json, START } from '../scenario';

const EVENT: ConnectionEvent = {
  clientCertificate: {
    certificates: {
      leaf: {
        serialNumber: '00:9e:2a',
        issuer: 'CN=authority',
        subject: 'CN=device, OU=Devices',
        validity: { notBefore: '2025-09-10T23:43:10Z', notAfter: '2055-09-11T00:43:02Z' },
        sha256Fingerprint: '_w6bJ7aOAlGOj7NUhJxTfsfee-ONg_xop3_PTgTJpqs=',
      },
    },
  },
  clientIp: '192.0.2.9',
  endpoint: 'd111111abcdef8.cloudfront.net',
  distributionId: 'E1NXS4MQZH501R',
  connectionId: 'C1',
};

/** A connection function with a key value store, as the template of an application has it. */
function functionOf(code: string, properties: Json = {}) {
  const application = applicationOf({ config: { ConnectionFunctionAssociation: MEMBERS }, resources: connectionFunctionResources(code, properties) });
  const stores = new KeyValueStores(new ManualClock(START));
  stores.load(application);
  return { application, stores, running: runningConnectionFunction(application, application.distributions[0].connectionFunctionId, stores) };
}

const decided = (code: string, event = EVENT) => functionOf(code).running!.decide(event, START);
const handler = (body: string) => `function connectionHandler(connection) { ${body} }`;

test('it sees the connection as CloudFront shows it, beside three methods', () => {
  const { outcome, customData } = decided(handler('connection.allow(); connection.logCustomData(JSON.stringify([connection, Date.now()]));'));
  expect([outcome, JSON.parse(customData!)]).toEqual(['allowed', [EVENT, START]]);
  expect(decided(handler('connection.logCustomData(typeof connection.clientCertificate); connection.allow();'), { ...EVENT, clientCertificate: undefined })).toMatchObject({ outcome: 'allowed', customData: 'undefined' });
});

test.each([
  ['allows', 'return connection.allow();', 'allowed', undefined],
  ['denies', 'return connection.deny();', 'denied', 'the connection function members denied the connection'],
  ['denies and then allows', 'connection.deny(); connection.allow();', 'denied', 'the connection function members denied the connection'],
  ['allows and then denies', 'connection.allow(); connection.deny();', 'denied', 'the connection function members denied the connection'],
  ['returns true', 'return true;', 'denied', 'the connection function members called neither allow nor deny, which denies the connection'],
])('one that %s', (_title, body, outcome, reason) => expect(decided(handler(body))).toEqual({ outcome, reason, customData: undefined, logs: [] }));

test.each([
  ['throws', 'function connectionHandler(connection) {\n  connection.allow();\n  connection.missing();\n}', /^the connection function members failed: TypeError: connection\.missing is not a function, in line 3$/],
  ['fails later', 'async function connectionHandler(connection) {\n  connection.allow();\n  await 1;\n  throw new Error("late");\n}', /failed: Error: late, in line 4$/],
  ['does not compile', 'function connectionHandler(connection) {\n  connection.allow(;\n}', /failed: SyntaxError: .*, in line 2$/],
  ['does not end', handler('connection.allow(); while (true) {}'), /failed: the function did not end within 500 ms$/],
  ['takes more than 2 MB [FUN-127] [DTD-118]', handler('connection.allow(); new Uint8Array(3000000);'), /failed: the function took about \d+ KB of memory; CloudFront allows 2048$/],
  ['waits for nothing', 'async function connectionHandler(connection) { connection.allow(); await new Promise(function () {}); }', /failed: the promise that the handler returned is never settled$/],
  ['has the handler of another kind of function', 'function handler(event) { return event.request; }', /failed: ReferenceError: "connectionHandler" is not defined$/],
])('one that %s denies, with the reason', (_title, code, reason) => expect(decided(code)).toMatchObject({ outcome: 'failed', reason: expect.stringMatching(reason) }));

test('it starts anew at each connection', () => {
  const { running } = functionOf('let runs = 0;\nfunction connectionHandler(connection) { runs++; if (connection.clientIp === "192.0.2.9") { connection.logCustomData(String(runs)); connection.allow(); } }');
  expect(running!.decide(EVENT, START)).toMatchObject({ outcome: 'allowed', customData: '1' });
  expect(running!.decide({ ...EVENT, clientIp: '192.0.2.8' }, START)).toMatchObject({ outcome: 'denied', customData: undefined });
});

test('custom data has at most 800 bytes of whole characters, those of the last call', () => {
  const customData = (expression: string) => decided(handler(`connection.allow(); connection.logCustomData("first"); connection.logCustomData(${expression});`)).customData;
  expect(customData('"a".repeat(801)')).toBe('a'.repeat(800));
  expect(customData('"a".repeat(799) + "é"')).toBe('a'.repeat(799));
  expect(customData('"a".repeat(798) + "é"')).toBe(`${'a'.repeat(798)}é`);
  expect(customData('"\\uFEFFa"')).toBe('\uFEFFa');
  expect(customData('17')).toBe('17');
});

test('it looks certificates up in its key value store as that is now, and writes to its log', () => {
  const { running, stores } = functionOf(`import cf from 'cloudfront';
async function connectionHandler(connection) {
  const serial = connection.clientCertificate.certificates.leaf.serialNumber.replaceAll(':', '');
  if (await cf.kvs().exists(serial)) {
    console.log('revoked by ' + await cf.kvs().get(serial));
    return connection.deny();
  }
  return connection.allow();
}`);
  expect(running!.decide(EVENT, START)).toMatchObject({ outcome: 'allowed', logs: [] });
  const { data } = stores.find('revoked')!;
  data.update({ puts: [{ key: '009e2a', value: 'Ada' }], deletes: [] }, data.etag, START);
  expect(running!.decide(EVENT, START)).toMatchObject({ outcome: 'denied', logs: ['revoked by Ada'] });
  expect(() => data.value('9e2a')).toThrow(StoreRefused);
});

const treatment = ({ application }: ReturnType<typeof functionOf>) => application.treatment
  .filter(({ as, location: { path } }) => as === 'accepted' && !path.endsWith('Comment')).map(({ location: { logicalId, path }, because }) => [logicalId, path, because]);
const ALLOWS = handler('connection.allow();');

test.each<[string, Json]>([
  ['is not published', { AutoPublish: false }], ['says nothing of that', { AutoPublish: undefined }], ['has code that only the deployment knows', { ConnectionFunctionCode: { Ref: 'Nothing' } }],
])('one that %s does not run, which the reader tells', (_title, properties) => {
  const made = functionOf(ALLOWS, properties);
  expect(made.running).toBeUndefined();
  expect(treatment(made)).toEqual([['Web', 'DistributionConfig.ConnectionFunctionAssociation.Id', 'the connection function is not in the templates, or its code is not, or it is not published']]);
});

test('nothing is told of one that runs; of its store only where that is elsewhere', () => {
  expect(treatment(functionOf(ALLOWS))).toEqual([]);
  const KeyValueStoreAssociations = [{ KeyValueStoreARN: 'arn:aws:cloudfront::111122223333:key-value-store/other' }];
  expect(treatment(functionOf(ALLOWS, { ConnectionFunctionConfig: { Comment: '', Runtime: 'cloudfront-js-2.0', KeyValueStoreAssociations } })))
    .toEqual([['Members', 'ConnectionFunctionConfig.KeyValueStoreAssociations[0].KeyValueStoreARN', 'the key value store is not in the templates']]);
});
