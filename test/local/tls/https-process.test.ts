import { Agent, request } from 'node:https';
import { TLSSocket } from 'node:tls';
import { certificateFor } from '../../edge/origin/certificates';
import { closeAll as closeOrigins, httpsServer } from '../../edge/origin/origin-servers';
import { closeAll, running } from '../running-edge';

afterEach(async () => {
  await closeAll();
  await closeOrigins();
});

const behavior = { ViewerProtocolPolicy: 'https-only', ForwardedValues: { QueryString: false } };
const custom = { Id: 'server', DomainName: 'origin.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' } };

interface Answer {
  readonly status?: number;
  readonly body: string;
  readonly xCache: unknown;
  readonly isEncrypted: boolean;
}

/** Requests of a viewer, on a connection each. */
function get(port: number, path: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, agent: new Agent({ rejectUnauthorized: false }) }, (response) => {
      const isEncrypted = (response.socket as TLSSocket).encrypted;
      let body = '';
      response.setEncoding('utf8').on('data', (text) => { body += String(text); });
      response.on('end', () => resolve({ status: response.statusCode, body, xCache: response.headers['x-cache'], isEncrypted }));
    }).on('error', reject).end();
  });
}

test('a miss is fetched over TLS, and a hit encrypted for the viewer without the origin [TLS-028]', async () => {
  const certificate = await certificateFor(['origin.example.com']);
  let requests = 0;
  const server = await httpsServer(certificate, (_request, response) => {
    requests++;
    response.setHeader('Cache-Control', 'max-age=60');
    response.end('object');
  });
  const config = { Origins: [custom], DefaultCacheBehavior: { TargetOriginId: 'server', ...behavior } };
  const { httpsPort } = await running(config, { server: server.url }, {}, { originTrust: { authorities: certificate.cert } });
  const answers = [await get(httpsPort, '/a'), await get(httpsPort, '/a')];
  expect(answers).toEqual(['Miss', 'Hit'].map((result) => ({ status: 200, body: 'object', xCache: `${result} from cloudfront`, isEncrypted: true })));
  expect([server.connections.length, requests]).toEqual([1, 1]);
});

test('an object is the same over HTTPS, whether a bucket has it or a server [TLS-029]', async () => {
  const certificate = await certificateFor(['origin.example.com']);
  const server = await httpsServer(certificate, (_request, response) => response.end('object'));
  const config = {
    Origins: [custom, { Id: 'bucket', DomainName: 'files.s3.us-east-1.amazonaws.com', S3OriginConfig: {} }],
    DefaultCacheBehavior: { TargetOriginId: 'server', ...behavior },
    CacheBehaviors: [{ PathPattern: 'bucket/*', TargetOriginId: 'bucket', ...behavior }],
  };
  const { httpsPort } = await running(config, { server: server.url, bucket: { 'bucket/a': 'object' } }, {}, { originTrust: { authorities: certificate.cert } });
  for (const path of ['/a', '/bucket/a']) expect(await get(httpsPort, path)).toMatchObject({ status: 200, body: 'object', isEncrypted: true });
});
