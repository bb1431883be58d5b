import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { promisify } from 'node:util';
import { closeAll, running } from './running-edge';
import { LocalEdge, LocalEdgeOptions } from '../../src/local';

const directory = mkdtempSync(join(tmpdir(), 'local-edge-'));
const path = join(directory, 'template.json');
const opened: LocalEdge[] = [];
afterEach(() => Promise.all(opened.splice(0).map((edge) => edge.close())));
afterAll(() => rmSync(directory, { recursive: true }));

/** A template with one bucket, `Files`, and distributions on it. */
function template(distributions: { readonly [logicalId: string]: object }): object {
  const origin = { Id: 'files', DomainName: { 'Fn::GetAtt': ['Files', 'DomainName'] }, S3OriginConfig: {} };
  const resources = Object.entries(distributions).map(([logicalId, config]) => [logicalId, {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        Origins: [origin],
        DefaultCacheBehavior: { TargetOriginId: 'files', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
        ...config,
      },
    },
  }]);
  return { Resources: { Files: { Type: 'AWS::S3::Bucket', Properties: { AccessControl: 'PublicRead' } }, ...Object.fromEntries(resources) } };
}

async function start(distributions: Parameters<typeof template>[0], options: Partial<LocalEdgeOptions> = {}): Promise<LocalEdge> {
  writeFileSync(path, JSON.stringify(template(distributions)));
  const edge = await LocalEdge.start({ path, origins: { Files: directory }, ...options });
  opened.push(edge);
  return edge;
}

/** What curl prints of a request. */
async function curl(...args: string[]): Promise<string> {
  return (await promisify(execFile)('curl', ['--silent', '--show-error', '--max-time', '20', ...args])).stdout;
}

beforeAll(() => writeFileSync(join(directory, 'a.txt'), 'hello'));

const port = (url: string | null) => new URL(url!).port;

test('a distribution is reached by its own URL, its domain name, an alias and NAME.localhost, over HTTP and HTTPS [DST-020] [DST-077]', async () => {
  const edge = await start({ Site: { Aliases: ['www.example.com'] } });
  const [{ http, https, domainName }] = edge.ready.distributions;
  expect(await curl(`${http}/a.txt`)).toBe('hello');
  expect(await curl('--insecure', `${https}/a.txt`)).toBe('hello');
  for (const host of [domainName, 'www.example.com', 'site.localhost', 'www.example.com.localhost']) {
    expect(await curl('--resolve', `${host}:${port(http)}:127.0.0.1`, `http://${host}:${port(http)}/a.txt`)).toBe('hello');
    expect(await curl('--insecure', '--resolve', `${host}:${port(https)}:127.0.0.1`, `https://${host}:${port(https)}/a.txt`)).toBe('hello');
  }
});

test('a host that no distribution has is served from none [DST-138] [DTD-176]', async () => {
  const edge = await start({ Site: {} });
  const answer = await curl('--include', '-H', 'Host: unknown.example.com', `${edge.ready.distributions[0].http}/a.txt`);
  expect(answer).toMatch(/^HTTP\/1.1 403 [^]*Bad request/);
});

test('each of several distributions has a URL of its own', async () => {
  writeFileSync(join(directory, 'b.txt'), 'other');
  const edge = await start({ First: { DefaultRootObject: 'a.txt' }, Second: { DefaultRootObject: 'b.txt' } });
  const [first, second] = edge.ready.distributions;
  expect(first.http).not.toBe(second.http);
  expect(await curl(`${first.http}/`)).toBe('hello');
  expect(await curl(`${second.http}/`)).toBe('other');
  expect(await curl('--insecure', `${second.https}/`)).toBe('other');
  expect(await curl('-H', 'Host: second.localhost', `${first.http}/`)).toBe('other');
});

