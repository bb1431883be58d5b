import { existsSync, statSync } from 'fs';
import { join } from 'path';
import { BucketContent, BucketReference, isKnown, isSameResource, TrustStore } from '../../config';
import { PartReader } from '../part-reader';

/** What a trust store refers to in the rest of the application. */
interface AroundTrustStore {
  readonly findBucket: (name: string) => BucketReference | undefined;
  readonly bucketContents: readonly BucketContent[];
}

export function readTrustStore(resource: PartReader, id: string, around: AroundTrustStore): TrustStore {
  const place = resource.childOrEmpty('CaCertificatesBundleSource').childOrEmpty('CaCertificatesBundleS3Location');
  const [bucket, key] = [place.text('Bucket'), place.text('Key')];
  return { ...resource.part, id, name: resource.text('Name'), bundleFile: isKnown(bucket) && isKnown(key) ? fileOf(bucket, key, around) : undefined };
}

/** The file of this machine that is deployed to a bucket under a key. */
function fileOf(bucketName: string, key: string, { findBucket, bucketContents }: AroundTrustStore): string | undefined {
  const bucket = findBucket(bucketName);
  return bucketContents
    .filter((content) => isSameResource(content.bucket, bucket) && key.startsWith(content.keyPrefix) && !key.split('/').includes('..'))
    .map(({ source, keyPrefix }) => join(source, key.slice(keyPrefix.length)))
    .find((file) => existsSync(file) && statSync(file).isFile());
}
