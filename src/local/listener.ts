import * as http from 'node:http';
import * as https from 'node:https';
import { AddressInfo, Socket } from 'node:net';
import { Edge } from '../edge';
import { CertificateAndKey } from './certificate';
import { toLocalRedirect } from './local-redirect';
import { malformedRequestAnswer } from './malformed-request';
import { viewerRequest, Viewers } from './viewer-request';
import { sendResponse } from './viewer-response';

/** What a listener needs to answer. */
export interface ListenerOptions {
  readonly edge: Pick<Edge, 'handle'>;
  readonly viewers: Viewers;
  /** Makes it an HTTPS listener. */
  readonly certificate?: CertificateAndKey;
  /** The port of the HTTPS listener that redirects to HTTPS should lead to. */
  readonly httpsPort?: number;
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
    const server = serverFor(options);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, () => {
        server.off('error', reject);
        resolve();
      });
    });
    return new Listener(server);
  }

  private constructor(private readonly server: http.Server | https.Server) {}

  public get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Shows another certificate to connections from now on. */
  public useCertificate(certificate: CertificateAndKey): void {
    if (this.server instanceof https.Server) this.server.setSecureContext(certificate);
  }

  /** Closes the port and every connection. */
  public close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }
}

/** More than CloudFront allows, so that the edge, and not the parser, answers 414 and 494. */
const MAX_HEADER_SIZE = 256 * 1024;

function serverFor(options: ListenerOptions): http.Server | https.Server {
  const settings: http.ServerOptions = { maxHeaderSize: MAX_HEADER_SIZE, requireHostHeader: false, keepAlive: true, noDelay: true };
  const server = options.certificate === undefined ? http.createServer(settings) : https.createServer({ ...settings, ...options.certificate });
  // The viewer decides how long a connection stays open; a limit would also announce itself in a Keep-Alive header, which CloudFront does not send.
  server.keepAliveTimeout = 0;
  // A viewer may upload for as long as it likes.
  server.requestTimeout = 0;
  server.on('request', (incoming, outgoing) => void answer(incoming, outgoing, options));
  server.on('checkExpectation', (incoming, outgoing) => void answer(incoming, outgoing, options));
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => refuse(socket, error.code));
  server.on('connect', (_incoming, socket: Socket) => refuse(socket, 'CONNECT'));
  return server;
}

async function answer(incoming: http.IncomingMessage, outgoing: http.ServerResponse, options: ListenerOptions): Promise<void> {
  try {
    const response = await options.edge.handle(viewerRequest(incoming, options.viewers));
    const local = response.record.resultType === 'Redirect' ? toLocalRedirect(response, incoming, options.httpsPort) : response;
    await sendResponse(local, outgoing);
  } catch (error) {
    options.onDefect(error);
    if (!outgoing.headersSent) outgoing.writeHead(500, ['Content-Length', '0']);
    outgoing.end();
  }
}

function refuse(socket: Socket, code: string | undefined): void {
  if (socket.writable && code !== 'ECONNRESET') socket.end(malformedRequestAnswer(code));
  else socket.destroy();
}
