import { setCookieEntries } from './cookies';
import { Fields, fieldsOf, InvalidResult, isObject, Returned, withFields } from './fields';
import { changedHeaders, headerEntries, rawHeadersOf } from './headers';
import { bytesOfText } from './text-of-bytes';
import { NOT_IN_HEADER } from '../../config';

/** The response of an event. */
export interface EventResponse {
  readonly statusCode: number;
  readonly statusDescription: string;
  readonly headers: Fields;
  readonly cookies: Fields;
}

/** What a function made of a response, or answered itself. */
export interface ChangedResponse {
  readonly status: number;
  readonly statusDescription: string | undefined;
  readonly headers: readonly string[];
  /** Undefined where the function said nothing of it. */
  readonly body: Uint8Array | undefined;
  /** What is other than before, in words. */
  readonly changes: readonly string[];
}

export function eventResponse(status: number, statusDescription: string, headers: readonly string[]): EventResponse {
  const { others, cookies } = split(headers);
  return { statusCode: status, statusDescription, headers: fieldsOf(headerEntries(others, () => false)), cookies: fieldsOf(setCookieEntries(cookies)) };
}

/**
 * @param before   the headers that the function was given; none where it answers itself
 * @throws InvalidResult
 */
export function changedResponse(before: readonly string[], returned: Returned): ChangedResponse {
  const { statusCode: status } = returned;
  if (typeof status !== 'number' || !Number.isInteger(status)) throw new InvalidResult(`response.statusCode is ${JSON.stringify(status)}, not a whole number`);
  if (status < 200 || status > 599) throw new InvalidResult(`response.statusCode is ${status}, not one of 200 to 599`);
  const { others, cookies } = split(before);
  const headers = changedHeaders(headerEntries(others, () => false), returned.headers ?? {}, 'viewer-response', 'response.headers');
  const set = withFields(setCookieEntries(cookies), returned.cookies ?? {}, 'response.cookies');
  const body = returned.body === undefined ? undefined : bodyOf(returned.body);
  return {
    status,
    statusDescription: descriptionOf(returned),
    headers: [...rawHeadersOf(headers.entries), ...set.entries.flatMap((entry) => ['Set-Cookie', entry.raw ?? setCookie(entry)])],
    body,
    changes: [
      ...headers.changed.map((name) => `the header ${name}`), ...set.changed.map((name) => `the cookie ${name}`), ...(body === undefined ? [] : ['the body']),
    ],
  };
}

/** The bytes of a description, a character for each. */
function descriptionOf({ statusDescription: text }: Returned): string | undefined {
  if (text === undefined) return undefined;
  if (typeof text !== 'string') throw new InvalidResult('response.statusDescription is not a text');
  const bytes = bytesOfText(text);
  if (NOT_IN_HEADER.test(bytes)) throw new InvalidResult('response.statusDescription has a line break or another control character');
  return bytes;
}

function split(headers: readonly string[]): { readonly others: readonly string[]; readonly cookies: readonly string[] } {
  const [others, cookies]: [string[], string[]] = [[], []];
  for (let i = 0; i < headers.length; i += 2) {
    if (headers[i].toLowerCase() === 'set-cookie') cookies.push(headers[i + 1]);
    else others.push(headers[i], headers[i + 1]);
  }
  return { others, cookies };
}

function setCookie({ name, value, attributes }: { readonly name: string; readonly value: string; readonly attributes?: string }): string {
  const text = bytesOfText(attributes === undefined || attributes === '' ? `${name}=${value}` : `${name}=${value}; ${attributes}`);
  if (NOT_IN_HEADER.test(text)) throw new InvalidResult(`response.cookies["${name}"] has a line break or another control character`);
  return text;
}

const BASE64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}(?:==)?|[A-Za-z\d+/]{3}=?)?$/;

/** A body: a text, or `{ encoding, data }` [FUN-065]. */
function bodyOf(body: unknown): Uint8Array {
  if (typeof body === 'string') return Buffer.from(body);
  const { encoding, data } = isObject(body) ? body : {};
  if (typeof data !== 'string') throw new InvalidResult('response.body is neither a text nor { encoding, data }');
  if (encoding === 'text') return Buffer.from(data);
  if (encoding !== 'base64') throw new InvalidResult(`response.body.encoding is ${JSON.stringify(encoding)}, neither text nor base64`);
  if (!BASE64.test(data)) throw new InvalidResult('response.body.data is not base64');
  return Buffer.from(data, 'base64');
}
