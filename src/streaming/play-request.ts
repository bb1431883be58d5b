import { AmfValue } from './protocol/amf-value';
import { readStreamName, StreamName } from './stream-name';

/** What a player asks for with `play`. */
export interface PlayRequest {
  /** As the player wrote it. */
  readonly sent: string;
  readonly name: StreamName;
  /** Milliseconds from the beginning; `live` for a live stream alone, `any` for whatever there is or will be [RTM-049]. */
  readonly start: number | 'live' | 'any';
  /** Milliseconds; 0 for one picture, Infinity for all that is left. */
  readonly length: number;
}

/** Reads the arguments of `play`, whose times are milliseconds, but that -1 and -2 mean what -1000 and -2000 do. */
export function playRequest(sent: string, start: AmfValue, length: AmfValue): PlayRequest {
  return { sent, name: readStreamName(sent), start: startOf(start), length: typeof length === 'number' && length >= 0 ? length : Infinity };
}

/** Whether a player asks to put a stream in the place of what it plays, which it does where it does not say. */
export function resetsPlaylist(reset: AmfValue): boolean {
  return typeof reset === 'number' ? reset === 1 || reset === 3 : reset !== false;
}

/** Milliseconds at which a stream begins. */
export function beginningOf({ start }: PlayRequest): number {
  return typeof start === 'number' ? start : 0;
}

function startOf(start: AmfValue): PlayRequest['start'] {
  if (typeof start !== 'number' || Number.isNaN(start)) return 'any';
  if (start >= 0) return start;
  return start === -1 || start === -1000 ? 'live' : 'any';
}
