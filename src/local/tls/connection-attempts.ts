import type { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { DISTRUST } from './certificate-chain';
import type { ConnectionRecord } from '../../records';

/** An attempt, when it ends. */
export type ConnectionAttempt = Omit<ConnectionRecord, 'time'>;

/** What becomes of a connection. */
export interface Verdict {
  /** As connection logs have it: `Success`, or `Failed:` and a code [DTD-263]. */
  readonly status: string;
  /** Why the viewer is not let in; undefined for one that is. */
  readonly refusal?: string;
  /** What a connection function adds to the log. */
  readonly customData?: string;
}

/** Counts the connections of this process that have ids: they outlive the terms by which a distribution asks for certificates. */
let connections = 0;

/** An id for a connection with a distribution that asks viewers for certificates, as logs and connection functions have it. */
export function newConnectionId(distributionId: string): string {
  return `${distributionId}${(++connections).toString(36).toUpperCase().padStart(8, '0')}`;
}

/** The connections that viewers try to make with a distribution that asks for their certificates, for its connection log [DTD-262]. */
export class ConnectionAttempts {
  /** When the handshakes began that are under way, in milliseconds, by the viewer's address and port. */
  private readonly begun = new Map<string, number>();

  public constructor(private readonly distributionId: string, private readonly onAttempt: (attempt: ConnectionAttempt) => void) {}

  public begin(socket: Socket): void {
    const viewer = viewerOf(socket);
    this.begun.set(viewer, performance.now());
    socket.once('close', () => this.begun.delete(viewer));
  }

  /** @param shown the certificates that the viewer has shown, its own first */
  public end(socket: TLSSocket, shown: readonly X509Certificate[], { status, customData }: Verdict, connectionId = newConnectionId(this.distributionId)): void {
    const serverName = typeof socket.servername === 'string' && socket.servername !== '' ? socket.servername : undefined;
    this.onAttempt({
      connectionId,
      status,
      distributionId: this.distributionId,
      ip: addressOf(socket.remoteAddress),
      port: socket.remotePort,
      serverIp: addressOf(socket.localAddress),
      tlsProtocol: socket.getProtocol() ?? undefined,
      tlsCipher: socket.getCipher()?.name,
      handshakeDuration: Math.round(performance.now() - (this.begun.get(viewerOf(socket)) ?? performance.now())),
      serverName,
      certificate: shown[0],
      customData,
    });
  }
}

/** What a connection log says of a viewer that is refused after its handshake. */
export function failedBecause(reason: string): string {
  return `Failed:${Object.entries(DISTRUST).find(([, says]) => says === reason)?.[0] ?? 'ClientCertRejected'}`;
}

/** The same of a handshake that fails, by the codes of node and OpenSSL. */
export function failedWith({ code = '' }: NodeJS.ErrnoException, { authorizationError }: Pick<TLSSocket, 'authorizationError'>): string {
  const distrust: unknown = authorizationError ?? undefined;
  return `Failed:${distrust === undefined ? CODES[code] ?? 'UnmappedConnectionError' : CODES[String(distrust)] ?? 'ClientCertUntrusted'}`;
}

const CODES: { readonly [code: string]: string | undefined } = {
  CERT_HAS_EXPIRED: 'ClientCertExpired',
  CERT_NOT_YET_VALID: 'ClientCertNotYetValid',
  CERT_CHAIN_TOO_LONG: 'ClientCertMaxChainDepthExceeded',
  INVALID_PURPOSE: 'ClientCertIntentInvalid',
  ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE: 'ClientCertMissing',
  ERR_TLS_HANDSHAKE_TIMEOUT: 'TcpTimeout',
  ECONNRESET: 'TcpError',
};

/** An address of version 4 as such, also where the socket is one of version 6. */
export function addressOf(address: string | undefined): string | undefined {
  return address?.replace(/^::ffff:/, '');
}

function viewerOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}
