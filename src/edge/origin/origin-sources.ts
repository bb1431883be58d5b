import { existsSync, statSync } from 'fs';
import { join } from 'path';
import { clientCertificate, ClientCertificates } from './client-certificates';
import { isDistribution } from './distribution-origin';
import { FunctionOrigin, OriginFunction } from './function-origin';
import { FunctionUrl, isPrivateFunctionUrl } from './function-url';
import { HttpOrigin } from './http-origin';
import { OriginClient } from './origin-client';
import { originFor } from './origin-for';
import { originNames } from './origin-names';
import { OriginTrust } from './origin-tls';
import { allDistributions, Application, bucketOf, cacheBehaviorsOf, isKnown, isSameResource, knownOr, Origin, s3HostName, titleOf, Value } from '../../config';
import { DirectorySource, METADATA_FILE } from '../s3/directory-source';
import { MemoryObject, MemorySource } from '../s3/memory-source';
import { readMetadataFile } from '../s3/metadata-file';
import { ObjectSource } from '../s3/stored-object';

/** What stands for an origin on this machine: a server's URL, the path of a directory with objects, objects by key, or a function. */
export type OriginSource = string | OriginFunction | { readonly [key: string]: MemoryObject };

/** What stands for each origin, by origin id, domain name, or the name or logical id of a bucket. */
export interface OriginSources {
  readonly [name: string]: OriginSource;
}

/** How origins are asked. */
export interface OriginClientOptions {
  /** Whose certificates of HTTPS servers are believed. @default - every one's */
  readonly trust?: OriginTrust;
  /** What the edge shows origins that ask for its certificate. @default - nothing */
  readonly clientCertificates?: ClientCertificates;
  /** The application whose buckets and policies decide who may do what, which may be behind what runs [PRV-040]. @default - the one that runs */
  readonly permissions?: () => Application;
}

/** A source of an origin that cannot be used. The message is one line: what is wrong, and what to write instead. */
export class UnusableOriginSource extends Error {
  public readonly name = 'UnusableOriginSource';
}

/**
 * How the edge asks each origin: what stands for it, else what the application deploys to its bucket.
 *
 * @param application what the edge runs, as of now
 */
export function originClients(sources: OriginSources, application: () => Application, options: OriginClientOptions = {}): (origin: Origin) => OriginClient {
  const { trust, clientCertificates = {}, permissions = application } = options;
  const bucketFor = (origin: Origin, objects?: ObjectSource) => originFor(origin, application(), objects, permissions);
  const memories = new Map<object, MemorySource>();
  /** The same bucket, however it is reached, has the same objects. */
  const inMemory = (objects: { readonly [key: string]: MemoryObject }) => {
    const memory = memories.get(objects) ?? new MemorySource(objects);
    memories.set(objects, memory);
    return memory;
  };
  const clientOf = (source: OriginSource, origin: Origin) => {
    if (typeof source === 'function') return new FunctionOrigin(source);
    if (typeof source !== 'string') return bucketFor(origin, inMemory(source));
    if (!isUrl(source)) return bucketFor(origin, new DirectorySource(source));
    return new HttpOrigin(source, origin, trust, clientCertificate(origin, application(), clientCertificates));
  };
  return (origin) => {
    const name = originNames(origin, application()).find((candidate) => Object.hasOwn(sources, candidate));
    if (name === undefined) return bucketFor(origin);
    const client = clientOf(sources[name], origin);
    return isPrivateFunctionUrl(origin, application()) ? new FunctionUrl(client) : client;
  };
}

/**
 * @param mayCome whether a name may be that of an origin which is created later; none may when it is left out
 * @throws UnusableOriginSource when a source is for nothing that the application has, is a directory that does not exist, or one whose metadata file cannot be read
 */
export function requireUsable(sources: OriginSources, application: Application, mayCome: (name: string) => boolean = () => false): void {
  const ofOrigins = application.distributions.flatMap(({ origins }) => origins).flatMap((origin) => originNames(origin, application));
  const ofLogs = allDistributions(application).flatMap(({ logging }) => logBucketNames(logging?.bucket));
  const known = new Set([...ofOrigins, ...ofLogs, ...application.buckets.flatMap(({ name, location: { logicalId } }) => [logicalId, name])]);
  for (const [name, source] of Object.entries(sources)) {
    if (!known.has(name) && !mayCome(name) && !mayBeChosen(name, application)) {
      throw new UnusableOriginSource(`${name}: no origin or bucket has this name; there are ${[...known].join(', ') || 'none'}`);
    }
    if (typeof source === 'string' && !isUrl(source) && !isDirectory(source)) {
      throw new UnusableOriginSource(`${name}: ${source} is neither a directory nor a URL that begins with http:// or https://`);
    }
    if (typeof source === 'string' && !isUrl(source)) requireMetadata(name, source);
  }
}

function requireMetadata(name: string, directory: string): void {
  try {
    readMetadataFile(join(directory, METADATA_FILE));
  } catch (error) {
    throw new UnusableOriginSource(`${name}: ${(error as Error).message}`);
  }
}

/** Whether a name may be the domain name of an origin that no distribution defines, and that a function has asked. */
function mayBeChosen(name: string, { distributions }: Application): boolean {
  return name.includes('.') && distributions.flatMap(cacheBehaviorsOf).some(({ functionAssociations, lambdaAssociations }) => (
    [...functionAssociations, ...lambdaAssociations].some(({ eventType }) => eventType === 'viewer-request' || eventType === 'origin-request')
  ));
}

/** What a user should know of origins for which nothing stands, a line each: buckets that are empty, and servers that cannot be reached. */
export function missingSources(sources: OriginSources, application: Application): string[] {
  return application.distributions.flatMap((distribution) => distribution.origins
    .filter((origin) => !originNames(origin, application).some((name) => Object.hasOwn(sources, name)))
    .filter((origin) => !hasDeployedObjects(origin, application) && !isDistribution(origin, application))
    .map((origin) => {
      const name = knownOr(origin.id, knownOr(origin.domainName, 'NAME'));
      const isBucket = origin.s3 !== undefined || (isKnown(origin.domainName) && s3HostName(origin.domainName) !== undefined);
      return isBucket
        ? `the bucket of the origin ${name} of ${titleOf(distribution, application)} is empty; say where its objects are with --bucket ${bucketName(origin, application) ?? name}=DIR`
        : `the origin ${name} of ${titleOf(distribution, application)} cannot be reached; say where it is with --origin ${name}=URL`;
    }));
}

/** The name of an origin's bucket that means it alone: its logical id, unless a bucket of another stack has the same. */
function bucketName(origin: Origin, application: Application): string | undefined {
  const namesakes = application.buckets.filter(({ location }) => location.logicalId === origin.bucket?.logicalId);
  return namesakes.length > 1 ? bucketOf(origin, application)?.name : origin.bucket?.logicalId;
}

/** Whether a text is the URL of a server. */
export function isUrl(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text);
}

/** Whether there is a directory at a path. */
export function isDirectory(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

function hasDeployedObjects({ bucket: reference }: Origin, { bucketContents }: Application): boolean {
  return bucketContents.some(({ bucket }) => isSameResource(bucket, reference));
}

/** The names by which a user may call the bucket of a log: its domain name as it is written, and its own. */
function logBucketNames(domainName: Value<string> | undefined): string[] {
  return isKnown(domainName) ? [domainName, s3HostName(domainName)?.bucket ?? domainName] : [];
}
