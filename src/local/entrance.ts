import { CertificateAndKey } from './certificate';
import { Listener, ListenerOptions } from './listener';
import { WebUrls } from './ready-event';
import { Viewers } from './viewer-request';

/** What both listeners of an entrance share. */
export interface EntranceOptions extends Pick<ListenerOptions, 'edge' | 'onDefect'> {
  readonly viewers: Omit<Viewers, 'protocol'>;
  readonly certificate: CertificateAndKey;
  /** The address to listen on. */
  readonly host: string;
  /** 0 for a free port. */
  readonly port: number;
  /** 0 for a free port. */
  readonly httpsPort: number;
}

/** An HTTP and an HTTPS port that belong together: a redirect from the one leads to the other. */
export class Entrance {
  public static async open(options: EntranceOptions): Promise<Entrance> {
    const { edge, onDefect, viewers, certificate, host } = options;
    const https = await Listener.open({ edge, onDefect, viewers: { ...viewers, protocol: 'https' }, certificate }, host, options.httpsPort);
    try {
      const http = await Listener.open({ edge, onDefect, viewers: { ...viewers, protocol: 'http' }, httpsPort: https.port }, host, options.port);
      return new Entrance(host, http, https);
    } catch (error) {
      await https.close();
      throw error;
    }
  }

  private constructor(private readonly host: string, private readonly http: Listener, private readonly https: Listener) {}

  public get urls(): WebUrls {
    const host = reachableHost(this.host);
    return { http: `http://${host}:${this.http.port}`, https: `https://${host}:${this.https.port}` };
  }

  /** Shows another certificate to connections from now on. */
  public useCertificate(certificate: CertificateAndKey): void {
    this.https.useCertificate(certificate);
  }

  public async close(): Promise<void> {
    await Promise.all([this.http.close(), this.https.close()]);
  }
}

/** The host of a URL that leads to who listens on an address: listening on every address includes the loopback one. */
export function reachableHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
