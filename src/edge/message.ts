import type { X509Certificate } from 'crypto';
import type { Duplex } from 'stream';

import type { DetailedResultType } from './detailed-result-type';
import type { EncryptionResult } from './field-level-encryption/encryption-status';
import type { FunctionInvocation } from './functions/viewer-functions';
import type { OriginAdvice } from './origin-check/origin-advice';

/** Header names and values in turn, in the order of the wire: `[name, value, name, value, …]`. */
export type RawHeaders = readonly string[];

/** Bytes that are there, bytes that arrive, or none. A stream that breaks off throws. */
export type Body = Uint8Array | AsyncIterable<Uint8Array> | undefined;

/** What a viewer asks of CloudFront. */
export interface ViewerRequest {
  readonly method: string;
  /** Path and query string as the viewer sent them. */
  readonly url: string;
  readonly headers: RawHeaders;
  readonly protocol: 'http' | 'https';
  readonly httpVersion: '1.0' | '1.1' | '2.0';
  /** The Host as the viewer sent it, where that is a name of this machine that stands for one of CloudFront's. @default - the Host header */
  readonly localHost?: string;
  /** The viewer's address. */
  readonly ip: string;
  /** The port from which the viewer sends. @default - not known */
  readonly port?: number;
  /** The encrypted connection, when it is asked about. @default - nothing is known of it */
  readonly tls?: () => TlsConnection | undefined;
  /** The host name for which the viewer was shown a certificate (SNI). @default - none, or not known */
  readonly serverName?: string;
  readonly body?: Body;
  /** Whether the viewer asks to make the connection one of WebSocket. @default false */
  readonly asksForWebSocket?: boolean;
  /** The viewer's country, when it is said rather than looked up: an ISO 3166-1 alpha-2 code. */
  readonly country?: string;
  /** Where the viewer is, when it is said rather than looked up. */
  readonly place?: ViewerPlace;
  /** What a function has made of headers of CloudFront's own, by lower-case name: another value, or none. @default - nothing */
  readonly changedHeaders?: ReadonlyMap<string, string | undefined>;
  /** Calls back if the viewer leaves before it has its answer. @default - it stays */
  readonly whenGone?: (callback: () => void) => void;
}

/** What is known of the connection of a viewer that uses HTTPS. */
export interface TlsConnection {
  /** Such as `TLSv1.3`. */
  readonly protocol: string;
  /** Such as `TLS_AES_128_GCM_SHA256`. */
  readonly cipher: string;
  readonly handshake: 'fullHandshake' | 'sessionResumed' | 'connectionReused';
  /** Fingerprints of the handshake. */
  readonly ja3?: string;
  readonly ja4?: string;
  /** What the viewer has shown when it was asked for a certificate. @default - it was not asked */
  readonly viewerCertificate?: ViewerCertificate;
}

/** What a viewer has shown to a distribution that asks for certificates. */
export interface ViewerCertificate {
  /** The id of the distribution. */
  readonly askedBy: string;
  /** Whether the origin is to check it: the mode is `passthrough`. */
  readonly isPassedThrough: boolean;
  /** The id that the connection has in logs [DTD-264]. @default - none */
  readonly connectionId?: string;
  /** The viewer's certificate, and behind it those that signed one another; empty for none. */
  readonly chain: readonly X509Certificate[];
}

/** Where a viewer is. What is not known is left out. */
export interface ViewerPlace {
  /** The code of the region within the country, the second part of ISO 3166-2. */
  readonly region?: string;
  readonly regionName?: string;
  readonly city?: string;
  readonly postalCode?: string;
  readonly latitude?: number;
  readonly longitude?: number;
  /** Of viewers in the United States. */
  readonly metroCode?: string;
  /** As in the IANA time zone database. */
  readonly timeZone?: string;
  /** The number of the autonomous system. */
  readonly asn?: number;
}

/** What CloudFront answers. */
export interface ViewerResponse {
  readonly status: number;
  /** What HTTP/1 says beside the status. @default - what it usually says */
  readonly statusDescription?: string;
  readonly headers: RawHeaders;
  readonly body: Body;
  /** Headers that come after the body, once it has been read: those of gRPC. @default - none */
  readonly trailers?: () => RawHeaders;
  /** The connection to the origin with which that of the viewer goes on after 101. */
  readonly connection?: Duplex;
  readonly record: RequestRecord;
}

