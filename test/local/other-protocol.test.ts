import { closeAll, recordingOrigin, running } from './running-edge';
import { exchange } from './sockets';

afterEach(closeAll);

const CONFIG = {
  Origins: [{ Id: 'api', DomainName: 'api.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }],
  DefaultCacheBehavior: { TargetOriginId: 'api', ViewerProtocolPolicy: 'allow-all', AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'], ForwardedValues: { QueryString: true } },
};

async function edge() {
  const origin = await recordingOrigin((_head, socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok'));
  return { origin, ...await running(CONFIG, { api: origin.url }) };
}

/** As curl --http2 and the HTTP client of Java ask on an unencrypted connection. */
const H2C = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n';

test.each([
  ['a length', 'Content-Length: 5\r\n\r\nhello'],
  ['chunks', 'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n'],
])('a request with %s that offers another protocol keeps its body, and its connection goes on [DTD-030]', async (_title, lengthAndBody) => {
  const { port, domainName, origin } = await edge();
  const next = `GET /next HTTP/1.1\r\nHost: ${domainName}\r\nConnection: close\r\n\r\n`;
  const answers = await exchange(port, `POST /a HTTP/1.1\r\nHost: ${domainName}\r\n${H2C}${lengthAndBody}${next}`);
  expect(answers.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
  expect([...origin.received].sort()).toEqual([expect.stringMatching(/^GET \/next /), expect.stringMatching(/^POST \/a HTTP\/1\.1\r\n[^]*hello/)]);
  expect(origin.received.join('')).not.toMatch(/h2c|http2-settings/i);
});

test.each(['h2c', 'websocket'])('an offer of %s waits for the answers to earlier requests on its connection', async (protocol) => {
  const { port, domainName, origin } = await edge();
  const get = (path: string, headers: string) => `GET ${path} HTTP/1.1\r\nHost: ${domainName}\r\n${headers}\r\n`;
  const answers = await exchange(port, get('/1', '') + get('/2', '') + get('/3', `Connection: Upgrade, close\r\nUpgrade: ${protocol}\r\n`));
  expect(answers.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(3);
  expect(origin.received).toHaveLength(3);
});

test('offers can be made on one connection again and again', async () => {
  const { port, domainName } = await edge();
  const offer = `POST /a HTTP/1.1\r\nHost: ${domainName}\r\n${H2C}Content-Length: 5\r\n\r\nhello`;
  expect((await exchange(port, `${offer.repeat(50)}GET /last HTTP/1.1\r\nHost: ${domainName}\r\nConnection: close\r\n\r\n`)).match(/HTTP\/1\.1 200 OK/g)).toHaveLength(51);
});
