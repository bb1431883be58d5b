import { RawHeaders } from './message';
import { joinedHeader } from './raw-headers';

/** Which of some encodings a viewer takes, in the order given: those that Accept-Encoding names without `q=0`. */
export function acceptedEncodings(headers: RawHeaders, offered: readonly string[]): string[] {
  const value = joinedHeader(headers, 'accept-encoding');
  if (value === undefined) return [];
  const accepted = new Map(value.toLowerCase().split(',').map((item) => {
    const [name, ...parameters] = item.split(';').map((part) => part.trim());
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    return [name, quality === undefined || Number(quality.slice(2)) > 0] as const;
  }));
  return offered.filter((name) => accepted.get(name) === true);
}
