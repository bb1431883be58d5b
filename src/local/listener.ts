import * as http from 'node:http';
import { AddressInfo, Server, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { AnswerEnd, Edge, ViewerResponse } from '../edge';
import { Connections } from './connections';
import { withExplanation } from './explanation-header';
import { http2Server } from './http2-server';
import { toLocalRedirect } from './local-redirect';
import { isMalformed, malformedRequestAnswer } from './malformed-request';
import { readAgain } from './other-protocol';
import { encryptedServer, Encryption } from './tls/encrypted-server';
import { arriving, hasBody, viewerRequest, Viewers } from './viewer-request';
import { Ended, sendResponse } from './viewer-response';
import { isWebSocketHandshake, passOn, responseOn } from './websocket';

/** What a listener needs to answer. */
export interface ListenerOptions {
  readonly edge: Pick<Edge, 'answer' | 'complete'>;
  readonly viewers: Viewers;
  /** Makes it an HTTPS listener. */
  readonly encryption?: Encryption;
  /** The port of the HTTPS listener that redirects to HTTPS should lead to. */
  readonly httpsPort?: number;
  /** Milliseconds that a viewer has to say what it wants: from the first byte of a request, or from the start of the connection. @default 60000 */
  readonly headersTimeout?: number;
  /** Told of an error of the edge itself: a defect, not something that a viewer or an origin did. */
  readonly onDefect: (error: unknown) => void;
}

/** An open port on which viewers reach the edge. */
export class Listener {
  /**
   * Opens a port.
   *
   * @param port 0 for a free one
   * @throws the error of the operating system, such as `EADDRINUSE`
   */
  public static async open(options: ListenerOptions, host: string, port: number): Promise<Listener> {
    const connections = new Connections();
    const plain = http1Server(options, connections);
    const listener = new Listener(options.encryption === undefined ? plain : tlsServer(options, options.encryption, plain, connections), connections);
    await new Promise<void>((resolve, reject) => listener.server.once('error', reject).listen(port, host, resolve));
    return listener;
  }

  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server, private readonly connections: Connections) {
    server.on('connection', (socket: Socket) => {
      if (this.sockets.has(socket)) return;
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
  }

  public get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Closes the port, lets the requests that are under way end, and resolves when no connection is left. */
  public drain(): Promise<void> {
    this.server.close();
    return this.connections.drain();
  }

  /** Closes the port and every connection. */
  public close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      for (const socket of this.sockets) socket.destroy();
    });
  }
}

/** What CloudFront's documents do not say; that of node. */
const HEADERS_TIMEOUT = 60_000;

/** More than CloudFront allows, so that the edge, and not the parser, answers 414 and 494. */
export const MAX_HEADER_SIZE = 256 * 1024;

/** Milliseconds between looks at which viewers take too long. */
const TIMEOUT_CHECK_INTERVAL = 5_000;

function http1Server(options: ListenerOptions, connections: Connections): http.Server {
  const { headersTimeout = HEADERS_TIMEOUT } = options;
  const server = http.createServer({
    maxHeaderSize: MAX_HEADER_SIZE,
    requireHostHeader: false,
    noDelay: true,
    headersTimeout,
    connectionsCheckingInterval: Math.min(headersTimeout, TIMEOUT_CHECK_INTERVAL),
  });
  // Node would leave out what comes after 2,000 headers.
  server.maxHeadersCount = 0;
  // The viewer decides how long a connection stays open; a limit would also announce itself in a Keep-Alive header, which CloudFront does not send.
  server.keepAliveTimeout = 0;
  // A viewer may upload for as long as it likes.
  server.requestTimeout = 0;
  server.on('connection', (socket: Socket) => connections.add(socket));
  const begin = (incoming: http.IncomingMessage, outgoing: http.ServerResponse) => {
    connections.begin(incoming.socket, outgoing);
    answer(incoming, outgoing, options);
  };
  server.on('request', begin);
  server.on('checkExpectation', begin);
  server.on('upgrade', (incoming, socket: Socket, head: Buffer) => connections.whenAnswered(socket, () => {
    if (isWebSocketHandshake(incoming)) answerHandshake(socket, incoming, head, options, connections);
    else readAgain(server, incoming, socket, head);
  }));
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => refuse(socket, error.code));
  server.on('connect', (_incoming, socket: Socket) => refuse(socket, undefined));
  return server;
}

