import { isKnown, knownItems, knownOr, PolicyHeader, ResponseHeadersPolicy } from '../config';
import { corsHeaderAdder } from './cors-headers';
import { Exchange } from './exchange';
import { ResultType } from './message';
import { headerValue, removeHeader, setHeader } from './raw-headers';
import { serverTimingAdder } from './server-timing';

/** Changes the headers of an answer on its way to the viewer. What is in the cache stays as it is. */
export type HeaderChange = (exchange: Exchange, headers: string[], resultType: ResultType) => void;

/** Makes the function that does what a response headers policy says: removes, then adds CORS, security, custom and timing headers [POL-132]. */
export function responseHeaderChange(policy: ResponseHeadersPolicy): HeaderChange {
  const changes: HeaderChange[] = [
    ...knownItems(policy.remove).map(headerRemover),
    ...(policy.cors === undefined ? [] : [corsHeaderAdder(policy.cors, policy.managed)]),
    ...[...policy.security, ...policy.custom].map(headerAdder),
    ...(isKnown(policy.serverTimingSamplingRate) ? [serverTimingAdder(policy.serverTimingSamplingRate)] : []),
  ];
  return (exchange, headers, resultType) => {
    for (const change of changes) change(exchange, headers, resultType);
  };
}

/** In the place of two headers that every answer has, CloudFront puts its own [POL-145]. */
const OWN: { readonly [lower: string]: (headers: string[], exchange: Exchange) => void } = {
  server: (headers) => headers.push('Server', 'CloudFront'),
  date: (headers, { now }) => headers.push('Date', new Date(now).toUTCString()),
};

function headerRemover(name: string): HeaderChange {
  const lower = name.toLowerCase();
  const own = Object.hasOwn(OWN, lower) ? OWN[lower] : undefined;
  return (exchange, headers) => {
    removeHeader(headers, lower);
    own?.(headers, exchange);
  };
}

function headerAdder({ name, value, override }: PolicyHeader): HeaderChange {
  if (!isKnown(name) || name === '' || !isKnown(value)) return () => {};
  const lower = name.toLowerCase();
  if (knownOr(override, false)) return (_exchange, headers) => setHeader(headers, name, value);
  return (_exchange, headers) => {
    if (headerValue(headers, lower) === undefined) headers.push(name, value);
  };
}
