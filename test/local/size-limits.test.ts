import * as http2 from 'node:http2';
import { exchange } from './sockets';
import { showing } from './tls/showing';
import { RequestRecord } from '../../src/edge';
import { HostNames } from '../../src/local/host-names';
import { Listener } from '../../src/local/listener';
import { selfSignedCertificate } from '../../src/local/tls/certificate';
import { ok, ScenarioEdge } from '../edge/scenario';

const HOST = 'www.example.com';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A listener in front of an edge, and the records of its requests. */
async function listening(secure: boolean) {
  const records: RequestRecord[] = [];
  const edge = new ScenarioEdge({ origin: () => ok('body'), config: { Aliases: [HOST] }, run: { record: (record) => records.push(record) } });
  const certificate = secure ? await selfSignedCertificate(['127.0.0.1']) : undefined;
  const viewers = { protocol: secure ? 'https' : 'http', hostNames: new HostNames([]) } as const;
  const listener = await Listener.open({ edge: edge.edge, viewers, encryption: certificate && showing(certificate), onDefect: (error) => { throw error; } }, '127.0.0.1', 0);
  closing.push(() => listener.close());
  return { port: listener.port, certificate, records };
}

type Asked = { readonly status: number; readonly closes: boolean; readonly records: readonly RequestRecord[] };

async function byHttp1(path: string, header: string): Promise<Asked> {
  const { port, records } = await listening(false);
  // The second request is answered, and ends the connection, only if the first has not.
  const request = `GET ${path} HTTP/1.1\r\nHost: ${HOST}\r\nX: ${header}\r\n\r\n`;
  const text = await exchange(port, `${request}GET / HTTP/1.1\r\nHost: ${HOST}\r\nConnection: close\r\n\r\n`);
  const statuses = [...text.matchAll(/HTTP\/1.1 (\d+)/g)].map(([, status]) => Number(status));
  return { status: statuses[0], closes: statuses.length === 1, records: records.filter(({ request: { url } }) => url === path) };
}

async function byHttp2(path: string, header: string): Promise<Asked> {
  const { port, certificate, records } = await listening(true);
  const session = http2.connect(`https://127.0.0.1:${port}`, { ca: certificate!.cert });
  const closed = new Promise((resolve) => session.on('close', resolve));
  const stream = session.request({ ':path': path, ':authority': HOST, 'x': header });
  const status = await new Promise<number>((resolve, reject) => stream.on('response', (head) => resolve(head[':status']!)).on('error', reject).resume());
  await new Promise((resolve) => (stream.closed ? resolve(undefined) : stream.on('close', resolve)));
  if (status >= 400) await closed;
  const closes = session.closed;
  session.destroy();
  return { status, closes, records };
}

const OTHERS = 'GET'.length + '/a'.length + 'Host'.length + HOST.length + 4 + 'X'.length + 4;

describe.each([
  ['HTTP/1.1', 'http', byHttp1],
  ['HTTP/2', 'https', byHttp2],
])('over %s', (_protocol, scheme, ask) => {
  test.each([[8_192, 200], [8_193, 414]])('a URL of %i bytes is answered with %i, after which the connection closes if it is too long [DTD-122] [DTD-124]', async (length, status) => {
    const asked = await ask('/'.padEnd(length - `${scheme}://${HOST}`.length, 'a'), '');
    expect([asked.status, asked.closes, asked.records.length]).toEqual([status, status !== 200, status === 200 ? 1 : 0]);
  });

  test.each([[32_768, 200], [32_769, 494]])('a request of %i bytes is answered with %i, after which the connection closes if it is too large [DTD-123] [DTD-124]', async (length, status) => {
    const asked = await ask('/a', 'x'.repeat(length - OTHERS));
    expect([asked.status, asked.closes, asked.records.length]).toEqual([status, status !== 200, status === 200 ? 1 : 0]);
  });
});
