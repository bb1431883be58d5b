import { Decision, explain, headerPairs, OriginExchange, RawHeaders, RequestRecord, ResultType, ViewerResponse } from '../edge';

/** What a viewer of a test received, and why. */
export class EdgeResponse {
  /** Takes what CloudFront answers, with its whole body. */
  public static async receive(response: ViewerResponse): Promise<EdgeResponse> {
    const { chunks, failure } = await collect(response);
    return new EdgeResponse(response, Buffer.concat(chunks), failure);
  }

  public readonly status: number;
  /** Header names and values in turn, as CloudFront sent them. */
  public readonly rawHeaders: RawHeaders;
  public readonly headers: Headers;
  /** What is left of the request: every decision, and the requests to origins. */
  public readonly record: RequestRecord;

  /** @param receivedBody what was received before the body broke off, or all of it */
  private constructor(response: ViewerResponse, public readonly receivedBody: Uint8Array, private readonly failure: Error | undefined) {
    this.status = response.status;
    this.rawHeaders = response.headers;
    this.headers = new Headers(headerPairs(response.headers));
    this.record = response.record;
  }

  /** The body. @throws the failure of the origin, when the body broke off */
  public get body(): Uint8Array {
    if (this.failure !== undefined) throw this.failure;
    return this.receivedBody;
  }

  /** The body as UTF-8 text. @throws the failure of the origin, when the body broke off */
  public text(): string {
    return Buffer.from(this.body).toString();
  }

  /** The body as JSON says it. @throws SyntaxError when it is not JSON */
  public json<T = any>(): T {
    return JSON.parse(this.text());
  }

  /** Whether the body came to its end. */
  public get complete(): boolean {
    return this.failure === undefined;
  }

  /** How CloudFront came to the answer, as access logs say it: `Hit`, `Miss`, `RefreshHit`, `Error`, `Redirect`… */
  public get resultType(): ResultType {
    return this.record.resultType;
  }

  /** Whether the answer is a fresh one of the cache. */
  public get cacheHit(): boolean {
    return this.resultType === 'Hit';
  }

  /** The requests to origins that this one caused, in order. */
  public get originRequests(): readonly OriginExchange[] {
    return this.record.originRequests;
  }

  /** What was decided on the way, in order, with reasons and settings. */
  public get decisions(): readonly Decision[] {
    return this.record.decisions;
  }

  /** The decisions in words, a line each. */
  public get explanation(): string {
    return explain(this.record);
  }
}

async function collect({ body }: ViewerResponse): Promise<{ readonly chunks: Uint8Array[]; readonly failure?: Error }> {
  if (body === undefined) return { chunks: [] };
  if (body instanceof Uint8Array) return { chunks: [body] };
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of body) chunks.push(chunk);
    return { chunks };
  } catch (error) {
    return { chunks, failure: error as Error };
  }
}
