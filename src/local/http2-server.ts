import { createServer, Http2Server, IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import { withExplanation } from './explanation-header';
import { ListenerOptions } from './listener';
import { arriving, IncomingRequest, viewerRequest } from './viewer-request';
import { sendHttp2Response } from './viewer-response';

/** Answers the connections of HTTP/2 that are passed on to it. */
export function http2Server(options: ListenerOptions, maxHeaderSize: number): Http2Server {
  const server = createServer({ settings: { maxHeaderListSize: maxHeaderSize }, maxHeaderListPairs: MAX_HEADERS });
  server.on('stream', (stream, headers, _flags, ...[rawHeaders]: string[][]) => {
    void answer(stream, incomingRequest(stream, headers, rawHeaders), options);
  });
  // A viewer that breaks the protocol loses its connection, which node has seen to.
  server.on('sessionError', () => {});
  return server;
}

const MAX_HEADERS = 10_000;

async function answer(stream: ServerHttp2Stream, incoming: IncomingRequest, options: ListenerOptions): Promise<void> {
  // Of a viewer that left, or a body that broke off: the stream is over, the edge goes on.
  stream.on('error', () => {});
  try {
    const request = viewerRequest(incoming, stream.endAfterHeaders ? undefined : arriving(stream), options.viewers, stream);
    const response = await options.edge.handle(request);
    await sendHttp2Response(withExplanation(response, incoming.rawHeaders), stream, incoming.method === 'HEAD');
  } catch (error) {
    options.onDefect(error);
    stream.close();
  }
}

/** Host stands for the pseudo-header `:authority`, as CloudFront passes it on. */
function incomingRequest(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, rawHeaders: string[]): IncomingRequest {
  const regular = rawHeaders.filter((_text, index) => !rawHeaders[index - index % 2].startsWith(':'));
  const authority = headers[':authority'];
  return {
    method: headers[':method'],
    url: headers[':path'] ?? '*',
    rawHeaders: authority === undefined ? regular : ['Host', authority, ...regular],
    httpVersion: '2.0',
    socket: stream.session!.socket,
  };
}
