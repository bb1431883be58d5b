export { isAllowed } from './access';
export { CombinedSource } from './combined-source';
export { DirectorySource } from './directory-source';
export { type MemoryObject, MemorySource } from './memory-source';
export { isGrantedAll, withGrants } from './object-acl';
export { S3Bucket } from './s3-bucket';
export { S3Website } from './s3-website';
export { type ObjectSource, type StoredObject } from './stored-object';
