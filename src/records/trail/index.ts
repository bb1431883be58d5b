export type * from './api-call';
export { type AuditedCall, auditedCalls, UnreadableTrail } from './audit';
export { Trail, type TrailOptions, type WriteFile } from './trail';
export { type TrailRecord } from './trail-record';
export { type Identities } from './user-identity';
