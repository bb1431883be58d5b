import { LiveEventStack } from './live-event-stack';

/** What an output of a live event was answered with. */
export interface VerifiedOutput {
  readonly key: string;
  readonly url: string;
  /** Undefined where there was no answer. */
  readonly status: number | undefined;
  readonly isRight: boolean;
  /** What is wrong, and what to do. */
  readonly says?: string;
}

/** Where the parts of a live event are on this machine, in the place of AWS. */
export interface LocalParts {
  /** The URL of what stands for the media server. */
  readonly server: string;
  /** The URL of the distribution. */
  readonly distribution: string;
}

/** A manager asks for a password before it shows anything [MED-107]. */
const OF_A_RUNNING_SERVER = [200, 401];

const TIMEOUT = 10_000;

/**
 * Sees whether the media server of a live event runs, and whether its stream is there [MED-027, MED-107].
 *
 * @param isPublished whether the stream is expected, too, in all of its formats
 * @param local       where the parts are on this machine; undefined for a deployed stack
 */
export function verifyLiveEvent({ outputs }: LiveEventStack, isPublished: boolean, local?: LocalParts): Promise<VerifiedOutput[]> {
  const checked = outputs.filter(({ use }) => use === 'verify' || (isPublished && use === 'manifest'));
  return Promise.all(checked.map(async ({ key, text, use }) => {
    const base = use === 'verify' ? local?.server : local?.distribution;
    const url = base === undefined ? text : `${base}${new URL(text).pathname}`;
    try {
      const { status } = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT) });
      const isRight = use === 'verify' ? OF_A_RUNNING_SERVER.includes(status) : status === 200;
      return { key, url, status, isRight, says: isRight ? undefined : `it is answered with ${status}` };
    } catch (error) {
      const { cause, message } = error as Error & { readonly cause?: Error };
      return { key, url, status: undefined, isRight: false, says: `it cannot be reached: ${cause?.message ?? message}` };
    }
  }));
}
