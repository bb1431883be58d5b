export { type CheckedOrigin, checkOrigins, type OriginCheck } from './check-origins';
export { type OriginAdvice } from './origin-advice';
export { ORIGIN_RULES, type OriginRule } from './origin-rules';
export { SAME_CONTENT } from './same-content';
