import { detailedError } from './detailed-result-type';
import { evaluateConditions, rangeApplies } from './conditionals';
import { Answer, decide, Exchange } from './exchange';
import { Body, ResultType, ViewerResponse } from './message';
import { parseRange } from './ranges';
import { headerValue, removeHeader, setHeader } from './raw-headers';

/** The answer on its last way: what is left to decide once it is known which object, or which error, it is. */
interface Draft {
  status: number;
  readonly headers: string[];
  body: Body;
  resultType: ResultType;
}

/** Applies the viewer's conditions and range, adds CloudFront's own headers, and leaves the record. */
export function finishResponse(exchange: Exchange): ViewerResponse {
  const answer = exchange.answer!;
  const draft: Draft = { status: answer.status, headers: answer.headers.slice(), body: answer.body ?? answer.object?.body.read(), resultType: answer.resultType };
  if (answer.status === 200 && answer.object !== undefined && answer.isWhole !== true) applyConditionsAndRange(exchange, answer, draft);
  if (exchange.request.method === 'HEAD') draft.body = undefined;
  if (answer.cause === undefined && answer.resultType !== 'Redirect') exchange.behavior?.changeResponseHeaders?.(exchange, draft.headers, draft.resultType);
  addOwnHeaders(exchange, answer, draft);
  return { status: draft.status, headers: draft.headers, body: draft.body, record: recordOf(exchange, draft) };
}

function applyConditionsAndRange(exchange: Exchange, { headers, object }: Answer, draft: Draft): void {
  const { request } = exchange;
  const outcome = evaluateConditions(request.headers, headers);
  if (outcome !== undefined) {
    decide(exchange, 'conditions', outcome === 304 ? 'not modified' : 'precondition failed');
    draft.status = outcome;
    draft.body = undefined;
    removeHeader(draft.headers, 'content-length');
    if (outcome === 412) draft.resultType = 'Error';
    return;
  }
  const length = object!.body.complete ? object!.body.length : statedLength(headers);
  if (length === undefined) return;
  if (headerValue(headers, 'content-length') === undefined) draft.headers.push('Content-Length', String(length));
  const header = headerValue(request.headers, 'range');
  if (header === undefined || request.method !== 'GET' || !rangeApplies(request.headers, headers)) return;
  const range = parseRange(header, length);
  if (range === undefined) return decide(exchange, 'range', 'ignored', { range: header });
  if (range === 'unsatisfiable') {
    decide(exchange, 'range', 'not satisfiable', { range: header, length });
    draft.status = 416;
    draft.body = new Uint8Array(0);
    draft.resultType = 'Error';
    setHeader(draft.headers, 'Content-Range', `bytes */${length}`);
    setHeader(draft.headers, 'Content-Length', '0');
    return;
  }
  decide(exchange, 'range', 'served', { first: range.first, last: range.last, length });
  draft.status = 206;
  setHeader(draft.headers, 'Content-Range', `bytes ${range.first}-${range.last}/${length}`);
  setHeader(draft.headers, 'Content-Length', String(range.last - range.first + 1));
  draft.body = object!.body.bytes?.subarray(range.first, range.last + 1) ?? object!.body.read(range.first, range.last + 1);
}

function statedLength(headers: readonly string[]): number | undefined {
  const value = headerValue(headers, 'content-length');
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined;
}

/** Headers that every answer has [DTD-216], and Age where the answer was cached before. */
function addOwnHeaders({ location, now, requestId, sessionCookie }: Exchange, { object, resultType }: Answer, { headers, resultType: shown }: Draft): void {
  if (object !== undefined && (resultType === 'Hit' || object.confirmedAt < now || object.initialAge > 0)) {
    headers.push('Age', String(Math.floor((now - object.confirmedAt) / 1000) + object.initialAge));
  }
  if (sessionCookie !== undefined) headers.push('Set-Cookie', sessionCookie);
  headers.push('X-Cache', `${shown} from cloudfront`, 'Via', `1.1 ${location.via}`, 'X-Amz-Cf-Pop', location.name, 'X-Amz-Cf-Id', requestId);
}

function recordOf(exchange: Exchange, { status, resultType }: Draft): ViewerResponse['record'] {
  return {
    time: exchange.now,
    requestId: exchange.requestId,
    edgeLocation: exchange.location.name,
    request: exchange.request,
    host: exchange.host,
    distribution: exchange.distribution?.config.location.logicalId,
    primaryDistribution: exchange.primary?.config.location.logicalId,
    pathPattern: exchange.behavior?.pattern,
    status,
    resultType,
    detailedResultType: resultType === 'Error' ? detailedError(exchange.cause) : resultType,
    decisions: exchange.decisions,
    originRequests: exchange.originRequests,
  };
}
