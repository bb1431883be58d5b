import { Bucket, Edition } from '../../config';
import { isGrantedAll, ObjectSource, StoredObject, withGrants } from '../../edge';

/** The canonical user id of the account that writes log files: awslogsdelivery, which was called the data feeds account. */
export const LOG_DELIVERY = 'c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0';

/** What CloudFront grants that account on a bucket when a distribution begins to log there [LOG-013]. */
const ON_BUCKET: { readonly [edition in Edition]: readonly string[] } = { 'current': ['FULL_CONTROL'], '2014-10-21': ['READ', 'WRITE'] };

/** Lets log files be written into a bucket, by its ACL. */
export function grantLogDelivery(bucket: ObjectSource, edition: Edition): void {
  if (!mayDeliverLogs(bucket, edition)) bucket.bucketAcl = withGrants(bucket.bucketAcl, LOG_DELIVERY, ON_BUCKET[edition]);
}

/** Whether log files may be written into a bucket. */
export function mayDeliverLogs(bucket: ObjectSource, edition: Edition): boolean {
  return isGrantedAll(LOG_DELIVERY, ON_BUCKET[edition], bucket.bucketAcl);
}

/**
 * What is stored with a log file: full control for the owner of the bucket, to read and to write for who wrote it, and nothing for the owner of the
 * distribution [LOG-014].
 *
 * @param bucket where it is, when the templates have it; in one that prefers its owner, the owner has what is written with full control for it
 */
export function logFileAcl(bucket: Bucket | undefined): StoredObject['metadata'] {
  const acl = withGrants({ 'x-amz-acl': 'bucket-owner-full-control' }, LOG_DELIVERY, ['READ', 'WRITE']);
  return bucket?.objectOwnership === 'BucketOwnerPreferred' ? acl : { ...acl, 'x-amz-owner': LOG_DELIVERY };
}
