import { Decision, OriginExchange } from '../edge';

/** What happens on a connection of RTMP, as access logs name it [RTM-158]. */
export type StreamingEvent = 'connect' | 'play' | 'stop' | 'pause' | 'unpause' | 'seek' | 'disconnect';

/** What is left of an event on a connection of RTMP: one record for each, whether it succeeded or not [RTM-148]. */
export interface StreamingRecord {
  readonly event: StreamingEvent;
  /** Milliseconds since the epoch when the server received it. */
  readonly time: number;
  readonly edgeLocation: string;
  /** The logical id of the distribution; undefined where the connect string leads to none. */
  readonly distribution: string | undefined;
  readonly distributionId: string | undefined;
  /** The viewer's address. */
  readonly ip: string;
  /** Bytes that the viewer has been sent on the connection by then, of all variants of RTMP without what tunnelling adds. */
  readonly bytesSent: number;
  /** 32 hexadecimal digits, the same for all events of a connection and of no other. */
  readonly clientId: string;
  /** The connect string with application and instance, such as `rtmp://s1a2b3c4d5e6f7.cloudfront.net/cfx/st`, without its query string. */
  readonly connectUrl: string;
  /** The query string of the connect string, without question mark; empty where it has none. */
  readonly connectQuery: string;
  /** Where the player was loaded from (`swfUrl`); empty where the player does not say. */
  readonly referrer: string;
  /** The page that the player is on; empty where the player does not say. */
  readonly pageUrl: string;
  /** The version of the player, such as `LNX 10,0,32,18`; empty where it does not say. */
  readonly userAgent: string;
  /** The stream that the event is about; undefined for connect and disconnect. */
  readonly stream: RecordedStream | undefined;
  /** What the viewer was told, such as `NetStream.Play.Start`; undefined where it was told nothing. */
  readonly status: string | undefined;
  /** Every decision about the event, in order: why a stream was found, or refused. */
  readonly decisions: readonly Decision[];
  /** Requests that went to the bucket for it, in order. */
  readonly originRequests: readonly OriginExchange[];
}

/** A stream of a connection. */
export interface RecordedStream {
  /** Counts the streams of a connection from 1. */
  readonly id: number;
  /** The name as played, without prefix, query string and extension, such as `dir/other/myvideo`. */
  readonly name: string;
  /** The query string of the name, without question mark; empty where it has none. */
  readonly query: string;
  /** `flv`, `mp4`, `mp3`… */
  readonly extension: string;
}
