import { isKnown, WebDistribution } from '../config';
import { Edge } from '../edge';

/** Why the root URL of a distribution shows nothing, in the order in which to look [ERR-089]. */
export interface RootCheck {
  readonly found: 'served' | 'not yet deployed' | 'disabled' | 'not permitted' | 'missing' | 'failed';
  /** What that means and what to do, in a sentence. */
  readonly says: string;
}

/** Asks for the root URL of a distribution and says what is wrong: the deployment first, then permissions, then the object's name. */
export async function checkRoot({ id, domainName, enabled, defaultRootObject }: WebDistribution, edge: Pick<Edge, 'status' | 'handle'>): Promise<RootCheck> {
  if (edge.status(id) === 'InProgress') return { found: 'not yet deployed', says: 'the distribution is not yet deployed everywhere; wait until its status is Deployed' };
  if (enabled === false) return { found: 'disabled', says: 'the distribution is disabled; enable it' };
  const { status } = await edge.handle({ method: 'GET', url: '/', headers: ['Host', domainName], protocol: 'https', httpVersion: '1.1', ip: '127.0.0.1' });
  const object = isKnown(defaultRootObject) && defaultRootObject !== '' ? defaultRootObject : undefined;
  if (status < 400) return { found: 'served', says: `the root URL is answered with ${status}` };
  if (status === 403) return { found: 'not permitted', says: `the origin lets nobody read ${object ?? 'its root'}; grant CloudFront the permission to` };
  if (status === 404) return { found: 'missing', says: `the origin has no object ${object ?? 'for its root'}; ${object === undefined ? 'name a default root object' : 'correct the name of the default root object, or put the object there'}` };
  return { found: 'failed', says: `the root URL is answered with ${status}` };
}