/** Takes the encryption off and passes each connection on to the server of the protocol that the viewer chose. */
function tlsServer(options: ListenerOptions, encryption: Encryption, http1: http.Server, connections: Connections): Server {
  const { headersTimeout = HEADERS_TIMEOUT, onDefect, viewers: { hostNames, ownDomainName } } = options;
  const http2 = http2Server(options, MAX_HEADER_SIZE, headersTimeout);
  http2.on('session', (session) => connections.addSession(session));
  const server = encryptedServer({
    encryption,
    ownDomainName,
    onDefect,
    handshakeTimeout: headersTimeout,
    alpn: ({ servername, protocols }) => {
      const offered = hostNames.speaksHttp2(servername || 'localhost', ownDomainName) ? ['h2', 'http/1.1'] : ['http/1.1'];
      return offered.find((protocol) => protocols.includes(protocol));
    },
  }, (socket) => (socket.alpnProtocol === 'h2' ? http2 : http1).emit('connection', socket));
  // The server of HTTP/1 watches its timeouts only from when it is told that it listens.
  return server.on('listening', () => http1.emit('listening')).on('close', () => http1.close());
}

/** Answers a viewer that asks for a WebSocket connection, and passes on what both sides say when the origin agrees. */
function answerHandshake(socket: Socket, incoming: http.IncomingMessage, head: Buffer, options: ListenerOptions, connections: Connections): void {
  if (!socket.writable) return;
  const outgoing = responseOn(incoming, socket);
  connections.begin(socket, outgoing);
  answer(incoming, outgoing, options, (response, connection, ended) => {
    outgoing.detachSocket(socket);
    connections.upgrade(socket);
    passOn(response, socket, head, connection, ended);
  });
}

type Upgrade = (response: ViewerResponse, connection: Duplex, ended: Ended) => void;

/** @param upgrade takes the connection over when viewer and origin agree on WebSocket. @default - the viewer does not ask for it */
function answer(incoming: http.IncomingMessage, outgoing: http.ServerResponse, options: ListenerOptions, upgrade?: Upgrade): void {
  // What comes on a connection after a request that was refused is no request.
  if (!incoming.socket.writable) return;
  if (isMalformed(incoming)) return refuse(incoming.socket, undefined);
  const fail = (error: unknown) => {
    options.onDefect(error);
    if (!outgoing.headersSent) outgoing.writeHead(500, http.STATUS_CODES[500], ['Content-Length', '0']);
    outgoing.end();
  };
  try {
    const body = hasBody(incoming.rawHeaders) ? arriving(incoming) : undefined;
    const send = (response: ViewerResponse) => {
      const ended = (end: AnswerEnd) => options.edge.complete(response, end);
      if (upgrade !== undefined && response.connection !== undefined) return upgrade(response, response.connection, ended);
      const local = response.record.resultType === 'Redirect' ? toLocalRedirect(response, incoming, options.httpsPort) : response;
      return sendResponse(withExplanation(local, incoming.rawHeaders), outgoing, ended);
    };
    const response = options.edge.answer(viewerRequest(incoming, body, options.viewers, outgoing, upgrade !== undefined));
    const sending = response instanceof Promise ? response.then(send) : send(response);
    // What nobody has read of the body stands before the viewer's next request.
    const finish = () => void (body !== undefined && incoming.resume());
    if (sending === undefined) finish();
    else sending.then(finish, fail);
  } catch (error) {
    fail(error);
  }
}

function refuse(socket: Socket, code: string | undefined): void {
  if (socket.writable && code !== 'ECONNRESET') socket.end(malformedRequestAnswer(code));
  else socket.destroy();
}
