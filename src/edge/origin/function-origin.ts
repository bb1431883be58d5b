import { Body } from '../message';
import { headerPairs, headerValue } from '../raw-headers';
import { OriginClient, OriginRequest, OriginResponse } from './origin-client';

/** A request as a function that plays an origin sees it. */
export interface FunctionOriginRequest {
  readonly method: string;
  /** Path and query string, the origin path in front. */
  readonly url: string;
  /** The path alone. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly body: Body;
}

/** What a function that plays an origin may return: a text for 200, the parts of a response, or a web standard `Response`. */
export type FunctionOriginResponse = string | Response | {
  /** @default 200 */
  readonly status?: number;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: string | Uint8Array | AsyncIterable<Uint8Array>;
};

/** A function that plays an origin. What it throws reaches the edge: an `OriginFailure` is one of the origin, anything else a defect of the test. */
export type OriginFunction = (request: FunctionOriginRequest) => FunctionOriginResponse | Promise<FunctionOriginResponse>;

/** An origin that is a function. */
export class FunctionOrigin implements OriginClient {
  public constructor(private readonly answer: OriginFunction) {}

  public async ask({ method, url, headers, body }: OriginRequest): Promise<OriginResponse> {
    const [path, query = ''] = url.split(/\?(.*)/s);
    return responseOf(await this.answer({ method, url, path, query: new URLSearchParams(query), headers: new Headers(headerPairs(headers)), body }));
  }
}

async function responseOf(given: FunctionOriginResponse): Promise<OriginResponse> {
  if (typeof given === 'string') return { status: 200, ...sized([], Buffer.from(given)) };
  if (given instanceof Response) {
    return { status: given.status, ...sized([...given.headers].flat(), new Uint8Array(await given.arrayBuffer())) };
  }
  const { status = 200, headers = {}, body } = given;
  const raw = Object.entries(headers).flat();
  if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) {
    return { status, ...sized(raw, typeof body === 'string' ? Buffer.from(body) : body ?? new Uint8Array(0)) };
  }
  return { status, headers: raw, body };
}

function sized(headers: readonly string[], body: Uint8Array): Pick<OriginResponse, 'headers' | 'body'> {
  return { headers: headerValue(headers, 'content-length') !== undefined ? headers : [...headers, 'Content-Length', String(body.length)], body };
}
