import { connect } from 'node:net';

/** What a load came to. */
export interface Load {
  readonly requests: number;
  readonly perSecond: number;
  /** Milliseconds within which 99 of 100 answers were there. */
  readonly p99: number;
}

/** Asks for one URL again and again over a few connections, each waiting for its answer. */
export async function load(url: URL, headers: readonly string[], seconds: number, connections = 16): Promise<Load> {
  const request = Buffer.from([`GET ${url.pathname} HTTP/1.1`, `Host: ${url.host}`, ...headers, '', ''].join('\r\n'));
  const start = process.hrtime.bigint();
  const end = start + BigInt(seconds) * 1_000_000_000n;
  const taken = (await Promise.all(Array.from({ length: connections }, () => requestsOn(url, request, end)))).flat().sort((one, other) => one - other);
  const requests = taken.length;
  return { requests, perSecond: requests / (Number(process.hrtime.bigint() - start) / 1e9), p99: taken[Math.floor(requests * 0.99)] };
}

/** Milliseconds that each answer took. */
function requestsOn(url: URL, request: Buffer, end: bigint): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(url.port), url.hostname, () => socket.write(request));
    const taken: number[] = [];
    let asked = process.hrtime.bigint();
    let missing = 0;
    socket.setNoDelay(true);
    socket.on('error', reject);
    socket.on('data', (bytes) => {
      missing = (missing === 0 ? responseSize(bytes) : missing) - bytes.length;
      if (missing > 0) return;
      const now = process.hrtime.bigint();
      taken.push(Number(now - asked) / 1e6);
      asked = now;
      if (now < end) {
        socket.write(request);
      } else {
        socket.destroy();
        resolve(taken);
      }
    });
  });
}

/** Bytes of the response that begins here, its headers included. */
function responseSize(bytes: Buffer): number {
  const headerEnd = bytes.indexOf('\r\n\r\n');
  const length = /^HTTP\/1\.1 200 [^]*\r\ncontent-length: (\d+)/i.exec(bytes.toString('latin1', 0, headerEnd));
  if (length === null) throw new Error(`unexpected answer: ${bytes.toString('latin1', 0, 200)}`);
  return headerEnd + 4 + Number(length[1]);
}