test.each(['allow-all', 'redirect-to-https', 'https-only'])('the script of a player is loaded over HTTPS by the default certificate, where the policy for viewers is %s [MED-100]', async (ViewerProtocolPolicy) => {
  writeFileSync(join(directory, 'jwplayer.js'), 'player');
  const edge = await start({ Web: { DefaultCacheBehavior: { TargetOriginId: 'files', ViewerProtocolPolicy, ForwardedValues: { QueryString: false } } } });
  const [{ https, domainName }] = edge.ready.distributions;
  expect((await certificateOf(Number(port(https)), domainName)).checkHost(domainName)).toBeDefined();
  expect(await curl('--insecure', '--write-out', ' %{http_code}', '--resolve', `${domainName}:${port(https)}:127.0.0.1`, `https://${domainName}:${port(https)}/jwplayer.js`)).toBe('player 200');
});

test('a redirect to HTTPS can be followed, whatever the name of the distribution', async () => {
  const edge = await start({ Site: { DefaultCacheBehavior: { TargetOriginId: 'files', ViewerProtocolPolicy: 'redirect-to-https', ForwardedValues: { QueryString: false } } } });
  const [{ http }] = edge.ready.distributions;
  expect(await curl('--insecure', '--location', `${http}/a.txt`)).toBe('hello');
  expect(await curl('--include', '-H', 'Host: www.example.com', `${http}/a.txt`)).toMatch(/^HTTP\/1.1 403/);
});

test('a hit follows a miss, and a reload keeps it [TLS-014]', async () => {
  const edge = await start({ Site: {} });
  const [{ http }] = edge.ready.distributions;
  expect(await curl('--include', `${http}/a.txt`)).toMatch(/X-Cache: Miss from cloudfront/i);
  writeFileSync(path, JSON.stringify(template({ Site: { Comment: 'changed' } })));
  await edge.reload();
  expect(await curl('--include', `${http}/a.txt`)).toMatch(/X-Cache: Hit from cloudfront/i);
});

test('a reload opens what is new, under the same URLs as before', async () => {
  const edge = await start({ Site: {} });
  const [{ http }] = edge.ready.distributions;
  writeFileSync(path, JSON.stringify(template({ Site: {}, Shop: { Aliases: ['shop.example.com'] } })));
  await edge.reload();
  const [site, shop] = edge.ready.distributions;
  expect(site.http).toBe(http);
  expect(await curl(`${shop.http}/a.txt`)).toBe('hello');
  expect(await curl('-H', 'Host: shop.example.com', `${http}/a.txt`)).toBe('hello');
});

