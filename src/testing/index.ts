export * from './edge-clock';
export * from './edge-harness';
export * from './edge-response';
export * from './matchers';
export * from './origins';
export * from './test-logs';
export * from './viewer';
export { type LogDelivering, type LogEntry } from '../records';
export {
  type AccessPolicy, type AccountKeyPair, type Capacity, type CreatedKeyPair, type KeyPairDescription, KeyPairRefused, KeyPairs, LOCAL_SIGNING_KEYS,
  signedCookies, signedUrl, type Signer,
} from '../edge';
