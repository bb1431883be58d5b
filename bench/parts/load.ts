import { connect } from 'node:net';

/**
 * Asks for one URL again and again over a few connections, each waiting for its answer.
 *
 * @returns how many there were, and how many in a second
 */
export async function load(url: URL, headers: readonly string[], seconds: number, connections = 16): Promise<{ requests: number; perSecond: number }> {
  const request = Buffer.from([`GET ${url.pathname} HTTP/1.1`, `Host: ${url.host}`, ...headers, '', ''].join('\r\n'));
  const start = process.hrtime.bigint();
  const end = start + BigInt(seconds) * 1_000_000_000n;
  const counts = await Promise.all(Array.from({ length: connections }, () => requestsOn(url, request, end)));
  const requests = counts.reduce((sum, count) => sum + count, 0);
  return { requests, perSecond: requests / (Number(process.hrtime.bigint() - start) / 1e9) };
}

function requestsOn(url: URL, request: Buffer, end: bigint): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(url.port), url.hostname, () => socket.write(request));
    let requests = 0;
    let missing = 0;
    socket.setNoDelay(true);
    socket.on('error', reject);
    socket.on('data', (bytes) => {
      missing = (missing === 0 ? responseSize(bytes) : missing) - bytes.length;
      if (missing > 0) return;
      requests++;
      if (process.hrtime.bigint() < end) {
        socket.write(request);
      } else {
        socket.destroy();
        resolve(requests);
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
