import { MediaStream } from './media';
import { PlayRequest } from './play-request';
import { Playback } from './playback';
import { StreamHost } from './stream-host';
import { StreamingEvent, StreamingRecord } from './streaming-record';

/** Why an event came out as it did, and what it asked of the bucket. */
type Circumstances = Partial<Pick<StreamingRecord, 'decisions' | 'originRequests'>>;

/** A stream that is played, or about to be, and the records that it leaves. */
export class Play {
  /** Aborts when nobody wants it any more. */
  public readonly controller = new AbortController();
  /** The key of the object and what is in it, once it was found. */
  public key: string | undefined;
  public media: MediaStream | undefined;
  /** Undefined before it begins and after its end. */
  public playback: Playback | undefined;
  /** What is to take its place at its next key frame. */
  public next: Play | undefined;
  /** Calls off the next look for what is not there yet. */
  public callOff: (() => void) | undefined;
  /** Its number on the connection. */
  private readonly id: number;
  /** Milliseconds since the epoch when it was asked for. */
  private readonly time: number;
  /** Whether the event of its playing has left its record. */
  private isRecorded = false;

  public constructor(public readonly request: PlayRequest, private readonly host: StreamHost) {
    this.id = host.nextStreamNumber();
    this.time = host.clock.now();
  }

  /** Whether it was played to its end. It can still be sought. */
  public get isComplete(): boolean {
    return this.media !== undefined && this.playback === undefined;
  }

  /** Leaves the one record of a stream that was asked for, whatever became of it. */
  public recordPlay(code: string | undefined, circumstances?: Circumstances): void {
    if (this.isRecorded) return;
    this.isRecorded = true;
    this.record('play', code, circumstances, this.time);
  }

  /**
   * Leaves the record of an event.
   *
   * @param code what the player was told
   * @param time milliseconds since the epoch
   */
  public record(event: StreamingEvent, code?: string, { decisions, originRequests }: Circumstances = {}, time = this.host.clock.now()): void {
    const { id, request: { name: { name, query, keys: [wanted] } }, key = wanted } = this;
    const extension = key.slice(key.lastIndexOf('.') + 1).toLowerCase();
    this.host.record(event, time, { stream: { id, name, query, extension }, status: code, decisions, originRequests });
  }
}