/** What is left of a request when it is over: logs, metrics, explanations and matchers are views of it. */
export interface RequestRecord {
  /** Milliseconds since the epoch when the request arrived. */
  readonly time: number;
  readonly requestId: string;
  /** Empty where the viewer was led to a bucket instead. */
  readonly edgeLocation: string;
  readonly request: ViewerRequest;
  readonly host: string;
  /** The logical id of the distribution; undefined when no distribution has the host. */
  readonly distribution: string | undefined;
  /** Its id, or that of the tenant that was asked. */
  readonly distributionId: string | undefined;
  /** The logical id of the primary distribution when its staging distribution answered. */
  readonly primaryDistribution: string | undefined;
  /** The logical id of the tenant of the distribution that was asked. */
  readonly distributionTenant: string | undefined;
  /** The path pattern of the cache behavior; undefined when none was matched. */
  readonly pathPattern: string | undefined;
  readonly status: number;
  /** The protocol as logs name it: with WebSocket `ws` or `wss`, with gRPC `grpcs`. */
  readonly protocol: 'http' | 'https' | 'ws' | 'wss' | 'grpcs';
  /** The result type, as access logs have it (DTD rows): `Hit`, `RefreshHit`, `Miss`, `Error`, `Redirect`… */
  readonly resultType: ResultType;
  /** Seconds for which what was served is cached in all; 0 where it is not [RPT-022]. */
  readonly ttl: number;
  /** The same in detail: for an error, what was its cause [DTD-210]. */
  readonly detailedResultType: DetailedResultType;
  /** Every decision on the way, in order. */
  readonly decisions: readonly Decision[];
  /** Requests that went to origins for this one, in order. */
  readonly originRequests: readonly OriginExchange[];
  /** Runs of edge functions for this request, in order. */
  readonly functions: readonly FunctionInvocation[];
  /** What became of the fields of the body. @default - none are to be encrypted */
  readonly fieldLevelEncryption?: EncryptionResult;
  readonly responseHeaders: RawHeaders;
  /** Milliseconds from the arrival of the request until its answer began. */
  readonly firstByteAfter: number;
  /** What has arrived of the request's body so far. */
  readonly upload: Upload;
  /** Whether CloudFront counts and logs the request: not one that it has not read to its end [DTD-124], nor one that has not reached it. */
  readonly isCounted: boolean;
  /** How the answer went; undefined until it has ended. */
  transfer: Transfer | undefined;
}

/** The record of a request whose answer has ended. */
export interface CompletedRecord extends RequestRecord {
  readonly transfer: Transfer;
}

/** How a request and its answer went over the viewer's connection. */
export interface Transfer {
  /** Milliseconds since the epoch when the last byte was handed over, or the viewer was gone; of WebSocket when the connection ended. */
  readonly end: number;
  /** The status that the viewer saw; 0 where it left before there was one [LOG-056]. */
  readonly status: number;
  /** The result type after the last byte: `Error` in the place of the record's own where the answer was not received whole [DTD-212]. */
  readonly resultType: ResultType;
  readonly detailedResultType: DetailedResultType;
  /** Bytes to the viewer with status line and headers, as HTTP/1.1 writes them. */
  readonly bytesSent: number;
  /** Bytes from the viewer with request line and headers, as HTTP/1.1 writes them. */
  readonly bytesReceived: number;
}

/** A body on its way in. */
export interface Upload {
  readonly bytes: number;
}

export type ResultType =
  | 'Hit' | 'RefreshHit' | 'OriginShieldHit' | 'Miss' | 'LimitExceeded' | 'CapacityExceeded' | 'Error' | 'Redirect' | 'LambdaGeneratedResponse' | 'LambdaExecutionError' | 'LambdaValidationError' | 'LambdaLimitExceeded'
  | 'FunctionGeneratedResponse' | 'FunctionExecutionError' | 'FunctionThrottledError' | 'FunctionValidationError';

/** One request to an origin, as the record keeps it. */
export interface OriginExchange {
  readonly originId: string;
  readonly method: string;
  /** Path and query string as the origin saw them. */
  readonly url: string;
  readonly headers: RawHeaders;
  /** The origin's status, or why there is none. */
  readonly outcome: number | string;
  /** Why it is an error, where a bucket of this machine knows more than it says. */
  readonly because?: string;
  /** Milliseconds until the first byte of the answer, or until it was clear that there is none. */
  readonly firstByteAfter: number;
  /** What its answer shows that the origin should do otherwise. */
  readonly advice: readonly OriginAdvice[];
}

/** What a step decided, and why. Worded only where it is shown. */
export interface Decision {
  /** The step, such as `cache-behavior`, `freshness` or `origin`. */
  readonly step: string;
  /** The outcome in one word or two, such as `matched`, `stored`, `expired`. */
  readonly decided: string;
  /** What the decision rests on: names and values. */
  readonly because?: { readonly [name: string]: unknown };
  /** The setting that decided, as a path in the template, such as `DistributionConfig.CacheBehaviors[0].PathPattern`. */
  readonly setting?: string;
}
