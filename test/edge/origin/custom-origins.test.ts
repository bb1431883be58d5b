import { FunctionOrigin, OriginRequest } from '../../../src/edge';
import { Json, ok, ScenarioEdge, status } from '../scenario';
import { closeAll, edgeOf, httpServer, tcpServer } from './origin-servers';

afterEach(closeAll);

/** An edge in front of a server, and the requests that the server got. */
function serverEdge(custom: Json) {
  const requests: OriginRequest[] = [];
  const server = new FunctionOrigin(({ path }) => ok(`body of ${path}`));
  const edge = new ScenarioEdge({
    origin: {
      ask: (request) => {
        requests.push(request);
        return server.ask(request);
      },
    },
    config: { Origins: [{ Id: 'origin', DomainName: 'www.example.com', CustomOriginConfig: custom }] },
  });
  const asked = () => requests.map(({ protocol, headers }) => `${protocol} ${headers[headers.indexOf('Host') + 1]}`);
  return { edge, requests, asked };
}

test('HTTP only: the origin is asked by HTTP, on its port, whatever the viewer uses [WEB-048]', async () => {
  const { edge, asked } = serverEdge({ OriginProtocolPolicy: 'http-only', HTTPPort: 8080 });
  await edge.get('/a', { protocol: 'https' });
  await edge.get('/b', { protocol: 'http' });
  expect(asked()).toEqual(['http www.example.com:8080', 'http www.example.com:8080']);
});

test.each([
  ['http', 'its HTTP port', [1, 0]],
  ['https', 'its HTTPS port', [0, 1]],
])('a server that stands for the origin at an %s URL without a port is contacted on %s, and on no other [ORG-051]', async (scheme, _port, expected) => {
  const servers = [await tcpServer((socket) => socket.destroy()), await tcpServer((socket) => socket.destroy())];
  const [HTTPPort, HTTPSPort] = servers.map(({ url }) => Number(new URL(url).port));
  const custom = { CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer', HTTPPort, HTTPSPort }, ConnectionAttempts: 1 };
  for (const protocol of ['http', 'https'] as const) expect((await edgeOf({ url: `${scheme}://127.0.0.1`, connections: [] }, custom).get('/a', { protocol })).status).toBe(502);
  expect(servers.map(({ connections }) => connections.length)).toEqual(expected.map((count) => count * 2));
});

test('a port in the URL of a server that stands for the origin wins', async () => {
  const server = await httpServer((_request, response) => void response.end('body'));
  const custom = { CustomOriginConfig: { OriginProtocolPolicy: 'http-only', HTTPPort: 1025 } };
  expect((await edgeOf(server, custom).get('/a')).text).toBe('body');
  expect((await edgeOf({ ...server, url: server.url.replace('//', '//user:word@') }, custom).get('/a')).text).toBe('body');
});

test('match viewer: the origin is asked by the viewer\'s protocol, on the port of that [WEB-050] [TLS-011]', async () => {
  const { edge, asked } = serverEdge({ OriginProtocolPolicy: 'match-viewer' });
  await edge.get('/a', { protocol: 'http' });
  await edge.get('/b', { protocol: 'https' });
  expect(asked()).toEqual(['http www.example.com', 'https www.example.com']);
});

test('match viewer: an object is cached once for both protocols [WEB-051] [TLS-012]', async () => {
  const { edge, asked } = serverEdge({ OriginProtocolPolicy: 'match-viewer' });
  expect([await edge.xCache('/a', { protocol: 'http' }), await edge.xCache('/a', { protocol: 'https' })]).toEqual(['Miss', 'Hit']);
  expect(asked()).toEqual(['http www.example.com']);
});

test('each request to the origin has the id of the viewer\'s answer, which is that of the log [ORG-048] [IAM-029]', async () => {
  const { edge, requests } = serverEdge({ OriginProtocolPolicy: 'match-viewer' });
  const answers = [await edge.get('/a'), await edge.get('/b')];
  const ids = requests.map(({ headers }) => headers[headers.indexOf('X-Amz-Cf-Id') + 1]);
  expect(ids).toEqual(answers.map((answer) => answer.header('x-amz-cf-id')));
  expect(new Set(ids).size).toBe(2);
  expect(ids).toEqual(answers.map(({ record }) => record.requestId));
});

test('servers behind a load balancer come and go without a change of the distribution [ORG-060]', async () => {
  const servers = ['s1', 's2'];
  let next = 0;
  const edge = new ScenarioEdge({ origin: () => ok(servers[next++ % servers.length]), behavior: { MinTTL: 0, DefaultTTL: 0, MaxTTL: 0 } });
  const modified = edge.edge.lastModified(edge.id);
  expect([(await edge.get('/a')).text, (await edge.get('/a')).text]).toEqual(['s1', 's2']);
  servers.splice(1, 1, 's3');
  edge.advance(60);
  expect([(await edge.get('/a')).text, (await edge.get('/a')).text, edge.edge.lastModified(edge.id)]).toEqual(['s1', 's3', modified]);
});

test('a player gets playlist and segments of a packaging service through the edge [ORG-039]', async () => {
  const files: { readonly [path: string]: string } = {
    '/out/v1/abc/index.m3u8': '#EXTM3U\n#EXTINF:6,\nindex_1.ts\n#EXTINF:6,\nindex_2.ts\n', '/out/v1/abc/index_1.ts': 'one', '/out/v1/abc/index_2.ts': 'two',
  };
  const edge = new ScenarioEdge({
    origin: ({ path }) => ok(files[path]),
    config: { Origins: [{ Id: 'origin', DomainName: '3ae97e9482b0d011.mediapackage.us-west-2.amazonaws.com', CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' } }] },
  });
  const playlist = await edge.get('/out/v1/abc/index.m3u8', { protocol: 'http' });
  const segments = playlist.text.split('\n').filter((line) => line.endsWith('.ts'));
  expect(await Promise.all(segments.map(async (name) => (await edge.get(`/out/v1/abc/${name}`, { protocol: 'http' })).text))).toEqual(['one', 'two']);
});

test('the URL of an object is the domain name and the path of the object, folders included, without the origin path [WEB-010] [WEB-011] [DST-019]', async () => {
  const paths: string[] = [];
  const edgeWith = (OriginPath: string) => new ScenarioEdge({
    origin: ({ path }) => {
      paths.push(path);
      return path.endsWith('.jpg') ? ok('picture') : status(404);
    },
    config: { Origins: [{ Id: 'origin', DomainName: 'www.example.com', OriginPath, CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' } }] },
  });
  for (const path of ['/image.jpg', '/images/image.jpg']) {
    const edge = edgeWith('');
    const { host, pathname } = new URL(`http://${edge.application.distributions[0].domainName}${path}`);
    expect((await edge.get(pathname, { host, protocol: 'http' })).text).toBe('picture');
  }
  await edgeWith('/production').get('/images/image.jpg');
  expect(paths).toEqual(['/image.jpg', '/images/image.jpg', '/production/images/image.jpg']);
});
