import { readFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';

/** Reads one of several trust stores: its name, and the file with its certificates. */
export function addTrustStore(argument: string, earlier: { readonly [name: string]: string }): { readonly [name: string]: string } {
  const [, name, file] = /^([^=]+)=(.+)$/.exec(argument) ?? [];
  if (file === undefined) throw new InvalidArgumentError('Expected NAME=FILE.');
  return { ...earlier, [name]: certificatesIn(file) };
}

function certificatesIn(file: string): string {
  let pem: string;
  try {
    pem = readFileSync(file, 'utf8');
  } catch (error) {
    throw new InvalidArgumentError(`${file} cannot be read: ${(error as Error).message}.`);
  }
  if (!pem.includes('-----BEGIN CERTIFICATE-----')) throw new InvalidArgumentError(`${file} has no certificates in PEM.`);
  return pem;
}
