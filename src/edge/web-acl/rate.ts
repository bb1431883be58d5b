import { firstForwarded } from './addresses';
import { inspectorOf } from './components';
import { InspectedRequest, Match } from './inspected-request';
import { UNKNOWN_VALUE } from './inspector';
import { isKnown, RateKey, RateStatement } from '../../config';

/** How many values of the keys are counted; the one that is longest without a request makes room. */
const MOST_COUNTED = 10_000;

/** The requests of the last seconds, by what they have in common. */
export class RateCounter {
  /** When requests came, the newest last, by value of the keys; the value that came last is last. */
  private readonly times = new Map<string, number[]>();

  /** @param window milliseconds */
  public constructor(private readonly limit: number, private readonly window: number) {}

  /** Counts a request; whether there are more within the window than the limit. */
  public exceeds(key: string, now: number): boolean {
    const times = this.times.get(key) ?? [];
    times.push(now);
    const expired = times.findIndex((time) => time > now - this.window);
    times.splice(0, Math.max(expired, times.length - this.limit - 1));
    this.times.delete(key);
    this.times.set(key, times);
    if (this.times.size > MOST_COUNTED) this.times.delete(this.times.keys().next().value!);
    return times.length > this.limit;
  }
}

/** Makes the function that counts the requests which are in scope, and matches those beyond the limit. */
export function rateMatcher({ limit, window, keys, forwardedIp }: RateStatement, isInScope: (request: InspectedRequest) => Match): (request: InspectedRequest) => Match {
  if (!isKnown(limit) || !isKnown(window)) return (request) => request.cannotTell(UNKNOWN_VALUE);
  const counter = new RateCounter(limit, window * 1000);
  const parts = keys.map((key) => keyPart(key, forwardedIp));
  return (request) => {
    const inScope = isInScope(request);
    if (inScope !== true) return inScope;
    const values = parts.map((part) => part(request));
    if (values.includes(true)) return true;
    // A request that lacks one of the keys is not counted.
    if (values.some((value) => typeof value !== 'string')) return values.includes(undefined) ? undefined : false;
    return counter.exceeds(JSON.stringify(values), request.now);
  };
}

/** The value of a key; true or false where the statement's fallback decides. */
type KeyPart = (request: InspectedRequest) => string | Match;

function keyPart(key: RateKey, forwardedIp: RateStatement['forwardedIp']): KeyPart {
  switch (key.of) {
    case 'ip': return ({ ip }) => ip;
    case 'asn': return (request) => request.asnOf(request.ip)?.toString() ?? request.cannotTell('the network of the viewer is not known');
    case 'forwarded-ip': return (request) => firstForwarded(forwardedIp, request);
    case 'label-namespace': return ({ labels }) => labelsBelow(key.namespace, labels);
    case 'component': {
      const inspect = inspectorOf(key.inspection);
      return (request) => {
        const inspected = inspect(request);
        return typeof inspected === 'object' ? inspected[0] ?? false : inspected;
      };
    }
  }
}

function labelsBelow(namespace: unknown, labels: ReadonlySet<string>): string | false {
  const below = typeof namespace === 'string' ? [...labels].filter((label) => label.startsWith(namespace)).sort() : [];
  return below.length === 0 ? false : below.join(' ');
}
