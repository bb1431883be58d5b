import { once } from 'events';
import { closeAll, edgeOf, httpServer, tcpServer } from './origin/origin-servers';
import { MANAGED } from './policies';
import { ScenarioEdge } from './scenario';
import { headerValue } from '../../src/edge';

afterEach(closeAll);

describe('a connection that ends too early', () => {
  /** An edge whose origin sends this and hangs up, and what a viewer receives of it, twice. */
  async function received(sent: string) {
    let connections = 0;
    const server = await tcpServer((socket) => {
      connections++;
      socket.once('data', () => socket.end(sent));
    });
    const edge = edgeOf(server);
    const parts: string[] = [];
    for (let i = 0; i < 2; i++) {
      const { body } = await edge.edge.handle({ method: 'GET', url: '/a', headers: ['Host', 'www.example.com'], protocol: 'https', httpVersion: '1.1', ip: '192.0.2.1' });
      let text = '';
      try {
        for await (const chunk of body instanceof Uint8Array ? [body] : body!) text += Buffer.from(chunk).toString();
      } catch {
        text += '…';
      }
      parts.push(text);
    }
    return { parts, connections };
  }

  const part = 'x'.repeat(600);

  test('leaves viewers what had arrived, and nothing in the cache, when Content-Length says more [REQ-160] [DTD-101]', async () => {
    expect(await received(`HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n${part}`)).toEqual({ parts: [`${part}…`, `${part}…`], connections: 2 });
  });

  test('leaves viewers what had arrived, and nothing in the cache, when the last chunk is missing [REQ-161] [DTD-101]', async () => {
    expect(await received(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n258\r\n${part}\r\n`)).toEqual({ parts: [`${part}…`, `${part}…`], connections: 2 });
  });

  test('is taken for the end, and cached, when nothing says how long the body is [REQ-162] [DTD-101]', async () => {
    expect(await received(`HTTP/1.0 200 OK\r\n\r\n${part}`)).toEqual({ parts: [part, part], connections: 1 });
  });
});

test('a body that ends before its Content-Length is never cached, however it ends [REQ-160]', async () => {
  const edge = new ScenarioEdge({ origin: () => ({ headers: { 'content-length': '10' }, body: (async function* () { yield Buffer.from('short'); })() }) });
  await expect(edge.get('/a')).rejects.toThrow('the body has 5 bytes; 10 were announced');
  await expect(edge.get('/a')).rejects.toThrow('10 were announced');
  expect(edge.asked).toHaveLength(2);
});

test('an object of more than 50 GB is an error where it would be cached, and its connection ends; where nothing is cached it passes [DTD-080]', async () => {
  const server = await httpServer((_request, response) => {
    response.writeHead(200, { 'Content-Length': '53687091201' });
    response.write('beginning');
  });
  const answer = await edgeOf(server).get('/film.mp4');
  expect([answer.status, answer.header('x-cache')]).toEqual([502, 'Error from cloudfront']);
  if (!server.connections[0].destroyed) await once(server.connections[0], 'close');

  const { edge } = edgeOf(server, {}, { behavior: { ForwardedValues: undefined, CachePolicyId: MANAGED.CachingDisabled } });
  const { status: passed, headers, body } = await edge.handle({ method: 'GET', url: '/film.mp4', headers: ['Host', 'www.example.com'], protocol: 'http', httpVersion: '1.1', ip: '192.0.2.1' });
  expect([passed, headerValue(headers, 'content-length')]).toEqual([200, '53687091201']);
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    expect(Buffer.from(chunk).toString()).toBe('beginning');
    break;
  }
});

test('what came in chunks stays in chunks, on hits as well [REQ-181]', async () => {
  const edge = new ScenarioEdge({ origin: () => ({ headers: { 'transfer-encoding': 'chunked' }, body: (async function* () { yield Buffer.from('one'); yield Buffer.from('two'); })() }) });
  for (const xCache of ['Miss', 'Hit']) {
    const answer = await edge.get('/a');
    expect([answer.header('x-cache'), answer.text, answer.header('transfer-encoding'), answer.header('content-length')]).toEqual([`${xCache} from cloudfront`, 'onetwo', 'chunked', undefined]);
  }
});
