import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import * as tls from 'node:tls';
import { promisify } from 'node:util';
import { certificateWithResponder, responder } from './ocsp-responder';
import { readOcspAnswer } from '../../../src/local/tls/ocsp';
import { OcspStaples, ownResponder } from '../../../src/local/tls/ocsp-staples';
import { closeAll, running } from '../running-edge';

afterEach(closeAll);

const AUTHORIZATION = `AWS4-HMAC-SHA256 Credential=ANY/20250101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`;
const CUSTOM = { Id: 'origin', DomainName: 'origin.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } };
const BUCKET = { Id: 'origin', DomainName: 'files.s3.us-east-1.amazonaws.com', S3OriginConfig: {} };

/** A distribution that shows an uploaded certificate, and the authority that is asked about it. */
async function edgeOf(origin: object) {
  const certificate = await certificateWithResponder();
  const ocsp = await responder(certificate.answer);
  const site = { Origins: [origin], DefaultCacheBehavior: { TargetOriginId: 'origin', ViewerProtocolPolicy: 'https-only', ForwardedValues: { QueryString: false } } };
  const local = await running(site, { origin: () => 'body' }, {}, { ocspResponder: ocsp.url });
  const form = {
    Action: 'UploadServerCertificate', ServerCertificateName: 'www', Path: '/cloudfront/', CertificateBody: certificate.cert, PrivateKey: certificate.key, CertificateChain: certificate.authority.cert,
  };
  return { ...local, certificate, ocsp, form, site };
}

/** What is stapled to a handshake. */
function stapled(port: number): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    let status: string | undefined;
    const socket = tls.connect({ host: '127.0.0.1', port, servername: 'www.example.com', rejectUnauthorized: false, requestOCSP: true } as tls.ConnectionOptions, () => {
      resolve(status);
      socket.destroy();
    });
    socket.on('OCSPResponse', (response: Buffer | null) => {
      if (response !== null) status = readOcspAnswer(response).status;
    }).on('error', reject);
  });
}

test.each([
  ['before a bucket [REQ-042] [REQ-043]', BUCKET],
  ['before a custom origin [REQ-140]', CUSTOM],
])('%s the first viewer checks for itself, and later ones get what the authority has said once', async (_which, origin) => {
  const { edge, change, form, site, httpsPort, ocsp, certificate } = await edgeOf(origin);
  const uploaded = await fetch(edge.ready.control, { method: 'POST', headers: { authorization: AUTHORIZATION }, body: new URLSearchParams(form) });
  const [, IamCertificateId] = /<ServerCertificateId>(\w+)</.exec(await uploaded.text())!;
  await change({ ...site, Aliases: ['www.example.com'], ViewerCertificate: { IamCertificateId, SslSupportMethod: 'sni-only' } });
  const answered = ocsp.nextAnswer();
  expect(await stapled(httpsPort)).toBeUndefined();
  await answered;
  await stapled(httpsPort);
  expect([await stapled(httpsPort), await stapled(httpsPort), ocsp.asked()]).toEqual(['good', 'good', 1]);
  const { stdout } = await promisify(execFile)('sh', ['-c', `openssl s_client -connect 127.0.0.1:${httpsPort} -servername www.example.com -status < /dev/null 2>&1`]);
  expect(stdout).toMatch(/OCSP Response Status: successful[^]*Cert Status: good/);
  ocsp.close();
  certificate.remove();
});

test('what was answered is asked again when it is over, and what was no answer after a minute', async () => {
  const certificate = await certificateWithResponder();
  const ocsp = await responder((request) => (ocsp.asked() === 1 ? Buffer.from('none') : certificate.answer(request)));
  let now = Date.now();
  const staples = new OcspStaples({ responder: ocsp.url, now: () => now });
  const chain = certificate.cert + certificate.authority.cert;
  const ask = async () => {
    const answered = ocsp.nextAnswer();
    expect(staples.for(chain)).toBeUndefined();
    await answered;
  };
  await ask();
  expect([staples.for(chain), ocsp.asked()]).toEqual([undefined, 1]);
  now += 60_000;
  await ask();
  while (staples.for(chain) === undefined) await new Promise(setImmediate);
  expect(ocsp.asked()).toBe(2);
  now += 25 * 60 * 60 * 1000;
  await ask();
  expect(ocsp.asked()).toBe(3);
  ocsp.close();
  certificate.remove();
});

test('a revoked certificate has nothing stapled, and a chain without its authority, or one whose responder is elsewhere, nobody is asked about', async () => {
  const revoked = await certificateWithResponder('R');
  const ocsp = await responder(revoked.answer);
  const staples = new OcspStaples({ responder: ocsp.url, now: () => 0 });
  const answered = ocsp.nextAnswer();
  staples.for(revoked.cert + revoked.authority.cert);
  await answered;
  expect(staples.for(revoked.cert + revoked.authority.cert)).toBeUndefined();
  staples.for(revoked.cert);
  expect(new OcspStaples({ now: () => 0 }).for(revoked.cert + revoked.authority.cert)).toBeUndefined();
  expect(ocsp.asked()).toBe(1);
  ocsp.close();
  revoked.remove();
});

test.each([
  ['http://127.0.0.1:8080/ocsp', true], ['http://localhost/', true], ['http://[::1]:1', true],
  ['http://ocsp.example.com/', false], ['http://localhost.example.com/', false], ['http://localhost:80@169.254.169.254/', false], ['http://127.0.0.1:1@example.com/', false],
  ['https://localhost/', false], ['file://localhost/etc/passwd', false], ['http://', false],
])('the responder at %s is on this machine: %s', (url, isOwn) => {
  expect(ownResponder(`CA Issuers - URI:http://localhost/ca\nOCSP - URI:http://ocsp.example.com/a\nOCSP - URI:${url}\n`)).toBe(isOwn ? url : undefined);
});

test('a responder that sends elsewhere is not followed', async () => {
  const certificate = await certificateWithResponder();
  const elsewhere = await responder(certificate.answer);
  const server = createServer((_request, response) => response.writeHead(307, { location: elsewhere.url }).end()).unref().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const asking = jest.spyOn(globalThis, 'fetch');
  new OcspStaples({ responder: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, now: () => 0 }).for(certificate.cert + certificate.authority.cert);
  const [{ value: asked }] = asking.mock.results;
  asking.mockRestore();
  await expect(asked).rejects.toThrow('fetch failed');
  expect(elsewhere.asked()).toBe(0);
  elsewhere.close();
  server.closeAllConnections();
  server.close();
  certificate.remove();
});
