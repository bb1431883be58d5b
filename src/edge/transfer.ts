import { STATUS_CODES } from 'http';
import { Body, RawHeaders, RequestRecord, Transfer, Upload, ViewerResponse } from './message';
import { OriginFailure } from './origin/origin-client';
import { discard } from './origin-body';

/** How an answer ended on the way to its viewer. */
export interface AnswerEnd {
  readonly how: 'complete' | 'viewer left' | 'origin broke off';
  /** Bytes that were sent after the head; undefined where the viewer left before anything was sent. */
  readonly sent: number | undefined;
  /** Bytes that arrived beside request and body: those of a connection of WebSocket. @default 0 */
  readonly received?: number;
}

/** How a request and its answer went, by what their sender tells of the end. */
export function transferOf(record: RequestRecord, { how, sent, received = 0 }: AnswerEnd, now: number): Transfer {
  const { status, resultType, detailedResultType, request, responseHeaders, upload } = record;
  return {
    end: now,
    status: sent === undefined ? 0 : status,
    resultType: how === 'complete' ? resultType : 'Error',
    detailedResultType: how === 'complete' ? detailedResultType : BROKEN_OFF[how],
    bytesSent: sent === undefined ? 0 : statusLineSize(status) + headersSize(responseHeaders) + sent,
    bytesReceived: requestHeadSize(request) + upload.bytes + received,
  };
}

const BROKEN_OFF = { 'viewer left': 'ClientCommError', 'origin broke off': 'OriginReadError' } as const;

/** The same answer, whose end is told when its body has been read, breaks off, or is given up. */
export function watched(response: ViewerResponse, ended: (end: AnswerEnd) => void): ViewerResponse {
  const { body } = response;
  if (body !== undefined && !(body instanceof Uint8Array)) return { ...response, body: watchedBody(body, ended) };
  ended({ how: 'complete', sent: body?.byteLength ?? 0 });
  return response;
}

function watchedBody(body: AsyncIterable<Uint8Array>, ended: (end: AnswerEnd) => void): AsyncIterable<Uint8Array> {
  let sent = 0;
  let source: AsyncIterator<Uint8Array> | undefined;
  let isOver = false;
  const end = (how: AnswerEnd['how']) => {
    if (!isOver) ended({ how, sent });
    isOver = true;
  };
  const iterator: AsyncIterator<Uint8Array> = {
    async next() {
      source ??= body[Symbol.asyncIterator]();
      try {
        const next = await source.next();
        if (next.done === true) end('complete');
        else sent += next.value.byteLength;
        return next;
      } catch (error) {
        end('origin broke off');
        throw error;
      }
    },
    async return() {
      end('viewer left');
      if (source === undefined) discard(body);
      else await source.return?.();
      return { done: true, value: undefined };
    },
  };
  return { [Symbol.asyncIterator]: () => iterator };
}

export const NO_UPLOAD: Upload = { bytes: 0 };

/** The body of a request, and how much of it has come. */
export function countedUpload(body: Body): { readonly upload: Upload; readonly body: Body } {
  if (body === undefined) return NOTHING;
  if (body instanceof Uint8Array) return { upload: { bytes: body.byteLength }, body };
  const upload = { bytes: 0 };
  return { upload, body: counted(body, upload) };
}

const NOTHING = { upload: NO_UPLOAD, body: undefined };

/** A viewer that breaks off leaves whoever reads its body, most of them origins, with a failure that is no defect of theirs. */
async function* counted(body: AsyncIterable<Uint8Array>, upload: { bytes: number }): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) {
      upload.bytes += chunk.byteLength;
      yield chunk;
    }
  } catch (error) {
    throw new OriginFailure('connection-dropped', `the viewer has broken off its request: ${(error as Error).message}`);
  }
}

/** Of request line, headers and the empty line after them, as HTTP/1.1 writes them. */
export function requestHeadSize({ method, url, headers }: Pick<RequestRecord['request'], 'method' | 'url' | 'headers'>): number {
  return method.length + url.length + 12 + headersSize(headers);
}

/** Of `HTTP/1.1 STATUS REASON` and the end of a line. */
function statusLineSize(status: number): number {
  return (STATUS_CODES[status] ?? 'unknown').length + 15;
}

/** Of headers and the empty line after them: each has a colon, a blank and the end of a line. */
function headersSize(headers: RawHeaders): number {
  let size = 2 + headers.length * 2;
  for (const text of headers) size += text.length;
  return size;
}
