export * from './edge-clock';
export * from './edge-harness';
export * from './edge-response';
export * from './matchers';
export * from './origins';
export * from './viewer';
export { type Capacity, LOCAL_SIGNING_KEYS } from '../edge';
