import { ViewerRequest } from '../message';
import { CachedObject } from './cached-object';

/** A request to an origin that later requests for the same object wait for. */
export class PendingFetch {
  /** The object, or undefined when the answer is one that is not shared. */
  public object: Promise<CachedObject | undefined> = Promise.resolve(undefined);
  /** Whether the origin has answered a condition of the viewer who asked, which says nothing to viewers without one: they can still share a request. */
  public answersCondition = false;
  /** Milliseconds since the epoch from which on nobody may join any more: the object is expired, though its body still arrives. */
  public freshUntil = Infinity;
  /** Whether all bytes are there that were announced: who has them may leave before the origin has ended. */
  public hasArrived: (() => boolean) | undefined;
  private readonly controller = new AbortController();
  private waiting = 0;
  private settled = false;

  /** @param abandoned called when the last viewer who waits has gone */
  public constructor(
    public readonly distributionId: string, public readonly invalidationPath: string, private readonly abandoned: () => void,
  ) {}

  /** Aborts with the request to the origin. */
  public get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** A viewer waits for the object, too. When all have gone it is given up and not stored [DTD-058]. */
  public join({ whenGone }: ViewerRequest): void {
    this.waiting++;
    whenGone?.(() => {
      if (--this.waiting > 0 || this.settled || this.hasArrived?.() === true) return;
      this.abandoned();
      this.abort();
    });
  }

  /** Ends the request to the origin. */
  public abort(): void {
    this.controller.abort();
  }

  /** The whole object is there, or never will be. */
  public settle(): void {
    this.settled = true;
  }
}
