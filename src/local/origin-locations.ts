import { statSync } from 'node:fs';
import { Application, isKnown, Origin } from '../config';

/** Where, on this machine, the content of origins comes from: what `--bucket` and `--origin` say. */
export interface OriginLocations {
  /** Directories by bucket name or logical id. */
  readonly buckets: { readonly [name: string]: string };
  /** URLs by domain name or origin id. */
  readonly origins: { readonly [name: string]: string };
}

/** A location that cannot be used. The message is one line: what is wrong, and what to write instead. */
export class UnusableLocation extends Error {
  public readonly name = 'UnusableLocation';
}

/** Reads `NAME=VALUE` arguments. */
export function parseLocations(buckets: readonly string[], origins: readonly string[]): OriginLocations {
  return {
    buckets: Object.fromEntries(buckets.map((argument) => checked('--bucket', argument, 'NAME|LOGICAL_ID=DIR', existingDirectory))),
    origins: Object.fromEntries(origins.map((argument) => checked('--origin', argument, 'DOMAIN|ORIGIN_ID=URL', originUrl))),
  };
}

/** @throws UnusableLocation when a name is that of no bucket or origin of the application */
export function requireKnownNames(locations: OriginLocations, application: Application): void {
  const origins = application.distributions.flatMap((distribution) => distribution.origins);
  const buckets = new Set([
    ...application.buckets.flatMap((bucket) => [bucket.name, bucket.location.logicalId]),
    ...origins.filter((origin) => origin.s3 !== undefined).flatMap(bucketNames),
    ...application.streamingDistributions.flatMap(({ s3DomainName }) => isKnown(s3DomainName) ? [s3DomainName, bucketName(s3DomainName)] : []),
  ]);
  const names = new Set(origins.flatMap((origin) => [origin.id, origin.domainName]).filter(isKnown));
  requireAll('--bucket', Object.keys(locations.buckets), buckets);
  requireAll('--origin', Object.keys(locations.origins), names);
}

function requireAll(option: string, given: readonly string[], known: ReadonlySet<string>): void {
  const unknown = given.find((name) => !known.has(name));
  if (unknown === undefined) return;
  const choice = known.size === 0 ? 'the template has none' : `the template has ${[...known].join(', ')}`;
  throw new UnusableLocation(`${option} ${unknown}: no such name; ${choice}`);
}

function checked(option: string, argument: string, form: string, value: (text: string) => string): [string, string] {
  const equals = argument.indexOf('=');
  if (equals < 1 || equals === argument.length - 1) throw new UnusableLocation(`${option} ${argument}: expected ${form}`);
  try {
    return [argument.slice(0, equals), value(argument.slice(equals + 1))];
  } catch (error) {
    throw new UnusableLocation(`${option} ${argument}: ${(error as Error).message}`);
  }
}

function existingDirectory(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) throw new Error(`${path} is not a directory`);
  return path;
}

function originUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) throw new Error('expected a URL that begins with http:// or https://');
  return text;
}

function bucketNames(origin: Origin): string[] {
  return isKnown(origin.domainName) ? [origin.domainName, bucketName(origin.domainName)] : [];
}

/** The name of the bucket in an S3 domain name: what is in front of `.s3`. */
function bucketName(domainName: string): string {
  return domainName.replace(/\.s3[.-].*$/, '');
}
