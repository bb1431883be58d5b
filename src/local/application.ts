import { Application } from '../config';
import { OriginSources, requireUsable } from '../edge';
import { withObjectDistributions } from '../streaming';
import { loadTemplates, readTemplates } from '../template';

/**
 * Reads what a cloud assembly, a template file or a directory of templates says.
 *
 * @param origins what stands for its origins on this machine
 * @throws UnreadableInput, or UnusableOriginSource
 */
export function readApplication(path: string, origins: OriginSources = {}): Application {
  const application = readTemplates(loadTemplates(path));
  requireUsable(origins, withObjectDistributions(application));
  return application;
}
