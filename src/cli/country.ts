import { InvalidArgumentError } from 'commander';

/** Reads a country code. */
export function countryCode(text: string): string {
  if (!/^[A-Za-z]{2}$/.test(text)) throw new InvalidArgumentError('Expected an ISO 3166-1 alpha-2 code, such as DE.');
  return text.toUpperCase();
}
