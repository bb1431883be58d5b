import { CachedObject } from './cache/cached-object';
import { rangeApplies } from './conditionals';
import { decide, Exchange } from './exchange';
import { Body, ResultType } from './message';
import { ByteRange, parseRanges } from './ranges';
import { headerValue, removeHeader, setHeader } from './raw-headers';

/** The answer on its last way: what is left to decide once it is known which object, or which error, it is. */
export interface Draft {
  status: number;
  statusDescription: string | undefined;
  headers: string[];
  body: Body;
  resultType: ResultType;
}

/** Cuts what the viewer's Range header asks for out of an object, or out of the part of it that there is. */
export function serveRange(exchange: Exchange, object: CachedObject, length: number, draft: Draft): void {
  const header = headerValue(exchange.request.headers, 'range');
  if (header === undefined || exchange.request.method !== 'GET') return;
  const { part } = object;
  if (part === undefined && !rangeApplies(exchange.request.headers, object.headers, exchange.now)) return;
  const ranges = parseRanges(header, length);
  if (ranges === undefined) return decide(exchange, 'range', 'ignored', { range: header });
  if (ranges === 'unsatisfiable') return refuse(exchange, header, length, draft);
  if (part !== undefined && !ranges.every(({ first, last }) => part.first <= first && last <= part.last)) return;
  draft.status = 206;
  removeHeader(draft.headers, 'transfer-encoding');
  if (ranges.length === 1) serveOne(exchange, object, ranges[0], length, draft);
  else serveSeveral(exchange, object, ranges, length, draft);
}

function refuse(exchange: Exchange, header: string, length: number, draft: Draft): void {
  decide(exchange, 'range', 'not satisfiable', { range: header, length });
  draft.status = 416;
  removeHeader(draft.headers, 'transfer-encoding');
  draft.body = new Uint8Array(0);
  draft.resultType = 'Error';
  setHeader(draft.headers, 'Content-Range', `bytes */${length}`);
  setHeader(draft.headers, 'Content-Length', '0');
}

function serveOne(exchange: Exchange, object: CachedObject, { first, last }: ByteRange, length: number, draft: Draft): void {
  decide(exchange, 'range', 'served', { first, last, length });
  setHeader(draft.headers, 'Content-Range', `bytes ${first}-${last}/${length}`);
  setHeader(draft.headers, 'Content-Length', String(last - first + 1));
  draft.body = bytesOf(object, { first, last });
}

/** Several ranges come as parts of one body, each with headers of its own (RFC 9110, 14.6). */
function serveSeveral(exchange: Exchange, object: CachedObject, ranges: readonly ByteRange[], length: number, draft: Draft): void {
  const shown = ranges.map(({ first, last }) => `${first}-${last}`).join(',');
  decide(exchange, 'range', 'several served', { ranges: shown, length });
  const boundary = `CloudFront:${exchange.requestId.slice(0, 12)}`;
  const type = headerValue(object.headers, 'content-type') ?? 'application/octet-stream';
  const heads = ranges.map(({ first, last }) => Buffer.from(`\r\n--${boundary}\r\nContent-Type: ${type}\r\nContent-Range: bytes ${first}-${last}/${length}\r\n\r\n`));
  const end = Buffer.from(`\r\n--${boundary}--\r\n`);
  const size = ranges.reduce((sum, { first, last }, i) => sum + heads[i].length + last - first + 1, end.length);
  removeHeader(draft.headers, 'content-range');
  setHeader(draft.headers, 'Content-Type', `multipart/byteranges; boundary=${boundary}`);
  setHeader(draft.headers, 'Content-Length', String(size));
  draft.body = (async function* () {
    for (const [i, range] of ranges.entries()) {
      yield heads[i];
      const body = bytesOf(object, range);
      if (body instanceof Uint8Array) yield body;
      else yield* body;
    }
    yield end;
  })();
}

function bytesOf({ body, part }: CachedObject, { first, last }: ByteRange): Uint8Array | AsyncIterable<Uint8Array> {
  const [start, end] = [first - (part?.first ?? 0), last + 1 - (part?.first ?? 0)];
  return body.bytes?.subarray(start, end) ?? body.read(start, end);
}
