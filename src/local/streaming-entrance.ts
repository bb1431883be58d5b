import { SessionOptions, StreamingServer } from '../streaming';
import { reachableHost } from './entrance';
import { RtmpUrls } from './ready-event';

/** Where the two ports of an entrance are. */
interface Place {
  /** The address to listen on. */
  readonly host: string;
  /** 0 for a free port. */
  readonly port: number;
  /** 0 for a free port. */
  readonly tunnelPort: number;
}

/** The ports of an RTMP distribution that stand for CloudFront's 1935 and 80 [RTM-011, RTM-167]. */
export class StreamingEntrance {
  /** @throws the error of the operating system, such as `EADDRINUSE` */
  public static async open(options: SessionOptions, { host, port, tunnelPort }: Place): Promise<StreamingEntrance> {
    const rtmp = await StreamingServer.open(options, host, port);
    try {
      return new StreamingEntrance(host, rtmp, await StreamingServer.open(options, host, tunnelPort));
    } catch (error) {
      await rtmp.close();
      throw error;
    }
  }

  private constructor(private readonly host: string, private readonly rtmp: StreamingServer, private readonly rtmpt: StreamingServer) {}

  public get urls(): RtmpUrls {
    const host = reachableHost(this.host);
    return { rtmp: `rtmp://${host}:${this.rtmp.port}/cfx/st`, rtmpt: `rtmpt://${host}:${this.rtmpt.port}/cfx/st` };
  }

  public async close(): Promise<void> {
    await Promise.all([this.rtmp.close(), this.rtmpt.close()]);
  }
}
