export * from './check';
export * from './finding';
export * from './report';
export * from './rule';
export * from './subjects';
export { TEMPLATE_RULES } from './template-problems';
