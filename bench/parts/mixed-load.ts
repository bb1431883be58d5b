import { Agent, get } from 'node:http';
import { ClientHttp2Session, connect } from 'node:http2';

/** Where a mixed load goes. */
export interface Target {
  readonly http: string;
  readonly https: string;
}

const COUNTED = ['hits', 'misses', 'ranges', 'not found', 'aborted', 'over HTTP/2'] as const;
type Kind = typeof COUNTED[number];

/** Answers of each kind. */
export type MixedLoad = { [kind in Kind]: number };

/**
 * What is asked for in turn: small and large objects of a bucket that are cached, parts of one, one that is not there,
 * and objects of a server that are never cached, or only for a second.
 */
const REQUESTS: readonly (readonly [kind: Kind, path: (i: number) => string, headers?: { readonly [name: string]: string }])[] = [
  ['hits', (i) => `/small-${i % 50}.txt`],
  ['hits', (i) => `/small-${i % 50}.txt`, { 'accept-encoding': 'gzip, br' }],
  ['ranges', () => '/large.bin', { range: 'bytes=1000-200999' }],
  ['ranges', () => '/large.bin', { range: 'bytes=0-9,1000-1999' }],
  ['not found', (i) => `/nothing-${i % 200}`],
  ['misses', (i) => `/server/never/${i}`],
  ['misses', (i) => `/server/second/${i % 20}`],
  ['misses', (i) => `/server/broken/${i % 20}`],
  ['aborted', () => '/large.bin'],
  ['aborted', (i) => `/server/slow/${i}`],
];

/** Asks for all kinds of things for some seconds, at a moderate rate, and lets go of every connection. */
export async function mixedLoad({ http, https }: Target, seconds: number, perSecond: number): Promise<MixedLoad> {
  const load = Object.fromEntries(COUNTED.map((kind) => [kind, 0])) as MixedLoad;
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  let session = connectionTo(https);
  const waiting = new Set<Promise<void>>();
  const end = Date.now() + seconds * 1000;
  for (let i = 0; Date.now() < end; i++) {
    const [kind, path, headers = {}] = REQUESTS[i % REQUESTS.length];
    const isHttp2 = i % 3 === 0;
    // A server may end a connection on which many streams were reset.
    if (session.closed || session.destroyed) session = connectionTo(https);
    const asking = isHttp2 ? overHttp2(session, path(i), headers, kind === 'aborted') : overHttp1(agent, http + path(i), headers, kind === 'aborted');
    waiting.add(asking);
    void asking.finally(() => waiting.delete(asking));
    load[kind]++;
    if (isHttp2) load['over HTTP/2']++;
    if (i % 10 === 9) await new Promise((resolve) => setTimeout(resolve, 10_000 / perSecond));
  }
  await Promise.all(waiting);
  agent.destroy();
  await new Promise<void>((resolve) => session.close(resolve));
  return load;
}

function connectionTo(https: string): ClientHttp2Session {
  return connect(https, { rejectUnauthorized: false }).on('error', () => {});
}

/** Resolves when an answer is there, or broken off, whichever side did that. */
function overHttp1(agent: Agent, url: string, headers: { readonly [name: string]: string }, abort: boolean): Promise<void> {
  return new Promise((resolve) => {
    const request = get(url, { agent, headers }, (response) => {
      response.on('error', () => {}).on('close', resolve);
      if (abort) response.once('data', () => request.destroy());
      response.resume();
    });
    request.on('error', () => resolve());
  });
}

function overHttp2(session: ClientHttp2Session, path: string, headers: { readonly [name: string]: string }, abort: boolean): Promise<void> {
  return new Promise((resolve) => {
    const stream = session.request({ ':path': path, ...headers });
    stream.on('error', () => {}).on('close', resolve);
    if (abort) stream.once('data', () => stream.close());
    stream.resume();
  });
}
