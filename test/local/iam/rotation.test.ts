import { X509Certificate } from 'node:crypto';
import { CloudFrontClient, CreateDistributionCommand, DistributionConfig, GetDistributionConfigCommand, UpdateDistributionCommand, DeleteDistributionCommand } from '@aws-sdk/client-cloudfront';
import { config } from '../api/distribution-client';
import { closeAll, running } from '../running-edge';
import { certificateUntil, WWW } from './certificate-files';
import { handshake } from '../tls/handshakes';

afterEach(closeAll);

const AUTHORIZATION = `AWS4-HMAC-SHA256 Credential=ANY/20250101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`;
const SITE = {
  Origins: [{ Id: 'origin', DomainName: 'origin.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }],
  DefaultCacheBehavior: { TargetOriginId: 'origin', ViewerProtocolPolicy: 'https-only', ForwardedValues: { QueryString: false } },
};

/** A running edge with a store of certificates, and distributions of CloudFront's API. */
async function account(resources: object = {}) {
  const edge = await running(SITE, { 'origin.example.com': () => 'body', 'origin': () => 'body' }, resources);
  const { control } = edge.edge.ready;
  const client = new CloudFrontClient({ region: 'us-east-1', endpoint: control, credentials: { accessKeyId: 'ANY', secretAccessKey: 'any' } });
  const iam = async (Action: string, parameters: object) => {
    const response = await fetch(control, { method: 'POST', headers: { authorization: AUTHORIZATION }, body: new URLSearchParams({ Action, ...parameters }) });
    return { status: response.status, text: await response.text() };
  };
  const upload = async (name: string, { body, privateKey, chain }: { body: string; privateKey: string; chain?: string }) => {
    const { text } = await iam('UploadServerCertificate', { ServerCertificateName: name, CertificateBody: body, PrivateKey: privateKey, Path: '/cloudfront/', ...chain && { CertificateChain: chain } });
    return /<ServerCertificateId>(\w+)</.exec(text)![1];
  };
  const create = async (alias: string | undefined, ViewerCertificate?: DistributionConfig['ViewerCertificate']) => {
    const Aliases = alias === undefined ? { Quantity: 0 } : { Quantity: 1, Items: [alias] };
    const { Distribution } = await client.send(new CreateDistributionCommand({ DistributionConfig: config({ CallerReference: alias ?? 'new', Aliases, ViewerCertificate }) }));
    return { id: Distribution!.Id!, domainName: Distribution!.DomainName! };
  };
  const change = async (Id: string, changes: Partial<DistributionConfig>) => {
    const { ETag: IfMatch, DistributionConfig: current } = await client.send(new GetDistributionConfigCommand({ Id }));
    return client.send(new UpdateDistributionCommand({ Id, IfMatch, DistributionConfig: { ...current!, ...changes } }));
  };
  const remove = async (Id: string) => {
    const { ETag: IfMatch } = await change(Id, { Enabled: false });
    await client.send(new DeleteDistributionCommand({ Id, IfMatch }));
  };
  /** The status that a host gives, and the certificate that it shows. */
  const ask = async (servername: string) => {
    const { answer, certificate } = await handshake(edge.httpsPort, { servername });
    return { status: Number(answer.slice(9, 12)), shown: certificate!.fingerprint256 };
  };
  return { ...edge, iam, upload, create, update: change, remove, ask };
}

const own = (IAMCertificateId: string, SSLSupportMethod: 'vip' | 'sni-only' = 'sni-only') => ({ IAMCertificateId, SSLSupportMethod, MinimumProtocolVersion: 'TLSv1' }) as const;
const fingerprint = ({ body }: { body: string }) => new X509Certificate(body).fingerprint256;

test('an alternate name with HTTPS: upload, name it and the certificate, and lead the name here [TLS-066]', async () => {
  const { upload, change, ask } = await account();
  const id = await upload('www', WWW);
  await change({ ...SITE, Aliases: ['www.example.com'], ViewerCertificate: { IamCertificateId: id, SslSupportMethod: 'sni-only', MinimumProtocolVersion: 'TLSv1.2_2021' } });
  expect(await ask('www.example.com')).toEqual({ status: 200, shown: fingerprint(WWW) });
});

test('a certificate of two distributions is rotated, one distribution after the other, and then deleted [TLS-070] [IAM-037]', async () => {
  const { upload, create, update, ask, iam } = await account();
  const next = await certificateUntil('*.example.com');
  const old = await upload('OLD', WWW);
  const [a, b] = [await create('a.example.com', own(old, 'vip')), await create('b.example.com', own(old, 'vip'))];
  const id = await upload('NEW', next);
  const shown = async () => [await ask('a.example.com'), await ask('b.example.com')].map((answer) => answer.shown);
  await update(a.id, { ViewerCertificate: own(id, 'vip') });
  expect(await shown()).toEqual([fingerprint(next), fingerprint(WWW)]);
  expect(await iam('DeleteServerCertificate', { ServerCertificateName: 'OLD' })).toMatchObject({ status: 409, text: expect.stringContaining(b.id) });
  await update(b.id, { ViewerCertificate: own(id, 'vip') });
  expect(await shown()).toEqual([fingerprint(next), fingerprint(next)]);
  expect((await iam('DeleteServerCertificate', { ServerCertificateName: 'OLD' })).status).toBe(200);
});

test('back to the default certificate: a new distribution first, and both serve until the old one is gone [TLS-073]', async () => {
  const { upload, create, remove, ask, iam } = await account();
  const old = await create('www.example.com', own(await upload('www', WWW)));
  const { domainName } = await create(undefined);
  expect([(await ask('www.example.com')).status, (await ask(domainName)).status]).toEqual([200, 200]);
  await remove(old.id);
  expect([(await ask('www.example.com')).status, (await ask(domainName)).status]).toEqual([403, 200]);
  expect((await iam('DeleteServerCertificate', { ServerCertificateName: 'www' })).status).toBe(200);
});
