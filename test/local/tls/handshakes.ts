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

/** Makes a connection and one request. A Host is the server name, unless one is given. */
export function handshake(port: number, options: tls.ConnectionOptions, host = options.servername ?? '127.0.0.1'): Promise<Handshake> {
  return new Promise((resolve) => {
    let seen: Omit<Handshake, 'answer' | 'error'> = {};
    let [answer, error]: [string, string | undefined] = ['', undefined];
    const socket = tls.connect({ host: '127.0.0.1', port, rejectUnauthorized: false, ...options }, () => {
      seen = { certificate: socket.getPeerX509Certificate(), protocol: socket.getProtocol() ?? undefined, cipher: socket.getCipher().name };
      socket.write(`GET /a HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    });
    socket.setEncoding('latin1').on('data', (text) => { answer += String(text); });
    socket.on('error', (caught: NodeJS.ErrnoException) => { error = caught.code; }).on('close', () => resolve({ ...seen, answer, error }));
  });
}

/** Whether a certificate names what it should, and not what it should not. */
export function names(certificate: X509Certificate | undefined, host: string): boolean {
  return certificate?.checkHost(host) !== undefined;
}
