import { X509Certificate } from 'node:crypto';
import * as tls from 'node:tls';

/** What came of a connection: the certificate that the edge showed, and what it answered; or the code of the error. */
export interface Handshake {
  readonly certificate?: X509Certificate;
  readonly protocol?: string;
  readonly cipher?: string;
  readonly answer: string;
  readonly error?: string;
}

export interface HandshakeOptions extends tls.ConnectionOptions {
  readonly onSession?: (session: Buffer) => void;
}

/** Makes a connection and one request. A Host is the server name, unless one is given. Sessions are for resuming the connection. */
export function handshake(port: number, { onSession, ...options }: HandshakeOptions, host = options.servername ?? '127.0.0.1'): Promise<Handshake> {
  return new Promise((resolve) => {
    let seen: Omit<Handshake, 'answer' | 'error'> = {};
    let [answer, error]: [string, string | undefined] = ['', undefined];
    const socket = tls.connect({ host: '127.0.0.1', port, rejectUnauthorized: false, ...options }, () => {
      seen = { certificate: socket.getPeerX509Certificate(), protocol: socket.getProtocol() ?? undefined, cipher: socket.getCipher().name };
      socket.write(`GET /a HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    });
    if (onSession !== undefined) socket.on('session', onSession);
    socket.setEncoding('latin1').on('data', (text) => { answer += String(text); });
    socket.on('error', (caught: NodeJS.ErrnoException) => { error = caught.code; }).on('close', () => resolve({ ...seen, answer, error }));
  });
}

/** Whether a certificate names what it should, and not what it should not. */
export function names(certificate: X509Certificate | undefined, host: string): boolean {
  return certificate?.checkHost(host) !== undefined;
}
