import { authorities, certificateOf } from './authorities';
import { handshake, HandshakeOptions } from './handshakes';
import { CertificateAndKey } from '../../../src/local/tls/certificate';
import { failedBecause, failedWith } from '../../../src/local/tls/connection-attempts';
import { parseLog } from '../../../src/records';
import { closeAll, running } from '../running-edge';

let [root]: CertificateAndKey[] = [];
let viewer: CertificateAndKey;
beforeAll(async () => {
  [root] = await authorities(1);
  viewer = await certificateOf('viewer', { by: root });
});
afterEach(closeAll);

const DAY = 86_400_000;
const delivery = (LogType: string, Fields: readonly string[]) => ({
  [`${LogType}Source`]: { Type: 'AWS::Logs::DeliverySource', Properties: { Name: LogType, LogType, ResourceArn: { 'Fn::Sub': 'arn:aws:cloudfront::${AWS::AccountId}:distribution/${Site}' } } },
  [`${LogType}Destination`]: { Type: 'AWS::Logs::DeliveryDestination', Properties: { Name: LogType, OutputFormat: 'json', DestinationResourceArn: `arn:aws:logs:us-east-1:111122223333:log-group:${LogType}` } },
  [`${LogType}Delivery`]: { Type: 'AWS::Logs::Delivery', Properties: { DeliverySourceName: LogType, DeliveryDestinationArn: { 'Fn::GetAtt': [`${LogType}Destination`, 'Arn'] }, RecordFields: Fields } },
});
const RESOURCES = {
  Store: { Type: 'AWS::CloudFront::TrustStore', Properties: { Name: 'authorities', CaCertificatesBundleSource: { CaCertificatesBundleS3Location: { Bucket: 'bundles', Key: 'ca.pem', Region: 'us-east-1' } } } },
  ...delivery('CONNECTION_LOGS', []),
  ...delivery('ACCESS_LOGS', ['cs-uri-stem', 'connection-id']),
};

