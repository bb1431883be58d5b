import { request as httpRequest, IncomingMessage } from 'http';
import { request as httpsRequest, RequestOptions } from 'https';
import { requireOrder } from './certificate-order';
import { OriginRequest, OriginResponse } from './origin-client';

/**
 * Asks a server to make a connection one of WebSocket. When it agrees, the connection is part of the answer; otherwise it answers as to any request.
 *
 * @param server  scheme, host and port
 * @param options for TLS and timeouts
 */
export function askForWebSocket(server: URL, options: RequestOptions, { headers, signal }: OriginRequest, path: string): Promise<OriginResponse> {
  return new Promise((resolve, reject) => {
    const send = server.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(server, { ...options, path, method: 'GET', headers: headers as string[], setHost: false, agent: false, signal });
    if (options.rejectUnauthorized === true) request.on('socket', requireOrder);
    request.on('upgrade', (response, socket, head) => {
      socket.setTimeout(0);
      if (head.length > 0) socket.unshift(head);
      resolve({ ...headOf(response), body: undefined, connection: socket });
    });
    request.on('response', (response) => resolve({ ...headOf(response), body: response }));
    request.on('timeout', () => request.destroy(Object.assign(new Error('the origin did not answer the handshake in time'), { code: 'UND_ERR_HEADERS_TIMEOUT' })));
    request.on('error', reject);
    request.end();
  });
}

function headOf({ statusCode, rawHeaders }: IncomingMessage) {
  return { status: statusCode!, headers: rawHeaders };
}
