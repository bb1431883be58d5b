import { createServer, Server } from 'node:http';
import { AddressInfo, createServer as createTcpServer, Server as TcpServer } from 'node:net';
import { HttpOrigin, OriginRequest, OriginResponse } from '../../../src/edge';
import { readTemplates } from '../../../src/template';

const template = {
  Resources: {
    Web: {
      Type: 'AWS::CloudFront::Distribution',
      Properties: {
        DistributionConfig: {
          Origins: [{ Id: 'api', DomainName: 'api.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }],
          DefaultCacheBehavior: { TargetOriginId: 'api', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
        },
      },
    },
  },
};
const [config] = readTemplates([{ name: 't', template }]).distributions[0].origins;

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

/** Starts a server on loopback and tells its URL. */
function listening(server: Server | TcpServer): Promise<string> {
  closing.push(() => server.close());
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)));
}

function ask(url: string, request: Partial<OriginRequest> = {}): Promise<OriginResponse> {
  const origin = new HttpOrigin(url, config);
  closing.push(() => void origin.close());
  return origin.ask({ origin: config, method: 'GET', url: '/a?b=c', protocol: 'http', headers: ['Host', 'api.example.com', 'X-Test', '1'], body: undefined, signedAs: { kind: 'anonymous' }, ...request });
}

async function textOf({ body }: OriginResponse): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

test('method, path, headers and body arrive as they are, and the answer comes back with its raw headers', async () => {
  const url = await listening(createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      response.writeHead(201, ['X-Seen', `${request.method} ${request.url} ${request.headers.host} ${request.headers['x-test']}`]);
      response.end('made');
    });
  }));
  const response = await ask(`${url}/base/`, { method: 'POST', body: Buffer.from('body') });
  expect([response.status, response.headers[response.headers.indexOf('X-Seen') + 1], await textOf(response)]).toEqual([201, 'POST /base/a?b=c api.example.com 1', 'made']);
});

test('redirects are not followed', async () => {
  const url = await listening(createServer((_request, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end()));
  expect((await ask(url)).status).toBe(302);
});

test('a refused connection is named', async () => {
  const server = createServer();
  const url = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  await expect(ask(url)).rejects.toMatchObject({ name: 'OriginFailure', kind: 'connection-refused' });
});

test('an origin that says what is no HTTP is named', async () => {
  const url = await listening(createTcpServer((socket) => socket.end('garbage\r\n\r\n')));
  await expect(ask(url)).rejects.toMatchObject({ kind: 'malformed-response' });
});

test('an origin that hangs up before it answers is named', async () => {
  const url = await listening(createTcpServer((socket) => socket.once('data', () => socket.destroy())));
  await expect(ask(url)).rejects.toMatchObject({ kind: 'connection-dropped' });
});

test('a body that is shorter than announced breaks off', async () => {
  const url = await listening(createTcpServer((socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\npart'))));
  const response = await ask(url);
  expect(response.status).toBe(200);
  await expect(textOf(response)).rejects.toMatchObject({ kind: 'connection-dropped' });
});
