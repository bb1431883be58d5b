import { resourceAt } from '../../config';
import { checkTemplates, Finding } from '../../rules';
import { Change, ChangedTemplates } from '../changed-templates';
import { ApiError } from './api-error';

/**
 * Refuses what CloudFront refuses: what the rules find wrong once a resource is changed, and did not before.
 * What was there is taken as the API tells it, so that values which only AWS knows, and have a stand-in here, are not held against it.
 *
 * @throws ApiError with CloudFront's own code
 */
export function requireAccepted(before: ChangedTemplates, after: ChangedTemplates, change: Change): void {
  const refused = refusals(after, before);
  if (refused.length === 0) return;
  const known = new Set(refusals(asTold(before, change)).map(keyOf));
  const finding = refused.find((candidate) => !known.has(keyOf(candidate)));
  if (finding !== undefined) throw new ApiError(finding.apiError!, `${finding.location.path}: ${finding.message} Fix: ${finding.fix}.`);
}

/** @param deployed what there was before, where a resource is changed */
function refusals({ sources }: ChangedTemplates, deployed?: ChangedTemplates): Finding[] {
  return checkTemplates(sources, { deployed: deployed?.sources }).filter(({ level, apiError }) => level === 'error' && apiError !== undefined);
}

function asTold(before: ChangedTemplates, change: Change): ChangedTemplates {
  const present = resourceAt(change, before.application);
  return present === undefined ? before : before.with({ ...change, properties: present.stated });
}

function keyOf({ rule, location, message }: Finding): string {
  return JSON.stringify([rule, location, message]);
}
