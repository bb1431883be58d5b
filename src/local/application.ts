import { Application } from '../config';
import { loadTemplates, readTemplates } from '../template';
import { OriginLocations, requireKnownNames } from './origin-locations';

/**
 * Reads what a cloud assembly, a template file or a directory of templates says.
 *
 * @throws UnreadableInput, or UnusableLocation when a location is that of no bucket or origin
 */
export function readApplication(path: string, locations?: OriginLocations): Application {
  const application = readTemplates(loadTemplates(path));
  if (locations !== undefined) requireKnownNames(locations, application);
  return application;
}
