import { createHash } from 'node:crypto';
import { authorities, certificateOf, read } from './authorities';
import { handshake } from './handshakes';
import { CertificateAndKey } from '../../../src/local/tls/certificate';
import { connectionFunctionResources, MEMBERS } from '../../edge/functions/connection-function-resources';
import { closeAll, running } from '../running-edge';

let [root]: CertificateAndKey[] = [];
let viewer: CertificateAndKey;
beforeAll(async () => {
  [root] = await authorities(1);
  viewer = await certificateOf('viewer', { by: root, from: new Date('2023-09-21T01:50:17Z'), until: new Date('2043-09-20T01:50:17Z') });
});
afterEach(closeAll);

const SERVED = /^HTTP\/1.1 200 [^]*body$/;
const REVOKING = `import cf from 'cloudfront';
async function connectionHandler(connection) {
  const serial = connection.clientCertificate.certificates.leaf.serialNumber;
  if (await cf.kvs().exists(serial.replaceAll(':', ''))) {
    connection.logCustomData(\`REVOKED:\${serial}\`);
    console.log('revoked');
    return connection.deny();
  }
  connection.logCustomData(\`VALID:\${serial}\`);
  return connection.allow();
}`;
const LOGS = {
  Source: { Type: 'AWS::Logs::DeliverySource', Properties: { Name: 'source', LogType: 'CONNECTION_LOGS', ResourceArn: { 'Fn::Sub': 'arn:aws:cloudfront::${AWS::AccountId}:distribution/${Site}' } } },
  Destination: { Type: 'AWS::Logs::DeliveryDestination', Properties: { Name: 'destination', OutputFormat: 'json', DestinationResourceArn: 'arn:aws:logs:us-east-1:111122223333:log-group:connections' } },
  Delivery: { Type: 'AWS::Logs::Delivery', Properties: { DeliverySourceName: 'source', DeliveryDestinationArn: { 'Fn::GetAtt': ['Destination', 'Arn'] } } },
};

/** A running distribution with a connection function that decides on viewers, connections to it, and its connection log. */
async function edgeOf(code: string, mode = 'required') {
  const edge = await running({
    Origins: [{ Id: 'origin', DomainName: 'origin.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }],
    DefaultCacheBehavior: { TargetOriginId: 'origin', ViewerProtocolPolicy: 'https-only', ForwardedValues: { QueryString: false } },
    ViewerMtlsConfig: { Mode: mode, ...mode === 'passthrough' ? {} : { TrustStoreConfig: { TrustStoreId: { 'Fn::GetAtt': ['Trust', 'Id'] } } } },
    ConnectionFunctionAssociation: MEMBERS,
  }, { origin: () => 'body' }, {
    ...LOGS,
    Trust: { Type: 'AWS::CloudFront::TrustStore', Properties: { Name: 'authorities', CaCertificatesBundleSource: { CaCertificatesBundleS3Location: { Bucket: 'bundles', Key: 'ca.pem', Region: 'us-east-1' } } } },
    ...connectionFunctionResources(code),
  }, { trustStores: { Trust: root.cert } });
  const { control } = edge.edge.ready;
  const connect = (certificate?: CertificateAndKey) => handshake(edge.httpsPort, { ...certificate, servername: edge.domainName });
  const revoke = async (key: string) => {
    const { etag: ifMatch } = await (await fetch(`${control}/key-value-stores/revoked/keys`)).json() as { readonly etag: string };
    await fetch(`${control}/key-value-stores/revoked/keys`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ ifMatch, puts: [{ key, value: '' }] }) });
  };
  const logged = async (wanted: number) => {
    for (;;) {
      const { records } = await (await fetch(`${control}/logs/stream?name=arn:aws:logs:us-east-1:111122223333:log-group:connections`)).json() as { readonly records: readonly string[] };
      if (records.length >= wanted) return records.map((record) => JSON.parse(record) as { readonly [field: string]: string });
      await new Promise(setImmediate);
    }
  };
  const said = () => edge.notices.filter((line) => /members/.test(line));
  return { ...edge, connect, revoke, logged, said };
}

