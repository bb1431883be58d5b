import { Decision, OriginFailure } from '../edge';
import { MediaError, MediaStream } from './media';
import { Play } from './play';
import { beginningOf, PlayRequest } from './play-request';
import { Playback, PlaybackEnd } from './playback';
import { failure, Status, status } from './status';
import { StreamHost } from './stream-host';
import { OpenedStream } from './streaming-edge';
import { switchPoint } from './switch-point';

/** Milliseconds between looks for an object that a player waits for. */
const LOOK_AGAIN = 10_000;

/** Streams that wait for their turn at most. */
const LONGEST_PLAYLIST = 64;

/** Milliseconds of media that a player takes ahead that does not say. */
const DEFAULT_BUFFER_LENGTH = 1_000;

/** A stream of a connection: what is played on it, one after the other. */
export class NetStream {
  private current: Play | undefined;
  private playlist: PlayRequest[] = [];
  private bufferLength = DEFAULT_BUFFER_LENGTH;
  private readonly wanted = { audio: true, video: true, data: true };

  public constructor(private readonly id: number, private readonly host: StreamHost) {}

  /**
   * Plays a stream: at once, or, where something is played and is to go on, when its turn comes.
   *
   * @param resets whether it takes the place of all others
   */
  public play(request: PlayRequest, resets: boolean): void {
    if (!resets && this.current?.isComplete === false) {
      if (this.playlist.length < LONGEST_PLAYLIST) this.playlist.push(request);
      else this.tell(failure('NetStream.Play.Failed', `more than ${LONGEST_PLAYLIST} streams wait for their turn`), request);
      return;
    }
    this.close();
    this.start(request, resets);
  }

  /** Goes on with another stream in the place of the one that is played, at a picture that needs none before it [RTM-038]. */
  public switchTo(request: PlayRequest): void {
    const { current } = this;
    if (current?.playback === undefined) this.play(request, true);
    else this.findSwitch(current, current.playback, request).catch((error) => this.host.onDefect(error));
  }

  private async findSwitch(old: Play, playback: Playback, request: PlayRequest): Promise<void> {
    const next = new Play(request, this.host);
    old.controller.signal.addEventListener('abort', () => next.controller.abort(), { once: true });
    const opened = await this.host.open(request, next.controller.signal);
    const { media } = opened;
    if (media === undefined) return this.notPlayed(next, opened);
    next.key = opened.key;
    next.media = media;
    const at = await switchPoint(media, playback.sent + 1);
    if (this.current !== old || old.playback !== playback) return next.recordPlay(undefined, opened);
    this.tell(status('NetStream.Play.Transition', `Switching to ${request.sent}.`), request);
    next.recordPlay('NetStream.Play.Transition', opened);
    old.next = next;
    playback.endAt(at, () => this.takeOver(old, next, media, at));
  }

  /** Another stream takes the place of the one that is played. */
  private takeOver(old: Play, next: Play, media: MediaStream, at: number): void {
    old.record('stop');
    this.current = next;
    this.run(next, at);
    this.host.send.playStatus(this.id, 'NetStream.Play.TransitionComplete', media);
  }

  /** Replaces a stream that waits for its turn; false where none of the name does. */
  public replace(sent: string, request: PlayRequest): boolean {
    const at = this.playlist.findIndex((candidate) => candidate.sent === sent);
    if (at >= 0) this.playlist[at] = request;
    return at >= 0;
  }

  public seek(milliseconds: number): void {
    const { current, host } = this;
    if (current?.media === undefined) return this.tell(failure('NetStream.Seek.Failed', 'Nothing is played.'));
    const refuse = (told: Status, decision: Decision) => {
      this.tell(told, current.request);
      current.record('seek', told.code, { decisions: [decision] });
    };
    const refusal = host.refusalOf(current.request);
    if (refusal !== undefined) {
      refuse(failure('NetStream.Seek.Failed', reasonOf(refusal)), refusal);
      return this.stop(current);
    }
    if (!(milliseconds >= 0 && milliseconds <= current.media.duration)) {
      const reason = `${milliseconds} ms lie outside the ${current.media.duration} ms of the stream`;
      return refuse(failure('NetStream.Seek.InvalidTime', reason), { step: 'stream', decided: 'not seekable', because: { reason } });
    }
    current.record('seek', 'NetStream.Seek.Notify');
    this.moveTo(current, milliseconds);
  }

  /** Goes on at another time, with the stream that is to take the place of the present one where there is one. */
  private moveTo(current: Play, milliseconds: number): void {
    const { playback, next = current } = current;
    playback?.stop();
    this.host.send.begin(this.id);
    this.tell(status('NetStream.Seek.Notify', `Seeking ${milliseconds} (stream ID: ${this.id}).`), next.request);
    this.tell(status('NetStream.Play.Start', `Started playing ${next.request.sent}.`), next.request);
    if (next === current) this.run(current, milliseconds);
    else this.takeOver(current, next, next.media!, milliseconds);
    if (playback?.isPaused === true) next.playback!.pause();
  }

  public pause(): void {
    const { current } = this;
    if (current?.playback === undefined) return;
    current.playback.pause();
    current.record('pause', 'NetStream.Pause.Notify');
    this.tell(status('NetStream.Pause.Notify', `Pausing ${current.request.sent}.`), current.request);
  }

  /** Goes on where it was paused, which players tell in vain: what they have, they have [RTM-110]. */
  public unpause(): void {
    const { current, host } = this;
    if (current?.playback === undefined) return;
    const refusal = host.checksUnpause ? host.refusalOf(current.request) : undefined;
    if (refusal !== undefined) {
      this.tell(failure('NetStream.Play.Failed', reasonOf(refusal)), current.request);
      current.record('unpause', 'NetStream.Play.Failed', { decisions: [refusal] });
      return this.stop(current);
    }
    current.record('unpause', 'NetStream.Unpause.Notify');
    this.tell(status('NetStream.Unpause.Notify', `Unpausing ${current.request.sent}.`), current.request);
    current.playback.resume();
  }

