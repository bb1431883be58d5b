/** Milliseconds after which CloudFront looks again where a bucket is [ORG-083]. */
const LOOKS_AGAIN_AFTER = 3_600_000;

/** The Region in which CloudFront takes a bucket to be. It looks when the distribution changes, and at most an hour later anew [ORG-083, ORG-086]. */
export class BucketRegion {
  private taken: string;

  /**
   * @param actual   where the bucket is
   * @param lookedAt milliseconds since the epoch, now
   * @param before   what is known of it, where the distribution stays as it is
   */
  public constructor(private readonly actual: string, private lookedAt: number, before?: BucketRegion) {
    this.taken = before?.taken ?? actual;
    this.lookedAt = before?.lookedAt ?? lookedAt;
  }

  /** @param now milliseconds since the epoch */
  public at(now: number): string {
    if (now >= this.lookedAt + LOOKS_AGAIN_AFTER) {
      this.taken = this.actual;
      this.lookedAt = now;
    }
    return this.taken;
  }
}
