import { ServerResponse } from 'node:http';
import { OutgoingHttpHeaders, ServerHttp2Stream, ServerStreamResponseOptions } from 'node:http2';
import { Body, discard, headerValue, RawHeaders, valuesByName, ViewerResponse } from '../edge';

/** Writes what CloudFront answers to a viewer of HTTP/1: headers as they are, the body no faster than the viewer takes it. */
export function sendResponse(response: ViewerResponse, outgoing: ServerResponse): Promise<void> | void {
  outgoing.sendDate = false;
  outgoing.writeHead(response.status, (outgoing.req.httpVersion === '1.0' ? withoutChunking(response.headers) : response.headers) as string[]);
  return sendBody(response.body, outgoing, () => outgoing.socket?.destroySoon());
}

/** A viewer of HTTP/1.0 does not know chunks: its body ends with the connection. */
function withoutChunking(headers: RawHeaders): RawHeaders {
  return headers.filter((_text, i) => headers[i - i % 2].toLowerCase() !== 'transfer-encoding');
}

/** The same for a viewer of HTTP/2: header names are in lower case (DTD-027), and those about a connection are left out. */
export function sendHttp2Response(response: ViewerResponse, stream: ServerHttp2Stream, isHead: boolean): Promise<void> | void {
  if (stream.destroyed) return discard(response.body);
  const endStream = isHead || response.body === undefined;
  const waitForTrailers = !endStream && response.trailers !== undefined;
  const options = { endStream, sendDate: false, waitForTrailers } as ServerStreamResponseOptions;
  const { session } = stream;
  const closesConnection = headerValue(response.headers, 'connection') === 'close';
  // A viewer that still sends is told, when it has the answer, that nobody reads any more (RFC 9113, 8.1).
  const leave = () => setImmediate(() => {
    stream.close();
    if (closesConnection) session?.close();
  });

  if (!waitForTrailers) stream.on('finish', leave);
  stream.on('wantTrailers', () => {
    stream.sendTrailers(http2Headers(response.trailers!()));
    leave();
  });
  stream.respond({ ':status': response.status, ...http2Headers(response.headers) }, options);
  if (!endStream) return sendBody(response.body, stream, () => stream.destroy(new Error('the body has broken off')));
}

/** Headers that HTTP/2 forbids (RFC 9113, 8.2.2). */
const OF_CONNECTIONS: ReadonlySet<string> = new Set(['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade', 'te', 'http2-settings']);

function http2Headers(headers: RawHeaders): OutgoingHttpHeaders {
  // A header that is repeated stands once in HTTP/2: node refuses some of them otherwise.
  const kept = [...valuesByName(headers)].filter(([name]) => !OF_CONNECTIONS.has(name));
  return Object.fromEntries(kept.map(([name, values]) => [name, name === 'set-cookie' ? values : values.join(', ')]));
}

/** What a body is written to: a response of HTTP/1, or a stream of HTTP/2. */
type Writable = Pick<ServerResponse | ServerHttp2Stream, 'destroyed'> & {
  write(chunk: Uint8Array): boolean;
  end(chunk?: Uint8Array): unknown;
  /** Not of a stream of HTTP/2, whose headers are on their way before its body. */
  flushHeaders?(): void;
  on(event: 'drain' | 'close', listener: () => void): unknown;
  off(event: 'drain' | 'close', listener: () => void): unknown;
};

function sendBody(body: Body, outgoing: Writable, breakOff: () => void): Promise<void> | void {
  if (body === undefined) {
    outgoing.end();
  } else if (body instanceof Uint8Array) {
    outgoing.end(body);
  } else {
    return streamBody(body, outgoing, breakOff);
  }
}

/** A body that breaks off breaks the response off, after what there was of it: the viewer must not take a part for the whole. */
async function streamBody(body: AsyncIterable<Uint8Array>, outgoing: Writable, breakOff: () => void): Promise<void> {
  // The headers go out with the first bytes if these are there, and do not wait for them if not.
  const flushing = setImmediate(() => outgoing.flushHeaders?.());
  try {
    for await (const chunk of body) {
      clearImmediate(flushing);
      if (outgoing.destroyed) return;
      if (!outgoing.write(chunk)) await writable(outgoing);
    }
    outgoing.end();
  } catch {
    outgoing.flushHeaders?.();
    breakOff();
  } finally {
    clearImmediate(flushing);
  }
}

/** Resolves when more can be written, or when nobody is there to read it. */
function writable(outgoing: Writable): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      outgoing.off('drain', settle);
      outgoing.off('close', settle);
      resolve();
    };
    outgoing.on('drain', settle);
    outgoing.on('close', settle);
  });
}
