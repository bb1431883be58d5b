import { ServerResponse } from 'node:http';
import { constants, OutgoingHttpHeaders, ServerHttp2Stream, ServerStreamResponseOptions } from 'node:http2';
import { AnswerEnd, Body, discard, headerValue, RawHeaders, valuesByName, ViewerResponse } from '../edge';

/** Told when an answer has ended, and how. */
export type Ended = (end: AnswerEnd) => void;

/** Writes what CloudFront answers to a viewer of HTTP/1: headers as they are, the body no faster than the viewer takes it. */
export function sendResponse(response: ViewerResponse, outgoing: ServerResponse, ended: Ended): Promise<void> | void {
  if (outgoing.destroyed) return giveUp(response, ended);
  outgoing.sendDate = false;
  if (response.statusDescription !== undefined) outgoing.statusMessage = response.statusDescription;
  outgoing.writeHead(response.status, (outgoing.req.httpVersion === '1.0' ? withoutChunking(response.headers) : response.headers) as string[]);
  const { body } = response;
  if (!isStreamed(body)) {
    outgoing.end(body);
    return whenTaken(outgoing, body?.byteLength ?? 0, ended);
  }
  const end: Progress = { how: 'complete', sent: 0 };
  return streamBody(body, outgoing, end, () => outgoing.socket?.destroySoon()).then(() => (end.how === 'complete' ? whenTaken(outgoing, end.sent, ended) : ended(end)));
}

/** The viewer has left before there was an answer. */
function giveUp({ body }: ViewerResponse, ended: Ended): void {
  discard(body);
  ended({ how: 'viewer left', sent: undefined });
}

/** An answer has ended when the operating system has taken all of it; until then the viewer may leave. */
function whenTaken(outgoing: ServerResponse, sent: number, ended: Ended): void {
  if (outgoing.socket?.writableLength === 0) return ended({ how: 'complete', sent });
  let how: AnswerEnd['how'] = 'viewer left';
  // Node calls what was written finished, too, when the connection is gone.
  outgoing.once('finish', () => { how = outgoing.req.socket.destroyed ? how : 'complete'; });
  outgoing.once('close', () => ended({ how, sent }));
}

/** A viewer of HTTP/1.0 does not know chunks: its body ends with the connection. */
function withoutChunking(headers: RawHeaders): RawHeaders {
  return headers.filter((_text, i) => headers[i - i % 2].toLowerCase() !== 'transfer-encoding');
}

/** The same for a viewer of HTTP/2: header names are in lower case (DTD-027), and those about a connection are left out. */
export function sendHttp2Response(response: ViewerResponse, stream: ServerHttp2Stream, isHead: boolean, ended: Ended): Promise<void> | void {
  if (stream.destroyed) return giveUp(response, ended);
  const { body } = response;
  const endStream = isHead || body === undefined;
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
  const end: Progress = { how: 'complete', sent: 0 };
  stream.once('close', () => ended(end.how === 'complete' && stream.rstCode !== constants.NGHTTP2_NO_ERROR ? { ...end, how: 'viewer left' } : end));
  if (endStream) return;
  if (isStreamed(body)) return streamBody(body, stream, end, () => stream.destroy(new Error('the body has broken off')));
  stream.end(body);
  end.sent = body.byteLength;
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

function isStreamed(body: Body): body is AsyncIterable<Uint8Array> {
  return body !== undefined && !(body instanceof Uint8Array);
}

/** How far the body of an answer is. */
interface Progress {
  how: AnswerEnd['how'];
  sent: number;
}

/** A body that breaks off breaks the response off, after what there was of it: the viewer must not take a part for the whole. */
async function streamBody(body: AsyncIterable<Uint8Array>, outgoing: Writable, progress: Progress, breakOff: () => void): Promise<void> {
  // The headers go out with the first bytes if these are there, and do not wait for them if not.
  const flushing = setImmediate(() => outgoing.flushHeaders?.());
  try {
    for await (const chunk of body) {
      clearImmediate(flushing);
      if (outgoing.destroyed) break;
      progress.sent += chunk.byteLength;
      if (!outgoing.write(chunk)) await writable(outgoing);
    }
    if (outgoing.destroyed) progress.how = 'viewer left';
    else outgoing.end();
  } catch {
    progress.how = 'origin broke off';
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
