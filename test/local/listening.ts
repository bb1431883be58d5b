import * as http2 from 'node:http2';
import { edgeOf } from './sockets';
import { showing } from './tls/showing';
import { HostNames } from '../../src/local/host-names';
import { Listener, ListenerOptions } from '../../src/local/listener';
import { selfSignedCertificate } from '../../src/local/tls/certificate';

type Answer = Parameters<typeof edgeOf>[0];

const opened: Listener[] = [];

/** What listeners have told of as defects of the edge, and no test has taken. */
export const defects: unknown[] = [];

/** Closes the listeners of a test; whatever they have told must be expected. */
export async function closeListeners(): Promise<void> {
  await Promise.all(opened.splice(0).map((listener) => listener.close()));
  expect(defects.splice(0)).toEqual([]);
}

type Options = Partial<ListenerOptions> & Partial<Pick<ListenerOptions['edge'], 'complete'>>;

/** A listener on a free port, in front of an edge whose answers a function makes. */
export async function listen(answer: Answer, { complete, ...options }: Options = {}): Promise<Listener> {
  const viewers = { protocol: options.encryption ? 'https' : 'http', hostNames: new HostNames([]) } as const;
  const listener = await Listener.open({ edge: { ...edgeOf(answer), ...(complete && { complete }) }, viewers, onDefect: (error) => defects.push(error), ...options }, '127.0.0.1', 0);
  opened.push(listener);
  return listener;
}

/** A listener of HTTPS, and a session of HTTP/2 with it. */
export async function http2Session(answer: Answer, options: Options = {}) {
  const certificate = await selfSignedCertificate(['127.0.0.1']);
  const { port } = await listen(answer, { ...options, encryption: showing(certificate) });
  const session = http2.connect(`https://127.0.0.1:${port}`, { ca: certificate.cert }).on('error', () => {});
  type Received = { head: http2.IncomingHttpHeaders; body: string; code: number };
  const ask = (headers: http2.OutgoingHttpHeaders, sent?: string) => new Promise<Received>((resolve, reject) => {
    const stream = session.request(headers, { endStream: sent === undefined });
    let [head, body]: [http2.IncomingHttpHeaders, string] = [{}, ''];
    stream.setEncoding('utf8').on('response', (received) => { head = received; }).on('data', (text) => { body += text; });
    stream.on('error', () => {}).on('close', () => resolve({ head, body, code: stream.rstCode }));
    session.on('error', reject);
    if (sent !== undefined) stream.end(sent);
  });
  return { ask, session };
}
