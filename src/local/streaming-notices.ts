import { sentence } from '../edge';
import { StreamingRecord } from '../streaming';

/** Tells why players were not let in, and why streams were not played, in a line each, once for every reason. */
export function streamingNotices(tell: (line: string) => void): (record: StreamingRecord) => void {
  const told = new Set<string>();
  return ({ event, distribution, connectUrl, stream, status, decisions }) => {
    const isRefused = status === undefined ? event === 'play' : !ALLOWED.test(status);
    if (!isRefused || decisions.length === 0) return;
    const subject = stream === undefined ? connectUrl : `${stream.name} of ${distribution}`;
    const reasons = decisions.filter(({ step }) => OWN_STEPS.includes(step)).map(sentence);
    const line = `${event} ${subject}: ${status ?? 'waiting'}: ${reasons.join('; ')}`;
    if (told.has(line) || told.size === MOST_TOLD) return;
    told.add(line);
    tell(line);
  };
}

/** What players are told when all is well. */
const ALLOWED = /\.(Success|Start|Stop|Notify|Transition)$/;

/** Steps that decide about connections and streams themselves. */
const OWN_STEPS: readonly string[] = ['connection', 'signature', 'stream'];

/** Lines that are told at most: players may ask for anything. */
const MOST_TOLD = 1_000;
