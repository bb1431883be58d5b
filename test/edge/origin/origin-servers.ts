import { createServer as createHttpServer, RequestListener, Server } from 'http';
import { createServer as createHttpsServer, ServerOptions } from 'https';
import { AddressInfo, createServer as createTcpServer, Server as TcpServer, Socket } from 'net';
import { HttpOrigin, OriginTrust } from '../../../src/edge';
import { applicationOf, Json, Scenario, ScenarioEdge } from '../scenario';

const closing: (() => void | Promise<void>)[] = [];

/** Closes all servers and clients of a test. */
export async function closeAll(): Promise<void> {
  await Promise.all(closing.splice(0).map((close) => close()));
}

/** A server on loopback, with what a test wants to know of it. */
export interface OriginServer {
  readonly url: string;
  /** Connections that were opened, in turn. */
  readonly connections: readonly Socket[];
}

export function httpServer(listener: RequestListener): Promise<OriginServer> {
  return opened(createHttpServer(listener), 'http');
}

export function httpsServer(options: ServerOptions, listener: RequestListener = (_request, response) => void response.end('secret')): Promise<OriginServer> {
  return opened(createHttpsServer(options, listener), 'https');
}

/** A server that takes connections and does with them what a test says. */
export function tcpServer(listener: (socket: Socket) => void, scheme: 'http' | 'https' = 'http'): Promise<OriginServer> {
  return opened(createTcpServer(listener), scheme);
}

/** An edge whose origin is a server. */
export function edgeOf({ url }: OriginServer, origin: Json = {}, more: Pick<Scenario, 'config' | 'behavior' | 'run'> & { readonly trust?: OriginTrust; readonly certificate?: string } = {}): ScenarioEdge {
  const { trust, certificate, behavior, run } = more;
  const config = { ...more.config, Aliases: ['www.example.com'], Origins: [{ Id: 'origin', DomainName: 'origin.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' }, ...origin }] };
  const client = new HttpOrigin(url, applicationOf({ config }).distributions[0].origins[0], trust, certificate);
  closing.push(() => client.close());
  return new ScenarioEdge({ origin: client, config, behavior, run });
}

async function opened(server: Server | TcpServer, scheme: string): Promise<OriginServer> {
  const connections: Socket[] = [];
  server.on('connection', (socket: Socket) => {
    connections.push(socket);
    socket.on('error', () => {});
  });
  closing.unshift(() => {
    connections.forEach((socket) => socket.destroy());
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`, connections };
}
