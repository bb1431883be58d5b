export { conditionOutcomes } from './condition-outcomes';
export { deployedFiles, deployedText } from './deployed-files';
export { deploymentPolicy, type DeploymentPolicy } from './deployment-policy';
export { loadTemplates } from './load-templates';
export { localId } from './local-values';
export { readTemplates } from './read-templates';
export { type ReadOptions, type TemplateSource } from './source';
export { templateRegions, type Region, type RegionFinder } from './template-regions';
export { UnreadableInput } from './unreadable-input';
