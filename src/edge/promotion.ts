import { Application, knownItems, WebDistribution } from '../config';

/** The parts of a distribution that a staging distribution tries out [DTD-134]. */
const TRIED_OUT = [
  'comment', 'defaultRootObject', 'origins', 'originGroups', 'defaultCacheBehavior', 'cacheBehaviors', 'customErrorResponses', 'geoRestriction', 'logging',
] as const;

/**
 * The application after the promotion of a staging distribution: its primary has its configuration, and the policy is disabled [DTD-142].
 *
 * @returns undefined when the distribution has no enabled policy with a staging distribution
 */
export function promoted(application: Application, primaryId: string): Application | undefined {
  const primary = application.distributions.find(({ id }) => id === primaryId);
  const policy = application.continuousDeploymentPolicies.find(({ id, enabled }) => id === primary?.continuousDeploymentPolicyId && enabled === true);
  const names = knownItems(policy?.stagingDomainNames ?? []);
  const staging = application.distributions.find(({ staging: isStaging, domainName }) => isStaging === true && names.includes(domainName));
  if (policy === undefined || staging === undefined) return undefined;
  return {
    ...application,
    distributions: application.distributions.map((distribution) => (distribution === primary ? withConfigurationOf(primary, staging) : distribution)),
    continuousDeploymentPolicies: application.continuousDeploymentPolicies.map((candidate) => (candidate === policy ? { ...policy, enabled: false } : candidate)),
  };
}

function withConfigurationOf(primary: WebDistribution, staging: WebDistribution): WebDistribution {
  return { ...primary, ...Object.fromEntries(TRIED_OUT.map((part) => [part, staging[part]])) };
}
