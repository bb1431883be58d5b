export { conditionOutcomes } from './condition-outcomes';
export { deployedFiles, deployedText } from './deployed-files';
export { loadStackTemplate, loadTemplates } from './load-templates';
export { readTemplates } from './read-templates';
export { type ReadOptions, type TemplateSource } from './source';
export { UnreadableInput } from './unreadable-input';
