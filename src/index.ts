export * from './constructs';
export { CloudFrontEdition, CloudFrontRules, CloudFrontRulesProps } from './rules/plugin';
