import { Entry } from './fields';
import { textOfBytes } from './text-of-bytes';

/** The cookies of the Cookie headers of a request. What has no name stays as it is. */
export function cookieEntries(header: string | undefined): Entry<string>[] {
  const cookies = header === undefined ? [] : header.split(';').map((cookie) => cookie.trim()).filter((cookie) => cookie !== '');
  return cookies.map((raw) => named(raw, raw));
}

/** The cookies that Set-Cookie headers set, with their attributes [FUN-055]. */
export function setCookieEntries(headers: readonly string[]): Entry<string>[] {
  return headers.map((raw) => {
    const semicolon = raw.indexOf(';');
    if (semicolon < 0) return named(raw.trim(), raw);
    const attributes = textOfBytes(raw.slice(semicolon + 1).trim());
    const cookie = named(raw.slice(0, semicolon).trim(), raw);
    return attributes === '' ? cookie : { ...cookie, attributes };
  });
}

function named(cookie: string, raw: string): Entry<string> {
  const equal = cookie.indexOf('=');
  return { name: textOfBytes(cookie.slice(0, Math.max(0, equal))), value: textOfBytes(cookie.slice(equal + 1)), raw, isHidden: equal < 1 };
}
