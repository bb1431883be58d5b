/* eslint-disable @typescript-eslint/no-require-imports -- what a command needs is loaded when it runs */
import { createSecureContext } from 'node:tls';
import { Command, InvalidArgumentError } from 'commander';
import type { ClientCertificates, OriginSources, OriginTrust } from '../edge';
import { fileText } from './file-option';

/** What the options that say where origins are hold. */
export interface OriginOptions {
  readonly bucket: { readonly [name: string]: string };
  readonly origin: { readonly [name: string]: string };
  readonly originCa?: OriginTrust;
  readonly originCertificate: ClientCertificates;
}

/** Adds the options by which a user says where the content of origins comes from. */
export function withOriginOptions(command: Command): Command {
  return withOriginTrust(command
    .option('--bucket <name=directory>', 'the directory with the objects of a bucket, by bucket name or logical id (repeatable)', addBucket, {})
    .option('--origin <name=url>', 'the server that stands for an origin, by domain name or origin id, at the port of the template unless the URL has one; for a bucket one that speaks as S3 does (repeatable)', addOrigin, {})
    .option('--origin-certificate <name=file>', 'the certificate and private key, in PEM, for an origin with OriginMtlsConfig that asks for them, by ARN, origin id or domain name (repeatable)', addCertificate, {}));
}

/** Adds the option by which a user says whose certificates of origins are believed. */
export function withOriginTrust(command: Command): Command {
  return command.option('--origin-ca <file>', 'the authorities, in PEM, that must have signed the certificates of HTTPS origins', trustIn);
}

/** What both options say together. */
export function originSources({ bucket, origin }: OriginOptions): OriginSources {
  return { ...bucket, ...origin };
}

function addBucket(argument: string, earlier: { readonly [name: string]: string }): { readonly [name: string]: string } {
  const { isDirectory } = require('../edge') as typeof import('../edge');
  const [name, directory] = nameAndValue(argument, 'NAME|LOGICAL_ID=DIR');
  if (!isDirectory(directory)) throw new InvalidArgumentError(`${directory} is not a directory.`);
  return { ...earlier, [name]: directory };
}

function trustIn(file: string): OriginTrust {
  return { authorities: fileText(file) };
}

function addCertificate(argument: string, earlier: ClientCertificates): ClientCertificates {
  const [name, file] = nameAndValue(argument, 'NAME=FILE');
  const pem = fileText(file);
  try {
    createSecureContext({ cert: pem, key: pem });
  } catch (error) {
    throw new InvalidArgumentError(`${file} has no certificate with its private key in PEM: ${(error as Error).message}.`);
  }
  return { ...earlier, [name]: pem };
}

/** Reads one of several servers of an origin. */
export function addServer(argument: string, earlier: { readonly [name: string]: readonly string[] } = {}): { readonly [name: string]: readonly string[] } {
  const [[name, url]] = Object.entries(addOrigin(argument, {}));
  return { ...earlier, [name]: [...earlier[name] ?? [], url] };
}

function addOrigin(argument: string, earlier: { readonly [name: string]: string }): { readonly [name: string]: string } {
  const { isUrl } = require('../edge') as typeof import('../edge');
  const [name, url] = nameAndValue(argument, 'DOMAIN|ORIGIN_ID=URL');
  if (!isUrl(url)) throw new InvalidArgumentError('Expected a URL that begins with http:// or https://.');
  return { ...earlier, [name]: url };
}

function nameAndValue(argument: string, form: string): [string, string] {
  const equals = argument.indexOf('=');
  if (equals < 1 || equals === argument.length - 1) throw new InvalidArgumentError(`Expected ${form}.`);
  return [argument.slice(0, equals), argument.slice(equals + 1)];
}
