import { answeringDistributions, Application, StreamingDistribution } from '../config';
import { SessionOptions, StreamingEdge, StreamingEdgeOptions } from '../streaming';
import { HostNames } from './host-names';
import { RtmpUrls } from './ready-event';
import { StreamingEntrance } from './streaming-entrance';

/** What runs RTMP distributions, and where. */
export interface LocalStreamingOptions extends StreamingEdgeOptions, Pick<SessionOptions, 'checksUnpause' | 'record' | 'onDefect'> {
  /** The address to listen on. */
  readonly host: string;
  /** The ports of the first distribution; all others get free ones. 0 for a free one. */
  readonly rtmpPort: number;
  readonly rtmptPort: number;
}

/** The RTMP distributions of a template, each on ports of its own. */
export class LocalStreaming {
  private readonly edge: StreamingEdge;
  private readonly hostNames: HostNames;
  private readonly entrances = new Map<string, StreamingEntrance>();
  /** The distribution whose ports are those that were asked for. */
  private first: string | undefined;

  public constructor(private readonly options: LocalStreamingOptions) {
    this.edge = new StreamingEdge(options);
    this.hostNames = new HostNames(namedIn(options.application));
  }

  /** Sends what the templates say now to the edge. Its ports follow with `adapt`. */
  public reload(application: Application): void {
    this.edge.reload(application);
    this.hostNames.update(namedIn(application));
  }

  /** Opens the ports of distributions that have none, and closes those of distributions that are gone. @throws the error of the operating system */
  public async adapt({ streamingDistributions }: Application): Promise<void> {
    for (const distribution of streamingDistributions) {
      if (!this.entrances.has(distribution.id)) this.entrances.set(distribution.id, await this.openEntrance(distribution));
    }
    const gone = [...this.entrances].filter(([id]) => !streamingDistributions.some((distribution) => distribution.id === id));
    await Promise.all(gone.map(([id, entrance]) => {
      this.entrances.delete(id);
      return entrance.close();
    }));
  }

  public urls(id: string): RtmpUrls {
    return this.entrances.get(id)!.urls;
  }

  /** Closes all ports and connections. */
  public async close(): Promise<void> {
    await Promise.all([...this.entrances.values()].map((entrance) => entrance.close()));
    await this.edge.close();
  }

  private openEntrance({ id, domainName }: StreamingDistribution): Promise<StreamingEntrance> {
    const { host, rtmpPort, rtmptPort, checksUnpause, record, onDefect } = this.options;
    this.first ??= id;
    const isFirst = this.first === id;
    const resolve = (name: string) => this.hostNames.resolve(name, domainName);
    return StreamingEntrance.open(
      { edge: this.edge, resolve, checksUnpause, record, onDefect }, { host, port: isFirst ? rtmpPort : 0, tunnelPort: isFirst ? rtmptPort : 0 },
    );
  }
}

/** The distributions of both kinds: a player may come to one that speaks HTTP. */
export function namedIn(application: Application) {
  return [...application.streamingDistributions, ...answeringDistributions(application)];
}
