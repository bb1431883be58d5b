import type { CompiledOrigin } from '../compiled-distribution';
import { OriginClient, OriginFailure, OriginRequest, OriginResponse } from './origin-client';
import { joinedHeader } from '../raw-headers';

/** The media quality confidence score among what a packager says of an object. */
const SCORE = /\bmqcs=(\d+)/i;

/** Which origin of a group has the better picture, as their answers to the requests of one cache behavior tell [OTD-083]. */
export class MediaQuality {
  private readonly scores = new Map<CompiledOrigin, number>();

  /** The origins, the better one first; the primary where they are as good as each other. */
  public ranked(origins: readonly CompiledOrigin[]): readonly CompiledOrigin[] {
    return [...origins].sort((a, b) => this.scoreOf(b) - this.scoreOf(a));
  }

  public scoreOf(origin: CompiledOrigin): number {
    return this.scores.get(origin) ?? 0;
  }

  /** Takes note of the score in an answer. */
  public learn(origin: CompiledOrigin, answer: OriginResponse | OriginFailure): void {
    if (answer instanceof OriginFailure) return;
    const stated = ['cmsd-static', 'cmsd-dynamic'].map((name) => joinedHeader(answer.headers, name)).join();
    const score = SCORE.exec(stated)?.[1];
    if (score !== undefined) this.scores.set(origin, Number(score));
  }

  /** Asks an origin for its score alone, while another one is asked for the object. */
  public async probe(origin: CompiledOrigin, client: OriginClient, request: OriginRequest): Promise<void> {
    try {
      this.learn(origin, await client.ask({ ...request, method: 'HEAD' }));
    } catch {
      // An origin that gives no answer has no score; nobody waits for one.
    }
  }
}
