import type { Exchange } from './exchange';
import { headerValue } from './raw-headers';

/** `application/grpc` alone, with the name of an encoding, or with parameters; not gRPC-Web, which any server answers. */
const CONTENT_TYPE = /^application\/grpc(?:\+[^;]*)?\s*(?:;|$)/i;

/** Whether a request is one of gRPC, which is proxied to the origin past all that CloudFront does for others [DTD-038, DTD-039]. */
export function isGrpc({ behavior, request }: Pick<Exchange, 'behavior' | 'request'>): boolean {
  return behavior?.grpc === true && CONTENT_TYPE.test(headerValue(request.headers, 'content-type') ?? '');
}
