import { Account } from './account';
import { RTMP, WEB } from './distribution-kind';
import { distributionOperations } from './distribution-operations';
import { FAMILIES } from './families';
import { familyOperations } from './family-operations';
import { invalidationOperations } from './invalidation-operations';
import { keyValueStoreOperations } from './key-value-store-operations';
import { Operations } from './operations';
import { tagOperations } from './tag-operations';

/** All operations of CloudFront's API that the local edge has. */
export function restOperations(account: Account): Operations {
  return {
    ...distributionOperations(WEB, account),
    ...distributionOperations(RTMP, account),
    ...invalidationOperations(account),
    ...keyValueStoreOperations(account),
    ...tagOperations(account),
    ...Object.assign({}, ...FAMILIES.map((family) => familyOperations(family, account))),
  };
}
