import { TLSSocket } from 'node:tls';
import { certificateFor } from './encrypted-server';
import { viewerCertificates } from './viewer-certificate';
import { TlsConnection } from '../../edge';

/** Connections that have had a request. */
const USED = new WeakSet<object>();

/** What can be asked of the encrypted connection on which a request arrives; undefined for one that is not encrypted. */
export function tlsConnection(socket: object): (() => TlsConnection) | undefined {
  if (!isEncrypted(socket)) return undefined;
  const isReused = USED.has(socket);
  USED.add(socket);
  return () => ({
    protocol: socket.getProtocol() ?? '',
    cipher: socket.getCipher().name,
    handshake: isReused ? 'connectionReused' : socket.isSessionReused() ? 'sessionResumed' : 'fullHandshake',
    ...shownCertificates(socket),
  });
}

function shownCertificates(socket: TLSSocket): Pick<TlsConnection, 'certificateFor' | 'certificates'> {
  const id = certificateFor(socket);
  return id === undefined ? {} : { certificateFor: id, certificates: viewerCertificates(socket) };
}

function isEncrypted(socket: object): socket is TLSSocket {
  return 'encrypted' in socket && socket.encrypted === true;
}
