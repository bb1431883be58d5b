import { TLSSocket } from 'node:tls';
import { shownCertificate } from './encrypted-server';
import { TlsConnection } from '../../edge';

/** What is told of connections that have had a request, to those that come after it. */
const USED = new WeakMap<object, TlsConnection>();

/** What can be asked of the encrypted connection on which a request arrives, also after its end; undefined for one that is not encrypted. */
export function tlsConnection(socket: object): (() => TlsConnection) | undefined {
  const used = USED.get(socket);
  if (used !== undefined) return () => used;
  if (!isEncrypted(socket)) return undefined;
  // A viewer may leave while the edge works, and then its socket tells nothing any more.
  const first: TlsConnection = {
    protocol: socket.getProtocol() ?? '',
    cipher: socket.getCipher()?.name ?? '',
    handshake: socket.isSessionReused() ? 'sessionResumed' : 'fullHandshake',
    viewerCertificate: shownCertificate(socket),
  };
  USED.set(socket, { ...first, handshake: 'connectionReused' });
  return () => first;
}

function isEncrypted(socket: object): socket is TLSSocket {
  return 'encrypted' in socket && socket.encrypted === true;
}
