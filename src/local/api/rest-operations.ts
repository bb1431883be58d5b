import { Account } from './account';
import { RTMP, WEB } from './distribution-kind';
import { distributionOperations } from './distribution-operations';
import { invalidationOperations } from './invalidation-operations';
import { Operations } from './operations';

/** All operations of CloudFront's API that the local edge has. */
export function restOperations(account: Account): Operations {
  return {
    ...distributionOperations(WEB, account),
    ...distributionOperations(RTMP, account),
    ...invalidationOperations(account),
  };
}