test('a viewer is let in until its certificate is revoked in the key value store; the log has what the function adds [DTD-262] [DTD-263]', async () => {
  const { connect, revoke, logged, said } = await edgeOf(REVOKING);
  expect((await connect(viewer)).answer).toMatch(SERVED);
  const serial = read(viewer).serialNumber.toLowerCase().replace(/^(?=[89a-f])/, '00');
  await revoke(serial);
  expect((await connect(viewer)).answer).toBe('');
  const shown = serial.match(/../g)!.join(':');
  expect((await logged(2)).map(({ connectionStatus, connectionLogCustomData }) => [connectionStatus, connectionLogCustomData])).toEqual([
    ['Success', `VALID:${shown}`], ['Failed:ConnectionFunctionDenied', `REVOKED:${shown}`],
  ]);
  expect(said()).toEqual(['members: revoked', expect.stringMatching(/^Site \(.*\) does not let a viewer in: the connection function members denied the connection$/)]);
});

test('a function that fails lets nobody in, and a person hears in which line [DTD-263]', async () => {
  const { connect, logged, said } = await edgeOf('function connectionHandler(connection) {\n  connection.allow();\n  connection.clientCertInfo.serialNumber;\n}');
  expect((await connect(viewer)).answer).toBe('');
  expect((await logged(1))[0].connectionStatus).toBe('Failed:ConnectionFunctionError');
  expect(said()).toEqual([expect.stringMatching(/the connection function members failed: TypeError: .*serialNumber.*, in line 3$/)]);
});

test('a certificate that is not trusted does not get to the function', async () => {
  const { connect, logged, said } = await edgeOf('function connectionHandler(connection) { connection.allow(); }');
  expect((await connect(await certificateOf('stranger'))).answer).toBe('');
  expect((await logged(1))[0].connectionStatus).toBe('Failed:ClientCertUntrusted');
  expect(said()).toEqual([]);
});

test.each(['optional', 'passthrough'])('with %s it decides on viewers without a certificate, too', async (mode) => {
  const { connect, logged } = await edgeOf('function connectionHandler(connection) { connection.logCustomData(connection.clientIp); if (connection.clientCertificate) connection.allow(); }', mode);
  expect((await connect(viewer)).answer).toMatch(SERVED);
  expect((await connect()).answer).toBe('');
  expect((await logged(2)).map(({ connectionStatus, connectionLogCustomData }) => [connectionStatus, connectionLogCustomData])).toEqual([
    ['Success', '127.0.0.1'], ['Failed:ConnectionFunctionDenied', '127.0.0.1'],
  ]);
});

test('it is told of the connection what its log has, and of the certificate what that says', async () => {
  const { connect, logged, domainName } = await edgeOf('function connectionHandler(connection) { connection.logCustomData(JSON.stringify(connection)); connection.allow(); }');
  await connect(viewer);
  const [{ connectionLogCustomData, connectionId, distributionId }] = await logged(1);
  const sha256Fingerprint = createHash('sha256').update(read(viewer).raw).digest('base64').replaceAll('+', '-').replaceAll('/', '_');
  expect(JSON.parse(decodeURIComponent(connectionLogCustomData))).toEqual({
    clientCertificate: {
      certificates: {
        leaf: {
          serialNumber: expect.stringMatching(/^[0-9a-f]{2}(:[0-9a-f]{2})+$/),
          issuer: 'CN=Authority 0, O=Example\\; Inc.',
          subject: 'CN=viewer, O=Example\\; Inc.',
          validity: { notBefore: '2023-09-21T01:50:17Z', notAfter: '2043-09-20T01:50:17Z' },
          sha256Fingerprint,
        },
      },
    },
    clientIp: '127.0.0.1',
    endpoint: domainName,
    distributionId,
    connectionId,
  });
});
