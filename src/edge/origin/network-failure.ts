import { Readable } from 'stream';
import { errors } from 'undici';
import { FailureKind, OriginFailure } from './origin-client';

/** Codes of errors of sockets, TLS and HTTP parsers, with what they mean for an origin. */
const KINDS: readonly (readonly [RegExp, FailureKind])[] = [
  [/^ENOTFOUND|^EAI_AGAIN/, 'name-not-found'],
  [/^ECONNREFUSED|^EHOSTUNREACH|^ENETUNREACH|^EADDRNOTAVAIL/, 'connection-refused'],
  [/^UND_ERR_CONNECT_TIMEOUT|^ETIMEDOUT/, 'connection-timed-out'],
  [/^UND_ERR_HEADERS_TIMEOUT|^UND_ERR_BODY_TIMEOUT/, 'response-timed-out'],
  [/HEADER_OVERFLOW|HEADERS_OVERFLOW/, 'headers-too-large'],
  [/^HPE_/, 'malformed-response'],
  [/CERT|SSL|TLS|^EPROTO|^UNABLE_TO_|SELF_SIGNED/, 'tls'],
];

/** An error of the connection to an origin as a failure of the origin. */
export function networkFailure(error: unknown): OriginFailure {
  if (error instanceof OriginFailure) return error;
  const { code = '', message = String(error) } = error as { code?: string; message?: string };
  const kind = KINDS.find(([pattern]) => pattern.test(code))?.[1];
  if (kind !== undefined) return new OriginFailure(kind, message);
  return new OriginFailure(error instanceof errors.HTTPParserError ? 'malformed-response' : 'connection-dropped', message);
}

/** The body, with failures of the connection as failures of the origin. Who does not read it to its end gives the connection up, also before the first byte. */
export function withNetworkFailures(body: Readable): AsyncIterable<Uint8Array> {
  body.on('error', () => {});
  return {
    [Symbol.asyncIterator]() {
      const chunks: AsyncIterator<Uint8Array> = body[Symbol.asyncIterator]();
      return {
        next: () => chunks.next().catch((error: unknown) => { throw networkFailure(error); }),
        async return() {
          body.destroy();
          return { done: true, value: undefined };
        },
      };
    },
  };
}
