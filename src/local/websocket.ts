import * as http from 'node:http';
import { Duplex } from 'node:stream';
import { headerPairs, headerValue, ViewerResponse } from '../edge';
import { Ended } from './viewer-response';

/** Whether a request asks for a WebSocket connection (RFC 6455, 4.1), as opposed to another protocol, such as h2c, which CloudFront does not know. */
export function isWebSocketHandshake({ method, rawHeaders, httpVersion }: Pick<http.IncomingMessage, 'method' | 'rawHeaders' | 'httpVersion'>): boolean {
  return method === 'GET' && httpVersion === '1.1' && headerValue(rawHeaders, 'upgrade')?.toLowerCase() === 'websocket';
}

/** The response to a request that asks for another protocol: node leaves its connection to us. It ends with the response. */
export function responseOn(incoming: http.IncomingMessage, socket: Duplex): http.ServerResponse {
  const outgoing = new http.ServerResponse(incoming);
  outgoing.shouldKeepAlive = false;
  // Node asks for a network socket and uses what every duplex has.
  outgoing.assignSocket(socket as Parameters<http.ServerResponse['assignSocket']>[0]);
  outgoing.on('finish', () => {
    outgoing.detachSocket(socket as Parameters<http.ServerResponse['detachSocket']>[0]);
    socket.end();
  });
  return outgoing;
}

/** Agrees to the handshake and passes on what either side says, until one of them ends. What they have said by then is told. */
export function passOn({ headers }: ViewerResponse, viewer: Duplex, head: Uint8Array, origin: Duplex, ended: Ended): void {
  let [sent, received] = [0, head.length];
  viewer.on('data', (chunk: Uint8Array) => { received += chunk.byteLength; });
  origin.on('data', (chunk: Uint8Array) => { sent += chunk.byteLength; });
  const end = () => ended({ how: 'complete', sent, received });
  if (viewer.destroyed) end();
  else viewer.once('close', end);
  const lines = headerPairs(headers).map((pair) => pair.join(': '));
  viewer.write(Buffer.from(['HTTP/1.1 101 Switching Protocols', ...lines, '\r\n'].join('\r\n'), 'latin1'));
  if (head.length > 0) origin.write(head);
  for (const [one, other] of [[viewer, origin], [origin, viewer]]) {
    one.pipe(other);
    one.on('error', () => other.destroy()).on('close', () => other.destroy());
  }
}
