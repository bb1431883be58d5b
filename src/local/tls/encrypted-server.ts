import type { X509Certificate } from 'node:crypto';
import { createServer, Server, Socket } from 'node:net';
import * as tls from 'node:tls';
import { DISTRUST } from './certificate-chain';
import { askedName } from './client-hello';
import { addressOf, ConnectionAttempt, ConnectionAttempts, failedBecause, failedWith, newConnectionId, Verdict } from './connection-attempts';
import { viewerCertificates } from './viewer-certificate';
import type { ViewerCertificate } from '../../edge';

/** A connection whose handshake is done. */
export interface Connection {
  readonly connectionId: string;
  /** Empty where it is gone already. */
  readonly ip: string;
  /** The viewer's certificate, and behind it those that signed one another; empty for none. */
  readonly chain: readonly X509Certificate[];
}

/** Who asks for the certificate of a viewer, and what it has to be. */
export interface AskedCertificate extends Pick<ViewerCertificate, 'askedBy' | 'isPassedThrough'> {
  /** Why a viewer that has shown these certificates is not let in after its handshake; undefined for one that is. @default - all are let in */
  readonly refusal?: (shown: readonly X509Certificate[]) => string | undefined;
  /** Decides on the connection of a viewer that is not refused. @default - all are let in */
  readonly decide?: (connection: Connection) => Verdict;
}

/** How the connection of a viewer is encrypted. */
export interface Terms {
  /** The certificate, the protocols, the ciphers, and whether the viewer is asked for a certificate. */
  readonly settings: tls.TlsOptions;
  /** Who asks for the viewer's certificate. @default - nobody asks */
  readonly asked?: AskedCertificate;
  /** What the authority of the certificate says of it, for viewers that ask for it; undefined where it is not known yet. @default - nothing is known */
  readonly staple?: () => Buffer | undefined;
  /** Told why a viewer was not let in. */
  readonly onRefusal?: (reason: string) => void;
  /** Told of every connection of viewers who are asked for their certificates, also of one that is refused. @default - nobody is told */
  readonly onAttempt?: (attempt: ConnectionAttempt) => void;
}

/** Decides how connections of viewers are encrypted. */
export interface Encryption {
  /**
   * The same object for connections of the same terms.
   *
   * @param serverName  the name that the viewer asks for; undefined for a viewer without SNI
   * @param own         the domain name of the distribution whose own port this is
   * @returns undefined to drop the connection
   */
  termsFor(serverName: string | undefined, own: string | undefined): Promise<Terms | undefined>;
}

/** What an encrypted server does with connections. */
export interface EncryptedServerOptions {
  readonly encryption: Encryption;
  readonly ownDomainName: string | undefined;
  readonly alpn: NonNullable<tls.TlsOptions['ALPNCallback']>;
  /** Milliseconds that a viewer has for its handshake. */
  readonly handshakeTimeout: number;
  readonly onDefect: (error: unknown) => void;
}

/**
 * Takes the encryption off connections.
 *
 * The name that a viewer asks for decides, before the handshake begins, which terms it gets [TLS-036].
 * Node cannot do that by itself: what it lets a server choose by name is the certificate alone.
 */
export function encryptedServer(options: EncryptedServerOptions, onConnection: (socket: tls.TLSSocket) => void): Server {
  const servers = new WeakMap<Terms, tls.Server>();
  const serverFor = (terms: Terms) => {
    const server = servers.get(terms) ?? serverOf(terms, options, onConnection);
    servers.set(terms, server);
    return server;
  };
  return createServer({ noDelay: true }, (socket) => {
    const timer = setTimeout(() => socket.destroy(), options.handshakeTimeout);
    socket.once('close', () => clearTimeout(timer));
    socket.on('error', () => socket.destroy());
    whenNamed(socket, (serverName) => void (async () => {
      const terms = await options.encryption.termsFor(serverName, options.ownDomainName);
      clearTimeout(timer);
      if (terms === undefined) socket.destroy();
      else if (!socket.destroyed) serverFor(terms).emit('connection', socket);
    })().catch((error) => {
      socket.destroy();
      options.onDefect(error);
    }));
  });
}

