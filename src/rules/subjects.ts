import { Application } from '../config';
import { RuleSet, Subjects } from './rule';

/** All rules, one set for each subject file. */
export const RULE_SETS: readonly RuleSet[] = [];

/** Where an application keeps what each kind of rule is about. */
export const SUBJECTS: { readonly [S in keyof Subjects]: (application: Application) => readonly Subjects[S][] } = {
  distribution: ({ distributions }) => distributions,
  streamingDistribution: ({ streamingDistributions }) => streamingDistributions,
  cachePolicy: ({ cachePolicies }) => cachePolicies,
  originRequestPolicy: ({ originRequestPolicies }) => originRequestPolicies,
  responseHeadersPolicy: ({ responseHeadersPolicies }) => responseHeadersPolicies,
  originAccessIdentity: ({ originAccessIdentities }) => originAccessIdentities,
  originAccessControl: ({ originAccessControls }) => originAccessControls,
  publicKey: ({ publicKeys }) => publicKeys,
  keyGroup: ({ keyGroups }) => keyGroups,
  function: ({ functions }) => functions,
  bucket: ({ buckets }) => buckets,
  bucketPolicy: ({ bucketPolicies }) => bucketPolicies,
  application: (application) => [application],
};
