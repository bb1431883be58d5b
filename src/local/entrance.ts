import { Listener, ListenerOptions } from './listener';
import { WebUrls } from './ready-event';
import { Encryption } from './tls/encrypted-server';
import { Viewers } from './viewer-request';

/** What the listeners of an entrance share. */
export interface EntranceOptions extends Pick<ListenerOptions, 'edge' | 'onDefect'> {
  readonly viewers: Omit<Viewers, 'protocol'>;
  readonly encryption: Encryption;
  /** The address to listen on. */
  readonly host: string;
  /** 0 for a free port. */
  readonly port: number;
  /** 0 for a free port. */
  readonly httpsPort: number;
  /** Whether viewers may come by IPv6 as well, where the address is the loopback one of IPv4. @default false */
  readonly ipv6?: boolean;
}

/** An HTTP and an HTTPS port that belong together: a redirect from the one leads to the other. */
export class Entrance {
  public static async open(options: EntranceOptions): Promise<Entrance> {
    const { host, port, httpsPort, ipv6 = false } = options;
    for (let attempts = PORT_ATTEMPTS; ; attempts--) {
      const entrance = new Entrance(options, await openPair(options, host, port, httpsPort));
      try {
        await entrance.useIpv6(ipv6);
        return entrance;
      } catch (error) {
        await entrance.close();
        // A port that is free by IPv4 may be taken by IPv6.
        if (attempts === 1 || port !== 0 || httpsPort !== 0 || codeOf(error) !== 'EADDRINUSE') throw error;
      }
    }
  }

  /** The same ports by IPv6. */
  private byIpv6: Pair | undefined;

  private constructor(private readonly options: EntranceOptions, private readonly pair: Pair) {}

  public get urls(): WebUrls {
    const host = reachableHost(this.options.host);
    return { http: `http://${host}:${this.pair.http.port}`, https: `https://${host}:${this.pair.https.port}` };
  }

  /**
   * Lets viewers come by IPv6 as well, or no more [DTD-044]; without effect on a machine that has no IPv6.
   *
   * @throws the error of the operating system for a port that is taken
   */
  public async useIpv6(wanted: boolean): Promise<void> {
    if (this.options.host !== '127.0.0.1' || wanted === (this.byIpv6 !== undefined)) return;
    if (wanted) {
      this.byIpv6 = await openPair(this.options, '::1', this.pair.http.port, this.pair.https.port).catch((error) => {
        if (!WITHOUT_IPV6.has(codeOf(error))) throw error;
        return undefined;
      });
    } else {
      const { http, https } = this.byIpv6!;
      this.byIpv6 = undefined;
      await Promise.all([http.close(), https.close()]);
    }
  }

  /** Closes the ports, lets the requests that are under way end, and resolves when no connection is left. */
  public async drain(): Promise<void> {
    await Promise.all(this.listeners.map((listener) => listener.drain()));
  }

  public async close(): Promise<void> {
    await Promise.all(this.listeners.map((listener) => listener.close()));
  }

  private get listeners(): Listener[] {
    return [this.pair, this.byIpv6].flatMap((pair) => (pair === undefined ? [] : [pair.http, pair.https]));
  }
}

interface Pair {
  readonly http: Listener;
  readonly https: Listener;
}

/** How often free ports are tried that have to be free by IPv4 and by IPv6. */
const PORT_ATTEMPTS = 10;

/** Codes of errors of a machine that has no IPv6. */
const WITHOUT_IPV6: ReadonlySet<string | undefined> = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);

async function openPair({ edge, onDefect, viewers, encryption }: EntranceOptions, host: string, port: number, httpsPort: number): Promise<Pair> {
  const https = await Listener.open({ edge, onDefect, viewers: { ...viewers, protocol: 'https' }, encryption }, host, httpsPort);
  try {
    return { https, http: await Listener.open({ edge, onDefect, viewers: { ...viewers, protocol: 'http' }, httpsPort: https.port }, host, port) };
  } catch (error) {
    await https.close();
    throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

/** The host of a URL that leads to who listens on an address: listening on every address includes the loopback one. */
export function reachableHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
