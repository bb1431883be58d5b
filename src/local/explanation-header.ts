import { explain, headerValue, RawHeaders, ViewerResponse } from '../edge';

/** The request header, in lower case, by which viewers of the local edge ask why they are answered so. CloudFront has none; it is taken off the request. */
export const EXPLAIN_HEADER = 'x-edge-explain';

/** The answer with its explanation in the header `X-Edge-Explanation`, the lines between bars, where the request asks for it. */
export function withExplanation(response: ViewerResponse, requestHeaders: RawHeaders): ViewerResponse {
  if (headerValue(requestHeaders, EXPLAIN_HEADER) === undefined) return response;
  return { ...response, headers: [...response.headers, 'X-Edge-Explanation', asHeader(explain(response.record))] };
}

/** Printable ASCII on one line; other characters are escaped as in a URL. */
function asHeader(text: string): string {
  const line = text.split('\n').map((part) => part.trim().replace(/ {2,}/g, ' ')).join(' | ');
  return line.replace(/[^\x20-\x7e]+/g, (characters) => Buffer.from(characters).toString('hex').replace(/../g, '%$&'));
}
