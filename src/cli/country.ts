/* eslint-disable @typescript-eslint/no-require-imports -- what a command needs is loaded when it runs */
import { InvalidArgumentError } from 'commander';

/** Reads a country code. */
export function countryCode(text: string): string {
  const { COUNTRIES } = require('../config') as typeof import('../config');
  const code = text.toUpperCase();
  if (code === 'UK') throw new InvalidArgumentError('The code of the United Kingdom is GB.');
  if (!COUNTRIES.includes(code)) throw new InvalidArgumentError('Expected an ISO 3166-1 alpha-2 code, such as DE.');
  return code;
}
