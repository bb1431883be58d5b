export { isPrivate } from './bucket-grants';
export * from './check';
export * from './finding';
export { policyOf } from './origin-resources';
export * from './report';
export * from './rule';
export * from './subjects';
export { TEMPLATE_RULES } from './template-problems';
