/** The connection of a viewer, by whatever way its bytes travel. */
export interface Connection {
  /** The viewer's address. */
  readonly ip: string;
  /** Bytes that were sent and that the viewer has not taken yet. */
  readonly pending: number;
  send(bytes: Uint8Array): void;
  /** Calls back once when the viewer has taken what is pending, or has gone. */
  whenTaken(callback: () => void): void;
  /** Ends the connection once what is pending has been taken. */
  end(): void;
  /** Cuts the connection. */
  destroy(): void;
}

/** Bytes that wait for a viewer at most before it gets more: what a slow one costs in memory. */
export const MOST_PENDING = 256 * 1024;
