import { IncomingMessage, Server } from 'node:http';
import { Socket } from 'node:net';

/** Headers, in lower case, by which a viewer asks for another protocol (RFC 9110, 7.8; RFC 7540, 3.2). */
const ASKING: ReadonlySet<string> = new Set(['upgrade', 'http2-settings']);

/**
 * Has a server read a request anew as one that does not ask for another protocol, which CloudFront would not speak.
 * Node gives such requests up, with their bodies and whatever comes after them.
 *
 * @param head what has arrived after the headers
 */
export function readAgain(server: Server, { method, url, httpVersion, rawHeaders }: IncomingMessage, socket: Socket, head: Buffer): void {
  if (!socket.writable) return;
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let i = 0; i < rawHeaders.length; i += 2) if (!ASKING.has(rawHeaders[i].toLowerCase())) lines.push(`${rawHeaders[i]}: ${rawHeaders[i + 1]}`);
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
  server.emit('connection', socket);
}
