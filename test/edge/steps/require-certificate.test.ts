import { explain, FunctionOrigin, Edge, ManualClock, TlsConnection } from '../../../src/edge';
import { readTemplates } from '../../../src/template';
import { START } from '../scenario';

const CONNECTION: TlsConnection = { protocol: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256', handshake: 'fullHandshake' };

const asked = (askedBy: string): TlsConnection => ({ ...CONNECTION, viewerCertificate: { askedBy, isPassedThrough: false, chain: [] } });

/** What a viewer gets from a distribution that asks for certificates, on a connection for which this one did. */
async function ask(tls: (id: string) => TlsConnection | undefined, ViewerMtlsConfig: object | undefined = { Mode: 'optional' }) {
  const DistributionConfig = {
    Enabled: true,
    ViewerMtlsConfig,
    Origins: [{ Id: 'origin', DomainName: 'origin.example.net', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }],
    DefaultCacheBehavior: { TargetOriginId: 'origin', ViewerProtocolPolicy: 'https-only', ForwardedValues: { QueryString: false } },
  };
  const application = readTemplates([{ name: 'app', template: { Resources: { Site: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig } } } } }]);
  const edge = new Edge({ application, clock: new ManualClock(START), origins: () => new FunctionOrigin(() => 'body') });
  const [{ id, domainName }] = application.distributions;
  const connection = tls(id);
  const answer = await edge.handle({
    method: 'GET', url: '/', headers: ['Host', domainName], protocol: 'https', httpVersion: '1.1', ip: '192.0.2.1', tls: connection && (() => connection),
  });
  return { status: answer.status, explained: explain(answer.record) };
}

test('a connection for which another distribution has decided about certificates is not the right one', async () => {
  for (const connection of [CONNECTION, asked('EOTHER')]) {
    const { status, explained } = await ask(() => connection);
    expect(status).toBe(421);
    expect(explained).toMatch(/asks viewers for their certificates, which this connection was made without/);
  }
});

test('one that was made for the distribution is, and so is one of which nothing is known', async () => {
  expect((await ask(asked)).status).toBe(200);
  expect((await ask(() => undefined)).status).toBe(200);
});

test('a distribution that asks for no certificates takes every connection', async () => {
  expect((await ask(() => CONNECTION, { Ref: 'AWS::NoValue' })).status).toBe(200);
});
