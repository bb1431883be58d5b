import { once } from 'events';
import { closeAll, edgeOf, httpServer, tcpServer } from './origin-servers';

afterEach(closeAll);

/** The client has a connection back when the event loop has turned. */
const turn = () => new Promise((resolve) => setImmediate(resolve));
const seconds = (OriginReadTimeout: number, OriginKeepaliveTimeout = 5) => ({ CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer', OriginReadTimeout, OriginKeepaliveTimeout } });

test('a connection that does not come about in time is a 504 after all attempts [OTD-050] [OTD-051]', async () => {
  const server = await tcpServer(() => {}, 'https');
  const answer = await edgeOf(server, { ConnectionTimeout: 0.05, ConnectionAttempts: 2 }).get('/a');
  expect([answer.status, answer.record.originRequests.map(({ outcome }) => outcome)]).toEqual([504, ['connection-timed-out', 'connection-timed-out']]);
});

test('a closed port, and a connection that is cut, are a 502 [OTD-051]', async () => {
  const server = await tcpServer((socket) => socket.destroy());
  expect((await edgeOf(server).get('/a')).status).toBe(502);
  await closeAll();
  const answer = await edgeOf(server).get('/a');
  expect([answer.status, answer.record.originRequests.at(-1)!.outcome]).toEqual([502, 'connection-refused']);
});

test('a silent origin is asked again by GET, and then is a 504 [OTD-051] [OTD-053]', async () => {
  let requests = 0;
  const server = await httpServer(() => void requests++);
  expect((await edgeOf(server, { ...seconds(0.05), ConnectionAttempts: 3 }).get('/a')).status).toBe(504);
  expect(requests).toBe(3);
});

test('a silent origin is asked once by POST [OTD-054]', async () => {
  let requests = 0;
  const server = await httpServer(() => void requests++);
  const behavior = { AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'] };
  expect((await edgeOf(server, seconds(0.05), { behavior }).get('/a', { method: 'POST', body: 'sent' })).status).toBe(504);
  expect(requests).toBe(1);
});

test.each([['GET', 2], ['POST', 1]])('an origin that goes on with interim answers is silent: %s asks %i times, and then is a 504', async (method, attempts) => {
  const server = await tcpServer((socket) => socket.once('data', () => {
    const more = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'), 5);
    socket.on('error', () => {}).on('close', () => clearInterval(more));
  }));
  const behavior = { AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'] };
  const answer = await edgeOf(server, { ...seconds(0.05), ConnectionAttempts: 2 }, { behavior }).get('/a', { method, body: method === 'POST' ? 'sent' : undefined });
  expect([answer.status, answer.record.originRequests.map(({ outcome }) => outcome)]).toEqual([504, Array(attempts).fill('response-timed-out')]);
});

test('an origin that stalls in the middle of a body is dropped after the read timeout [OTD-052]', async () => {
  const server = await httpServer((_request, response) => {
    response.writeHead(200, { 'Content-Length': '8' });
    response.write('half');
  });
  await expect(edgeOf(server, seconds(0.05)).get('/a')).rejects.toMatchObject({ kind: 'response-timed-out' });
  if (!server.connections[0].destroyed) await once(server.connections[0], 'close');
});

test('a connection is used again until the keep-alive timeout is over [OTD-056]', async () => {
  const server = await httpServer((_request, response) => void response.end('body'));
  const kept = edgeOf(server, seconds(30, 30));
  await kept.get('/a');
  await turn();
  await kept.get('/b');
  expect(server.connections).toHaveLength(1);
  const dropped = edgeOf(server, seconds(30, 0.05));
  await dropped.get('/a');
  if (!server.connections[1].destroyed) await once(server.connections[1], 'close');
  await dropped.get('/b');
  expect(server.connections).toHaveLength(3);
});

test('an origin gets HTTP/1.1 whatever the viewer speaks [REQ-138]', async () => {
  const versions: string[] = [];
  const server = await httpServer((request, response) => {
    versions.push(request.httpVersion);
    response.end('body');
  });
  await edgeOf(server).get('/a', { httpVersion: '1.0' });
  expect(versions).toEqual(['1.1']);
});

test('a VPC origin is the server that stands for it, with its own timeouts [OTD-106]', async () => {
  const silent = await httpServer(() => {});
  const server = await httpServer((_request, response) => void response.end('private'));
  const origin = (OriginReadTimeout: number) => ({ CustomOriginConfig: undefined, VpcOriginConfig: { VpcOriginId: 'vo_1', OriginReadTimeout }, ConnectionAttempts: 1 });
  expect((await edgeOf(server, origin(30)).get('/a')).text).toBe('private');
  expect((await edgeOf(silent, origin(0.05)).get('/a')).status).toBe(504);
});
