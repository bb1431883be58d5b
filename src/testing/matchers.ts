import { ResultType } from '../edge';
import { EdgeResponse } from './edge-response';

/** What a matcher tells Jest. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * Jest matchers for what the edge answered. Register them once with `expect.extend(edgeMatchers)`.
 * A failure prints what CloudFront decided, and why.
 */
export const edgeMatchers = {
  toBeCacheHit: (response: EdgeResponse) => resultTypeIs(response, 'Hit'),
  toBeCacheMiss: (response: EdgeResponse) => resultTypeIs(response, 'Miss'),
  toBeRefreshHit: (response: EdgeResponse) => resultTypeIs(response, 'RefreshHit'),

  toHaveStatus(response: EdgeResponse, expected: number): MatcherResult {
    return verdict(response, response.status === expected, `status ${expected}`, `status ${response.status}`);
  },

  toHaveHeader(response: EdgeResponse, name: string, expected?: string | RegExp): MatcherResult {
    const value = response.headers.get(name);
    const pass = value !== null && (expected === undefined || (expected instanceof RegExp ? expected.test(value) : expected === value));
    const wanted = expected === undefined ? `header ${name}` : `header ${name}: ${expected}`;
    return verdict(response, pass, wanted, value === null ? `no header ${name}` : `${name}: ${value}`);
  },

  toHaveAskedOrigin(response: EdgeResponse, originId?: string): MatcherResult {
    const asked = response.originRequests.map((request) => request.originId);
    const pass = originId === undefined ? asked.length > 0 : asked.includes(originId);
    const wanted = originId === undefined ? 'a request to an origin' : `a request to the origin ${originId}`;
    return verdict(response, pass, wanted, asked.length === 0 ? 'no request to an origin' : `requests to ${asked.join(', ')}`);
  },
};

function resultTypeIs(response: EdgeResponse, expected: ResultType): MatcherResult {
  return verdict(response, response.resultType === expected, expected, response.resultType);
}

function verdict(response: EdgeResponse, pass: boolean, expected: string, received: string): MatcherResult {
  return {
    pass,
    message: () => `Expected${pass ? ' not' : ''}: ${expected}\nReceived: ${received}\n\n${response.explanation}`,
  };
}

/** The matchers, as they are called on `expect(response)`. */
export interface EdgeMatchers<R> {
  /** The answer is a fresh one of the cache. */
  toBeCacheHit(): R;
  /** The answer was fetched from the origin. */
  toBeCacheMiss(): R;
  /** The answer is an expired one of the cache, which the origin confirmed. */
  toBeRefreshHit(): R;
  toHaveStatus(expected: number): R;
  /** There is such a header, and it has the value, or matches the expression, when one is given. */
  toHaveHeader(name: string, expected?: string | RegExp): R;
  /** An origin, or the one with this id, was asked. */
  toHaveAskedOrigin(originId?: string): R;
}

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    // The type parameters have to be those of Jest's own declaration.
    // eslint-disable-next-line @typescript-eslint/no-unused-vars
    interface Matchers<R, T = {}> extends EdgeMatchers<R> {}
  }
}