/** Looks at what a viewer says first, and leaves it to be read again. */
function whenNamed(socket: Socket, then: (serverName: string | undefined) => void): void {
  let seen = Buffer.alloc(0);
  const read = () => {
    for (let bytes: Buffer | null; (bytes = socket.read() as Buffer | null) !== null;) seen = Buffer.concat([seen, bytes]);
    const { isComplete, serverName } = askedName(seen);
    if (!isComplete) return;
    socket.off('readable', read).off('end', leave);
    socket.unshift(seen);
    then(serverName);
  };
  const leave = () => void socket.destroy();
  socket.on('readable', read).on('end', leave);
}

/** What the viewer at the other end has shown, as of its handshake; undefined where it was not asked for a certificate. */
export function shownCertificate(socket: object): ViewerCertificate | undefined {
  return (socket as { [SHOWN]?: ViewerCertificate })[SHOWN];
}

const SHOWN = Symbol('shown');

function serverOf(
  { settings, onRefusal, asked, onAttempt, staple }: Terms, { alpn, handshakeTimeout, onDefect }: EncryptedServerOptions, onConnection: (socket: tls.TLSSocket) => void,
): tls.Server {
  const attempts = asked && onAttempt && new ConnectionAttempts(asked.askedBy, onAttempt);
  const server = tls.createServer({ ...settings, handshakeTimeout, ALPNCallback: alpn }, (socket) => {
    staple?.();
    if (asked === undefined) return onConnection(socket);
    const { askedBy, isPassedThrough } = asked;
    const chain = viewerCertificates(socket);
    const connectionId = newConnectionId(askedBy);
    const verdict = verdictOn({ connectionId, ip: addressOf(socket.remoteAddress) ?? '', chain }, asked, onDefect);
    attempts?.end(socket, chain, verdict, connectionId);
    if (verdict.refusal === undefined) return onConnection(Object.assign(socket, { [SHOWN]: { askedBy, isPassedThrough, connectionId, chain } }));
    socket.destroy();
    onRefusal?.(verdict.refusal);
  });
  server.on('connection', (socket) => attempts?.begin(socket));
  if (staple !== undefined) server.on('OCSPRequest', (_certificate, _issuer, answer: (error: null, stapled: Buffer | null) => void) => answer(null, staple() ?? null));
  // Node leaves it to us to close the connection of a handshake that takes too long.
  return server.on('tlsClientError', (error: NodeJS.ErrnoException, socket) => {
    attempts?.end(socket, viewerCertificates(socket), { status: failedWith(error, socket) });
    socket.destroy();
    const reason = socket.authorizationError === null ? UNSUITABLE[error.code ?? ''] : `its certificate is not trusted (${String(socket.authorizationError)})`;
    if (reason !== undefined) onRefusal?.(reason);
  });
}

/** What becomes of a connection; an error of the edge's own ends it. */
function verdictOn(connection: Connection, { refusal, decide }: AskedCertificate, onDefect: (error: unknown) => void): Verdict {
  try {
    const distrust = refusal?.(connection.chain);
    if (distrust !== undefined) return { status: failedBecause(distrust), refusal: distrust };
    return decide?.(connection) ?? { status: 'Success' };
  } catch (error) {
    onDefect(error);
    return { status: 'Failed:Internal', refusal: 'the edge itself has failed' };
  }
}

/** Why there are no terms on which viewer and edge agree, by OpenSSL's codes. */
const UNSUITABLE: { readonly [code: string]: string | undefined } = {
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'it offers no protocol of the security policy',
  ERR_SSL_NO_SHARED_CIPHER: 'it offers no cipher of the security policy',
  ERR_SSL_NO_SHARED_SIGNATURE_ALGORITHMS: 'it offers no signature scheme of the security policy',
  ERR_SSL_NO_SUITABLE_SIGNATURE_ALGORITHM: 'it offers no signature scheme of the security policy',
  ERR_SSL_NO_SUITABLE_KEY_SHARE: 'it offers no key exchange that CloudFront has',
  ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE: DISTRUST.ClientCertMissing,
};