/** A running distribution that may ask for certificates which `root` has signed, connections to it, and what its logs have. */
async function edgeOf(mtls: object | undefined) {
  const edge = await running({
    Origins: [{ Id: 'origin', DomainName: 'origin.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }],
    DefaultCacheBehavior: { TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
    ViewerMtlsConfig: mtls && { Mode: 'required', TrustStoreConfig: { TrustStoreId: { 'Fn::GetAtt': ['Store', 'Id'] }, ...mtls } },
  }, { origin: () => 'body' }, RESOURCES, { trustStores: { Store: root.cert } });
  const connect = (certificate?: CertificateAndKey, options: HandshakeOptions = {}) => handshake(edge.httpsPort, { ...certificate, ...options }, edge.domainName);
  const logged = async (type: string, wanted: number) => {
    for (;;) {
      const response = await fetch(`${edge.edge.ready.control}/logs/stream?name=arn:aws:logs:us-east-1:111122223333:log-group:${type}`);
      const { records } = await response.json() as { readonly records: readonly string[] };
      if (records.length >= wanted) return parseLog(records.join('\n')).entries;
      await new Promise(setImmediate);
    }
  };
  return { ...edge, connect, logged };
}

test('a connection has one record, whose id is that of its requests in the access log [DTD-262] [DTD-264]', async () => {
  const { connect, logged, edge, domainName } = await edgeOf({});
  expect((await connect(viewer, { servername: domainName })).answer).toMatch(/^HTTP\/1.1 200 /);
  const [record, ...others] = await logged('CONNECTION_LOGS', 1);
  expect(others).toEqual([]);
  expect(Object.keys(record)).toEqual([
    'eventTimestamp', 'connectionId', 'connectionStatus', 'clientIp', 'clientPort', 'serverIp', 'distributionId', 'distributionTenantId', 'tlsProtocol', 'tlsCipher', 'tlsHandshakeDuration', 'tlsSni',
    'clientLeafCertSerialNumber', 'clientLeafCertSubject', 'clientLeafCertIssuer', 'clientLeafCertValidity', 'connectionLogCustomData',
  ]);
  const [{ id }] = edge.ready.distributions;
  expect(record).toMatchObject({
    eventTimestamp: expect.stringMatching(/^\d{13}$/),
    connectionStatus: 'Success',
    clientIp: '127.0.0.1',
    clientPort: expect.stringMatching(/^\d+$/),
    serverIp: '127.0.0.1',
    distributionId: id,
    tlsProtocol: 'TLSv1.3',
    tlsCipher: expect.stringMatching(/^TLS_/),
    tlsHandshakeDuration: expect.stringMatching(/^\d+$/),
    tlsSni: domainName,
    clientLeafCertSerialNumber: expect.stringMatching(/^[0-9A-F]+$/),
    clientLeafCertSubject: expect.stringMatching(/^CN=viewer,O=Example/),
    clientLeafCertValidity: expect.stringMatching(/^NotBefore=\d{4}-.*Z;NotAfter=\d{4}-.*Z$/),
    connectionLogCustomData: undefined,
  });
  expect(await logged('ACCESS_LOGS', 1)).toEqual([{ 'cs-uri-stem': '/a', 'connection-id': record.connectionId }]);
});

test('connections have different ids, also after the templates were read again [DTD-264]', async () => {
  const { connect, logged, edge, domainName } = await edgeOf({});
  await connect(viewer, { servername: domainName });
  await edge.reload();
  await connect(viewer, { servername: domainName });
  const ids = (await logged('CONNECTION_LOGS', 2)).map(({ connectionId }) => connectionId);
  expect(new Set(ids).size).toBe(2);
});

test('a distribution that asks for no certificate has no record, and its requests no id [DTD-264]', async () => {
  const { connect, logged } = await edgeOf(undefined);
  expect((await connect(viewer)).answer).toMatch(/^HTTP\/1.1 200 /);
  expect(await logged('ACCESS_LOGS', 1)).toEqual([{ 'cs-uri-stem': '/a', 'connection-id': undefined }]);
  expect(await logged('CONNECTION_LOGS', 0)).toEqual([]);
});

test.each([['', {}], [' whose authorities are told', { AdvertiseTrustStoreCaNames: true }]])('a connection that is refused has the reason%s [DTD-263]', async (_title, trust) => {
  const { connect, logged } = await edgeOf(trust);
  const shown = [undefined, await certificateOf('viewer', { by: root, from: new Date(Date.now() - 3 * DAY), until: new Date(Date.now() - DAY) }), await certificateOf('stranger')];
  for (const certificate of shown) expect((await connect(certificate, { minVersion: 'TLSv1.3' })).answer).toBe('');
  const records = await logged('CONNECTION_LOGS', 3);
  expect(records.map(({ connectionStatus }) => connectionStatus)).toEqual(['Failed:ClientCertMissing', 'Failed:ClientCertExpired', 'Failed:ClientCertUntrusted']);
  expect(records.map(({ clientLeafCertSubject }) => clientLeafCertSubject)[0]).toBeUndefined();
  expect(new Set(records.map(({ connectionId }) => connectionId)).size).toBe(3);
});

test.each([
  ['ECONNRESET', null, 'TcpError'], ['ERR_TLS_HANDSHAKE_TIMEOUT', null, 'TcpTimeout'], ['ERR_SSL_NO_SHARED_CIPHER', null, 'UnmappedConnectionError'],
  ['', 'CERT_NOT_YET_VALID', 'ClientCertNotYetValid'], ['', 'CERT_CHAIN_TOO_LONG', 'ClientCertMaxChainDepthExceeded'], ['', 'SELF_SIGNED_CERT_IN_CHAIN', 'ClientCertUntrusted'],
])('a handshake that fails with %j and %j is %s [DTD-263]', (code, authorizationError, expected) => {
  expect(failedWith(Object.assign(new Error(''), { code }), { authorizationError } as unknown as Parameters<typeof failedWith>[1])).toBe(`Failed:${expected}`);
});

test.each([
  ['its certificate is not for clients', 'ClientCertIntentInvalid'], ['its chain has more than 4 certificates', 'ClientCertMaxChainDepthExceeded'], ['anything else', 'ClientCertRejected'],
])('%s is %s', (reason, code) => expect(failedBecause(reason)).toBe(`Failed:${code}`));
