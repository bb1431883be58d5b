import { HEADER_NAME, isKnown, knownOr, NOT_IN_HEADER } from '../../config';
import type { CompiledOrigin } from '../compiled-distribution';
import { Exchange } from '../exchange';
import { CompletionDeadline } from './completion-deadline';
import { originAdvice } from '../origin-check/origin-advice';
import { joinedHeader } from '../raw-headers';
import { FailureKind, OriginClient, OriginFailure, OriginRequest, OriginResponse } from './origin-client';

/** Failures after which CloudFront tries to connect again [OTD-050]. */
const CONNECTION_FAILURES: ReadonlySet<FailureKind> = new Set(['connection-refused', 'connection-timed-out']);

/** Methods that are tried again when the origin does not answer in time [OTD-053, OTD-054]. */
const RETRIED_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** Asks one origin, as often as it may be asked and as long as it may take. Each attempt is noted in the exchange. */
export async function attempt(exchange: Exchange, origin: CompiledOrigin, client: OriginClient, request: OriginRequest): Promise<OriginResponse | OriginFailure> {
  const { responseCompletionTimeout, connectionAttempts } = origin.config;
  const { clock } = exchange.location;
  const deadline = isKnown(responseCompletionTimeout) ? new CompletionDeadline(clock, responseCompletionTimeout, request.signal) : undefined;
  for (let left = knownOr(connectionAttempts, 3) - 1; ; left--) {
    const asked = clock.now();
    const outcome = deadline === undefined ? await ask(client, request) : await askWithin(deadline, client, request);
    note(exchange, origin, request, outcome, clock.now() - asked);
    if (!(outcome instanceof OriginFailure)) return outcome;
    if (left > 0 && deadline?.passed !== true && mayTryAgain(outcome.kind, request)) continue;
    deadline?.end();
    return outcome;
  }
}

function mayTryAgain(kind: FailureKind, { method, body }: OriginRequest): boolean {
  if (body !== undefined) return false;
  return CONNECTION_FAILURES.has(kind) || (kind === 'response-timed-out' && RETRIED_METHODS.has(method));
}

async function ask(client: OriginClient, request: OriginRequest): Promise<OriginResponse | OriginFailure> {
  try {
    return readable(await client.ask(request));
  } catch (error) {
    if (error instanceof OriginFailure) return error;
    throw error;
  }
}

/** An answer that CloudFront can read: with a final status, its headers within limits, and its body in chunks if in any coding [REQ-180]. */
function readable(response: OriginResponse): OriginResponse | OriginFailure {
  const { status, connection } = response;
  if ((status < 200 && connection === undefined) || status > 599) return new OriginFailure('malformed-response', `${status} is no status of an answer`);
  const coding = joinedHeader(response.headers, 'transfer-encoding');
  if (coding === undefined || coding.toLowerCase() === 'chunked') return withinHeaderLimit(response) ?? withValidHeaders(response) ?? response;
  return new OriginFailure('malformed-response', `the body has the transfer coding ${coding}; CloudFront reads chunked alone`);
}

/** Bytes of headers, names and values with their separators, that CloudFront takes from an origin [DTD-125]. */
const MAXIMUM_HEADERS = 32_768;

function withinHeaderLimit({ headers }: OriginResponse): OriginFailure | undefined {
  let bytes = 0;
  for (const text of headers) bytes += text.length + 2;
  if (bytes <= MAXIMUM_HEADERS) return undefined;
  return new OriginFailure('headers-too-large', `the headers have ${bytes} bytes; CloudFront takes ${MAXIMUM_HEADERS}`);
}

/** What stands for an origin on this machine may say what HTTP cannot. */
function withValidHeaders({ headers }: OriginResponse): OriginFailure | undefined {
  for (let i = 0; i < headers.length; i += 2) {
    const [name, value] = [headers[i], headers[i + 1]];
    if (!HEADER_NAME.test(name)) return new OriginFailure('malformed-response', `${JSON.stringify(name)} is no name of a header`);
    if (NOT_IN_HEADER.test(value)) return new OriginFailure('malformed-response', `the header ${name} is ${JSON.stringify(value)}, which is no text in one line of the characters that headers have`);
  }
  return undefined;
}

async function askWithin(deadline: CompletionDeadline, client: OriginClient, request: OriginRequest): Promise<OriginResponse | OriginFailure> {
  try {
    const outcome = await deadline.within(ask(client, { ...request, signal: deadline.signal }));
    return outcome instanceof OriginFailure ? outcome : { ...outcome, body: deadline.bounded(outcome.body) };
  } catch (error) {
    if (error instanceof OriginFailure) return error;
    throw error;
  }
}

function note(
  exchange: Exchange, { config: origin }: CompiledOrigin, { method, url, headers }: OriginRequest, outcome: OriginResponse | OriginFailure, firstByteAfter: number,
): void {
  const asked = { originId: knownOr(origin.id, ''), method, url, headers, firstByteAfter };
  if (outcome instanceof OriginFailure) {
    exchange.originRequests.push({ ...asked, outcome: outcome.kind, advice: [] });
    return;
  }
  const { status, headers: received, because, endsWithConnection = false } = outcome;
  const answered = { origin, behavior: exchange.behavior!.config, method, status, headers: received, endsWithConnection };
  exchange.originRequests.push({ ...asked, outcome: status, ...(because !== undefined && { because }), advice: originAdvice(answered, exchange.location.clock.now()) });
}
