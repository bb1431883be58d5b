import { XmlElements } from './xml';

/** A request, after its address, version and authorization have been looked at. */
export interface ApiRequest {
  /** The version of the API by which it is made. */
  readonly version: string;
  readonly query: URLSearchParams;
  /** The ETag that the caller has read. */
  readonly ifMatch: string | undefined;
  readonly body: string;
}

export interface ApiAnswer {
  readonly status: number;
  readonly etag?: string;
  /** The path of what was created, below the version. */
  readonly location?: string;
  /** The root element of the answer and what is in it. @default - the answer has no body */
  readonly document?: readonly [root: string, content: XmlElements];
}

/**
 * What the API does for `METHOD path`, the path below the version; `*` in it stands for one segment, which becomes an argument.
 * A query parameter without a value at the end, as in `POST distribution?WithTags`, belongs to the name.
 *
 * @throws ApiError
 */
export interface Operations {
  readonly [methodAndPath: string]: (request: ApiRequest, ...segments: string[]) => ApiAnswer | Promise<ApiAnswer>;
}
