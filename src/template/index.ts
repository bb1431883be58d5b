export { conditionOutcomes } from './condition-outcomes';
export { loadTemplates } from './load-templates';
export { readTemplates } from './read-templates';
export { ReadOptions, TemplateSource } from './source';
export { UnreadableInput } from './unreadable-input';
