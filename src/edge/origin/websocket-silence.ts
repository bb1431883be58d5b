import type { Duplex } from 'stream';
import { Clock } from '../clock';

/** Milliseconds without a byte from the origin after which CloudFront closes a connection of WebSocket [DTD-031]. */
const LONGEST_SILENCE = 600_000;

/** Ends a connection to an origin when nothing has come from there for 10 minutes, whatever the viewer says. */
export function endWhenSilent(connection: Duplex, clock: Clock): void {
  let cancel = () => {};
  const wait = () => {
    cancel();
    cancel = clock.after(LONGEST_SILENCE, () => connection.destroy());
  };
  // Nothing is read before somebody passes it on.
  connection.pause().on('data', wait).on('close', () => cancel());
  wait();
}
