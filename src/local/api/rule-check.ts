import { ResourceReference } from '../../config';
import { checkTemplates, Finding } from '../../rules';
import { ChangedTemplates } from '../changed-templates';
import { ApiError } from './api-error';

/**
 * Refuses what CloudFront refuses: what the rules find wrong with a resource that is changed, and with others since it is.
 *
 * @throws ApiError with CloudFront's own code
 */
export function requireAccepted(before: ChangedTemplates, after: ChangedTemplates, changed: ResourceReference): void {
  const refused = checkTemplates(after.sources).filter(({ level, apiError }) => level === 'error' && apiError !== undefined);
  if (refused.length === 0) return;
  const known = new Set(checkTemplates(before.sources).map(keyOf));
  const isChanged = ({ location: { template, logicalId } }: Finding) => template === changed.template && logicalId === changed.logicalId;
  const finding = refused.find(isChanged) ?? refused.find((candidate) => !known.has(keyOf(candidate)));
  if (finding !== undefined) throw new ApiError(finding.apiError!, `${finding.location.path}: ${finding.message} Fix: ${finding.fix}.`);
}

function keyOf({ rule, location, message }: Finding): string {
  return JSON.stringify([rule, location, message]);
}
