/* eslint-disable @typescript-eslint/no-require-imports -- what a command needs is loaded when it runs */
import { Command, InvalidArgumentError } from 'commander';
import type { Locator } from '../edge';

/** What the option that says where addresses are holds. */
export interface LocatorOption {
  readonly countries?: Locator;
}

/** Adds the option by which a user says which addresses are in which country. */
export function withLocatorOption(command: Command): Command {
  return command.option('--countries <file>', 'the countries of networks: CSV or JSON with a country for each, or a database in MaxMind\'s format (.mmdb)', locatorOf);
}

function locatorOf(file: string): Locator {
  const { readLocator } = require('../edge') as typeof import('../edge');
  try {
    return readLocator(file);
  } catch (error) {
    throw new InvalidArgumentError(`${file} cannot be read: ${(error as Error).message}.`);
  }
}
