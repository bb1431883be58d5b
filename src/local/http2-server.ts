import { constants, createServer, Http2Server, IncomingHttpHeaders, ServerHttp2Session, ServerHttp2Stream } from 'node:http2';
import { headerValue, RawHeaders } from '../edge';
import { withExplanation } from './explanation-header';
import { ListenerOptions } from './listener';
import { isAmbiguous } from './malformed-request';
import { arriving, IncomingRequest, viewerRequest } from './viewer-request';
import { sendHttp2Response } from './viewer-response';

/**
 * Answers the connections of HTTP/2 that are passed on to it.
 *
 * @param headersTimeout milliseconds within which a connection has to have its first request
 */
export function http2Server(options: ListenerOptions, maxHeaderSize: number, headersTimeout: number): Http2Server {
  const server = createServer({ settings: { maxHeaderListSize: maxHeaderSize }, maxHeaderListPairs: MAX_HEADERS });
  server.on('session', (session) => {
    endUnlessAsked(session, headersTimeout);
    endAfterPings(session);
  });
  server.on('stream', (stream, headers, _flags, ...[rawHeaders]: string[][]) => {
    void answer(stream, incomingRequest(stream, headers, rawHeaders), options);
  });
  // A viewer that breaks the protocol loses its connection, which node has seen to.
  server.on('sessionError', () => {});
  return server;
}

const MAX_HEADERS = 10_000;

function endUnlessAsked(session: ServerHttp2Session, milliseconds: number): void {
  const timer = setTimeout(() => session.destroy(), milliseconds);
  for (const event of ['stream', 'close']) session.once(event, () => clearTimeout(timer));
}

/** Pings that a viewer may send between one request and the next. */
const MOST_PINGS = 1_000;

/** Each ping has to be answered, so that a viewer that sends nothing else keeps the edge busy at no cost of its own. */
function endAfterPings(session: ServerHttp2Session): void {
  let pings = 0;
  session.on('stream', () => { pings = 0; });
  session.on('ping', () => {
    if (++pings > MOST_PINGS) session.destroy();
  });
}

async function answer(stream: ServerHttp2Stream, incoming: IncomingRequest, options: ListenerOptions): Promise<void> {
  // Of a viewer that left, or a body that broke off: the stream is over, the edge goes on.
  stream.on('error', () => {});
  if (isAmbiguous(incoming)) return stream.close(constants.NGHTTP2_PROTOCOL_ERROR);
  // Node lets go of a stream that was reset without an error only once all that is written to it has gone out.
  stream.once('aborted', () => stream.destroy());
  try {
    if (waitsForContinue(stream, incoming.rawHeaders)) stream.additionalHeaders({ ':status': constants.HTTP_STATUS_CONTINUE });
    const body = await hasBody(stream, incoming.method) ? arriving(stream) : undefined;
    // The viewer may have left meanwhile, and then there is no connection to tell of.
    if (stream.destroyed) return;
    const request = viewerRequest(incoming, body, options.viewers, stream);
    const response = await options.edge.answer(request);
    await sendHttp2Response(withExplanation(response, incoming.rawHeaders), stream, incoming.method === 'HEAD', (end) => options.edge.complete(response, end));
  } catch (error) {
    options.onDefect(error);
    stream.destroy(error as Error);
  }
}

/** Whether a viewer sends its body only when it is told to; node tells those of HTTP/1. */
function waitsForContinue(stream: ServerHttp2Stream, headers: RawHeaders): boolean {
  return !stream.endAfterHeaders && headerValue(headers, 'expect')?.toLowerCase() === '100-continue';
}

/** Whether a request has a body. Some viewers end one without only after its headers, so that those methods that have none are waited for. */
function hasBody(stream: ServerHttp2Stream, method: string | undefined): boolean | Promise<boolean> {
  if (stream.endAfterHeaders) return false;
  if (method !== 'GET' && method !== 'HEAD') return true;
  return new Promise((resolve) => {
    stream.once('readable', () => resolve(stream.readableLength > 0)).once('close', () => resolve(false));
    stream.read(0);
  });
}

/** Host stands for the pseudo-header `:authority`, as CloudFront passes it on; a Host beside it has to be the same (RFC 9113, 8.3.1). */
function incomingRequest(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, rawHeaders: string[]): IncomingRequest {
  const authority = headers[':authority'];
  const isLeftOut = (name: string, value: string) => name.startsWith(':') || (name === 'host' && value === authority);
  const regular = rawHeaders.filter((_text, i) => !isLeftOut(rawHeaders[i - i % 2], rawHeaders[i - i % 2 + 1]));
  return {
    method: headers[':method'],
    url: headers[':path'] ?? '*',
    rawHeaders: authority === undefined ? regular : ['Host', authority, ...regular],
    httpVersion: '2.0',
    socket: stream.session!.socket,
  };
}
