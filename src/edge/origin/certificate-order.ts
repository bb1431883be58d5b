import type { X509Certificate } from 'crypto';
import type { Socket } from 'net';
import { TLSSocket } from 'tls';
import { buildConnector } from 'undici';
import { OriginFailure } from './origin-client';

/**
 * Why the certificates that a server has sent cannot be taken: CloudFront wants each to be signed by the next (RFC 5246, 7.4.2) [TLS-021];
 * node's TLS library puts them in order by itself. Node tells them as they were sent once for a connection, which is new.
 */
export function misordered(socket: TLSSocket): OriginFailure | undefined {
  for (let certificate: X509Certificate | undefined = socket.getPeerX509Certificate(); certificate !== undefined; certificate = certificate.issuerCertificate) {
    const next = certificate.issuerCertificate;
    if (next !== undefined && !certificate.checkIssued(next)) return new OriginFailure('tls', `the certificate chain is in the wrong order: ${name(next)} follows ${name(certificate)} and has not signed it`);
  }
  return undefined;
}

function name({ subject }: X509Certificate): string {
  return subject.split('\n').join(', ');
}

/** Drops a connection before anything is sent on it, if the certificates of the server are in the wrong order. To be called before the handshake ends. */
export function requireOrder(socket: Socket): void {
  if (!(socket instanceof TLSSocket)) return;
  socket.prependOnceListener('secureConnect', () => {
    const failure = misordered(socket);
    if (failure !== undefined) socket.destroy(failure);
  });
}

/** Makes connections to servers whose certificates are in order. */
export function orderedConnector(options: buildConnector.BuildOptions): buildConnector.connector {
  const connect = buildConnector(options);
  return (target, callback) => connect(target, (...[error, socket]) => {
    const failure = socket instanceof TLSSocket ? misordered(socket) : undefined;
    if (failure === undefined) return error === null ? callback(null, socket) : callback(error, null);
    socket!.destroy();
    callback(failure, null);
  });
}