  /** Whether the player wants audio, or video, at all. What it wants again it gets from what it shows now on, with all that a decoder needs. */
  public want(kind: 'audio' | 'video', wanted: boolean): void {
    const isNew = wanted && !this.wanted[kind];
    this.wanted[kind] = wanted;
    const { current } = this;
    if (isNew && current?.playback !== undefined) this.moveTo(current, current.playback.shown);
  }

  public useBuffer(milliseconds: number): void {
    this.bufferLength = milliseconds;
    this.current?.playback?.bufferChanged();
  }

  /** Ends what is played, and forgets what waits for its turn. */
  public close(): void {
    const { current } = this;
    this.playlist = [];
    if (current !== undefined) this.stop(current);
    this.current = undefined;
  }

  private start(request: PlayRequest, resets: boolean): void {
    const current = this.current = new Play(request, this.host);
    if (request.start === 'live') {
      return current.recordPlay(undefined, { decisions: [waiting('a live stream is wanted, and an RTMP distribution has none')] });
    }
    this.look(current, resets).catch((error) => this.host.onDefect(error));
  }

  /** Looks for the object of a stream and plays it. */
  private async look(current: Play, resets: boolean): Promise<void> {
    const opened = await this.host.open(current.request, current.controller.signal);
    if (this.current !== current) return;
    if (opened.media !== undefined) {
      current.key = opened.key;
      current.media = opened.media;
      current.recordPlay('NetStream.Play.Start', opened);
      return this.begin(current, opened.media, resets);
    }
    if (opened.refusal!.kind === 'missing' && current.request.start === 'any') {
      current.recordPlay(undefined, { ...opened, decisions: [...opened.decisions, waiting(undefined)] });
      current.callOff = this.host.clock.after(LOOK_AGAIN, () => {
        this.look(current, resets).catch((error) => this.host.onDefect(error));
      });
      return;
    }
    this.notPlayed(current, opened);
    this.current = undefined;
    this.playNext();
  }

  /** Tells a player why it gets nothing; nothing at all where it has gone on to something else. */
  private notPlayed(current: Play, { refusal, decisions, originRequests }: OpenedStream): void {
    const isGone = refusal === undefined || current.controller.signal.aborted;
    const told = isGone ? undefined : failure(refusal.kind === 'failed' ? 'NetStream.Play.Failed' : 'NetStream.Play.StreamNotFound', refusal.reason);
    if (told !== undefined) this.tell(told, current.request);
    current.recordPlay(told?.code, { decisions, originRequests });
  }

  private begin(current: Play, media: MediaStream, resets: boolean): void {
    const { request } = current;
    this.host.send.begin(this.id);
    if (resets) this.tell(status('NetStream.Play.Reset', `Playing and resetting ${request.sent}.`), request);
    this.tell(status('NetStream.Play.Start', `Started playing ${request.sent}.`), request);
    this.host.send.metadata(this.id, media.metadata);
    this.run(current, beginningOf(request));
  }

  private run(current: Play, from: number): void {
    const beginning = beginningOf(current.request);
    const playback = current.playback = new Playback(current.media!, {
      clock: this.host.clock,
      from,
      to: beginning + current.request.length,
      isOnePicture: current.request.length === 0,
      bufferLength: () => this.bufferLength,
      send: (message) => {
        // Players count the time from where they began.
        if (this.wanted[message.kind]) this.host.send.media(this.id, { ...message, timestamp: Math.max(0, message.timestamp - beginning) });
      },
      room: () => this.host.room(),
    });
    playback.run().then((how) => this.ended(current, playback, how), (error) => this.broken(current, playback, error));
  }

  private ended(current: Play, playback: Playback, how: PlaybackEnd): void {
    if (how === 'stopped' || current.playback !== playback) return;
    current.playback = undefined;
    const { send } = this.host;
    send.end(this.id);
    this.tell(status('NetStream.Play.Stop', `Stopped playing ${current.request.sent}.`), current.request);
    send.playStatus(this.id, 'NetStream.Play.Complete', playback.media);
    current.record('stop', 'NetStream.Play.Stop');
    this.playNext();
  }

  /** The file is damaged, or breaks off. */
  private broken(current: Play, playback: Playback, error: unknown): void {
    if (current.playback !== playback) return;
    if (!(error instanceof MediaError || error instanceof OriginFailure)) this.host.onDefect(error);
    current.playback = undefined;
    const reason = `${current.key} breaks off: ${(error as Error).message}`;
    this.tell(failure('NetStream.Play.Failed', reason), current.request);
    current.record('stop', 'NetStream.Play.Failed', { decisions: [{ step: 'stream', decided: 'not playable', because: { reason } }] });
    this.playNext();
  }

  private playNext(): void {
    const next = this.playlist.shift();
    if (next !== undefined) this.start(next, false);
  }

  private stop(current: Play): void {
    current.controller.abort();
    current.callOff?.();
    current.recordPlay(undefined);
    if (current.playback === undefined) return;
    current.playback.stop();
    current.playback = undefined;
    current.record('stop');
  }

  private tell(told: Status, request?: PlayRequest): void {
    this.host.send.status(this.id, told, request?.sent ?? '');
  }
}

function waiting(reason: string | undefined): Decision {
  return { step: 'stream', decided: 'waiting', because: { reason } };
}

function reasonOf({ because }: Decision): string {
  return String(because!.reason);
}
