import { Clock, Decision } from '../edge';
import { MediaMessage, MediaStream } from './media';
import { PlayRequest } from './play-request';
import { Status } from './status';
import { OpenedStream } from './streaming-edge';
import { StreamingEvent, StreamingRecord } from './streaming-record';

/** What a stream needs of the connection that it is on. */
export interface StreamHost {
  readonly clock: Clock;
  /** Whether the access of a player that goes on after a pause is checked anew [RTM-110]. */
  readonly checksUnpause: boolean;
  readonly send: StreamMessages;
  open(request: PlayRequest, signal: AbortSignal): Promise<OpenedStream>;
  /** Why a request is not allowed any more. */
  refusalOf(request: PlayRequest): Decision | undefined;
  /** Counts the streams of the connection, from 1. */
  nextStreamNumber(): number;
  record(event: StreamingEvent, time: number, about: Pick<StreamingRecord, 'stream' | 'status'> & Partial<Pick<StreamingRecord, 'decisions' | 'originRequests'>>): void;
  /** Waits until the player has taken what was sent; undefined where there is room. */
  room(): Promise<void> | undefined;
  /** Told of an error of the server itself. */
  onDefect(error: unknown): void;
}

/** The messages of a stream, as the session writes them. */
export interface StreamMessages {
  media(streamId: number, message: MediaMessage): void;
  status(streamId: number, status: Status, details: string): void;
  begin(streamId: number): void;
  metadata(streamId: number, metadata: MediaStream['metadata']): void;
  end(streamId: number): void;
  /** The data message by which a server tells how far a playlist is. */
  playStatus(streamId: number, code: Status['code'], media: MediaStream): void;
}
