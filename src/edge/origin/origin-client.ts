import type { Duplex } from 'stream';
import { Origin } from '../../config';
import type { LambdaFailureKind } from '../lambda/lambda-failure';
import { Body, RawHeaders } from '../message';

/** What the edge asks of an origin. */
export interface OriginRequest {
  readonly origin: Origin;
  readonly method: string;
  /** Path and query string, the origin path in front, as they go over the wire. */
  readonly url: string;
  readonly protocol: 'http' | 'https';
  /** With Host, and without what concerns one connection only. */
  readonly headers: RawHeaders;
  readonly body: Body;
  /** Whether the connection is to become one of WebSocket. @default false */
  readonly asksForWebSocket?: boolean;
  /** Whether it is one of gRPC, which goes over HTTP/2. @default false */
  readonly isGrpc?: boolean;
  /** As whom the request reaches an S3 bucket. */
  readonly signedAs: OriginPrincipal;
  /** Aborts when the edge gives up. */
  readonly signal?: AbortSignal;
}

/**
 * As whom an origin is asked: by CloudFront as nobody, as an origin access identity, or as a distribution by origin access control;
 * without CloudFront also as an AWS account, without number the one that owns the bucket.
 */
export type OriginPrincipal =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'account'; readonly number: string | undefined }
  | { readonly kind: 'origin-access-identity'; readonly id: string; readonly s3CanonicalUserId: string }
  | { readonly kind: 'origin-access-control'; readonly distributionArn: string };

/** What an origin answers. The body throws an `OriginFailure` when it breaks off before its announced end. */
export interface OriginResponse {
  readonly status: number;
  readonly headers: RawHeaders;
  readonly body: Body;
  /** Headers that come after the body, once it has been read. @default - none */
  readonly trailers?: () => RawHeaders;
  /** Whether a function has made it in the place of the origin. @default false */
  readonly isGenerated?: boolean;
  /** Whether nothing but the end of the connection ends the body. @default false */
  readonly endsWithConnection?: boolean;
  /** Whether it is an expired copy in the place of a failing origin. @default false */
  readonly isStale?: boolean;
  /** Whether the body is a whole object of which the range that was asked for can be cut. @default false */
  readonly hasRanges?: boolean;
  /** Why it is an error, where that does not show in it. @default - what it says itself */
  readonly because?: string;
  /** What the connection goes on as after 101. */
  readonly connection?: Duplex;
}

/** A way to ask an origin: over HTTP, out of a directory, by a function of a test. Rejects with `OriginFailure` alone. */
export interface OriginClient {
  /** What is put in front of every path that is asked for. @default - nothing */
  readonly basePath?: string;
  ask(request: OriginRequest): Promise<OriginResponse>;
  /** Looks up where it is, without asking it. Rejects with `OriginFailure` when its name leads nowhere. @default - nothing has to be looked up */
  resolve?(): Promise<void>;
  /** Lets go of connections once the requests that are under way have ended. */
  close?(): Promise<void>;
  /** Cuts connections, with all that is under way on them. */
  destroy?(): Promise<void>;
}

/** Why an origin gave no usable answer. */
export type FailureKind = 'name-not-found' | 'connection-refused' | 'connection-timed-out' | 'response-timed-out' | 'connection-dropped' | 'tls' | 'malformed-response' | 'headers-too-large' | 'not-allowed' | LambdaFailureKind;

/** An origin that gave no usable answer. */
export class OriginFailure extends Error {
  public constructor(public readonly kind: FailureKind, message: string) {
    super(message);
    this.name = 'OriginFailure';
  }
}