test('what a reload opens is closed with the edge', async () => {
  const edge = await start({ Site: {} });
  writeFileSync(path, JSON.stringify(template({ Site: {}, Shop: {} })));
  const [{ distributions }] = await Promise.all([edge.reload().then(() => edge.ready), edge.close()]);
  expect(distributions).toHaveLength(2);
  for (const { http } of distributions) await expect(fetch(http!)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
});

test('what cannot be read leaves the edge as it is', async () => {
  const edge = await start({ Site: {} });
  writeFileSync(path, '{');
  await expect(edge.reload()).rejects.toThrow(/template\.json/);
  expect(await curl(`${edge.ready.distributions[0].http}/a.txt`)).toBe('hello');
});

test('a disabled distribution serves nothing [DST-045] [DST-058]', async () => {
  const edge = await start({ Site: { Enabled: false } });
  const [{ http }] = edge.ready.distributions;
  expect(await curl('--output', '/dev/null', '--write-out', '%{http_code}', `${http}/a.txt`)).toBe('403');
  writeFileSync(path, JSON.stringify(template({ Site: { Enabled: true } })));
  await edge.reload();
  expect(await curl(`${http}/a.txt`)).toBe('hello');
});

test('viewers are in the country that is said for all of them, or by their header', async () => {
  const blocked = { Site: { Restrictions: { GeoRestriction: { RestrictionType: 'blacklist', Locations: ['FR'] } } } };
  const edge = await start(blocked, { country: 'FR', countryHeader: 'X-Viewer-Country' });
  const status = (...args: string[]) => curl('--output', '/dev/null', '--write-out', '%{http_code}', ...args, `${edge.ready.distributions[0].http}/a.txt`);
  expect(await status()).toBe('403');
  expect(await status('-H', 'X-Viewer-Country: DE')).toBe('200');
});

test('ports can be chosen, and are free again afterwards', async () => {
  const first = await start({ Site: {} });
  const [{ http, https }] = first.ready.distributions;
  await expect(start({ Site: {} }, { port: Number(port(http)) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await first.close();
  const second = await start({ Site: {} }, { port: Number(port(http)), httpsPort: Number(port(https)) });
  expect(second.ready.distributions[0]).toMatchObject({ http, https });
});

test('ids and domain names are the same on every run', async () => {
  const identity = ({ ready }: LocalEdge) => ready.distributions.map(({ id, domainName }) => ({ id, domainName }));
  expect(identity(await start({ Site: {}, Shop: {} }))).toEqual(identity(await start({ Site: {}, Shop: {} })));
});

test('without a certificate of its own a distribution shows one for CloudFront\'s domain names, and serves HTTP beside HTTPS [DST-087]', async () => {
  const edge = await start({ Site: {} });
  const [{ http, https, domainName }] = edge.ready.distributions;
  const certificate = await certificateOf(Number(port(https)), domainName);
  expect(certificate.checkHost(domainName)).toBeDefined();
  expect(certificate.subjectAltName).toContain('DNS:*.cloudfront.net');
  expect(await curl(`${http}/a.txt`)).toBe('hello');
  expect(await curl('--insecure', '--resolve', `${domainName}:${port(https)}:127.0.0.1`, `https://${domainName}:${port(https)}/a.txt`)).toBe('hello');
});

/** The certificate that is shown to who asks for a name. */
function certificateOf(httpsPort: number, servername: string): Promise<X509Certificate> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port: httpsPort, servername, rejectUnauthorized: false }, () => {
      resolve(socket.getPeerX509Certificate()!);
      socket.end();
    });
    socket.on('error', reject);
  });
}

describe('closing', () => {
  afterEach(closeAll);

  const config = {
    Origins: [{ Id: 'api', DomainName: 'api.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only', OriginKeepaliveTimeout: 60 } }],
    DefaultCacheBehavior: { TargetOriginId: 'api', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
  };

  /** An edge whose origin has been asked, and answers when it is told. */
  async function asked() {
    let [tell, begun] = [() => {}, () => {}];
    const beginning = new Promise<void>((resolve) => { begun = resolve; });
    const { port: http, edge } = await running(config, {
      api: async () => {
        begun();
        await new Promise<void>((resolve) => { tell = resolve; });
        return 'the whole answer';
      },
    });
    const answer = fetch(`http://127.0.0.1:${http}/`).then((response) => response.text());
    answer.catch(() => {});
    await beginning;
    return { edge, answer, tell: () => tell() };
  }

  test('with a grace lets the requests end that are under way', async () => {
    const { edge, answer, tell } = await asked();
    const closed = edge.close(60_000);
    tell();
    expect(await answer).toBe('the whole answer');
    await closed;
  });

  test.each([[0], [1]])('cuts what has not ended after %i ms', async (grace) => {
    const { edge, answer } = await asked();
    await edge.close(grace);
    await expect(answer).rejects.toThrow();
  });

  test('leaves no connection to an origin', async () => {
    const sockets: Socket[] = [];
    const server = createServer((_request, response) => void response.end('body')).on('connection', (socket: Socket) => sockets.push(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    server.keepAliveTimeout = 0;
    const { port: http, edge } = await running(config, { api: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
    await (await fetch(`http://127.0.0.1:${http}/`)).text();
    expect(sockets.map(({ destroyed }) => destroyed)).toEqual([false]);
    await edge.close();
    // The server closes when its last connection has.
    await new Promise((resolve) => server.close(resolve));
  });
});
