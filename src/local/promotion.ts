import { Application, knownItems, Part, Resource, resourceAt, Stated } from '../config';
import { Change, ChangedTemplates } from './changed-templates';

/** The properties of a distribution that a staging distribution tries out [DTD-134]. */
const TRIED_OUT = [
  'Comment', 'DefaultRootObject', 'Origins', 'OriginGroups', 'DefaultCacheBehavior', 'CacheBehaviors', 'CustomErrorResponses', 'Restrictions', 'Logging',
];

/** What the promotion of a staging distribution takes with it. */
export interface ContinuousDeployment {
  readonly primary: Resource;
  readonly staging: Resource;
  readonly policy: Resource;
}

/** The continuous deployment of a distribution that is under way; undefined when there is none. */
export function continuousDeploymentOf(application: Application, primaryId: string): ContinuousDeployment | undefined {
  const primary = application.distributions.find(({ id }) => id === primaryId);
  const policy = application.continuousDeploymentPolicies.find(({ id, enabled }) => id === primary?.continuousDeploymentPolicyId && enabled === true);
  const names = knownItems(policy?.stagingDomainNames ?? []);
  const staging = application.distributions.find(({ staging: isStaging, domainName }) => isStaging === true && names.includes(domainName));
  if (primary === undefined || policy === undefined || staging === undefined) return undefined;
  const resourceOf = ({ location }: Part) => resourceAt(location, application)!;
  return { primary: resourceOf(primary), staging: resourceOf(staging), policy: resourceOf(policy) };
}

/**
 * The templates after the promotion: the primary distribution has what the staging distribution tries out, and the policy is disabled [DTD-142].
 *
 * @param how  by which version of the API, and when, in milliseconds since the epoch
 */
export function promoted(templates: ChangedTemplates, { primary, staging, policy }: ContinuousDeployment, how: Pick<Change, 'apiVersion' | 'time'>): ChangedTemplates {
  const isTriedOut = ([property]: [string, unknown]) => TRIED_OUT.includes(property);
  const [before, tried] = [primary, staging].map(({ stated }) => Object.entries(stated.DistributionConfig as Stated));
  const config = Object.fromEntries([...before.filter((entry) => !isTriedOut(entry)), ...tried.filter(isTriedOut)]);
  const changeOf = ({ type, location: { template, logicalId } }: Resource, properties: Stated): Change => (
    { template, logicalId, type, properties, callerReference: templates.changeOf({ template, logicalId })?.callerReference, ...how }
  );
  const disabled = { ...(policy.stated.ContinuousDeploymentPolicyConfig as Stated), Enabled: false };
  return templates
    .with(changeOf(primary, { ...primary.stated, DistributionConfig: config }))
    .with(changeOf(policy, { ...policy.stated, ContinuousDeploymentPolicyConfig: disabled }));
}
