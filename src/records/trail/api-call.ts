/** What is left of a request to CloudFront's API: the trail is a view of it. */
export interface ApiCall {
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** Such as `UpdateDistribution`. */
  readonly action: string;
  /** The date of the API's version, such as `2020-05-31`. */
  readonly version: string;
  readonly requestId: string;
  /** The ids of what it is about, such as `{ Id: 'E1…' }`, in the API's words. */
  readonly subject: ApiElements;
  /** The ETag that the caller has read. @default - none was given */
  readonly ifMatch?: string;
  /** The document that was sent, and what it is called. @default - there was none */
  readonly sent?: ApiDocument;
  /** The document that came back, and what it is called; of what only reads there is none. @default - there was none */
  readonly received?: ApiDocument;
  readonly etag?: string;
  /** The URL of what was created. */
  readonly location?: string;
  /** CloudFront's code and message for a refusal. @default - it was done */
  readonly error?: { readonly code: string; readonly message: string };
  readonly caller: Caller;
}

/** Who called. */
export interface Caller {
  /** The access key id with which the request is signed; undefined for a service that calls by itself. */
  readonly accessKeyId: string | undefined;
  /** The host name of an AWS service that called. @default - none did */
  readonly service?: string;
  readonly sourceIp: string;
  readonly userAgent: string;
}

/** An element of the API's XML with what is in it. */
export type ApiDocument = readonly [name: string, content: ApiElements];

/** Elements by name: texts, numbers and flags, or elements again, several of a name as a list. */
export interface ApiElements {
  readonly [name: string]: ApiContent | readonly ApiContent[] | undefined;
}

export type ApiContent = string | number | boolean | ApiElements;
