/** What the edge takes the time from. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back when `milliseconds` have passed on this clock; the returned function cancels. */
  after(milliseconds: number, callback: () => void): () => void;
}
