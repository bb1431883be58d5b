import { InvalidArgumentError } from 'commander';
import { fileText } from './file-option';

/** Reads one of several trust stores: its name, and the file with its certificates. */
export function addTrustStore(argument: string, earlier: { readonly [name: string]: string }): { readonly [name: string]: string } {
  const [, name, file] = /^([^=]+)=(.+)$/.exec(argument) ?? [];
  if (file === undefined) throw new InvalidArgumentError('Expected NAME=FILE.');
  return { ...earlier, [name]: certificatesIn(file) };
}

function certificatesIn(file: string): string {
  const pem = fileText(file);
  if (!pem.includes('-----BEGIN CERTIFICATE-----')) throw new InvalidArgumentError(`${file} has no certificates in PEM.`);
  return pem;
}
