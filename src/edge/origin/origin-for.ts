import { existsSync, statSync } from 'fs';
import { OriginClient } from './origin-client';
import { UnreachableOrigin } from './unreachable-origin';
import { Application, bucketOf, isKnown, isSameResource, knownOr, Origin, s3HostName } from '../../config';
import { BucketAccess } from '../s3/access';
import { CombinedSource } from '../s3/combined-source';
import { DirectorySource } from '../s3/directory-source';
import { MemorySource } from '../s3/memory-source';
import { S3Bucket } from '../s3/s3-bucket';
import { S3Website } from '../s3/s3-website';
import { ObjectSource } from '../s3/stored-object';

/**
 * The way to ask an origin that nobody mapped, or whose objects were given: an S3 bucket with what the application deploys to it,
 * or, for any other origin, a failure that says how to map it.
 *
 * @param objects     the bucket's objects, when they are given
 * @param permissions the application whose buckets and policies decide who may do what, as of now
 */
export function originFor(origin: Origin, application: Application, objects?: ObjectSource, permissions = () => application): OriginClient {
  const host = isKnown(origin.domainName) ? s3HostName(origin.domainName) : undefined;
  const id = knownOr(origin.id, '');
  const isBucket = host !== undefined || origin.s3 !== undefined;
  if (!isBucket && objects === undefined) return new UnreachableOrigin(knownOr(origin.domainName, id), `say where it is with --origin ${id}=URL`);
  const name = host?.bucket ?? knownOr(origin.domainName, id);
  const access = () => accessOf(origin, permissions());
  const bucket = new S3Bucket(name, objects ?? deployedObjects(origin, application), access);
  return host?.website ? new S3Website(bucket, knownOr(origin.domainName, name), accessOf(origin, application)?.bucket.websiteConfiguration) : bucket;
}

/** What the application deploys to the bucket of an origin; nothing when it deploys nothing. */
function deployedObjects(origin: Origin, { bucketContents }: Application): ObjectSource {
  const contents = bucketContents.filter(({ bucket, source }) => (
    isSameResource(bucket, origin.bucket) && existsSync(source) && statSync(source).isDirectory()
  ));
  if (contents.length === 0) return new MemorySource();
  return new CombinedSource(contents.map(({ source, keyPrefix, metadata, markers }) => new DirectorySource(source, keyPrefix, metadata, markers)));
}

function accessOf(origin: Origin, application: Application): BucketAccess | undefined {
  const bucket = bucketOf(origin, application);
  return bucket && {
    bucket,
    policy: application.bucketPolicies.find((policy) => isSameResource(policy.bucket, bucket.location)),
    account: application.templates.find(({ name }) => name === bucket.location.template)?.account,
  };
}
